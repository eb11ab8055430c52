//! The second factor: how it stands, and setting one up in three steps.
//!
//! ```text
//! password ─► secret, to be scanned or typed ─► code that the app shows ─► recovery codes
//! ```

use actix_web::http::StatusCode;
use askama::Template;

use super::qr::Qr;
use crate::app::identity;
use crate::http::credentials::cookie;
use crate::http::problem::FieldKind;
use crate::web::components::{Faults, Field, Form, Kind, Mark, Status};
use crate::web::page::{Frame, Outcome, Visit};

#[derive(Template)]
#[template(path = "web/profile/factor.html")]
struct Page {
    frame: Frame,
    status: Status,
    lead: String,
    /// Recovery codes that are left, where it is set up.
    left: Option<String>,
    summary: Option<String>,
    password: Field,
}

/// How it stands.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, &Faults::default())
}

fn shown(visit: &Visit<'_>, faults: &Faults) -> Outcome {
    let who = visit.caller()?;
    let form = Form { locale: visit.locale, said: visit.said, faults };
    let is_on = who.user.has_second_factor;
    let (mark, words, lead) = match (is_on, who.needs_second_factor) {
        (true, _) => (Mark::Good, "self-factor-is-on", "self-factor-on-lead"),
        (false, true) => (Mark::Attention, "self-factor-is-wanted", "self-factor-wanted-lead"),
        (false, false) => (Mark::Quiet, "self-factor-is-off", "self-factor-off-lead"),
    };
    let left = match is_on {
        true => Some(identity::recovery_codes_left(visit.context, who)?),
        false => None,
    };
    let page = Page {
        status: Status { mark, words: visit.text(words) },
        lead: visit.text(lead),
        left: left.map(|left| visit.say("self-codes-left", &[("count", left.into())])),
        summary: form.summary(),
        password: super::current_password(&form),
        frame: visit.frame("self-factor-title"),
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

#[derive(Template)]
#[template(path = "web/profile/begun.html")]
struct Begun {
    frame: Frame,
    /// What the app is told; not told again after a code that did not fit.
    secret: Option<Secret>,
    summary: Option<String>,
    code: Field,
    again: String,
}

struct Secret {
    qr: Option<Qr>,
    letters: String,
    url: String,
}

/// Tells the secret to whoever knows the password.
pub fn begin(visit: &mut Visit<'_>) -> Outcome {
    let (context, locale, said) = (visit.context, visit.locale, visit.said);
    let mut faults = Faults::default();
    if said.exact("password").is_empty() {
        faults.note("password", FieldKind::Required);
        return shown(visit, &faults);
    }
    let who = visit.caller()?.clone();
    match identity::begin_second_factor(context, &who, said.exact("password"), visit.moment) {
        Ok(begun) => {
            // In groups of four nobody loses their place while typing.
            let letters: Vec<char> = begun.secret.chars().collect();
            let letters: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
            let secret = Secret { qr: Qr::of(&begun.url), letters: letters.join(" "), url: begun.url };
            asking(visit, Some(secret), &Faults::default())
        }
        Err(error) => {
            faults.note("password", super::not_shown(locale, error)?);
            shown(visit, &faults)
        }
    }
}

fn asking(visit: &Visit<'_>, secret: Option<Secret>, faults: &Faults) -> Outcome {
    let form = Form { locale: visit.locale, said: visit.said, faults };
    let code = form.field("code", Kind::Digits, "self-factor-code").required().filled_in("one-time-code");
    let code = code.hinted(visit.text("self-factor-code-hint"));
    let (summary, again) = (form.summary(), super::factor(visit));
    let page = Begun { frame: visit.frame("self-factor-begun-title"), secret, summary, code, again };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Takes the code that shows that the app works, and tells the recovery codes.
pub fn confirm(visit: &mut Visit<'_>) -> Outcome {
    let (context, locale) = (visit.context, visit.locale);
    let who = visit.caller()?.clone();
    match identity::confirm_second_factor(context, &who, visit.said.get("code"), visit.moment) {
        Ok(confirmed) => {
            let page = Codes::of(visit, "self-factor-confirmed-title", confirmed.recovery_codes);
            let cookie = cookie(confirmed.secret.as_str().to_owned(), context.sender.is_secure());
            Ok(visit.show_as(StatusCode::OK, &page)?.with_cookie(cookie))
        }
        Err(error) => {
            let mut faults = Faults::default();
            faults.note("code", super::not_shown(locale, error)?);
            asking(visit, None, &faults)
        }
    }
}

/// Recovery codes, told once.
#[derive(Template)]
#[template(path = "web/profile/codes.html")]
pub struct Codes {
    frame: Frame,
    codes: Vec<String>,
}

impl Codes {
    /// The page that tells them.
    pub fn of(visit: &Visit<'_>, title: &str, codes: Vec<String>) -> Self {
        Self { frame: visit.frame(title), codes }
    }
}
