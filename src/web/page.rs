//! What all pages share: the reader's language, the frame, and the page that says why there is none.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::assets::STYLE_PATH;
use crate::http::problem::ProblemCode;
use crate::http::{Refusal, Service, locale_of};
use crate::i18n::{Locale, text};

/// Seconds after which a visitor who was turned away may come again.
const COME_AGAIN: u32 = 30;

/// The language that the browser asks for; that of the service where it asks for none.
pub fn locale(request: &HttpRequest, service: &Service) -> Locale {
    locale_of(request, service.locale())
}

/// What the frame around every page needs.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's language.
    pub locale: Locale,
    /// The window's title.
    pub title: String,
    /// The path that a proxy shows all pages under.
    path: String,
}

impl Frame {
    /// The frame of a page of this service.
    pub fn new(service: &Service, locale: Locale, title: String) -> Self {
        Self { locale, title, path: service.path().to_owned() }
    }

    /// Where the stylesheet is.
    pub fn style(&self) -> String {
        format!("{}{}", self.path, *STYLE_PATH)
    }

    /// A text without variables.
    pub fn text(&self, key: &str) -> String {
        text(self.locale, key, &[])
    }
}

/// A finished page.
pub fn respond(status: StatusCode, locale: Locale, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((CONTENT_LANGUAGE, locale.code()))
            .insert_header((VARY, "Accept-Language"))
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            HttpResponse::InternalServerError().finish()
        }
    }
}

#[derive(Template)]
#[template(path = "web/notice.html")]
struct Notice {
    frame: Frame,
    words: String,
}

/// A page of one heading and one paragraph, by their keys.
pub fn notice(
    status: StatusCode,
    service: &Service,
    locale: Locale,
    title: &'static str,
    words: &'static str,
) -> HttpResponse {
    let frame = Frame::new(service, locale, text(locale, title, &[]));
    respond(status, locale, &Notice { frame, words: text(locale, words, &[]) })
}

/// The page that says why there is none, and what to do.
pub fn refused(refusal: Refusal, service: &Service, locale: Locale) -> HttpResponse {
    let (status, title, words) = match refusal {
        Refusal::NotFound => (StatusCode::NOT_FOUND, "web-no-link-title", "web-no-link"),
        Refusal::Busy => (StatusCode::SERVICE_UNAVAILABLE, "web-busy-title", "web-busy"),
        Refusal::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "web-failed-title", "web-failed"),
    };
    let mut answer = notice(status, service, locale, title, words);
    if refusal == Refusal::Busy {
        answer.headers_mut().insert(RETRY_AFTER, COME_AGAIN.into());
    }
    answer
}

/// The page for addresses that there are none.
pub async fn not_here(request: HttpRequest, service: web::Data<Service>) -> HttpResponse {
    let locale = locale(&request, &service);
    notice(StatusCode::NOT_FOUND, &service, locale, "web-not-here-title", "web-not-here")
}

/// The page for a request that the edge refuses.
pub fn turned_away(request: &HttpRequest, service: &Service, code: ProblemCode) -> HttpResponse {
    let locale = locale(request, service);
    let (title, words) = match code {
        ProblemCode::TooManyRequests => ("web-too-many-title", "web-too-many"),
        ProblemCode::TooSlow => ("web-too-slow-title", "web-too-slow"),
        _ => ("web-not-here-title", "web-not-here"),
    };
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    notice(status, service, locale, title, words)
}
