//! Doing away with the second factor, and new recovery codes: both want the password.

use super::second_factor::Codes;
use crate::app::identity;
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::web::components::{Faults, Form};
use crate::web::page::{Answer, Confirm, Outcome, PageError, Visit};

/// What is asked for.
#[derive(Clone, Copy)]
enum Wish {
    Off,
    Codes,
}

/// Asks whether it shall be done away with.
pub fn ask_off(visit: &mut Visit<'_>) -> Outcome {
    asked(visit, Wish::Off, &Faults::default())
}

/// Does away with it.
pub fn off(visit: &mut Visit<'_>) -> Outcome {
    let (context, locale, who) = (visit.context, visit.locale, visit.caller()?.clone());
    let mut faults = typed(visit);
    if faults.is_empty() {
        match identity::disable_second_factor(context, &who, visit.said.exact("password"), visit.moment) {
            Ok(()) => return Ok(Answer::to("/profile/second-factor?done=disabled")),
            Err(error) => faults.note("password", super::not_shown(locale, error)?),
        }
    }
    asked(visit, Wish::Off, &faults)
}

/// Asks whether there shall be new ones.
pub fn ask_codes(visit: &mut Visit<'_>) -> Outcome {
    asked(visit, Wish::Codes, &Faults::default())
}

/// Makes new ones and tells them once.
pub fn codes(visit: &mut Visit<'_>) -> Outcome {
    let (context, locale, who) = (visit.context, visit.locale, visit.caller()?.clone());
    let mut faults = typed(visit);
    if faults.is_empty() {
        match identity::renew_recovery_codes(context, &who, visit.said.exact("password"), visit.moment) {
            Ok(codes) => return visit.show(&Codes::of(visit, "self-codes-made-title", codes)),
            Err(error) => faults.note("password", super::not_shown(locale, error)?),
        }
    }
    asked(visit, Wish::Codes, &faults)
}

/// That there is a password to be looked at.
fn typed(visit: &Visit<'_>) -> Faults {
    let mut faults = Faults::default();
    if visit.said.exact("password").is_empty() {
        faults.note("password", FieldKind::Required);
    }
    faults
}

fn asked(visit: &Visit<'_>, wish: Wish, faults: &Faults) -> Outcome {
    if !visit.caller()?.user.has_second_factor {
        return Err(PageError::because(ProblemCode::State, Why::NoSecondFactor));
    }
    let form = Form { locale: visit.locale, said: visit.said, faults };
    let (title, lead, means, send, is_danger) = match wish {
        Wish::Off => ("self-factor-off-title", "self-factor-off-ask", "self-factor-off-means", "self-factor-off", true),
        Wish::Codes => ("self-codes-renew-title", "self-codes-ask", "self-codes-means", "self-codes-renew", false),
    };
    let frame = visit.frame(title);
    let page = Confirm {
        lead: visit.text(lead),
        consequences: vec![visit.text(means)],
        summary: form.summary(),
        action: frame.at(visit.here()),
        hidden: Vec::new(),
        fields: vec![super::current_password(&form)],
        send: visit.text(send),
        is_danger,
        back: super::factor(visit),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}
