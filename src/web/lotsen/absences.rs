//! When a Lotse is away: noted and taken back on the page of the profile.

use super::show;
use crate::app::lotsen::{self, AbsenceError};
use crate::domain::availability::Absence;
use crate::domain::id::LotseId;
use crate::domain::time::ZONE;
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::web::components::Faults;
use crate::web::page::{Outcome, PageError, Visit};
use crate::web::typed;

/// Notes that somebody will be away.
pub fn note(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<LotseId>()?);
    let absence = match read(visit) {
        Ok(absence) => absence,
        Err(faults) => return show::with(visit, &faults),
    };
    let noted = visit.commit(|tx, moment| {
        lotsen::note_absence(tx, &grant, id, absence, moment)?;
        Ok::<_, AbsenceError>(format!("/lotsen/{id}?done=saved"))
    });
    match noted {
        Err(AbsenceError::Overlaps(other)) => {
            let days = Why::AbsenceOverlaps(other.first().to_string(), other.last().to_string());
            let mut faults = Faults::default();
            faults.note("first", FieldKind::Cell { code: "absence_overlaps", detail: days.words(visit.locale) });
            show::with(visit, &faults)
        }
        Err(AbsenceError::TooMany(many)) => Err(PageError::because(ProblemCode::State, Why::ManyAbsences(many as u64))),
        Err(AbsenceError::App(error)) => Err(error.into()),
        Ok(answer) => Ok(answer),
    }
}

/// Takes back that somebody will be away.
pub fn take_back(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<LotseId>()?);
    let absence: Absence = visit.said.get("absence").parse().map_err(|_| PageError::NOT_FOUND)?;
    visit.commit(|tx, moment| {
        lotsen::take_absence_back(tx, &grant, id, absence, moment)?;
        Ok::<_, PageError>(format!("/lotsen/{id}?done=removed"))
    })
}

/// The days; without a last one it is one day.
fn read(visit: &Visit<'_>) -> Result<Absence, Faults> {
    let mut faults = Faults::default();
    let first = faults.take("first", visit.said.some("first").ok_or(FieldKind::Required).and_then(typed::day));
    let last = match visit.said.some("last") {
        Some(last) => faults.take("last", typed::day(last)),
        None => first,
    };
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    if last.is_some_and(|last| last < today) {
        faults.note("last", FieldKind::Past);
    }
    let days = first.zip(last).and_then(|(first, last)| faults.take("last", Absence::new(first, last)));
    days.filter(|_| faults.is_empty()).ok_or(faults)
}
