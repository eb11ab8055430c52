//! What would serve a request, with a button where one click is enough: the request is changed and matched again.

use askama::Template;
use chrono::{DateTime, NaiveDateTime, Utc};

use crate::app::requests::{self, PostError, Wanted};
use crate::app::runs::{self, Order, OrderError};
use crate::domain::access::Permission;
use crate::domain::code::{Mode, Strength};
use crate::domain::id::RequestId;
use crate::domain::language::Level;
use crate::domain::request::{Appointment, GenderWish, Sitting, SupportRequest};
use crate::http::problem::{ProblemCode, Why};
use crate::i18n::explain::{self, Change, Explanation};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

/// How times stand in the form.
const TIME: &str = "%Y-%m-%dT%H:%M";

/// One change that would serve it.
#[derive(Template)]
#[template(path = "web/requests/cure.html")]
pub struct Cure {
    words: String,
    /// Where one click does it: the address, and what is sent there.
    apply: Option<(String, &'static str, String)>,
    button: String,
    once: String,
}

/// What would serve a request; buttons where the reader may change it.
/// `once` is a number for their forms.
pub fn cures(frame: &Frame, request: RequestId, facts: &Explanation, may_apply: bool, once: &str) -> Vec<Cure> {
    let locale = frame.locale;
    let sentences = explain::cures(locale, facts);
    let button = frame.text("request-cure-apply");
    let with_change = facts.cures.iter().map(|cure| Some(&cure.change)).chain(std::iter::repeat(None));
    let cure = |(words, change): (String, Option<&Change>)| Cure {
        words,
        apply: change
            .filter(|_| may_apply)
            .and_then(sent)
            .map(|(name, value)| (frame.at(&format!("/requests/{request}/cure")), name, value)),
        button: button.clone(),
        once: once.to_owned(),
    };
    sentences.into_iter().zip(with_change).map(cure).collect()
}

/// What stands for a change in a form; `None` where others have to be asked first.
fn sent(change: &Change) -> Option<(&'static str, String)> {
    match change {
        Change::Time { start, .. } => Some(("start", start.format(TIME).to_string())),
        Change::Mode(mode) => Some(("mode", mode.code().to_owned())),
        Change::Level { to, .. } => Some(("level", to.code().to_owned())),
        Change::GenderWish => Some(("gender", "wish".to_owned())),
        Change::Radius { .. }
        | Change::Lending { .. }
        | Change::Qualification { .. }
        | Change::OneQualificationLess => None,
    }
}

/// Changes the request and has the carrier's requests matched again.
pub fn apply(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<RequestId>()?);
    let start = visit.grant_of(Permission::RunsStart)?;
    let said = visit.said.clone();
    visit.commit(|tx, moment| {
        let current = requests::hold(tx, &grant, id)?;
        let wanted = cured(&current, &said, moment.now).ok_or(PageError::of(ProblemCode::Changed))?;
        requests::replace(context, tx, &grant, &current, wanted, moment).map_err(refused)?;
        let order = Order { carrier: current.carrier, release: false };
        let run = runs::order(tx, &start, order, moment).map_err(|error| match error {
            OrderError::Carrier => PageError::NOT_FOUND,
            OrderError::App(error) => error.into(),
        })?;
        Ok::<_, PageError>(format!("/matching/{}", run.id))
    })
}

fn refused(error: PostError) -> PageError {
    match error {
        PostError::Told(state) => PageError::because(ProblemCode::State, Why::Told(state.code())),
        PostError::App(error) => error.into(),
        _ => PageError::of(ProblemCode::Changed),
    }
}

/// The request with the change that was sent; `None` where it is none, or has been made or overtaken meanwhile.
fn cured(current: &SupportRequest, said: &Fields, now: DateTime<Utc>) -> Option<Wanted> {
    let mut wanted = Wanted::of(current);
    if let Some(start) = said.some("start") {
        let start = NaiveDateTime::parse_from_str(start, TIME).ok()?;
        let first = current.appointments.first().and_then(|appointment| appointment.sittings().first());
        let minutes = first.map(Sitting::minutes).or_else(|| current.windows.first().map(|window| window.minutes()))?;
        // Beside what was offered before: that may yet do.
        let cure = Appointment::single(start, minutes).ok()?;
        let is_ahead = cure.sittings().iter().all(|sitting| sitting.begin().saturating_mul(60) > now.timestamp());
        if !is_ahead || wanted.appointments.contains(&cure) {
            return None;
        }
        wanted.appointments.push(cure);
    } else if let Some(mode) = said.some("mode") {
        let mode: Mode = mode.parse().ok()?;
        if !wanted.modes.contains(&mode) {
            wanted.modes.push(mode);
        }
    } else if let Some(level) = said.some("level") {
        let level = Level::parse(level).ok()?;
        for language in &mut wanted.languages {
            language.at_least = language.at_least.min(level);
        }
    } else if said.has("gender") {
        wanted.gender = wanted.gender.map(|wish| GenderWish { strength: Strength::Wish, ..wish });
    } else {
        return None;
    }
    Some(wanted)
}
