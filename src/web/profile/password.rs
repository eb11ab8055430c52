//! Another password, by whoever knows the one until now.

use crate::app::AppError;
use crate::app::identity::{self, IdentityError, Password};
use crate::http::problem::FieldKind;
use crate::web::components::{Faults, Form, Kind};
use crate::web::page::{Answer, Confirm, Outcome, Visit};

/// Asks for both.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    form(visit, &Faults::default())
}

/// Takes the new one, or says what is wrong with which.
pub fn change(visit: &mut Visit<'_>) -> Outcome {
    let (context, locale, said) = (visit.context, visit.locale, visit.said);
    let (current, new) = (said.exact("password"), said.exact("password_new"));
    let mut faults = Faults::default();
    if current.is_empty() {
        faults.note("password", FieldKind::Required);
    }
    if new != said.exact("password_again") {
        faults.note("password_again", FieldKind::Cell { code: "differs", detail: visit.text("self-password-differs") });
    }
    if !faults.is_empty() {
        return form(visit, &faults);
    }
    let who = visit.caller()?.clone();
    match identity::change_password(context, &who, current, new, visit.moment) {
        Ok(()) => return Ok(Answer::to("/profile?done=password")),
        Err(AppError::Identity(IdentityError::Password(fault))) => {
            faults.note("password_new", super::not_taken(locale, fault));
        }
        Err(error) => faults.note("password", super::not_shown(locale, error)?),
    }
    form(visit, &faults)
}

fn form(visit: &Visit<'_>, faults: &Faults) -> Outcome {
    let form = Form { locale: visit.locale, said: visit.said, faults };
    let hint = visit.say("web-account-hint", &[("shortest", Password::SHORTEST.into())]);
    let new = |name: &str, label: &str| form.field(name, Kind::Password, label).required().filled_in("new-password");
    let frame = visit.frame("self-password-title");
    let page = Confirm {
        lead: visit.text("self-password-lead"),
        consequences: vec![visit.text("self-password-means")],
        summary: form.summary(),
        action: frame.at("/profile/password"),
        hidden: Vec::new(),
        fields: vec![
            super::current_password(&form),
            new("password_new", "self-password-new").hinted(hint),
            new("password_again", "self-password-again"),
        ],
        send: visit.text("self-password-send"),
        is_danger: false,
        back: frame.at("/profile"),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}
