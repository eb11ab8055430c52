//! `GET /profile`: who one is here, and the ways to everything about the own account.

use askama::Template;

use crate::app::identity;
use crate::domain::user::UserLanguage;
use crate::web::components::{Mark, Status};
use crate::web::page::{Frame, Outcome, Visit};
use crate::web::users::Names;

/// A way on: where, its words, and how it stands there.
struct Way {
    to: String,
    words: String,
    facts: String,
    status: Option<Status>,
}

#[derive(Template)]
#[template(path = "web/profile/show.html")]
struct Page {
    frame: Frame,
    email: String,
    language: String,
    roles: Vec<String>,
    /// Where the second factor is set up that some roles wait for.
    needs_factor: Option<String>,
    ways: Vec<Way>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let who = visit.caller()?;
    let held = who.access.memberships();
    let names = Names::of(visit, held)?;
    let sessions = identity::list_sessions(visit.context, who, visit.moment)?.len();
    let now = visit.moment.now;
    let tokens = identity::list_tokens(visit.context, who)?.iter().filter(|token| token.is_open(now)).count();
    let frame = visit.frame_named(who.user.name.to_string());
    let status = |mark, key: &str| Some(Status { mark, words: visit.text(key) });
    let way =
        |to: &str, key: &str, facts: String, status| Way { to: frame.at(to), words: visit.text(key), facts, status };
    let count = |key: &str, many: usize| visit.say(key, &[("count", many.into())]);
    let factor = match (who.user.has_second_factor, who.needs_second_factor) {
        (true, _) => status(Mark::Good, "self-factor-is-on"),
        (false, true) => status(Mark::Attention, "self-factor-is-wanted"),
        (false, false) => status(Mark::Quiet, "self-factor-is-off"),
    };
    let page = Page {
        email: who.user.email.to_string(),
        language: visit.text(match who.user.language {
            UserLanguage::German => "self-language-german",
            UserLanguage::English => "self-language-english",
        }),
        roles: held.iter().map(|membership| names.membership(visit.locale, *membership)).collect(),
        needs_factor: (who.needs_second_factor && !who.user.has_second_factor).then(|| frame.at(super::FACTOR)),
        ways: vec![
            way("/profile/password", "self-password-title", visit.text("self-password-about"), None),
            way(super::FACTOR, "self-factor-title", visit.text("self-factor-about"), factor),
            way("/profile/sessions", "self-sessions-title", count("self-sessions-count", sessions), None),
            way("/profile/tokens", "self-tokens-title", count("self-tokens-count", tokens), None),
        ],
        frame,
    };
    visit.show(&page)
}
