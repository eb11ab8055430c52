//! Confirming hours, after one more look because it stays, and sending them back with a reason.

use askama::Template;

use super::list::{self, Line};
use crate::app::StorageError;
use crate::app::hours::{self, HoursError};
use crate::app::statements;
use crate::domain::id::HoursEntryId;
use crate::domain::text::Reason;
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::i18n::{measures, words};
use crate::web::components::{Faults, Mark, Status};
use crate::web::page::{Frame, Outcome, PageError, Visit};

/// So many entries are decided on at once: a page of the list.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "web/hours/confirm.html")]
struct Page {
    frame: Frame,
    lead: String,
    /// Entries, and the limit that each would be beyond.
    lines: Vec<(Line, Option<Status>)>,
    picked: Vec<String>,
    state: String,
    lotse: String,
    back: String,
    once: String,
}

/// Does what the button says with all that are ticked, or nothing.
pub fn decide(visit: &mut Visit<'_>) -> Outcome {
    let said = visit.said;
    let picked = picked(visit);
    if picked.is_empty() {
        let words = visit.text("hour-none-picked");
        return list::with(visit, said, &Faults::default(), Some(words));
    }
    match said.get("do") {
        "return" => send_back(visit, &picked),
        "confirmed" => confirm(visit, &picked),
        _ => ask(visit, &picked),
    }
}

/// The entries that are ticked, as they were seen. Always held in the same order.
fn picked(visit: &Visit<'_>) -> Vec<(HoursEntryId, u32)> {
    let read = |value: &str| {
        let (id, revision) = value.split_once('.')?;
        Some((id.parse().ok()?, revision.parse().ok()?))
    };
    let mut picked: Vec<(HoursEntryId, u32)> = visit.said.all("entry").filter_map(read).take(MOST).collect();
    picked.sort_unstable();
    picked.dedup();
    picked
}

/// Says what is about to stay for good.
fn ask(visit: &mut Visit<'_>, picked: &[(HoursEntryId, u32)]) -> Outcome {
    let ids: Vec<HoursEntryId> = picked.iter().map(|(id, _)| *id).collect();
    let rows = hours::some(visit.context, visit.grant()?, &ids)?;
    let beyond = statements::prospects(visit.context, visit.grant()?, &ids)?;
    let locale = visit.locale;
    let minutes = rows.iter().map(|row| row.entry.worked.minutes()).fold(0_u32, u32::saturating_add);
    let facts = [("count", rows.len().into()), ("duration", measures::duration(locale, minutes).into())];
    let once = visit.once();
    let frame = visit.frame("hour-confirm-title");
    let page = Page {
        lead: visit.say("hour-confirm-lead", &facts),
        lines: rows
            .iter()
            .map(|row| {
                let beyond = beyond.get(&row.entry.id).map(|limit| words::held_back(locale, *limit));
                let limit = beyond.map(|words| Status { mark: Mark::Attention, words });
                (list::line(locale, row, &[], &frame), limit)
            })
            .collect(),
        picked: picked.iter().map(|(id, revision)| format!("{id}.{revision}")).collect(),
        state: visit.said.get("state").to_owned(),
        lotse: visit.said.get("lotse").to_owned(),
        back: frame.at(&back(visit, "")),
        once,
        frame,
    };
    visit.show(&page)
}

/// The list that the form came from.
fn back(visit: &Visit<'_>, done: &str) -> String {
    let parts = [("state", visit.said.get("state")), ("lotse", visit.said.get("lotse")), ("done", done)];
    let query = crate::web::page::Fields::default().with(&parts).query();
    if query.is_empty() { "/hours".to_owned() } else { format!("/hours?{query}") }
}

fn confirm(visit: &mut Visit<'_>, picked: &[(HoursEntryId, u32)]) -> Outcome {
    let (grant, to) = (visit.grant()?.clone(), back(visit, "saved"));
    let done = visit.commit(|tx, moment| {
        for (id, seen) in picked {
            let current = hours::hold(tx, &grant, *id)?;
            if current.revision != *seen {
                return Err(StorageError::Changed { what: "entry of hours" }.into());
            }
            hours::confirm(tx, &grant, &current, moment)?;
        }
        Ok::<_, HoursError>(to.clone())
    });
    done.map_err(refused)
}

fn send_back(visit: &mut Visit<'_>, picked: &[(HoursEntryId, u32)]) -> Outcome {
    let said = visit.said;
    let mut faults = Faults::default();
    let reason = said.some("reason").ok_or(FieldKind::Required);
    let reason = reason.and_then(|reason| Reason::parse(reason).map_err(FieldKind::from));
    let Some(reason) = faults.take("reason", reason) else {
        return list::with(visit, said, &faults, None);
    };
    let (grant, to) = (visit.grant()?.clone(), back(visit, "saved"));
    let done = visit.commit(|tx, moment| {
        for (id, seen) in picked {
            let current = hours::hold(tx, &grant, *id)?;
            if current.revision != *seen {
                return Err(StorageError::Changed { what: "entry of hours" }.into());
            }
            hours::reject(tx, &grant, &current, reason.clone(), moment)?;
        }
        Ok::<_, HoursError>(to.clone())
    });
    done.map_err(refused)
}

/// Why nothing was decided.
pub fn refused(error: HoursError) -> PageError {
    match error {
        HoursError::NotTakenPlace(state) => PageError::because(ProblemCode::State, Why::TookNoPlace(state.code())),
        HoursError::NotOver(until) => PageError::because(ProblemCode::State, Why::NotOver(until)),
        HoursError::Closed(year) => PageError::because(ProblemCode::State, Why::YearClosed(year)),
        HoursError::Move(_) => PageError::of(ProblemCode::Changed),
        HoursError::TooLong(_) => PageError::of(ProblemCode::State),
        HoursError::App(error) => error.into(),
    }
}
