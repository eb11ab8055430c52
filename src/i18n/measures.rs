//! Durations, distances, travel and numbers as people say them.
//!
//! Figures that are estimates say so and are rounded to what an estimate is worth.

use super::{Locale, text};

/// A duration in minutes: "45 Min.", "2 Std.", "1 Std. 30 Min.".
pub fn duration(locale: Locale, minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => text(locale, "measure-minutes", &[("minutes", minutes.into())]),
        (hours, 0) => text(locale, "measure-hours", &[("hours", hours.into())]),
        (hours, minutes) => {
            text(locale, "measure-hours-minutes", &[("hours", hours.into()), ("minutes", minutes.into())])
        }
    }
}

/// A distance given in metres, said in whole kilometres: "etwa 12 km"; below one and a half "unter 2 km".
///
/// Distances are measured between the middles of postcodes, so anything finer would claim too much.
pub fn distance(locale: Locale, metres: u32) -> String {
    if metres < 1_500 {
        text(locale, "measure-distance-near", &[])
    } else {
        text(locale, "measure-distance", &[("km", whole_km(metres).into())])
    }
}

/// A one-way travel time in minutes, rounded up to the next five: "etwa 25 Min., geschätzt".
pub fn travel(locale: Locale, minutes: u32) -> String {
    text(locale, "measure-travel", &[("duration", duration(locale, minutes_up(minutes)).into())])
}

/// The way there, one way: "etwa 12 km, rund 25 Min. (geschätzt)"; metres and minutes rounded as above.
pub fn way(locale: Locale, metres: u32, minutes: u32) -> String {
    let distance = distance(locale, metres);
    let duration = duration(locale, minutes_up(minutes));
    text(locale, "measure-way", &[("distance", distance.into()), ("duration", duration.into())])
}

fn whole_km(metres: u32) -> u32 {
    metres.saturating_add(500) / 1_000
}

fn minutes_up(minutes: u32) -> u32 {
    minutes.max(1).checked_next_multiple_of(5).unwrap_or(minutes)
}

/// A whole number with the language's separators: "12.345" or "12,345".
pub fn number(locale: Locale, number: i64) -> String {
    grouped(locale, &number.to_string())
}

/// A number with a fixed count of decimals: "1.234,5" or "1,234.5".
pub fn decimal(locale: Locale, number: f64, decimals: usize) -> String {
    grouped(locale, &format!("{number:.decimals$}"))
}

/// An amount of money given in cents: "1.234,50 €" or "€1,234.50".
pub fn money(locale: Locale, cents: u64) -> String {
    let amount = grouped(locale, &format!("{}.{:02}", cents / 100, cents % 100));
    text(locale, "measure-money", &[("amount", amount.into())])
}

/// Minutes as hours with two decimals, as accounts have them: "1,58 Std.".
pub fn decimal_hours(locale: Locale, minutes: u64) -> String {
    let hundredths = minutes.saturating_mul(10).saturating_add(3) / 6;
    let hours = grouped(locale, &format!("{}.{:02}", hundredths / 100, hundredths % 100));
    text(locale, "measure-decimal-hours", &[("hours", hours.into())])
}

/// Puts the language's separators into a number written as `-1234.5`.
pub(super) fn grouped(locale: Locale, plain: &str) -> String {
    let (thousands, point) = match locale {
        Locale::De => ('.', ','),
        Locale::En => (',', '.'),
    };
    let (whole, fraction) = match plain.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (plain, None),
    };
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", whole),
    };
    let mut out = String::from(sign);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A space that does not break stands between figure and unit; the tables here write an ordinary one.
    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn durations() {
        for (minutes, de, en) in [
            (0, "0 Min.", "0 min"),
            (45, "45 Min.", "45 min"),
            (60, "1 Std.", "1 hour"),
            (90, "1 Std. 30 Min.", "1 hr 30 min"),
            (120, "2 Std.", "2 hours"),
            (61_500, "1.025 Std.", "1,025 hours"),
        ] {
            assert_eq!(plain(duration(Locale::De, minutes)), de);
            assert_eq!(plain(duration(Locale::En, minutes)), en);
        }
    }

    #[test]
    fn distances() {
        for (metres, de, en) in [
            (0, "unter 2 km", "under 2 km"),
            (1_499, "unter 2 km", "under 2 km"),
            (1_500, "etwa 2 km", "about 2 km"),
            (12_400, "etwa 12 km", "about 12 km"),
        ] {
            assert_eq!(plain(distance(Locale::De, metres)), de);
            assert_eq!(plain(distance(Locale::En, metres)), en);
        }
    }

    #[test]
    fn ways() {
        assert_eq!(plain(way(Locale::De, 12_400, 23)), "etwa 12 km, rund 25 Min. (geschätzt)");
        assert_eq!(plain(way(Locale::En, 900, 5)), "under 2 km, around 5 min (estimated)");
        assert!(way(Locale::De, u32::MAX, u32::MAX).contains("4.294.967"));
    }

    #[test]
    fn travel_times() {
        for (minutes, de, en) in [
            (0, "etwa 5 Min., geschätzt", "about 5 min, estimated"),
            (21, "etwa 25 Min., geschätzt", "about 25 min, estimated"),
            (58, "etwa 1 Std., geschätzt", "about 1 hour, estimated"),
            (70, "etwa 1 Std. 10 Min., geschätzt", "about 1 hr 10 min, estimated"),
        ] {
            assert_eq!(plain(travel(Locale::De, minutes)), de);
            assert_eq!(plain(travel(Locale::En, minutes)), en);
        }
    }

    #[test]
    fn money_and_hours_of_accounts() {
        assert_eq!(plain(money(Locale::De, 123_450)), "1.234,50 €");
        assert_eq!(plain(money(Locale::En, 123_450)), "€1,234.50");
        assert_eq!(plain(decimal_hours(Locale::De, 95)), "1,58 Std.");
        assert_eq!(plain(decimal_hours(Locale::En, 60)), "1.00 hrs");
    }

    #[test]
    fn numbers() {
        assert_eq!(number(Locale::De, 0), "0");
        assert_eq!(number(Locale::De, 123), "123");
        assert_eq!(number(Locale::De, 1_234_567), "1.234.567");
        assert_eq!(number(Locale::En, -1234), "−1,234");
        assert_eq!(decimal(Locale::De, 1234.56, 1), "1.234,6");
        assert_eq!(decimal(Locale::En, 0.05, 2), "0.05");
    }
}
