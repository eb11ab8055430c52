//! How figures and dates are written in documents. Hours have two decimals, because allowances are computed from them.

use chrono::{Datelike, NaiveDate};

use super::Cell;

/// How a language writes figures and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// 1.234,50 and 03.12.2026.
    German,
    /// 1,234.50 and 2026-12-03.
    English,
}

impl Manner {
    /// The tag of the language, for readers that speak.
    pub const fn language(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    /// Between the cells of a line: what a spreadsheet in that language expects.
    pub const fn separator(self) -> char {
        match self {
            Self::German => ';',
            Self::English => ',',
        }
    }

    /// A cell as people read it.
    pub fn shown(self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Words(words) => words.clone(),
            Cell::Count(count) => self.grouped(*count, None),
            Cell::Cents(cents) => format!("{}\u{a0}€", self.grouped(cents / 100, Some(cents % 100))),
            Cell::Minutes(minutes) => {
                let hundredths = hundredths(*minutes);
                self.grouped(hundredths / 100, Some(hundredths % 100))
            }
            Cell::Day(day) => self.day(*day),
        }
    }

    /// A cell as a program reads it: no unit and no groups of thousands.
    pub fn plain(self, cell: &Cell) -> String {
        match cell {
            Cell::Count(count) => count.to_string(),
            Cell::Cents(cents) => format!("{}{}{:02}", cents / 100, self.point(), cents % 100),
            Cell::Minutes(minutes) => {
                let hundredths = hundredths(*minutes);
                format!("{}{}{:02}", hundredths / 100, self.point(), hundredths % 100)
            }
            Cell::Empty | Cell::Words(_) | Cell::Day(_) => self.shown(cell),
        }
    }

    fn day(self, day: NaiveDate) -> String {
        match self {
            Self::German => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            Self::English => day.to_string(),
        }
    }

    const fn point(self) -> char {
        match self {
            Self::German => ',',
            Self::English => '.',
        }
    }

    const fn thousands(self) -> char {
        match self {
            Self::German => '.',
            Self::English => ',',
        }
    }

    fn grouped(self, whole: u64, hundredths: Option<u64>) -> String {
        let digits = whole.to_string();
        let mut out = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                out.push(self.thousands());
            }
            out.push(digit);
        }
        if let Some(hundredths) = hundredths {
            out.push(self.point());
            out.push_str(&format!("{hundredths:02}"));
        }
        out
    }
}

/// Hundredths of an hour, half up.
const fn hundredths(minutes: u64) -> u64 {
    minutes.saturating_mul(10).saturating_add(3) / 6
}
