//! Yes, no, and why not.

use crate::app::answers::{self, answer_by_link, tell_reason};
use crate::domain::offer::DeclineReason;
use crate::web::page::{Answer, Outcome, Visit};

/// Says yes.
pub fn accept(visit: &mut Visit<'_>) -> Outcome {
    answer(visit, answers::Answer::Accept)
}

/// Says no.
pub fn decline(visit: &mut Visit<'_>) -> Outcome {
    answer(visit, answers::Answer::Decline)
}

fn answer(visit: &mut Visit<'_>, answer: answers::Answer) -> Outcome {
    // However it was decided: the page says so.
    answer_by_link(visit.context, visit.named("token"), answer, visit.moment)?;
    Ok(to_page(visit))
}

/// Tells why not. A reason that there is none of tells nothing, and the page asks again.
pub fn reason(visit: &mut Visit<'_>) -> Outcome {
    if let Ok(reason) = visit.said.get("reason").parse::<DeclineReason>() {
        tell_reason(visit.context, visit.named("token"), reason, visit.moment)?;
    }
    Ok(to_page(visit))
}

/// Leads to the page.
pub fn back(visit: &mut Visit<'_>) -> Outcome {
    Ok(to_page(visit))
}

/// Relative, so that it leads back through whatever proxy the answer came by.
fn to_page(visit: &Visit<'_>) -> Answer {
    // The token is that of the address, which the router has decoded: only what tokens are made of is let out again.
    let token = visit.named("token");
    let is_token = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if token.chars().all(is_token) { Answer::to(format!("../{token}")) } else { Answer::to("..") }
}
