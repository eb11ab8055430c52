//! What the coming year will probably ask for, from the months that were: trend and season, with a range.
//!
//! Simple and to be explained: each month's usual share of its year is its season; what is left without it is drawn through by the
//! line whose slope is the median of the slopes between all pairs of months (Theil and Sen), which single months cannot bend; the range
//! says where nine of ten such years would end, from how far the months were off that line and how little a few years tell of it.
//!
//! Below a year of months nothing is said; below two years there is no telling trend and season apart, so the year is taken as it was.

use super::month::Month;

/// Fewer months are not enough to say anything.
pub const LEAST_MONTHS: usize = 12;
/// From so many months on, a trend is told apart from the season.
const TREND_MONTHS: usize = 24;
/// Nine of ten: half the width of a range in standard deviations of a bell curve, wider for few months.
const NINE_OF_TEN: f64 = 1.645;
/// A standard deviation of a bell curve in median absolute deviations.
const OF_MEDIAN_DEVIATION: f64 = 1.4826;

/// What is known: a value for each month from the first one on, without gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The first month.
    pub from: Month,
    /// Its value and those of the months after it.
    pub values: Vec<f64>,
}

/// How a forecast was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Trend and season.
    TrendAndSeason,
    /// The last twelve months as they were.
    LastYear,
}

/// What a year will probably come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The year.
    pub year: i32,
    /// Its months.
    pub months: Vec<f64>,
    /// The year's sum.
    pub sum: f64,
    /// Nine of ten such years come to something between this,
    pub least: f64,
    /// and this.
    pub most: f64,
    /// How much the trend adds from year to year.
    pub change_a_year: f64,
    /// How it was made.
    pub basis: Basis,
    /// From so many months.
    pub from_months: usize,
}

/// The forecast of a year; `None` where too few months are known.
pub fn forecast(history: &History, year: i32) -> Option<Forecast> {
    let count = history.values.len();
    if count < LEAST_MONTHS {
        return None;
    }
    let with_trend = count >= TREND_MONTHS;
    let season = if with_trend { season(history) } else { [1.0; 12] };
    let seasonal = |at: usize| season_at(&season, history.from, at);
    let level: Vec<f64> = history.values.iter().enumerate().map(|(at, value)| value / seasonal(at)).collect();
    let slope = if with_trend { slope(&level) } else { 0.0 };
    let last_year = level.iter().skip(count.saturating_sub(LEAST_MONTHS));
    let start = if with_trend {
        median(level.iter().enumerate().map(|(at, value)| value - slope * at as f64).collect())
    } else {
        last_year.sum::<f64>() / LEAST_MONTHS as f64
    };
    let first = Month::new(year, 1)?.number() - history.from.number();
    let positions: Vec<f64> = (0..12).map(|month| f64::from(first + month)).collect();
    let months: Vec<f64> = if with_trend {
        let value =
            |(month, at): (usize, &f64)| ((start + slope * at) * season.get(month).copied().unwrap_or(1.0)).max(0.0);
        positions.iter().enumerate().map(value).collect()
    } else {
        as_last_year(history, year)
    };
    let fitted = |at: usize| (start + slope * at as f64) * seasonal(at);
    let off: Vec<f64> = history.values.iter().enumerate().map(|(at, value)| value - fitted(at)).collect();
    let sum: f64 = months.iter().sum();
    let spread = spread(&off, &positions, count, with_trend);
    Some(Forecast {
        year,
        sum,
        least: (sum - spread).max(0.0),
        most: sum + spread,
        months,
        change_a_year: slope * 12.0 * 12.0,
        basis: if with_trend { Basis::TrendAndSeason } else { Basis::LastYear },
        from_months: count,
    })
}

/// The last twelve months in the order of a year.
fn as_last_year(history: &History, year: i32) -> Vec<f64> {
    let last: Vec<(usize, f64)> = history
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| (of_year(history.from, at), *value))
        .rev()
        .take(LEAST_MONTHS)
        .collect();
    let value =
        |month: Month| last.iter().find(|(of_year, _)| *of_year == month.of_year()).map_or(0.0, |(_, value)| *value);
    Month::all_of(year).map(value).collect()
}

/// Which of a year's months the one at a place of the history is.
fn of_year(from: Month, at: usize) -> usize {
    (from.of_year() + at) % 12
}

fn season_at(season: &[f64; 12], from: Month, at: usize) -> f64 {
    season.get(of_year(from, at)).copied().unwrap_or(1.0)
}

/// How much of a usual month each month of the year is: the median, over the years, of the month against the twelve around it.
fn season(history: &History) -> [f64; 12] {
    let values = &history.values;
    let mut ratios: [Vec<f64>; 12] = Default::default();
    for (at, value) in values.iter().enumerate() {
        // The twelve months around it, the outer two by half, so that a trend cancels out; at the ends the nearest such.
        let middle = at.clamp(6, values.len().saturating_sub(7).max(6));
        let around: f64 = (middle.saturating_sub(6)..=middle + 6)
            .zip([0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5])
            .map(|(at, weight)| values.get(at).copied().unwrap_or(0.0) * weight)
            .sum();
        if around > 0.0
            && let Some(ratios) = ratios.get_mut(of_year(history.from, at))
        {
            ratios.push(value * 12.0 / around);
        }
    }
    let mut season = ratios.map(|ratios| if ratios.is_empty() { 1.0 } else { median(ratios) });
    let sum: f64 = season.iter().sum();
    for share in &mut season {
        // A month in which nobody ever works must not make one hour of it the work of a year.
        *share = if sum > 0.0 { (*share * 12.0 / sum).max(0.05) } else { 1.0 };
    }
    season
}

/// The median of the slopes between all pairs that are a year or more apart: shorter ones are mostly chance.
fn slope(level: &[f64]) -> f64 {
    let mut slopes = Vec::new();
    for (one, early) in level.iter().enumerate() {
        for (other, late) in level.iter().enumerate().skip(one + 12) {
            slopes.push((late - early) / (other - one) as f64);
        }
    }
    median(slopes)
}

/// Half the width of the range of a year's sum: what twelve months are off by chance, and how well level and slope are known.
fn spread(off: &[f64], positions: &[f64], count: usize, with_trend: bool) -> f64 {
    let number = count as f64;
    let centre = median(off.to_vec());
    let robust = OF_MEDIAN_DEVIATION * median(off.iter().map(|value| (value - centre).abs()).collect());
    // Twelve shares and, with a trend, two figures of the line were taken from the months.
    let taken = if with_trend { 14.0 } else { 1.0 };
    let plain = (off.iter().map(|value| value * value).sum::<f64>() / (number - taken).max(1.0)).sqrt();
    let deviation = robust.max(plain);
    let middle = (number - 1.0) / 2.0;
    let lever: f64 = (0..count).map(|at| (at as f64 - middle).powi(2)).sum();
    let far: f64 = positions.iter().map(|at| at - middle).sum();
    let of_months = 12.0 * deviation * deviation;
    let of_level = 144.0 * deviation * deviation / number;
    let of_slope = if with_trend { far * far * deviation * deviation / lever } else { 0.0 };
    // Of few months the deviation itself is known badly.
    let few = 1.0 + 4.0 / (number - taken).max(4.0);
    NINE_OF_TEN * few * (of_months + of_level + of_slope).sqrt()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = values.get(half).copied().unwrap_or(0.0);
    if values.len().is_multiple_of(2) && half > 0 {
        let lower = values.get(half - 1).copied().unwrap_or(upper);
        f64::midpoint(lower, upper)
    } else {
        upper
    }
}

#[cfg(test)]
mod tests;
