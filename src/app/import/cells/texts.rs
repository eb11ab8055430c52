//! Short texts, mail addresses, telephone numbers, days.

use chrono::NaiveDate;

use super::dates::take_date;
use super::scan::Cursor;
use crate::app::import::fault::{FaultKind, Parsed};
use crate::domain::contact::{Email, Phone};
use crate::domain::text::{PersonName, TextError};
use crate::tables::Cell;

/// A text of one line: give the `parse` of its type.
pub(in crate::app::import) fn text<T>(parse: fn(&str) -> Result<T, TextError>) -> impl Fn(&Cell) -> Parsed<T> {
    move |cell| Ok(parse(&cell.shown()).map_err(fault_of)?)
}

fn fault_of(error: TextError) -> FaultKind {
    match error {
        TextError::Empty => FaultKind::MissingValue,
        TextError::TooLong { max, .. } => FaultKind::TooLong { max },
        TextError::Control { .. } => FaultKind::ControlCharacter,
    }
}

/// Given and family name in one cell: `Demir, Ayla` or `Ayla Demir`, where the last word is the family name.
pub(in crate::app::import) fn full_name(cell: &Cell) -> Parsed<(PersonName, PersonName)> {
    let shown = cell.shown();
    let parts = match shown.split_once(',') {
        Some((family, given)) => Some((given, family)),
        None => shown.rsplit_once(char::is_whitespace),
    };
    let (given, family) = parts.ok_or(FaultKind::MissingValue)?;
    Ok((PersonName::parse(given).map_err(fault_of)?, PersonName::parse(family).map_err(fault_of)?))
}

/// A mail address.
pub(in crate::app::import) fn email(cell: &Cell) -> Parsed<Email> {
    let shown = cell.shown();
    // Excel and mail programs keep the link: "mailto:mina@example.org".
    let address = shown.strip_prefix("mailto:").unwrap_or(&shown);
    Ok(Email::parse(address).map_err(|_| FaultKind::NoEmail)?)
}

/// A telephone number.
pub(in crate::app::import) fn phone(cell: &Cell) -> Parsed<Phone> {
    let shown = cell.shown().replace(['\u{a0}', '–', '‑'], " ");
    Ok(Phone::parse(&shown).map_err(|_| FaultKind::NoPhone)?)
}

/// A day.
pub(in crate::app::import) fn day(cell: &Cell) -> Parsed<NaiveDate> {
    match cell {
        Cell::Date(day) => Ok(*day),
        Cell::DateTime(moment) => Ok(moment.date()),
        other => {
            let shown = other.shown();
            let mut cursor = Cursor::new(&shown);
            let day = take_date(&mut cursor).filter(|found| found.is_err() || cursor.is_done());
            Ok(day.ok_or(FaultKind::UnreadableDate)??)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Town;

    #[test]
    fn texts_are_one_line_and_bounded() {
        let town = text(Town::parse);
        assert_eq!(town(&Cell::text("Eschwege")).map(String::from), Ok("Eschwege".into()));
        assert_eq!(town(&Cell::text("Esch\nwege")), Err(FaultKind::ControlCharacter.into()));
        assert_eq!(town(&Cell::text(&"x".repeat(121))), Err(FaultKind::TooLong { max: 120 }.into()));
    }

    #[test]
    fn names_in_one_cell_are_taken_apart() {
        let shown = |text| full_name(&Cell::text(text)).map(|(given, family)| format!("{given}|{family}"));
        assert_eq!(shown("Demir, Ayla"), Ok("Ayla|Demir".into()));
        assert_eq!(shown("Ayla Maria Demir"), Ok("Ayla Maria|Demir".into()));
        assert_eq!(shown("Demir"), Err(FaultKind::MissingValue.into()));
        assert_eq!(shown("Demir,"), Err(FaultKind::MissingValue.into()));
    }

    #[test]
    fn contacts_and_days() {
        assert!(email(&Cell::text("mailto:mina@example.org")).is_ok());
        assert_eq!(email(&Cell::text("keine")), Err(FaultKind::NoEmail.into()));
        assert!(phone(&Cell::text("05651 0000001")).is_ok());
        assert!(phone(&Cell::Number(56_510_000_001.0)).is_ok());
        assert_eq!(phone(&Cell::text("bei Frau Demir")), Err(FaultKind::NoPhone.into()));
        assert!(day(&Cell::text("01.11.2026")).is_ok());
        assert_eq!(day(&Cell::text("bald")), Err(FaultKind::UnreadableDate.into()));
        let impossible = FaultKind::ImpossibleDate { date: "31.11.2026".into() };
        assert_eq!(day(&Cell::text("31.11.2026")), Err(impossible.into()));
    }
}
