//! Forecasts of years that are known, because they were made up with a known trend.

use super::*;

/// Numbers of a known spread around nought; the same for the same seed.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Twelve uniform ones make nearly a bell curve of deviation one.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

/// How much of a usual month each month is: little in summer and at Christmas.
const SEASON: [f64; 12] = [1.0, 1.1, 1.2, 1.0, 1.1, 1.0, 0.6, 0.7, 1.2, 1.2, 1.1, 0.8];

fn made_up(years: i32, level: f64, change_a_month: f64, noise: f64, seed: u64) -> Vec<f64> {
    let mut chance = Chance(seed);
    let value = |at: i32| {
        let season = SEASON[usize::try_from(at % 12).unwrap()];
        ((level + change_a_month * f64::from(at)) * season + noise * level * chance.bell()).max(0.0)
    };
    (0..years * 12).map(value).collect()
}

fn january(year: i32) -> Month {
    Month::new(year, 1).unwrap()
}

/// Of many made-up projects: how often the year that follows lies in the range, and how far off the forecast is in the mean.
fn judged(years: i32, change_a_month: f64, noise: f64) -> (f64, f64) {
    let (mut within, mut off) = (0.0, 0.0);
    let many = 400;
    for seed in 0..many {
        let all = made_up(years + 1, 100.0, change_a_month, noise, seed * 7_919 + 13);
        let (known, follows) = all.split_at(usize::try_from(years * 12).unwrap());
        let history = History { from: january(2020), values: known.to_vec() };
        let forecast = forecast(&history, 2020 + years).unwrap();
        let sum: f64 = follows.iter().sum();
        within += f64::from(u8::from((forecast.least..=forecast.most).contains(&sum)));
        off += (forecast.sum - sum).abs() / sum;
    }
    (within / many as f64, off / many as f64)
}

#[test]
fn the_year_that_follows_lies_in_the_range() {
    // Years, what a month adds, chance against the first month, how far off in the mean at most. What falls to the half is off by twice
    // as much of what is left.
    let table = [
        (2, 0.0, 0.1, 0.07),
        (3, 1.0, 0.1, 0.05),
        (3, 1.0, 0.3, 0.12),
        (5, 1.0, 0.2, 0.06),
        (5, -0.8, 0.2, 0.18),
        (10, 0.5, 0.3, 0.08),
    ];
    for (years, change, noise, most_off) in table {
        let (within, off) = judged(years, change, noise);
        println!("{years} years, {change:+} a month, noise {noise}: within {within:.3}, off {off:.3} in the mean");
        assert!((0.88..0.99).contains(&within), "{years} years, {change} a month, noise {noise}: {within}");
        assert!(off < most_off, "{years} years, {change} a month, noise {noise}: {off}");
    }
}

#[test]
fn a_trend_without_chance_is_found_to_the_hour() {
    let all = made_up(4, 100.0, 2.0, 0.0, 1);
    let history = History { from: january(2020), values: all[..36].to_vec() };
    let forecast = forecast(&history, 2023).unwrap();
    let sum: f64 = all[36..].iter().sum();
    assert!((forecast.sum - sum).abs() / sum < 0.02, "{} against {sum}", forecast.sum);
    assert!((forecast.change_a_year - 288.0).abs() < 20.0, "{}", forecast.change_a_year);
    assert_eq!((forecast.basis, forecast.from_months), (Basis::TrendAndSeason, 36));
    let july = forecast.months[6] / forecast.months[5];
    assert!((july - 0.6).abs() < 0.05, "{july}");
}

#[test]
fn single_months_do_not_bend_the_line() {
    let calm = made_up(3, 100.0, 1.0, 0.05, 3);
    let mut wild = calm.clone();
    wild[17] *= 8.0;
    wild[30] = 0.0;
    let of = |values: Vec<f64>| forecast(&History { from: january(2020), values }, 2023).unwrap();
    let (calm, wild) = (of(calm), of(wild));
    assert!((calm.sum - wild.sum).abs() / calm.sum < 0.06, "{} and {}", calm.sum, wild.sum);
    assert!(wild.most - wild.least > calm.most - calm.least, "what is off widens the range");
}

#[test]
fn below_a_year_nothing_is_said_and_below_two_no_trend() {
    let all = made_up(2, 100.0, 5.0, 0.0, 1);
    let of = |count: usize, year| forecast(&History { from: january(2025), values: all[..count].to_vec() }, year);
    assert_eq!(of(11, 2026), None);
    let one = of(14, 2027).unwrap();
    assert_eq!((one.basis, one.change_a_year), (Basis::LastYear, 0.0));
    assert!((one.sum - all[2..14].iter().sum::<f64>()).abs() < 1e-9);
    assert!((one.months[0] - all[12]).abs() < 1e-9 && (one.months[11] - all[11]).abs() < 1e-9);
    assert_eq!(of(24, 2027).unwrap().basis, Basis::TrendAndSeason);
}

#[test]
fn nothing_worked_is_nothing_foreseen() {
    let nothing = forecast(&History { from: january(2024), values: vec![0.0; 30] }, 2027).unwrap();
    assert_eq!((nothing.sum, nothing.least, nothing.most), (0.0, 0.0, 0.0));
}
