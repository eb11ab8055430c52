//! A Lotse's private calendar, for calendar programs: `GET /calendar/{token}.ics`.

use super::page::{Answer, Outcome, Page, Visit};
use crate::app::feeds;

/// The page.
pub const PAGES: [Page; 1] = [Page::link("calendar.show", "/calendar/{token}.ics", show)];

fn show(visit: &mut Visit<'_>) -> Outcome {
    let file = feeds::read(visit.context, visit.named("token"), visit.moment.now)?;
    Ok(Answer::file("text/calendar; charset=utf-8", None, file.into_bytes()))
}
