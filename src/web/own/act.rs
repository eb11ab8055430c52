//! What a Lotse does in their own area.

use chrono::NaiveDate;

use super::show;
use crate::app::answers::{Answer as Said, answer_in};
use crate::app::hours::{self, HoursError};
use crate::app::lotsen::{AbsenceError, note_absence, take_absence_back};
use crate::app::{offers, own};
use crate::domain::audit::Actor;
use crate::domain::availability::Absence;
use crate::domain::hours::{MOST_KILOMETRES, MOST_MINUTES, Worked};
use crate::domain::id::{AssignmentId, OfferId};
use crate::domain::text::HoursNote;
use crate::http::problem::{FieldKind, ProblemCode};
use crate::i18n::dates;
use crate::web::components::Faults;
use crate::web::page::{Answer, Outcome, PageError, Visit};
use crate::web::typed;

/// Says yes to a question.
pub fn accept(visit: &mut Visit<'_>) -> Outcome {
    answer(visit, Said::Accept)
}

/// Says no.
pub fn decline(visit: &mut Visit<'_>) -> Outcome {
    answer(visit, Said::Decline)
}

fn answer(visit: &mut Visit<'_>, said: Said) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<OfferId>()?);
    visit.commit(|tx, moment| {
        offers::answerable(tx, &grant, id)?;
        answer_in(context, tx, id, said, Actor::User(grant.user()), moment)?;
        Ok::<_, PageError>("/me?done=answered".to_owned())
    })
}

/// Notes that they are away.
pub fn away(visit: &mut Visit<'_>) -> Outcome {
    let grant = visit.grant()?.clone();
    let lotse = own::lotse_of(&grant)?;
    let mut faults = Faults::default();
    let (first, last) = (day(visit, "first", &mut faults), day(visit, "last", &mut faults));
    let absence = first.zip(last).and_then(|(first, last)| {
        faults.take("last", Absence::new(first, last).map_err(|_| FieldKind::EndsBeforeItBegins))
    });
    let Some(absence) = absence else { return show::shown(visit, &faults) };
    let noted = visit.commit(|tx, moment| {
        note_absence(tx, &grant, lotse, absence, moment)?;
        Ok::<_, AbsenceError>("/me?done=saved".to_owned())
    });
    noted.or_else(|error| match error {
        AbsenceError::Overlaps(other) => {
            let say = |day| dates::date(visit.locale, day);
            let facts = [("first", say(other.first()).into()), ("last", say(other.last()).into())];
            let detail = visit.say("own-absence-overlaps", &facts);
            faults.note("first", FieldKind::Cell { code: "absence_overlaps", detail });
            show::shown(visit, &faults)
        }
        AbsenceError::TooMany(_) => {
            let detail = visit.text("own-absence-many");
            faults.note("first", FieldKind::Cell { code: "absences_many", detail });
            show::shown(visit, &faults)
        }
        AbsenceError::App(error) => Err(error.into()),
    })
}

fn day(visit: &Visit<'_>, name: &str, faults: &mut Faults) -> Option<NaiveDate> {
    faults.take(name, visit.said.some(name).ok_or(FieldKind::Required).and_then(typed::day))
}

/// Takes an absence back.
pub fn back(visit: &mut Visit<'_>) -> Outcome {
    let grant = visit.grant()?.clone();
    let lotse = own::lotse_of(&grant)?;
    let mut faults = Faults::default();
    let days = day(visit, "first", &mut faults).zip(day(visit, "last", &mut faults));
    let absence = days.and_then(|(first, last)| Absence::new(first, last).ok()).ok_or(PageError::NOT_FOUND)?;
    visit.commit(|tx, moment| {
        take_absence_back(tx, &grant, lotse, absence, moment)?;
        Ok::<_, PageError>("/me?done=removed".to_owned())
    })
}

/// Writes down how long an assignment took, or corrects what was sent back.
pub fn hours(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<AssignmentId>()?);
    let mut faults = Faults::default();
    let number = |name: &str, least, most| visit.said.some(name).map(|typed| typed::in_range(typed, least, most));
    let minutes = faults.take("minutes", number("minutes", 1, MOST_MINUTES).unwrap_or(Err(FieldKind::Required)));
    let kilometres = number("kilometres", 0, MOST_KILOMETRES).and_then(|read| faults.take("kilometres", read));
    let note = visit.said.some("note").and_then(|note| faults.take("note", HoursNote::parse(note)));
    let worked = minutes.and_then(|minutes| Worked::new(minutes, kilometres, note).ok());
    let Some(worked) = worked.filter(|_| faults.is_empty()) else { return show::shown(visit, &faults) };
    let logged = visit.commit(|tx, moment| {
        hours::log_or_correct(tx, &grant, id, worked.clone(), moment)?;
        Ok::<_, HoursError>("/me?done=saved".to_owned())
    });
    logged.or_else(|error| match error {
        HoursError::TooLong(most) => {
            faults.note("minutes", FieldKind::TooGreat { max: most.to_string() });
            show::shown(visit, &faults)
        }
        HoursError::App(error) => Err(error.into()),
        HoursError::NotOver(_) | HoursError::NotTakenPlace(_) | HoursError::Closed(_) | HoursError::Move(_) => {
            Err(PageError::of(ProblemCode::State))
        }
    })
}

/// Everything that is stored of them, as a file.
pub fn export(visit: &mut Visit<'_>) -> Outcome {
    let document = own::export(visit.context, visit.grant()?)?;
    Ok(Answer::file("application/json", Some("lotsenwerk.json".to_owned()), document.into_bytes()))
}
