//! Postcodes: five digits of the area, however Excel has kept them.

use crate::app::import::fault::{FaultKind, Parsed};
use crate::domain::geo::{Postcode, PostcodeError};
use crate::domain::region::{Gazetteer, Place};
use crate::tables::{Cell, fold};

/// Most postcodes suggested for one cell.
const SUGGESTIONS: usize = 3;

/// A postcode that the gazetteer knows. `town`, from the same row, helps to suggest the right one.
///
/// Excel keeps a postcode as a number and drops the zero in front; such a number is never completed unasked, because a
/// digit may as well be missing at the end.
pub(in crate::app::import) fn postcode(cell: &Cell, town: &Cell, gazetteer: &Gazetteer) -> Parsed<Postcode> {
    let text = cell.shown();
    match Postcode::parse(without_extras(&text)) {
        Ok(postcode) => match gazetteer.place(postcode) {
            Ok(_) => Ok(postcode),
            Err(unknown) => {
                let near = suggestions(town, unknown.nearest_known, gazetteer);
                Err(FaultKind::UnknownPostcode { near }.into())
            }
        },
        Err(PostcodeError::WrongLength { with_leading_zero, .. }) => {
            let near = suggestions(town, with_leading_zero, gazetteer);
            Err(FaultKind::PostcodeDigits { near }.into())
        }
        Err(PostcodeError::NotDigits { .. }) => {
            Err(FaultKind::PostcodeDigits { near: suggestions(town, None, gazetteer) }.into())
        }
    }
}

/// The digits of "D-37269" and "37269 Eschwege".
fn without_extras(text: &str) -> &str {
    let text = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '-' || letter == ' ');
    match text.split_once(' ') {
        Some((digits, town)) if town.chars().all(|letter| !letter.is_ascii_digit()) => digits,
        _ => text,
    }
}

/// Postcodes of the town in the same row, and the one that is similar.
fn suggestions(town: &Cell, similar: Option<Postcode>, gazetteer: &Gazetteer) -> Vec<String> {
    let town = fold(&town.shown());
    let of_town = gazetteer.places().iter().filter(|place| !town.is_empty() && fold(&place.name) == town);
    let similar = similar.and_then(|postcode| gazetteer.place(postcode).ok());
    let mut near: Vec<&Place> = of_town.take(SUGGESTIONS).collect();
    if let Some(similar) = similar.filter(|similar| near.iter().all(|place| place.postcode != similar.postcode)) {
        near.push(similar);
    }
    near.into_iter().map(|place| format!("{} {}", place.postcode, place.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions::{Source, load_area};

    #[test]
    fn postcodes_are_read_as_written() {
        let hessen = load_area(&Source::Embedded, "hessen").unwrap();
        let read = |cell: Cell| postcode(&cell, &Cell::Empty, hessen.gazetteer()).map(|found| found.to_string());
        for text in ["37269", "D-37269", "DE 37269", "37269 Eschwege", "37269 Bad Sooden-Allendorf"] {
            assert_eq!(read(Cell::text(text)), Ok("37269".into()), "{text}");
        }
        assert_eq!(read(Cell::Number(37269.0)), Ok("37269".into()));
        // A sliver of Kassel at the border is a postcode like any other.
        assert_eq!(read(Cell::text("34355")), Ok("34355".into()));
    }

    #[test]
    fn wrong_ones_are_told_with_the_postcodes_of_the_town() {
        let hessen = load_area(&Source::Embedded, "hessen").unwrap();
        let read = |code: Cell, town: &str| postcode(&code, &Cell::text(town), hessen.gazetteer()).unwrap_err().0;
        let herleshausen = vec!["37293 Herleshausen".to_owned()];
        let digits = |near| vec![FaultKind::PostcodeDigits { near }];
        assert_eq!(read(Cell::Number(3726.0), "Herleshausen"), digits(herleshausen.clone()));
        assert_eq!(read(Cell::text("3729X"), "HERLESHAUSEN"), digits(herleshausen));
        assert_eq!(read(Cell::Number(37269.5), ""), digits(vec![]));
        assert_eq!(read(Cell::text("372690"), ""), digits(vec![]));
        let unknown =
            |near: &[&str]| vec![FaultKind::UnknownPostcode { near: near.iter().map(|&n| n.into()).collect() }];
        assert_eq!(read(Cell::Number(99_999.0), "Waldkappel"), unknown(&["37284 Waldkappel"]));
        assert_eq!(read(Cell::text("37268"), ""), unknown(&["37269 Eschwege"]));
        assert_eq!(read(Cell::text("99999"), ""), unknown(&[]));
    }
}
