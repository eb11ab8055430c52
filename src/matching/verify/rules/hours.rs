//! Constraints that the calendar of the Lotse decides for each alternative: absence, weekly windows, dated qualifications.

use super::{Pair, TimedRule};
use crate::domain::code::Mode;
use crate::matching::verify::facts::{Alternative, Span};
use crate::matching::verify::violation::Hard;

/// In the order of section 2.
pub(super) const RULES: [TimedRule; 3] = [absence, availability, qualification];

fn absence(pair: &Pair<'_>, _: Mode, alternative: &Alternative) -> Option<Hard> {
    alternative.sittings.iter().find_map(|sitting| {
        let mut absences = pair.lotse.entry.absences.iter();
        let absence = absences.find(|away| away.first <= sitting.last_day && sitting.day <= away.last)?;
        let day = sitting.day.max(absence.first);
        Some(Hard::Absence { day, first: absence.first, last: absence.last })
    })
}

fn availability(pair: &Pair<'_>, mode: Mode, alternative: &Alternative) -> Option<Hard> {
    let way = pair.way(mode);
    let fits = |sitting: &Span| pair.lotse.is_free(sitting.day, sitting.begin - way, sitting.end + way);
    let sitting = alternative.sittings.iter().find(|sitting| !fits(sitting))?;
    Some(Hard::Availability { start: sitting.start, minutes: sitting.minutes, way })
}

fn qualification(pair: &Pair<'_>, _: Mode, alternative: &Alternative) -> Option<Hard> {
    let held = |code: &String, day| {
        let mut held = pair.lotse.entry.qualifications.iter().filter(|held| held.code == *code);
        held.any(|held| held.from.is_none_or(|from| from <= day) && held.until.is_none_or(|until| day <= until))
    };
    let lacking = |code: &String, asked: &dyn Fn(&Span) -> bool| {
        let sitting = alternative.sittings.iter().find(|sitting| asked(sitting) && !held(code, sitting.day))?;
        Some(Hard::Qualification { code: code.clone(), day: sitting.day })
    };
    let entry = pair.request.entry;
    let dated = || {
        entry.dated_qualifications.iter().find_map(|asked| {
            lacking(&asked.code, &|sitting| {
                asked.from.is_none_or(|from| from <= sitting.day)
                    && asked.until.is_none_or(|until| sitting.day <= until)
            })
        })
    };
    entry.qualifications.iter().find_map(|code| lacking(code, &|_| true)).or_else(dated)
}
