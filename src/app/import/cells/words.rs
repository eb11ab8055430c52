//! Cells with a word from a closed list: yes and no, gender, status, transport, mode, service, topic, priority.
//!
//! The words themselves are in `vocabulary`.

use chrono::NaiveDate;
use serde::Serialize;

use super::dates::take_date;
use super::scan::Cursor;
use super::split::items;
use super::vocabulary::{
    GENDERS, MODES, NOT_STATED, PRIORITIES, SERVICES, STATUSES, STRENGTHS, TOPICS, TRANSPORTS, Words, YES_NO, meaning,
};
use crate::app::import::fault::{FaultKind, Parsed, Refusal, WordList};
use crate::domain::code::{Gender, LotseStatus, Mode, Priority, Service, Strength, Topic};
use crate::domain::request::GenderWish;
use crate::domain::travel::Transport;
use crate::tables::{Cell, fold};

const LIST_MARKS: [char; 5] = [',', ';', '/', '|', '+'];
const LIST_WORDS: [&str; 6] = ["oder", "or", "und", "and", "bzw", "sonst"];

fn one<T: Copy>(words: &Words<T>, list: WordList, typed: &str) -> Result<T, FaultKind> {
    meaning(words, &fold(typed)).ok_or_else(|| FaultKind::UnknownWord { word: typed.to_owned(), list })
}

/// Yes or no.
pub(in crate::app::import) fn yes_no(cell: &Cell) -> Parsed<bool> {
    match cell {
        Cell::Bool(value) => Ok(*value),
        other => Ok(yes_no_text(&other.shown())?),
    }
}

fn yes_no_text(typed: &str) -> Result<bool, FaultKind> {
    // A tick or a dash folds to nothing.
    match typed {
        "✓" | "✔" | "☑" => Ok(true),
        "-" | "–" | "✗" | "☐" => Ok(false),
        _ => one(YES_NO, WordList::YesNo, typed),
    }
}

/// What a list says about somebody's consent to the processing of their data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "consent", rename_all = "snake_case")]
pub enum Consent {
    /// None is recorded.
    Missing,
    /// Given, on a day that the list may know.
    Given {
        /// The day.
        on: Option<NaiveDate>,
    },
}

impl Consent {
    const fn from_yes_no(given: bool) -> Self {
        if given { Self::Given { on: None } } else { Self::Missing }
    }
}

/// A recorded consent: yes, no, or the day of it.
pub(in crate::app::import) fn consent(cell: &Cell) -> Parsed<Consent> {
    match cell {
        Cell::Date(day) => return Ok(Consent::Given { on: Some(*day) }),
        Cell::DateTime(moment) => return Ok(Consent::Given { on: Some(moment.date()) }),
        Cell::Bool(given) => return Ok(Consent::from_yes_no(*given)),
        _ => {}
    }
    let text = cell.shown();
    let mut cursor = Cursor::new(&text);
    // "ja, 12.03.2024", "erteilt am 12.03.2024", "12.03.2024"
    let agreed = cursor.take_word(&["ja", "yes", "erteilt", "vom", "am"]);
    while agreed && (cursor.take_mark(&[',', '(', ':']) || cursor.take_word(&["am", "vom", "seit"])) {}
    match take_date(&mut cursor) {
        Some(day) => Ok(Consent::Given { on: Some(day?) }),
        None => Ok(Consent::from_yes_no(yes_no_text(&text)?)),
    }
}

/// A person's gender; `None` where it is not stated.
pub(in crate::app::import) fn gender(cell: &Cell) -> Parsed<Option<Gender>> {
    let text = cell.shown();
    let folded = fold(&text);
    if folded.is_empty() || NOT_STATED.contains(&folded.as_str()) {
        return Ok(None);
    }
    Ok(Some(one(GENDERS, WordList::Gender, &text)?))
}

/// The gender asked for: `Frau` is a wish, `Frau (zwingend)` and `nur Frau` are a must.
pub(in crate::app::import) fn gender_wish(cell: &Cell) -> Parsed<Option<GenderWish>> {
    let text = cell.shown();
    let folded = fold(&text);
    if folded.is_empty() || NOT_STATED.contains(&folded.as_str()) {
        return Ok(None);
    }
    let mut strength = if text.trim_end().ends_with('!') { Strength::Must } else { Strength::Wish };
    let mut gender = None;
    let unknown = || FaultKind::UnknownWord { word: text.clone(), list: WordList::GenderWish };
    let pieces = text.split(|letter: char| letter.is_whitespace() || "():,;/-!".contains(letter));
    let mut rest = String::new();
    for piece in pieces.map(fold) {
        match (meaning(GENDERS, &piece), gender) {
            (Some(_), Some(_)) => return Err(unknown().into()),
            (Some(found), None) => gender = Some(found),
            (None, _) => rest.push_str(&piece),
        }
    }
    if !rest.is_empty() {
        strength = meaning(STRENGTHS, &rest).ok_or_else(unknown)?;
    }
    let gender = gender.ok_or_else(unknown)?;
    Ok(Some(GenderWish { gender, strength }))
}

/// Where a Lotse stands.
pub(in crate::app::import) fn lotse_status(cell: &Cell) -> Parsed<LotseStatus> {
    Ok(one(STATUSES, WordList::LotseStatus, &cell.shown())?)
}

/// A means of transport, or yes and no in a column that asks for a car. "No" leaves bus and train.
pub(in crate::app::import) fn transport(cell: &Cell) -> Parsed<Transport> {
    let text = cell.shown();
    if let Some(means) = meaning(TRANSPORTS, &fold(&text)) {
        return Ok(means);
    }
    match yes_no(cell) {
        Ok(true) => Ok(Transport::Car),
        Ok(false) => Ok(Transport::PublicTransport),
        Err(_) => Err(FaultKind::UnknownWord { word: text, list: WordList::Transport }.into()),
    }
}

/// Modes in order of wish.
pub(in crate::app::import) fn modes(cell: &Cell) -> Parsed<Vec<Mode>> {
    several(MODES, WordList::Mode, cell)
}

/// Services.
pub(in crate::app::import) fn services(cell: &Cell) -> Parsed<Vec<Service>> {
    several(SERVICES, WordList::Service, cell)
}

/// A single service.
pub(in crate::app::import) fn service(cell: &Cell) -> Parsed<Service> {
    Ok(one(SERVICES, WordList::Service, &cell.shown())?)
}

/// Topics.
pub(in crate::app::import) fn topics(cell: &Cell) -> Parsed<Vec<Topic>> {
    several(TOPICS, WordList::Topic, cell)
}

/// A single topic.
pub(in crate::app::import) fn topic(cell: &Cell) -> Parsed<Topic> {
    Ok(one(TOPICS, WordList::Topic, &cell.shown())?)
}

/// A priority.
pub(in crate::app::import) fn priority(cell: &Cell) -> Parsed<Priority> {
    Ok(one(PRIORITIES, WordList::Priority, &cell.shown())?)
}

/// Several words, each once, in the order typed; all unknown ones are faults.
fn several<T: Copy + PartialEq>(words: &Words<T>, list: WordList, cell: &Cell) -> Parsed<Vec<T>> {
    let text = cell.shown();
    // "Kita/Schule" is one word of the list before it is two.
    if let Some(single) = meaning(words, &fold(&text)) {
        return Ok(vec![single]);
    }
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for item in items(&text, &LIST_MARKS, &LIST_WORDS) {
        match one(words, list, item) {
            Ok(member) if !found.contains(&member) => found.push(member),
            Ok(_) => {}
            Err(fault) => faults.push(fault),
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push(FaultKind::UnknownWord { word: text, list });
    }
    if faults.is_empty() { Ok(found) } else { Err(Refusal(faults)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown<T>(word: &str, list: WordList) -> Parsed<T> {
        Err(FaultKind::UnknownWord { word: word.into(), list }.into())
    }

    #[test]
    fn yes_and_no() {
        for yes in ["ja", "JA", "j", "yes", "x", "X", "✓", "1", "wahr"] {
            assert_eq!(yes_no(&Cell::text(yes)), Ok(true), "{yes}");
        }
        for no in ["nein", "no", "-", "0", "FALSCH"] {
            assert_eq!(yes_no(&Cell::text(no)), Ok(false), "{no}");
        }
        assert_eq!(yes_no(&Cell::Bool(true)), Ok(true));
        assert_eq!(yes_no(&Cell::Number(1.0)), Ok(true));
        assert_eq!(yes_no(&Cell::text("vielleicht")), unknown("vielleicht", WordList::YesNo));
    }

    #[test]
    fn consent_may_have_its_day() {
        let day = NaiveDate::from_ymd_opt(2024, 3, 12).unwrap();
        for text in ["ja, 12.03.2024", "erteilt am 12.03.2024", "12.03.2024", "Ja (vom 12.03.2024)", "vom 12.3.24"] {
            assert_eq!(consent(&Cell::text(text)), Ok(Consent::Given { on: Some(day) }), "{text}");
        }
        assert_eq!(consent(&Cell::Date(day)), Ok(Consent::Given { on: Some(day) }));
        assert_eq!(consent(&Cell::text("ja")), Ok(Consent::Given { on: None }));
        assert_eq!(consent(&Cell::text("nein")), Ok(Consent::Missing));
        assert_eq!(consent(&Cell::text("offen")), unknown("offen", WordList::YesNo));
        let impossible = FaultKind::ImpossibleDate { date: "30.02.2024".into() };
        assert_eq!(consent(&Cell::text("ja, 30.02.2024")), Err(impossible.into()));
    }

    #[test]
    fn genders() {
        let cases = [
            ("w", Some(Gender::Female)),
            ("Frau", Some(Gender::Female)),
            ("männlich", Some(Gender::Male)),
            ("d", Some(Gender::Diverse)),
            ("k. A.", None),
            ("-", None),
        ];
        for (text, expected) in cases {
            assert_eq!(gender(&Cell::text(text)), Ok(expected), "{text}");
        }
        assert_eq!(gender(&Cell::text("q")), unknown("q", WordList::Gender));
    }

    #[test]
    fn wishes_and_musts() {
        let female = |strength| Some(GenderWish { gender: Gender::Female, strength });
        let cases = [
            ("Frau", female(Strength::Wish)),
            ("Frau (zwingend)", female(Strength::Must)),
            ("nur Frau", female(Strength::Must)),
            ("Frau!", female(Strength::Must)),
            ("weiblich, wenn möglich", female(Strength::Wish)),
            ("egal", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(gender_wish(&Cell::text(text)), Ok(expected), "{text}");
        }
        for text in ["Frau oder Mann", "Frau mit Auto", "zwingend"] {
            assert_eq!(gender_wish(&Cell::text(text)), unknown(text, WordList::GenderWish), "{text}");
        }
    }

    #[test]
    fn lists_keep_their_order() {
        let modes = |text| modes(&Cell::text(text));
        assert_eq!(modes("vor Ort oder Telefon"), Ok(vec![Mode::InPerson, Mode::Phone]));
        assert_eq!(modes("Telefon, vor Ort, telefonisch"), Ok(vec![Mode::Phone, Mode::InPerson]));
        assert_eq!(modes("Brief / Video"), unknown("Brief", WordList::Mode));
        assert_eq!(modes(";"), unknown(";", WordList::Mode));
        let topics = |text| topics(&Cell::text(text));
        assert_eq!(topics("Kita/Schule"), Ok(vec![Topic::SchoolOrDayCare]));
        assert_eq!(topics("Schule und Arzt"), Ok(vec![Topic::SchoolOrDayCare, Topic::Health]));
    }

    #[test]
    fn single_words() {
        assert_eq!(transport(&Cell::text("nein")), Ok(Transport::PublicTransport));
        assert_eq!(transport(&Cell::text("zu Fuß")), Ok(Transport::Foot));
        assert_eq!(transport(&Cell::text("Boot")), unknown("Boot", WordList::Transport));
        assert_eq!(lotse_status(&Cell::text("in Ausbildung")), Ok(LotseStatus::InTraining));
        assert_eq!(service(&Cell::text("Dolmetschen")), Ok(Service::Interpreting));
        assert_eq!(priority(&Cell::text("dringend")), Ok(Priority::Urgent));
        assert_eq!(topic(&Cell::text("Raumfahrt")), unknown("Raumfahrt", WordList::Topic));
    }
}
