//! Pages of a heading and a few sentences: mostly why there is no other, and what to do.

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Answer, Audience, Frame, PageError};
use crate::http::problem::{Problem, ProblemCode, Why};
use crate::http::{Service, locale_of};
use crate::i18n::{Locale, text, words};

/// Seconds after which a visitor who was turned away may come again.
const COME_AGAIN: u64 = 30;

#[derive(Template)]
#[template(path = "web/page/notice.html")]
struct Notice {
    frame: Frame,
    words: String,
    /// Where it goes on: the address, and its words.
    way: Option<(String, String)>,
}

/// A page of one heading and a few sentences.
pub fn notice(status: StatusCode, frame: Frame, words: String) -> Answer {
    leading(status, frame, words, None)
}

/// The same with a way on: the address in the service, and its words.
pub fn leading(status: StatusCode, frame: Frame, words: String, way: Option<(&str, String)>) -> Answer {
    let way = way.map(|(to, words)| (frame.at(to), words));
    let page = Notice { frame, words, way };
    match page.render() {
        Ok(html) => Answer::page(status, html),
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            Answer::page(StatusCode::INTERNAL_SERVER_ERROR, String::new())
        }
    }
}

/// The page that says why there is none, and what to do.
pub(super) fn refused(error: &PageError, audience: Audience, frame: Frame) -> Answer {
    let locale = frame.locale;
    let status = StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (title, words) = match said(error.code, audience) {
        Some((title, words)) => (text(locale, title, &[]), text(locale, words, &[])),
        None => {
            let problem = Problem::new(error.code, locale);
            let problem =
                error.why.iter().fold(problem, |problem, why| problem.because(&in_words(why, locale), locale));
            (problem.title, problem.detail)
        }
    };
    // Who lacks nothing but the second factor is led to where it is set up.
    let needs_factor = error.code == ProblemCode::SecondFactorNeeded && frame.reader.is_some();
    let way = needs_factor.then(|| ("/profile/second-factor", text(locale, "web-factor-needed-way", &[])));
    let answer = leading(status, Frame { title, ..frame }, words, way);
    match error.retry_after {
        Some(seconds) => answer.again_after(seconds),
        None if error.code == ProblemCode::Busy => answer.again_after(COME_AGAIN),
        None => answer,
    }
}

/// The same without the codes of states, which only programs read.
fn in_words(why: &Why, locale: Locale) -> Why {
    let (Why::Stands(code) | Why::Told(code) | Why::TookNoPlace(code) | Why::NoWay(code, _)) = why else {
        return why.clone();
    };
    let state = code
        .parse()
        .map(|state| words::request_state(locale, state))
        .or_else(|_| code.parse().map(|state| words::assignment_state(locale, state)))
        .or_else(|_| code.parse().map(|state| words::offer_state(locale, state)));
    state.map_or(Why::Said(text(locale, "web-settled", &[])), |state| {
        Why::Said(text(locale, "web-stands", &[("state", state.into())]))
    })
}

/// Title and words for a person; `None` where those for programs do for people too.
const fn said(code: ProblemCode, audience: Audience) -> Option<(&'static str, &'static str)> {
    Some(match (code, audience) {
        (ProblemCode::NotFound, Audience::Link) => ("web-no-link-title", "web-no-link"),
        (ProblemCode::NotFound, Audience::Desk) => ("web-nothing-title", "web-nothing"),
        (ProblemCode::Forbidden, _) => ("web-forbidden-title", "web-forbidden"),
        (ProblemCode::SecondFactorNeeded, _) => ("web-factor-needed-title", "web-factor-needed"),
        (ProblemCode::State, _) => return None,
        (ProblemCode::Changed | ProblemCode::InvalidFields, _) => ("web-changed-title", "web-changed"),
        (ProblemCode::CrossSite, _) => ("web-cross-site-title", "web-cross-site"),
        (ProblemCode::TooLarge, _) => ("web-too-large-title", "web-too-large"),
        (ProblemCode::Malformed | ProblemCode::TooSlow, _) => ("web-too-slow-title", "web-too-slow"),
        (ProblemCode::TooManyRequests, _) => ("web-too-many-title", "web-too-many"),
        (ProblemCode::Busy, _) => ("web-busy-title", "web-busy"),
        (ProblemCode::Failed, Audience::Link) => ("web-failed-title", "web-failed"),
        _ => return None,
    })
}

/// The page for addresses that there are none.
pub async fn not_here(request: HttpRequest, service: web::Data<Service>) -> HttpResponse {
    plain(&request, &service, StatusCode::NOT_FOUND, "web-not-here-title", "web-not-here")
}

/// The page for what cannot be done with an address.
pub(super) async fn wrong_method(request: HttpRequest, service: web::Data<Service>, allow: String) -> HttpResponse {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut answer = plain(&request, &service, status, "web-not-here-title", "web-not-here");
    if let Ok(allow) = HeaderValue::from_str(&allow) {
        answer.headers_mut().insert(ALLOW, allow);
    }
    answer
}

/// The page for a request that the edge refuses.
pub fn turned_away(request: &HttpRequest, service: &Service, code: ProblemCode) -> HttpResponse {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (title, said) = said(code, Audience::Link).unwrap_or(("web-not-here-title", "web-not-here"));
    plain(request, service, status, title, said)
}

/// A page for somebody of whom nothing is known but the language.
fn plain(request: &HttpRequest, service: &Service, status: StatusCode, title: &str, words: &str) -> HttpResponse {
    let locale: Locale = locale_of(request, service.locale());
    let frame = Frame::new(service.path().to_owned(), locale, text(locale, title, &[]));
    notice(status, frame, text(locale, words, &[])).send(locale, service.path(), Audience::Link)
}
