//! Logs in by the link in a mail. Looking opens nothing: programs that check mails look too, and would use the link up.

use actix_web::http::StatusCode;
use askama::Template;

use super::fault;
use crate::app::AppError;
use crate::app::identity::{self, IdentityError, LogInLinkFacts};
use crate::http::credentials::cookie;
use crate::i18n::{Locale, text};
use crate::web::page::{Answer, Frame, Outcome, PageError, Reader, Visit, leading};

#[derive(Template)]
#[template(path = "web/log_in/by_link.html")]
struct ByLink<'a> {
    frame: Frame,
    link: &'a str,
    facts: LogInLinkFacts,
    fault: Option<String>,
}

/// Says whose account it is, and asks for the code where one is wanted.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    match identity::look_up_log_in_link(visit.context, visit.named("link"), visit.moment.now) {
        Ok(facts) => visit.show(&page(visit, facts, None)),
        Err(error) => over(visit, error),
    }
}

/// Logs in, and goes on to what somebody comes for.
pub fn enter(visit: &mut Visit<'_>) -> Outcome {
    let link = visit.named("link");
    let facts = match identity::look_up_log_in_link(visit.context, link, visit.moment.now) {
        Ok(facts) => facts,
        Err(error) => return over(visit, error),
    };
    let asked = identity::LinkLogIn {
        link,
        code: visit.said.some("code"),
        address: visit.client.address,
        client: visit.client.agent.as_ref(),
        before: visit.client.session.as_deref(),
    };
    match identity::log_in_by_link(visit.context, &asked, visit.moment) {
        Ok(entered) => {
            let cookie = cookie(entered.secret.as_str().to_owned(), visit.context.sender.is_secure());
            Ok(Answer::to(Reader::first_way(&entered.access)).with_cookie(cookie))
        }
        Err(error) => {
            let Some(fault) = said(&error, visit.locale) else { return over(visit, error) };
            let answer = visit.show_faults(&page(visit, facts, Some(fault)))?;
            Ok(PageError::from(error).retry_after.into_iter().fold(answer, Answer::again_after))
        }
    }
}

/// What was wrong with the code, or why it was not looked at.
fn said(error: &AppError, locale: Locale) -> Option<String> {
    match error {
        AppError::Identity(IdentityError::WrongCode) => Some(text(locale, "self-log-in-link-wrong", &[])),
        AppError::Identity(IdentityError::SecondFactorWanted) => Some(text(locale, "self-log-in-link-wanted", &[])),
        AppError::Identity(IdentityError::Throttled { .. }) => fault(error, locale),
        _ => None,
    }
}

fn page<'a>(visit: &Visit<'a>, facts: LogInLinkFacts, fault: Option<String>) -> ByLink<'a> {
    let frame = Frame { reader: None, ..visit.frame("web-log-in-title") };
    ByLink { frame, link: visit.named("link"), facts, fault }
}

/// The way to another link, where this one is over.
fn over(visit: &Visit<'_>, error: AppError) -> Outcome {
    let AppError::Identity(IdentityError::LinkOver) = error else { return Err(error.into()) };
    let frame = Frame { reader: None, ..visit.frame("self-log-in-link-over-title") };
    let way = Some(("/log-in/link", visit.text("self-log-in-link-again")));
    Ok(leading(StatusCode::NOT_FOUND, frame, visit.text("self-log-in-link-over"), way))
}
