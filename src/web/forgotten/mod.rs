//! A password that somebody has forgotten: asks for a link by which they choose another one.
//!
//! What is answered does not tell whether there is such an account.

use std::net::IpAddr;

use actix_web::http::StatusCode;
use askama::Template;

use super::components::{Faults, Field, Form, Kind};
use super::page::{Answer, Frame, Outcome, Page, Visit, leading};
use crate::app::identity::{self, IdentityError};
use crate::app::{AppError, Context, Moment};
use crate::domain::account::LinkPurpose;
use crate::domain::contact::Email;
use crate::http::permission::Need;
use crate::http::problem::FieldKind;

/// The pages.
pub const PAGES: [Page; 3] = [
    Page::desk("forgotten.show", "/forgotten", Need::Nothing, show),
    Page::desk("forgotten.send", "/forgotten", Need::Nothing, send).sent(),
    Page::desk("forgotten.sent", "/forgotten/sent", Need::Nothing, sent),
];

#[derive(Template)]
#[template(path = "web/forgotten/page.html")]
struct Forgotten {
    frame: Frame,
    action: String,
    words: String,
    email: Field,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    form(visit, &PASSWORD, &Faults::default())
}

fn send(visit: &mut Visit<'_>) -> Outcome {
    ask(visit, &PASSWORD)
}

/// What is asked for by mail, and the words for it.
pub(super) struct Wish {
    /// Where the form is and goes.
    pub address: &'static str,
    pub title: &'static str,
    pub words: &'static str,
    /// Has it sent.
    pub ask: fn(&Context, &str, Option<IpAddr>, &mut Moment) -> Result<(), AppError>,
}

const PASSWORD: Wish = Wish {
    address: "/forgotten",
    title: "self-forgotten-title",
    words: "self-forgotten",
    ask: identity::request_password_reset,
};

/// The form.
pub(super) fn form(visit: &Visit<'_>, wish: &Wish, faults: &Faults) -> Outcome {
    let form = Form { locale: visit.locale, said: visit.said, faults };
    let email = form.field("email", Kind::Email, "web-log-in-email").required().filled_in("username");
    let frame = Frame { reader: None, ..visit.frame(wish.title) };
    let page = Forgotten { action: frame.at(wish.address), words: frame.text(wish.words), frame, email };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Has the mail sent, where there is somebody to send it to. Only what is no address at all is said to be wrong.
pub(super) fn ask(visit: &mut Visit<'_>, wish: &Wish) -> Outcome {
    let (context, typed, address) = (visit.context, visit.said.get("email"), visit.client.address);
    let mut faults = Faults::default();
    if faults.take("email", Email::parse(typed)).is_none() {
        return form(visit, wish, &faults);
    }
    match (wish.ask)(context, typed, address, visit.moment) {
        Ok(()) => Ok(Answer::to(format!("{}/sent", wish.address))),
        Err(AppError::Identity(IdentityError::Throttled { retry_after })) => {
            let seconds = retry_after.num_seconds().max(1);
            let detail = visit.say("web-log-in-wait", &[("seconds", seconds.into())]);
            faults.note("email", FieldKind::Cell { code: "too_many_attempts", detail });
            Ok(form(visit, wish, &faults)?.again_after(seconds.unsigned_abs()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Says what happens now, if there is such an account. An address of its own, so that loading it again sends nothing.
fn sent(visit: &mut Visit<'_>) -> Outcome {
    is_on_its_way(visit, LinkPurpose::PasswordReset)
}

/// The same for whatever was asked for.
pub(super) fn is_on_its_way(visit: &Visit<'_>, purpose: LinkPurpose) -> Outcome {
    let frame = Frame { reader: None, ..visit.frame("self-forgotten-sent-title") };
    let minutes = purpose.life().num_minutes();
    let words = visit.say("self-forgotten-sent", &[("minutes", minutes.into())]);
    Ok(leading(StatusCode::OK, frame, words, Some(("/log-in", visit.text("self-forgotten-back")))))
}
