//! Logging in and out by browser.
//!
//! Whoever comes to a page without a session logs in and goes on to it. Whoever sends a form whose session has ended meanwhile gets the
//! log-in on the spot, with all that was typed in it, and sends it on with one button more: a lost session loses no form.
//!
//! Whoever does not like passwords asks for a link by mail, which opens the account once.

mod ask_link;
mod by_link;

use actix_web::http::StatusCode;
use askama::Template;

use super::page::{Answer, Fields, Frame, Method, Outcome, Page, PageError, Reader, Visit, encoded};
use crate::app::AppError;
use crate::app::identity::{self, IdentityError};
use crate::http::Line;
use crate::http::credentials::{cookie, no_cookie};
use crate::http::permission::Need;
use crate::http::problem::ProblemCode;
use crate::i18n::{Locale, text};

/// The pages.
pub const PAGES: [Page; 9] = [
    Page::desk("home", "/", Need::Nothing, home),
    Page::desk("log_in.show", ADDRESS, Need::Nothing, show),
    Page::desk("log_in.send", ADDRESS, Need::Nothing, send).sent().line(Line::Hashing),
    Page::desk("log_in.ask_link", "/log-in/link", Need::Nothing, ask_link::show),
    Page::desk("log_in.send_link", "/log-in/link", Need::Nothing, ask_link::send).sent(),
    Page::desk("log_in.link_sent", "/log-in/link/sent", Need::Nothing, ask_link::sent),
    Page::desk("log_in.by_link", "/log-in/link/{link}", Need::Nothing, by_link::show),
    Page::desk("log_in.enter_by_link", "/log-in/link/{link}", Need::Nothing, by_link::enter).sent(),
    Page::desk("log_out", "/log-out", Need::Session, log_out).sent(),
];

const ADDRESS: &str = "/log-in";

/// Before the names of fields that wait for a log-in.
const KEPT: &str = "kept.";

/// The page that answers what somebody comes for, or the log-in.
fn home(visit: &mut Visit<'_>) -> Outcome {
    Ok(Answer::to(visit.caller.map_or(ADDRESS, |who| Reader::first_way(&who.access))))
}

/// What somebody gets who has to log in first.
pub(super) fn first(method: Method, here: &str, said: &Fields, frame: Frame) -> Answer {
    match method {
        Method::Get => {
            let query = said.query();
            let next = if query.is_empty() { here.to_owned() } else { format!("{here}?{query}") };
            Answer::to(format!("{ADDRESS}?next={}", encoded(&next)))
        }
        Method::Post => {
            // Passwords stand in no page, not even in one that waits: they are asked for again.
            let is_kept = |(name, _): &(&str, &str)| !name.starts_with("password") && *name != "code";
            let kept = said.iter().filter(is_kept).map(|(name, value)| (format!("{KEPT}{name}"), value.to_owned()));
            // A form without fields is one too.
            let kept = kept.chain([(format!("{KEPT}sent"), "yes".to_owned())]).collect();
            let title = text(frame.locale, "web-log-in-title", &[]);
            let fault = Some(text(frame.locale, "web-log-in-ended", &[]));
            let frame = Frame { title, ..frame };
            let page =
                LogInPage { frame, email: String::new(), next: here.to_owned(), kept, fault, is_first_run: false };
            page.render().map_or_else(
                |error| {
                    tracing::error!(%error, "the log-in could not be shown");
                    Answer::to(ADDRESS)
                },
                |html| Answer::page(StatusCode::UNAUTHORIZED, html),
            )
        }
    }
}

#[derive(Template)]
#[template(path = "web/log_in/page.html")]
struct LogInPage {
    frame: Frame,
    email: String,
    next: String,
    kept: Vec<(String, String)>,
    fault: Option<String>,
    /// Whether there is no account yet, so that somebody has to make the first one.
    is_first_run: bool,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    let next = next(visit.said).unwrap_or_default().to_owned();
    let frame = Frame { reader: None, ..visit.frame("web-log-in-title") };
    let is_first_run = !identity::is_anybody_there(visit.context)?;
    visit.show(&LogInPage { frame, email: String::new(), next, kept: Vec::new(), fault: None, is_first_run })
}

/// Where somebody wanted to go: an address of this service and no other.
fn next(said: &Fields) -> Option<&str> {
    let is_own = |next: &&str| {
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.contains(char::is_control)
    };
    said.some("next").filter(is_own)
}

fn send(visit: &mut Visit<'_>) -> Outcome {
    let said = visit.said;
    let asked = identity::LogIn {
        email: said.get("email"),
        password: said.exact("password"),
        code: said.some("code"),
        address: visit.client.address,
        client: visit.client.agent.as_ref(),
        before: visit.client.session.as_deref(),
    };
    let kept = kept(said);
    let entered = match identity::log_in(visit.context, &asked, visit.moment) {
        Ok(entered) => entered,
        Err(error) => {
            let Some(fault) = fault(&error, visit.locale) else { return Err(error.into()) };
            let frame = Frame { reader: None, ..visit.frame("web-log-in-title") };
            let (email, next) = (said.get("email").to_owned(), next(said).unwrap_or_default().to_owned());
            let kept = kept.into_iter().map(|(name, value)| (format!("{KEPT}{name}"), value)).collect();
            let page = LogInPage { frame, email, next, kept, fault: Some(fault), is_first_run: false };
            let wait = PageError::from(error).retry_after;
            let answer = visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)?;
            return Ok(wait.into_iter().fold(answer, Answer::again_after));
        }
    };
    let cookie = cookie(entered.secret.as_str().to_owned(), visit.context.sender.is_secure());
    let answer = match next(said) {
        Some(next) if !kept.is_empty() => {
            let frame = Frame { reader: None, ..visit.frame("web-log-in-go-on-title") };
            visit.show(&GoOn { action: frame.at(next), frame, kept })?
        }
        Some(next) => Answer::to(next),
        None => Answer::to(Reader::first_way(&entered.access)),
    };
    Ok(answer.with_cookie(cookie))
}

/// What was typed into the form whose session had ended.
fn kept(said: &Fields) -> Vec<(String, String)> {
    let of = |(name, value): (&str, &str)| Some((name.strip_prefix(KEPT)?.to_owned(), value.to_owned()));
    said.iter().filter_map(of).collect()
}

#[derive(Template)]
#[template(path = "web/log_in/go_on.html")]
struct GoOn {
    frame: Frame,
    action: String,
    kept: Vec<(String, String)>,
}

/// What was wrong with what was typed; `None` where something else stood in the way.
fn fault(error: &AppError, locale: Locale) -> Option<String> {
    let AppError::Identity(error) = error else { return None };
    Some(match error {
        IdentityError::WrongCredentials | IdentityError::WrongCode => text(locale, "web-log-in-wrong", &[]),
        IdentityError::SecondFactorWanted => text(locale, "web-log-in-code-wanted", &[]),
        IdentityError::Throttled { retry_after } => {
            text(locale, "web-log-in-wait", &[("seconds", retry_after.num_seconds().max(1).into())])
        }
        _ => return None,
    })
}

fn log_out(visit: &mut Visit<'_>) -> Outcome {
    let caller = visit.caller.ok_or(PageError::of(ProblemCode::Unauthenticated))?;
    identity::log_out(visit.context, caller, visit.moment)?;
    Ok(Answer::to(ADDRESS).with_cookie(no_cookie(visit.context.sender.is_secure())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for (wanted, led) in [
            ("/requests?state=open", true),
            ("//evil.example", false),
            ("https://evil.example", false),
            ("/\\evil", false),
            ("/\t/evil.example", false),
            ("", false),
        ] {
            let said = Fields::parse(&format!("next={}", encoded(wanted)));
            assert_eq!(next(&said).is_some(), led, "{wanted}");
        }
    }
}
