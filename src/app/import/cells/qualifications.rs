//! Qualifications in free text: `Basisqualifizierung 03.01.2020, Führungszeugnis 12.03.2022, Schweigepflichterklärung`.

use chrono::NaiveDate;

use super::dates::{take_date, take_month_or_year};
use super::scan::{Cursor, DASHES};
use super::split::items;
use crate::app::import::fault::{FaultKind, Parsed, Refusal};
use crate::domain::qualification::{Qualification, QualificationCode};
use crate::tables::{Cell, fold};

const MARKS: [char; 4] = [',', ';', '+', '|'];
const WORDS: [&str; 3] = ["und", "and", "sowie"];
const NONE: [&str; 4] = ["keine", "keins", "none", "nochkeine"];

/// Parts of folded names, by which a qualification is recognised, and its code.
const PARTS: [(&str, &str); 20] = [
    ("dolmetsch", QualificationCode::INTERPRETING_COURSE),
    ("sprachmittl", QualificationCode::INTERPRETING_COURSE),
    ("interpret", QualificationCode::INTERPRETING_COURSE),
    ("gesundheit", QualificationCode::HEALTH_MODULE),
    ("health", QualificationCode::HEALTH_MODULE),
    ("fuehrungszeugnis", QualificationCode::CRIMINAL_RECORD_CERTIFICATE),
    ("criminalrecord", QualificationCode::CRIMINAL_RECORD_CERTIFICATE),
    ("policecertificate", QualificationCode::CRIMINAL_RECORD_CERTIFICATE),
    ("schweigepflicht", QualificationCode::CONFIDENTIALITY_DECLARATION),
    ("verschwiegenheit", QualificationCode::CONFIDENTIALITY_DECLARATION),
    ("vertraulichkeit", QualificationCode::CONFIDENTIALITY_DECLARATION),
    ("confidential", QualificationCode::CONFIDENTIALITY_DECLARATION),
    ("basisqualifi", QualificationCode::BASIC_COURSE),
    ("basiskurs", QualificationCode::BASIC_COURSE),
    ("basisschulung", QualificationCode::BASIC_COURSE),
    ("grundkurs", QualificationCode::BASIC_COURSE),
    ("grundqualifi", QualificationCode::BASIC_COURSE),
    ("grundschulung", QualificationCode::BASIC_COURSE),
    ("basiccourse", QualificationCode::BASIC_COURSE),
    ("lotsenkurs", QualificationCode::BASIC_COURSE),
];

/// Whole names, against which a slip of the pen is measured.
const NAMES: [&str; 8] = [
    "Laiendolmetschen",
    "Gesundheitsmodul",
    "Führungszeugnis",
    "Schweigepflichterklärung",
    "Basisqualifizierung",
    "Basiskurs",
    "Grundkurs",
    "Sprachmittlung",
];

/// Edits up to which a name counts as a slip of the pen.
const SLIP: usize = 3;

const UNITS: [&str; 8] = ["ue", "std", "stunden", "h", "hours", "units", "stunde", "unterrichtseinheiten"];
const FILLERS: [&str; 8] = ["vom", "von", "am", "im", "from", "on", "seit", "abgeschlossen"];
const EXPIRY: [&str; 6] = ["bis", "gueltig", "until", "valid", "expires", "ablauf"];

/// What a cell says about qualifications.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app::import) struct Held {
    /// In the order typed.
    pub(in crate::app::import) qualifications: Vec<Qualification>,
    /// Names that are none of the known ones and were taken as qualifications of the project's own.
    pub(in crate::app::import) own: Vec<String>,
}

/// The qualifications a Lotse holds.
pub(in crate::app::import) fn held(cell: &Cell) -> Parsed<Held> {
    let text = cell.shown();
    let mut held = Held::default();
    let mut faults = Vec::new();
    if NONE.contains(&fold(&text).as_str()) {
        return Ok(held);
    }
    for item in items(&text, &MARKS, &WORDS).into_iter().map(Item::read) {
        let item = match item {
            Ok(item) => item,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        match (item.name.is_empty(), held.qualifications.last_mut()) {
            // "Basisqualifizierung, 03.01.2020": a date on its own belongs to the name before.
            (true, Some(before)) => item.add_dates_to(before),
            (true, None) if item.dates.is_empty() => {}
            _ => match item.qualification() {
                Ok((qualification, known)) => {
                    held.qualifications.push(qualification);
                    if !known {
                        held.own.push(item.name);
                    }
                }
                Err(fault) => faults.push(fault),
            },
        }
    }
    let reversed = held.qualifications.iter().filter_map(|held| held.acquired_on.zip(held.valid_until));
    faults.extend(reversed.filter(|(from, until)| until < from).map(|(from, until)| FaultKind::EndsBeforeItBegins {
        from: Cell::Date(from).shown(),
        to: Cell::Date(until).shown(),
    }));
    if faults.is_empty() { Ok(held) } else { Err(Refusal(faults)) }
}

/// The qualifications that a request asks for.
pub(in crate::app::import) fn needed(cell: &Cell) -> Parsed<Vec<QualificationCode>> {
    Ok(held(cell)?.qualifications.into_iter().map(|held| held.code).collect())
}

/// One item of the list: a name and the dates beside it.
#[derive(Debug, Default)]
struct Item {
    name: String,
    dates: Vec<NaiveDate>,
    /// The last date is behind "bis".
    until: bool,
    /// ... and "gültig" stands before it, so that it is not the end of a course.
    valid: bool,
}

impl Item {
    fn read(text: &str) -> Result<Self, FaultKind> {
        let mut cursor = Cursor::new(text);
        let mut item = Self::default();
        let mut words: Vec<&str> = Vec::new();
        while !cursor.is_done() {
            if let Some(day) = take_date(&mut cursor) {
                item.dates.push(day?);
            } else if cursor.number_ahead(0).is_some() && is_unit(cursor.word_ahead(1)) {
                cursor.skip(2);
            } else if let Some(day) = take_month_or_year(&mut cursor) {
                item.dates.push(day);
            } else if cursor.word_ahead(0).is_some_and(|word| EXPIRY.contains(&word.as_str())) {
                item.until = true;
                item.valid |= cursor.word_ahead(0).is_some_and(|word| word != "bis" && word != "until");
                cursor.skip(1);
            } else if cursor.take_word(&FILLERS) || is_mark(&cursor) {
                if is_mark(&cursor) {
                    item.until |= !item.dates.is_empty() && cursor.mark_ahead(0).is_some_and(|m| DASHES.contains(&m));
                    cursor.skip(1);
                }
            } else {
                words.push(cursor.take_any());
            }
        }
        item.name = words.join(" ");
        Ok(item)
    }

    /// The qualification, and whether it is one of the known ones.
    fn qualification(&self) -> Result<(Qualification, bool), FaultKind> {
        let folded = fold(&self.name);
        let known = PARTS.iter().find(|(part, _)| folded.contains(part)).map(|(_, code)| *code);
        let unknown =
            |nearest: &str| FaultKind::UnknownQualification { name: self.name.clone(), nearest: nearest.to_owned() };
        if known.is_none()
            && let Some(nearest) = NAMES.iter().find(|name| strsim::osa_distance(&fold(name), &folded) <= SLIP)
        {
            return Err(unknown(nearest));
        }
        let code = QualificationCode::parse(known.unwrap_or(&folded)).map_err(|_| unknown(""))?;
        let mut qualification = Qualification { code, acquired_on: None, valid_until: None };
        self.add_dates_to(&mut qualification);
        Ok((qualification, known.is_some()))
    }

    /// "von – bis" is the length of a course and the end of validity of anything else.
    fn add_dates_to(&self, qualification: &mut Qualification) {
        let code = qualification.code.as_str();
        let is_course = code == QualificationCode::BASIC_COURSE
            || code == QualificationCode::INTERPRETING_COURSE
            || code == QualificationCode::HEALTH_MODULE;
        match self.dates.as_slice() {
            [] => {}
            [.., last] if self.until && (self.valid || !is_course) => {
                qualification.valid_until = Some(*last);
                if let [first, _, ..] = self.dates.as_slice() {
                    qualification.acquired_on = Some(*first);
                }
            }
            [.., last] => qualification.acquired_on = Some(*last),
        }
    }
}

fn is_unit(word: Option<String>) -> bool {
    word.is_some_and(|word| UNITS.contains(&word.as_str()))
}

fn is_mark(cursor: &Cursor<'_>) -> bool {
    cursor.mark_ahead(0).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, Vec<FaultKind>> {
        let held = held(&Cell::text(text)).map_err(|refusal| refusal.0)?;
        let day = |day: Option<NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let one = |q: &Qualification| format!("{} {}..{}", q.code, day(q.acquired_on), day(q.valid_until));
        Ok(held.qualifications.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn qualifications_are_read_as_written() {
        let cases = [
            (
                "Basisqualifizierung 03.01.2020, Führungszeugnis 12.03.2022, Schweigepflichterklärung",
                "basic_course 2020-01-03.., criminal_record_certificate 2022-03-12.., confidentiality_declaration ..",
            ),
            ("Laiendolmetschen 24 UE 15.09.2025", "interpreting_course 2025-09-15.."),
            ("Basiskurs (36 Std., 03.01.2020)", "basic_course 2020-01-03.."),
            ("Basisqualifizierung 01.03.2020 - 15.06.2020", "basic_course 2020-06-15.."),
            ("Grundkurs vom 01.03.2020 bis 15.06.2020", "basic_course 2020-06-15.."),
            ("Führungszeugnis 12.03.2022 bis 12.03.2027", "criminal_record_certificate 2022-03-12..2027-03-12"),
            ("erw. Führungszeugnis gültig bis 03/2027", "criminal_record_certificate ..2027-03-31"),
            ("Basisqualifizierung 2020", "basic_course 2020-12-31.."),
            ("Basisqualifizierung, 03.01.2020", "basic_course 2020-01-03.."),
            (
                "Health module May 2024; criminal record certificate",
                "health_module 2024-05-31.., criminal_record_certificate ..",
            ),
            ("Deeskalation 2023", "deeskalation 2023-12-31.."),
            ("keine", ""),
            ("-", ""),
        ];
        for (text, qualifications) in cases {
            assert_eq!(shown(text), Ok(qualifications.into()), "{text}");
        }
        let own = held(&Cell::text("Deeskalation 2023, Basiskurs")).unwrap().own;
        assert_eq!(own, ["Deeskalation"]);
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let impossible = |date: &str| FaultKind::ImpossibleDate { date: date.into() };
        let slip =
            |name: &str, nearest: &str| FaultKind::UnknownQualification { name: name.into(), nearest: nearest.into() };
        let cases = [
            ("Basisqualifizierung 31.02.2024", vec![impossible("31.02.2024")]),
            (
                "Basisqualifizierung 31.02.2024, Fürungszeugnis 2020",
                vec![impossible("31.02.2024"), slip("Fürungszeugnis", "Führungszeugnis")],
            ),
            (
                "Führungszeugnis 12.03.2022 gültig bis 12.03.2021",
                vec![FaultKind::EndsBeforeItBegins { from: "12.03.2022".into(), to: "12.03.2021".into() }],
            ),
            ("03.01.2020", vec![slip("", "")]),
        ];
        for (text, faults) in cases {
            assert_eq!(shown(text), Err(faults), "{text}");
        }
    }
}
