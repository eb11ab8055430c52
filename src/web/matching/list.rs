//! The runs of the matching, and a button to begin one.

use askama::Template;

use crate::app::organisations;
use crate::app::runs::{self, Figures, Order, OrderError};
use crate::domain::access::{Permission, Scope};
use crate::domain::code::OrganisationKind;
use crate::domain::filter::{RunFilter, RunSort};
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::domain::run::{MatchingRun, RunProgress, RunState};
use crate::domain::time::ZONE;
use crate::i18n::{Locale, dates, text};
use crate::web::components::{Mark, Status};
use crate::web::page::{Frame, Outcome, PageError, Visit};

struct Line {
    to: String,
    when: String,
    status: Status,
    result: String,
}

#[derive(Template)]
#[template(path = "web/matching/list.html")]
struct Page {
    frame: Frame,
    once: String,
    carriers: Vec<(String, String)>,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
}

/// Where a run stands.
pub fn status(locale: Locale, run: &MatchingRun) -> Status {
    let (mark, key) = match run.progress.state() {
        RunState::Queued => (Mark::Waits, "plan-queued"),
        RunState::Running if run.is_stopping => (Mark::Waits, "plan-stopping"),
        RunState::Running => (Mark::Waits, "plan-running"),
        RunState::Finished => (Mark::Good, "plan-finished"),
        RunState::Failed => (Mark::Bad, "plan-failed"),
        RunState::Cancelled => (Mark::Quiet, "plan-cancelled"),
    };
    Status { mark, words: text(locale, key, &[]) }
}

/// Shows them.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let locale = visit.locale;
    let found = runs::page(visit.context, visit.grant()?, &RunFilter::default(), &visit.paging(RunSort::Newest))?;
    let carriers = carriers(visit).unwrap_or_default();
    let once = visit.once();
    let frame = visit.frame("plan-list-title");
    let line = |run: &MatchingRun| {
        // Figures that another version of the program has stored may be of another form.
        let figures = match &run.progress {
            RunProgress::Finished { totals, .. } => Figures::of(totals).ok(),
            _ => None,
        };
        let result = figures.map(|Figures { totals, .. }| {
            text(locale, "plan-result", &[("served", totals.served.into()), ("requests", totals.requests.into())])
        });
        Line {
            to: frame.at(&format!("/matching/{}", run.id)),
            when: dates::moment(locale, run.started_at.with_timezone(&ZONE).naive_local()),
            status: status(locale, run),
            result: result.unwrap_or_default(),
        }
    };
    let page = Page {
        once,
        carriers: carriers.iter().map(|one| (one.id.to_string(), one.name.to_string())).collect(),
        lines: found.items.iter().map(line).collect(),
        next: found.next.map(|next| visit.here_with(&[("after", &next.to_string())])),
        first: visit.said.some("after").map(|_| visit.here_with(&[])),
        frame,
    };
    visit.show(&page)
}

/// Whose requests somebody may have matched.
fn carriers(visit: &Visit<'_>) -> Result<Vec<Organisation>, PageError> {
    let grant = visit.grant_of(Permission::RunsStart)?;
    let Scope::Of { organisations, .. } = grant.scope() else { return Ok(Vec::new()) };
    let ids: Vec<OrganisationId> = organisations.iter().copied().collect();
    let named = organisations::named(visit.context, &ids)?;
    Ok(named.into_iter().filter(|one| one.kind == OrganisationKind::Carrier).collect())
}

/// Begins one. Where one that would do the same waits already, it is that one.
pub fn start(visit: &mut Visit<'_>) -> Outcome {
    let named = visit.said.some("carrier").and_then(|id| id.parse().ok());
    let carrier = match (named, carriers(visit)?.as_slice()) {
        (Some(carrier), _) => carrier,
        (None, [only]) => only.id,
        (None, _) => return Err(PageError::NOT_FOUND),
    };
    let grant = visit.grant()?.clone();
    visit.commit(|tx, moment| {
        let run = runs::order(tx, &grant, Order { carrier, release: false }, moment).map_err(|error| match error {
            OrderError::Carrier => PageError::NOT_FOUND,
            OrderError::App(error) => error.into(),
        })?;
        Ok::<_, PageError>(format!("/matching/{}", run.id))
    })
}
