//! The review of a plan: can it be released? One sentence, then what is clear, what is close, and what stays open.

use askama::Template;

use crate::app::plans::{Left, Pick, Review};
use crate::app::runs::Figures;
use crate::domain::access::Permission;
use crate::domain::offer::ProposalState;
use crate::i18n::{Locale, dates, explain, phrases, text};
use crate::web::components::{Mark, Status};
use crate::web::page::{Frame, Outcome, Visit};
use crate::web::requests::{Cure, cures};

/// So many minutes of effort apart two Lotsen are about as good, and a person may know better.
const CLOSE: i64 = 15;

/// A proposal, read like a sentence.
struct Row {
    request: String,
    task: String,
    reference: String,
    lotse: String,
    facts: String,
    beside: String,
    status: Option<Status>,
    accept: Option<String>,
    swap: Option<String>,
    drop: Option<String>,
}

/// A request that stays open.
struct OpenRow {
    request: String,
    task: String,
    reference: String,
    reasons: Vec<String>,
    cures: Vec<Cure>,
}

#[derive(Template)]
#[template(path = "web/matching/review.html")]
struct Page {
    frame: Frame,
    lead: String,
    facts: Vec<String>,
    once: String,
    release: Option<(String, String)>,
    release_reviewed: Option<String>,
    groups: Vec<(&'static str, String, Vec<Row>)>,
    open_title: String,
    open: Vec<OpenRow>,
    is_empty: bool,
}

/// Shows it.
pub fn shown(visit: &mut Visit<'_>, review: &Review) -> Outcome {
    let locale = visit.locale;
    let may_decide = visit.may(Permission::ProposalsDecide);
    let once = visit.once();
    let frame = visit.frame("plan-title");
    let waiting: Vec<&Pick> =
        review.picks.iter().filter(|pick| pick.proposal.state == ProposalState::Proposed).collect();
    let is_close = |pick: &&Pick| {
        pick.proposal.reviewed_at.is_none() && pick.next.as_ref().is_some_and(|(_, more)| *more <= CLOSE)
    };
    let (close, clear): (Vec<&Pick>, Vec<&Pick>) = waiting.iter().copied().partition(is_close);
    let settled: Vec<&Pick> =
        review.picks.iter().filter(|pick| pick.proposal.state != ProposalState::Proposed).collect();
    let row = |pick: &&Pick| row(locale, &frame, pick, may_decide);
    let title = |key: &str, all: &[&Pick]| text(locale, key, &[("count", all.len().into())]);
    let groups =
        [("close", "plan-close", &close), ("clear", "plan-clear", &clear), ("settled", "plan-settled", &settled)];
    let groups = groups.into_iter().filter(|(_, _, all)| !all.is_empty());
    let groups = groups.map(|(id, key, all)| (id, title(key, all), all.iter().map(row).collect())).collect();
    let reviewed = waiting.iter().filter(|pick| pick.proposal.reviewed_at.is_some()).count();
    let mails = |count: usize| text(locale, "plan-release", &[("count", count.into())]);
    let to = frame.at(&format!("/matching/{}/release", review.run.id));
    let page = Page {
        lead: lead(locale, review.figures.as_ref()),
        facts: facts(locale, review),
        release: (may_decide && !waiting.is_empty()).then(|| (to, mails(waiting.len()))),
        release_reviewed: (reviewed > 0 && reviewed < waiting.len())
            .then(|| text(locale, "plan-release-reviewed", &[("count", reviewed.into())])),
        groups,
        open_title: text(locale, "plan-open", &[("count", review.open.len().into())]),
        open: review.open.iter().map(|left| open_row(locale, &frame, left, may_decide, &once)).collect(),
        once,
        is_empty: review.picks.is_empty() && review.open.is_empty(),
        frame,
    };
    visit.show(&page)
}

/// "47 von 52 Anfragen, 6 mehr als der Reihe nach; beweisbar bestmöglich; 310 Minuten Weg."
fn lead(locale: Locale, figures: Option<&Figures>) -> String {
    let Some(figures) = figures else { return String::new() };
    let Figures { totals, baseline, proof, .. } = figures;
    let more = i64::try_from(totals.served).unwrap_or(i64::MAX) - i64::try_from(baseline.served).unwrap_or(i64::MAX);
    let proven = match (proof.weight.optimal, proof.effort.optimal) {
        (true, true) => text(locale, "plan-proven", &[]),
        (true, false) => text(locale, "plan-proven-served", &[]),
        (false, _) => text(locale, "plan-not-proven", &[]),
    };
    let facts = [
        ("served", totals.served.into()),
        ("requests", totals.requests.into()),
        ("more", more.into()),
        ("proven", proven.into()),
        ("minutes", totals.travel_minutes.into()),
    ];
    text(locale, "plan-lead", &facts)
}

/// What else there is to know before anything is released.
fn facts(locale: Locale, review: &Review) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(review.carrier.clone());
    if let Some(figures) = &review.figures {
        let lotsen = [("lotsen", figures.totals.lotsen.into()), ("busiest", figures.totals.busiest.into())];
        facts.push(text(locale, "plan-lotsen", &lotsen));
    }
    if let Some(change) = review.change {
        let change = [("new", change.new.into()), ("other", change.other.into()), ("gone", change.gone.into())];
        facts.push(text(locale, "plan-change", &change));
    }
    facts
}

fn row(locale: Locale, frame: &Frame, pick: &Pick, may_decide: bool) -> Row {
    let proposal = &pick.proposal;
    let request = &pick.row.request;
    let task = phrases::task(locale, request.service, &pick.row.languages);
    let when = proposal.appointment.sittings().iter().map(|sitting| phrases::span(locale, sitting));
    let waits = may_decide && proposal.state == ProposalState::Proposed;
    let at = |what: &str| Some(frame.at(&format!("/proposals/{}/{what}", proposal.id))).filter(|_| waits);
    let status = match (proposal.state, proposal.reviewed_at) {
        (ProposalState::Proposed, None) => None,
        (ProposalState::Proposed, Some(_)) => Some(Status { mark: Mark::Good, words: frame.text("plan-reviewed") }),
        (ProposalState::Released, _) => Some(Status::of_request(locale, request.state)),
        (ProposalState::Dropped, _) => Some(Status { mark: Mark::Quiet, words: frame.text("plan-dropped") }),
    };
    Row {
        request: frame.at(&format!("/requests/{}", request.id)),
        task: phrases::task_at(locale, &task, proposal.mode, &pick.row.town),
        reference: pick.row.reference.to_string(),
        lotse: pick.lotse.clone(),
        facts: when.collect::<Vec<_>>().join("; "),
        beside: beside(locale, pick),
        status,
        accept: at("accept").filter(|_| proposal.reviewed_at.is_none()),
        swap: at("swap"),
        drop: at("drop"),
    }
}

/// Who comes next, and how much more they would be.
fn beside(locale: Locale, pick: &Pick) -> String {
    match &pick.next {
        Some((next, more)) => {
            let facts = [("name", next.name.as_str().into()), ("minutes", (*more).max(0).into())];
            text(locale, "plan-next", &facts)
        }
        None if pick.is_compared => text(locale, "plan-nobody-else", &[]),
        None => String::new(),
    }
}

fn open_row(locale: Locale, frame: &Frame, left: &Left, may_apply: bool, once: &str) -> OpenRow {
    let request = &left.row.request;
    let task = phrases::task(locale, request.service, &left.row.languages);
    let when = left.row.start.map(|start| dates::moment(locale, start)).unwrap_or_default();
    OpenRow {
        request: frame.at(&format!("/requests/{}", request.id)),
        task: format!("{task}, {} · {when}", left.row.town),
        reference: left.row.reference.to_string(),
        reasons: explain::reasons(locale, &left.facts),
        // A run looks for cures where a request is news. Where it did not, the request's own page does.
        cures: if left.facts.cures.is_empty() {
            Vec::new()
        } else {
            cures(frame, request.id, &left.facts, may_apply, once)
        },
    }
}
