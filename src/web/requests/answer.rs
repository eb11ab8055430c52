//! The answer to a request that waits: who could be asked, best first, or why nobody can and what would help.

use askama::Template;

use super::cure::{Cure, cures};
use crate::app::candidates::{self, Candidate, HardConstraint, Objective};
use crate::app::explanation::{self, NotExplained};
use crate::app::requests::Whole;
use crate::app::sketch;
use crate::domain::access::Permission;
use crate::domain::geo::Point;
use crate::domain::request::RequestState;
use crate::i18n::{Locale, dates, explain, measures, text, words};
use crate::web::components::{Funnel, Sketch};
use crate::web::page::{PageError, Visit};

/// Candidates that are shown at once.
const SHOWN: usize = 10;

/// Somebody who could be asked.
#[derive(Template)]
#[template(path = "web/requests/candidate.html")]
pub struct Card {
    rank: usize,
    name: String,
    facts: Vec<String>,
    sum: String,
    terms: Vec<(String, String)>,
    terms_title: String,
}

/// Who could be asked, or why nobody can.
pub struct Answered {
    /// What there is to say at first; nothing where nobody is looked for.
    pub lead: Option<String>,
    /// Where the same page is with what was not looked for now.
    pub again: Option<String>,
    /// Where it is and where they live, by their ranks.
    pub sketch: Option<Sketch>,
    /// The best, best first.
    pub cards: Vec<Card>,
    /// Why nobody is left.
    pub funnel: Option<Funnel>,
    /// The same in sentences.
    pub reasons: Vec<String>,
    /// What would serve it.
    pub cures: Vec<Cure>,
}

impl Answered {
    const NOTHING: Self = Self {
        lead: None,
        again: None,
        sketch: None,
        cards: Vec::new(),
        funnel: None,
        reasons: Vec::new(),
        cures: Vec::new(),
    };
}

/// Looks for it, where the reader cares for a request that waits.
///
/// # Errors
/// When the candidates cannot be found.
pub fn answered(visit: &mut Visit<'_>, whole: &Whole) -> Result<Answered, PageError> {
    let request = &whole.row.request;
    let waits = matches!(
        request.state,
        RequestState::Draft | RequestState::Open | RequestState::Unserved | RequestState::Proposed
    );
    let Ok(grant) = visit.grant_of(Permission::CandidatesRead) else { return Ok(Answered::NOTHING) };
    if !waits || !whole.is_cared_for {
        return Ok(Answered::NOTHING);
    }
    let (context, locale, now) = (visit.context, visit.locale, visit.moment.now);
    if !visit.may_think {
        let lead = Some(text(locale, "request-answer-busy", &[]));
        return Ok(Answered { lead, again: Some(visit.here_with(&[])), ..Answered::NOTHING });
    }
    let found = candidates::of_request(context, &grant, request.id, SHOWN, now)?;
    if !found.best.is_empty() {
        let lead = text(locale, "request-candidates-lead", &[("count", found.found.into())]);
        let cards = found.best.iter().enumerate().map(|(at, candidate)| card(locale, at + 1, candidate));
        let sketch = sketch(visit, whole, &found.best);
        return Ok(Answered { lead: Some(lead), sketch, cards: cards.collect(), ..Answered::NOTHING });
    }
    // Who belongs to it at all is where the question begins.
    let is_outside =
        |constraint| matches!(constraint, HardConstraint::Status | HardConstraint::Consent | HardConstraint::Pool);
    let inside: Vec<_> = found.removed.iter().filter(|removed| !is_outside(removed.constraint)).collect();
    let all: u32 = inside.iter().map(|removed| removed.lotsen).sum();
    let hurdle = |constraint: HardConstraint| {
        text(locale, "request-funnel-left", &[("hurdle", passed(locale, constraint).into())])
    };
    let steps = inside.iter().map(|removed| (removed.lotsen, hurdle(removed.constraint))).collect();
    let funnel = Funnel::of(all, text(locale, "request-funnel-all", &[]), steps);
    let once = visit.once();
    let frame = visit.frame("request-answer");
    let may_apply = visit.may(Permission::RequestsWrite) && visit.may(Permission::RunsStart);
    let (reasons, cures) = match explanation::of_request(context, &grant, request.id, true, now) {
        Ok(explained) => {
            (explain::reasons(locale, &explained.facts), cures(&frame, request.id, &explained.facts, may_apply, &once))
        }
        Err(NotExplained::NotOpen(_)) => (Vec::new(), Vec::new()),
        Err(NotExplained::TimeOver) => (vec![text(locale, "request-time-over", &[])], Vec::new()),
        Err(NotExplained::App(error)) => return Err(error.into()),
    };
    let lead = Some(text(locale, "request-nobody-lead", &[]));
    Ok(Answered { lead, funnel: (all > 0).then_some(funnel), reasons, cures, ..Answered::NOTHING })
}

/// Where those live who would have to travel, by their ranks; nothing where nobody would.
fn sketch(visit: &Visit<'_>, whole: &Whole, best: &[Candidate]) -> Option<Sketch> {
    let ranked = best.iter().enumerate().filter_map(|(at, one)| Some(((at + 1).to_string(), one.home?)));
    let (ranks, homes): (Vec<String>, Vec<Point>) = ranked.unzip();
    if homes.is_empty() {
        return None;
    }
    let place = visit.context.area.gazetteer().place(whole.row.request.place.postcode).ok()?.point;
    let town = whole.row.town.as_str();
    let title = text(visit.locale, "request-sketch", &[("town", town.into())]);
    Some(Sketch::of(&sketch::of(visit.context, place, &homes)?, town, &ranks, title))
}

/// Somebody who could be asked, as a card with its rank.
pub fn card(locale: Locale, rank: usize, candidate: &Candidate) -> Card {
    let when = candidate
        .appointment
        .sittings()
        .first()
        .map(|sitting| dates::span(locale, sitting.start(), crate::domain::time::local(sitting.end())));
    let way = candidate.way.map(|(metres, minutes)| measures::way(locale, metres, minutes));
    let facts = when.into_iter().chain([words::mode(locale, candidate.mode)]).chain(way);
    let minutes = |minutes: i64| measures::number(locale, minutes);
    let mut terms: Vec<(String, String)> =
        candidate.effort.terms.iter().map(|(term, of)| (objective(locale, *term), minutes(*of))).collect();
    if candidate.effort.load != 0 {
        terms.push((text(locale, "request-term-load", &[]), minutes(candidate.effort.load)));
    }
    Card {
        rank,
        name: candidate.name.clone(),
        facts: facts.collect(),
        sum: text(locale, "request-effort", &[("minutes", candidate.effort.sum().into())]),
        terms,
        terms_title: text(locale, "request-terms", &[]),
    }
}

/// A term of the effort in words.
fn objective(locale: Locale, term: Objective) -> String {
    text(
        locale,
        match term {
            Objective::Travel => "request-term-travel",
            Objective::Language => "request-term-language",
            Objective::Mode => "request-term-mode",
            Objective::Appointment => "request-term-appointment",
            Objective::Gender => "request-term-gender",
            Objective::Known => "request-term-known",
            Objective::Topic => "request-term-topic",
            Objective::Asked => "request-term-asked",
        },
        &[],
    )
}

/// What those have in common who pass a condition.
fn passed(locale: Locale, constraint: HardConstraint) -> String {
    text(
        locale,
        match constraint {
            HardConstraint::Status => "request-passed-status",
            HardConstraint::Consent => "request-passed-consent",
            HardConstraint::Pool => "request-passed-pool",
            HardConstraint::Service => "request-passed-service",
            HardConstraint::Language => "request-passed-language",
            HardConstraint::Gender => "request-passed-gender",
            HardConstraint::Exclusion => "request-passed-exclusion",
            HardConstraint::Mode => "request-passed-mode",
            HardConstraint::Distance => "request-passed-distance",
            HardConstraint::Absence => "request-passed-absence",
            HardConstraint::Availability => "request-passed-availability",
            HardConstraint::Qualification => "request-passed-qualification",
            HardConstraint::Overlap => "request-passed-overlap",
            HardConstraint::WeeklyLoad => "request-passed-weekly-load",
            HardConstraint::YearlyCap => "request-passed-yearly-cap",
            HardConstraint::ClientCap => "request-passed-client-cap",
            HardConstraint::AskBudget => "request-passed-ask-budget",
        },
        &[],
    )
}
