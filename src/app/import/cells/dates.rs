//! Days and times of day as people write them.

use chrono::NaiveDate;

use super::scan::Cursor;
use crate::app::import::fault::FaultKind;

const MONTHS: [&[&str]; 12] = [
    &["januar", "jaenner", "january", "jan"],
    &["februar", "february", "feb"],
    &["maerz", "march", "mrz", "mar"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["dezember", "december", "dez", "dec"],
];

/// Takes a day if one begins here: `14.12.2026`, `14.12.26`, `14/12/2026`, `2026-12-14`,
/// `14. Dezember 2026`. Two digits of a year mean this century.
///
/// A day that does not exist, or that has no year, is taken too and is an error.
pub(super) fn take_date(cursor: &mut Cursor<'_>) -> Option<Result<NaiveDate, FaultKind>> {
    let start = cursor.position();
    let (year, month, day) = take_numeric(cursor).or_else(|| take_with_month_name(cursor))?;
    let typed = || cursor.typed_since(start).to_owned();
    Some(match year {
        None => Err(FaultKind::YearMissing { date: typed() }),
        Some(year) => {
            NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| FaultKind::ImpossibleDate { date: typed() })
        }
    })
}

/// Year (if there is one), month, day.
type Parts = (Option<i32>, u32, u32);

fn take_numeric(cursor: &mut Cursor<'_>) -> Option<Parts> {
    let first = cursor.number_ahead(0)?;
    let mark = cursor.mark_ahead(1)?;
    let second = cursor.number_ahead(2)?;
    let closed = cursor.mark_ahead(3) == Some(mark);
    let third = cursor.number_ahead(4).filter(|_| closed);
    if first.len() == 4 && mark == '-' {
        let parts = (Some(value(first)?), value(second)?, value(third?)?);
        cursor.skip(5);
        return Some(parts);
    }
    let short = first.len() <= 2 && second.len() <= 2;
    if !short || !closed || !['.', '/', '-'].contains(&mark) {
        return None;
    }
    let year = third.filter(|digits| digits.len() == 4 || (digits.len() == 2 && !is_hour(cursor, 4)));
    match year {
        Some(digits) => {
            let parts = (Some(full_year(digits)?), value(second)?, value(first)?);
            cursor.skip(5);
            Some(parts)
        }
        // Only the German form is complete without a year: "14.12."
        None if mark == '.' => {
            let parts = (None, value(second)?, value(first)?);
            cursor.skip(4);
            Some(parts)
        }
        None => None,
    }
}

fn take_with_month_name(cursor: &mut Cursor<'_>) -> Option<Parts> {
    let day = cursor.number_ahead(0).filter(|digits| digits.len() <= 2)?;
    let dot = usize::from(cursor.mark_ahead(1) == Some('.'));
    let month = month_of(&cursor.word_ahead(1 + dot)?)?;
    let day = value(day)?;
    // "14. Dez. 2026": the abbreviation may have its own dot.
    let second_dot = usize::from(cursor.mark_ahead(2 + dot) == Some('.'));
    let behind = 2 + dot + second_dot;
    match cursor.number_ahead(behind).filter(|digits| digits.len() == 4) {
        Some(year) => {
            let year = value(year)?;
            cursor.skip(behind + 1);
            Some((Some(year), month, day))
        }
        None => {
            cursor.skip(2 + dot);
            Some((None, month, day))
        }
    }
}

/// Takes a month or a year and yields its last day: `03/2020`, `März 2020`, `2020`. Who only knows
/// the month of a certificate surely has it by the end of that month.
pub(super) fn take_month_or_year(cursor: &mut Cursor<'_>) -> Option<NaiveDate> {
    let named = cursor.word_ahead(0).and_then(|word| month_of(&word));
    let slashed = || {
        let number = cursor.number_ahead(0).filter(|digits| digits.len() <= 2)?;
        cursor.mark_ahead(1).filter(|mark| ['/', '.', '-'].contains(mark))?;
        value(number)
    };
    let (month, year_at) = match (named, slashed()) {
        (Some(month), _) => (month, 1 + usize::from(cursor.mark_ahead(1) == Some('.'))),
        (None, Some(month)) => (month, 2),
        (None, None) => (12, 0),
    };
    let year: i32 = cursor.number_ahead(year_at).filter(|digits| digits.len() == 4).and_then(value)?;
    if !(1900..2100).contains(&year) {
        return None;
    }
    let first_of_next = match month {
        12 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        _ => NaiveDate::from_ymd_opt(year, month + 1, 1),
    };
    let last = first_of_next?.pred_opt()?;
    cursor.skip(year_at + 1);
    Some(last)
}

fn month_of(word: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(index + 1).ok()
}

fn value<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

fn full_year(digits: &str) -> Option<i32> {
    let year: i32 = value(digits)?;
    Some(if digits.len() == 2 { 2000 + year } else { year })
}

/// Does the number so many pieces ahead go on as a time of day ("14.12. 15:00", "14.12. 15 Uhr")?
fn is_hour(cursor: &Cursor<'_>, steps: usize) -> bool {
    cursor.mark_ahead(steps + 1) == Some(':')
        || cursor.word_ahead(steps + 1).is_some_and(|word| ["uhr", "h"].contains(&word.as_str()))
}

/// Takes a time of day, in minutes since midnight: `9`, `09:00`, `9.30`, `9h30`, `9 Uhr`, `2 pm`.
/// `24:00` is the end of the day.
pub(super) fn take_time(cursor: &mut Cursor<'_>) -> Option<Result<u16, FaultKind>> {
    let start = cursor.position();
    let hours: u16 = cursor.number_ahead(0).filter(|digits| digits.len() <= 2).and_then(value)?;
    cursor.skip(1);
    let mut minutes = 0;
    let separated = cursor.mark_ahead(0).is_some_and(|mark| [':', '.'].contains(&mark))
        || cursor.word_ahead(0).is_some_and(|word| word == "h");
    if let Some(digits) = cursor.number_ahead(1).filter(|digits| separated && digits.len() == 2) {
        minutes = value(digits)?;
        cursor.skip(2);
        // Seconds, as programs write them.
        if cursor.mark_ahead(0) == Some(':') && cursor.number_ahead(1) == Some("00") {
            cursor.skip(2);
        }
    }
    let hours = if cursor.take_word(&["pm"]) && hours < 12 { hours + 12 } else { hours };
    cursor.take_word(&["uhr", "h", "am", "oclock"]);
    let total = hours * 60 + minutes;
    Some(if minutes < 60 && total <= 24 * 60 {
        Ok(total)
    } else {
        Err(FaultKind::ImpossibleTime { time: cursor.typed_since(start).to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<Result<String, FaultKind>> {
        let found = take_date(&mut Cursor::new(text))?;
        Some(found.map(|day| day.to_string()))
    }

    #[test]
    fn days_are_read_as_written() {
        for text in [
            "14.12.2026",
            "14. 12. 2026",
            "14.12.26",
            "14/12/2026",
            "14-12-2026",
            "2026-12-14",
            "14. Dezember 2026",
            "14 Dez. 2026",
            "14. december 2026",
            "14.12.2026 15:00",
            "2026-12-14T15:00:00",
        ] {
            assert_eq!(date(text), Some(Ok("2026-12-14".into())), "{text}");
        }
        assert_eq!(date("1. März 2026"), Some(Ok("2026-03-01".into())));
        for text in ["15:00", "9.30", "24 UE", "lang", "", "2026", "14.12"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_told_as_typed() {
        for text in ["31.02.2024", "32.12.2026", "29.02.2025", "0.1.2026", "12/31/2026", "2026-13-01", "31. Juni 2026"]
        {
            let kind = FaultKind::ImpossibleDate { date: text.into() };
            assert_eq!(date(text), Some(Err(kind)), "{text}");
        }
        for (text, typed) in [("14.12. 15:00", "14.12."), ("14.12. 15 Uhr", "14.12."), ("14. Dezember", "14. Dezember")]
        {
            let kind = FaultKind::YearMissing { date: typed.into() };
            assert_eq!(date(text), Some(Err(kind)), "{text}");
        }
    }

    #[test]
    fn a_month_or_year_means_its_last_day() {
        let cases = [
            ("03/2020", Some("2020-03-31")),
            ("2.2024", Some("2024-02-29")),
            ("Dezember 2020", Some("2020-12-31")),
            ("Sept. 2020", Some("2020-09-30")),
            ("2020", Some("2020-12-31")),
            ("1820", None),
            ("13/2020", None),
            ("24 UE", None),
        ];
        for (text, day) in cases {
            let found = take_month_or_year(&mut Cursor::new(text)).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_written() {
        let cases = [
            ("9", 540),
            ("09:00", 540),
            ("9.30", 570),
            ("9h30", 570),
            ("9 Uhr", 540),
            ("9.30 Uhr", 570),
            ("9 am", 540),
            ("2pm", 840),
            ("12 pm", 720),
            ("15:00:00", 900),
            ("24:00", 1440),
            ("0:15", 15),
        ];
        for (text, minutes) in cases {
            let mut cursor = Cursor::new(text);
            assert_eq!(take_time(&mut cursor), Some(Ok(minutes)), "{text}");
            assert!(cursor.is_done(), "{text}");
        }
        for text in ["25:00", "9:60", "24:01"] {
            let kind = FaultKind::ImpossibleTime { time: text.into() };
            assert_eq!(take_time(&mut Cursor::new(text)), Some(Err(kind)), "{text}");
        }
        assert_eq!(take_time(&mut Cursor::new("2026")), None);
        assert_eq!(take_time(&mut Cursor::new("früh")), None);
    }
}
