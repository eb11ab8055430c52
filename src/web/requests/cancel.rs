//! Calling a request off: what it means is said first, and then asked once more.

use askama::Template;

use crate::app::requests;
use crate::domain::access::Permission;
use crate::domain::audit::Actor;
use crate::domain::id::RequestId;
use crate::domain::request::RequestCancelledBy;
use crate::http::problem::{ProblemCode, Why};
use crate::i18n::text;
use crate::web::page::{Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/requests/cancel.html")]
struct Page {
    frame: Frame,
    what: String,
    consequences: Vec<String>,
    action: String,
    back: String,
    once: String,
    is_cared_for: bool,
}

/// Says what it means.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let id = visit.id::<RequestId>()?;
    let whole =
        requests::whole(visit.context, visit.grant()?, visit.grant_of(Permission::OffersRead).ok().as_ref(), id)?;
    if whole.row.request.state.after(crate::domain::request::RequestMove::Cancel).is_err() {
        return Err(PageError::because(ProblemCode::State, Why::Stands(whole.row.request.state.code())));
    }
    let locale = visit.locale;
    let going = whole
        .assignments
        .iter()
        .filter(|(one, _)| one.state == crate::domain::assignment::AssignmentState::Confirmed)
        .count();
    let asked = whole.offers.iter().filter(|(one, _)| one.state == crate::domain::offer::OfferState::Open).count();
    let mut consequences = Vec::new();
    if going > 0 {
        consequences.push(text(locale, "request-cancel-going", &[("count", going.into())]));
    }
    if asked > 0 {
        consequences.push(text(locale, "request-cancel-asked", &[("count", asked.into())]));
    }
    if consequences.is_empty() {
        consequences.push(text(locale, "request-cancel-nobody", &[]));
    }
    let once = visit.once();
    let frame = visit.frame("request-cancel-title");
    visit.show(&Page {
        what: super::show::title(locale, &whole.row),
        consequences,
        action: frame.at(&format!("/requests/{id}/cancel")),
        back: frame.at(&format!("/requests/{id}")),
        once,
        is_cared_for: whole.is_cared_for,
        frame,
    })
}

/// Calls it off.
pub fn cancel(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<RequestId>()?);
    let asking = visit.grant_of(Permission::OffersRead).ok();
    let by = visit.said.get("by").parse().unwrap_or(RequestCancelledBy::Requester);
    visit.commit(|tx, moment| {
        let request = requests::hold(tx, &grant, id)?;
        // For the project speaks who asks its Lotsen.
        let cares = asking.as_ref().is_some_and(|asking| asking.scope().has_organisation(request.carrier));
        let by = if by == RequestCancelledBy::Project && !cares { RequestCancelledBy::Requester } else { by };
        requests::cancel_in(context, tx, id, by, Actor::User(grant.user()), moment)?;
        Ok::<_, PageError>(format!("/requests/{id}?done=cancelled"))
    })
}
