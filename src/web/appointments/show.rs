//! Shows it, asks, and calls off.

use askama::Template;

use super::view::{Block, blocks, title};
use crate::app::newcomer_page::{self, NewcomerPage, Stand};
use crate::web::page::{Answer, Frame, Outcome, Visit};

/// Shows how things stand.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, false)
}

/// Asks whether they mean it, because nothing takes it back.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, true)
}

fn shown(visit: &Visit<'_>, asks: bool) -> Outcome {
    let token = visit.named("token");
    let page = newcomer_page::read(visit.context, token, visit.moment.now)?;
    let may_cancel = matches!(page.stand, Stand::Helped { may_cancel: true });
    let frame = visit.frame_named(title(&page));
    visit.show(&Page { frame, token, asks: asks && may_cancel, may_cancel, page: &page })
}

/// Calls it off, or leaves it as it stands: the page says so.
pub fn cancel(visit: &mut Visit<'_>) -> Outcome {
    let token = visit.named("token");
    newcomer_page::cancel(visit.context, token, visit.moment)?;
    // Relative, so that it leads back through whatever proxy the answer came by. What opened is made of letters that need no escape.
    Ok(Answer::to(format!("../{token}")))
}

#[derive(Template)]
#[template(path = "web/appointments/page.html")]
struct Page<'a> {
    frame: Frame,
    token: &'a str,
    /// Whether to ask if the help is to be called off, instead of showing everything.
    asks: bool,
    may_cancel: bool,
    page: &'a NewcomerPage,
}

impl Page<'_> {
    fn blocks(&self) -> Vec<Block<'_>> {
        blocks(self.page)
    }

    /// A word for programs and tests; nothing is shown of it.
    fn stand(&self) -> &'static str {
        match self.page.stand {
            Stand::Helped { .. } => "helped",
            Stand::Searching => "searching",
            Stand::Nobody => "nobody",
            Stand::Cancelled => "cancelled",
            Stand::NotNeeded => "not-needed",
            Stand::Withdrawn => "withdrawn",
            Stand::Ended => "ended",
        }
    }
}
