//! One cell: what was typed, and how it looks to the person who typed it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// The value of a cell. Separated text yields only [`Cell::Empty`] and [`Cell::Text`]; a workbook
/// also the typed ones. Text is trimmed and never empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or only white space.
    #[default]
    Empty,
    /// Text as typed, without white space around it.
    Text(String),
    /// A number; always finite.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A day and a time of day, rounded to the second.
    DateTime(NaiveDateTime),
    /// A time of day.
    Time(NaiveTime),
    /// A span of time in a cell formatted as such (`[h]:mm`).
    Span(TimeDelta),
    /// A logical value.
    Bool(bool),
    /// What Excel shows instead of a value it cannot compute, such as `#N/A`.
    Broken(String),
}

impl Cell {
    /// A cell of text; white space alone is an empty cell.
    #[must_use]
    pub fn text(raw: &str) -> Self {
        let trimmed = raw.trim_matches(is_blank);
        if trimmed.is_empty() { Self::Empty } else { Self::Text(trimmed.to_owned()) }
    }

    /// Is there nothing to see in this cell?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The value as the user sees it, for reports and for parsers that work on text.
    ///
    /// Numbers and dates are written the German way (`3,5`, `14.12.2026 15:00`), as the Excel of
    /// these users shows them. A whole number has no decimals: `37290`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) => text.clone(),
            Self::Number(number) => number.to_string().replace('.', ","),
            Self::Date(day) => day.format("%d.%m.%Y").to_string(),
            Self::DateTime(moment) => {
                format!("{} {}", moment.format("%d.%m.%Y"), shown_time(moment.time()))
            }
            Self::Time(time) => shown_time(*time),
            Self::Span(span) => {
                let minutes = span.num_minutes();
                let sign = if minutes < 0 { "-" } else { "" };
                format!("{sign}{}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            Self::Bool(true) => "WAHR".to_owned(),
            Self::Bool(false) => "FALSCH".to_owned(),
        }
    }
}

/// Hours and minutes; seconds only where there are any.
fn shown_time(time: NaiveTime) -> String {
    use chrono::Timelike;
    let pattern = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.format(pattern).to_string()
}

/// White space in the wide sense: also the marks that copying from web pages and mails leaves
/// behind and that nobody sees (zero-width space, byte order mark, direction marks).
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_of_what_nobody_sees() {
        assert_eq!(Cell::text(" \u{a0}\u{200b}\t"), Cell::Empty);
        assert_eq!(Cell::text("\u{feff} Dari\u{a0}"), Cell::Text("Dari".into()));
    }

    #[test]
    fn values_are_shown_as_excel_shows_them() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
        let cases = [
            (Cell::Empty, ""),
            (Cell::Number(37290.0), "37290"),
            (Cell::Number(3.5), "3,5"),
            (Cell::Date(day), "04.12.2026"),
            (Cell::DateTime(day.and_hms_opt(9, 5, 0).unwrap()), "04.12.2026 09:05"),
            (Cell::Time(NaiveTime::from_hms_opt(9, 5, 7).unwrap()), "09:05:07"),
            (Cell::Span(TimeDelta::minutes(90)), "1:30"),
            (Cell::Span(TimeDelta::minutes(-90)), "-1:30"),
            (Cell::Bool(true), "WAHR"),
            (Cell::Broken("#N/A".into()), "#N/A"),
        ];
        for (cell, shown) in cases {
            assert_eq!(cell.shown(), shown, "{cell:?}");
        }
    }
}
