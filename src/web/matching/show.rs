//! `GET /matching/{id}`: how far a run has come, as long as there is no plan.

use askama::Template;

use super::{list, review};
use crate::app::plans;
use crate::domain::access::Permission;
use crate::domain::id::RunId;
use crate::domain::run::{MatchingRun, RunPhase, RunProgress};
use crate::i18n::{Locale, text};
use crate::web::components::Status;
use crate::web::page::{Frame, Outcome, Visit};

#[derive(Template)]
#[template(path = "web/matching/progress.html")]
struct Progress {
    frame: Frame,
    status: Status,
    words: String,
    percent: Option<u8>,
    follow: Option<String>,
    stop: Option<String>,
    once: String,
    phases: Vec<(&'static str, String)>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let id = visit.id::<RunId>()?;
    let found = plans::review(visit.context, visit.grant()?, id, visit.moment.now)?;
    if matches!(found.run.progress, RunProgress::Finished { .. }) {
        return review::shown(visit, &found);
    }
    let (locale, run) = (visit.locale, &found.run);
    let is_over = run.progress.state().is_over();
    let once = visit.once();
    let frame = visit.frame("plan-progress-title");
    let page = Progress {
        status: list::status(locale, run),
        words: words(locale, run),
        percent: run.reached.and_then(|reached| reached.percent),
        follow: (!is_over).then(|| frame.at(&format!("/api/v1/matching-runs/{id}/progress"))),
        stop: (!is_over && visit.may(Permission::RunsStart)).then(|| frame.at(&format!("/matching/{id}/stop"))),
        once,
        phases: RunPhase::ALL.iter().map(|phase| (phase.code(), at(locale, *phase))).collect(),
        frame,
    };
    visit.show(&page)
}

/// What the run is at, or why there is no plan.
fn words(locale: Locale, run: &MatchingRun) -> String {
    match (&run.progress, run.reached) {
        (RunProgress::Queued, _) => text(locale, "plan-at-queued", &[]),
        (RunProgress::Running, Some(reached)) => at(locale, reached.phase),
        (RunProgress::Running, None) => at(locale, RunPhase::Reading),
        (RunProgress::Failed { .. }, _) => text(locale, "plan-at-failed", &[]),
        (RunProgress::Cancelled { .. }, _) => text(locale, "plan-at-cancelled", &[]),
        (RunProgress::Finished { .. }, _) => text(locale, "plan-finished", &[]),
    }
}

fn at(locale: Locale, phase: RunPhase) -> String {
    text(
        locale,
        match phase {
            RunPhase::Reading => "plan-at-reading",
            RunPhase::Candidates => "plan-at-candidates",
            RunPhase::Solving => "plan-at-solving",
            RunPhase::Explaining => "plan-at-explaining",
            RunPhase::Storing => "plan-at-storing",
        },
        &[],
    )
}
