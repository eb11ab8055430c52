//! Answers and problems as HTTP.

use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};

use super::fault::ApiError;
use crate::http::RequestId;
use crate::http::problem::{MEDIA_TYPE, ProblemCode};
use crate::i18n::Locale;

/// An answer, ready to be sent.
pub struct Ready {
    /// Its status.
    pub status: StatusCode,
    /// Where what was made is found.
    pub location: Option<String>,
    /// A cookie to keep, or to throw away.
    pub cookie: Option<Cookie<'static>>,
    /// JSON.
    pub body: Option<String>,
}

impl Ready {
    /// As HTTP, with the version that it shows.
    pub fn send(self, tag: Option<String>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if let Some(cookie) = self.cookie {
            response.cookie(cookie);
        }
        if let Some(tag) = tag {
            response.insert_header((header::ETAG, tag));
        }
        match self.body {
            Some(body) => response.insert_header((header::CONTENT_TYPE, "application/json")).body(body),
            None => response.finish(),
        }
    }
}

/// A problem document as HTTP.
pub fn problem(error: &ApiError, request: &HttpRequest, locale: Locale) -> HttpResponse {
    let mut document = error.problem(locale);
    document.request_id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, MEDIA_TYPE));
    response.insert_header((header::CONTENT_LANGUAGE, locale.code()));
    if let Some(seconds) = error.retry_after() {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if error.code() == ProblemCode::Unauthenticated {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    match serde_json::to_vec(&document) {
        Ok(body) => response.body(body),
        Err(error) => {
            tracing::error!(%error, "a problem document could not be written");
            response.finish()
        }
    }
}
