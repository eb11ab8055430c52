//! Answers and problems as HTTP.

use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};

use super::fault::ApiError;
use super::reply::Download;
use crate::http::{Service, problem};
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
    /// A file, where it is one.
    pub file: Option<Download>,
}

impl Ready {
    /// As HTTP, with the version that it shows, from a service whose addresses are all below a path.
    pub fn send(self, tag: Option<String>, below: &str) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, format!("{below}{location}")));
        }
        if let Some(cookie) = self.cookie {
            response.cookie(cookie);
        }
        if let Some(tag) = tag {
            response.insert_header((header::ETAG, tag));
        }
        if let Some(Download { media_type, name, bytes }) = self.file {
            response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
            return response.insert_header((header::CONTENT_TYPE, media_type)).body(bytes);
        }
        match self.body {
            Some(body) => response.insert_header((header::CONTENT_TYPE, "application/json")).body(body),
            None => response.finish(),
        }
    }
}

/// A refusal as HTTP.
pub fn problem(error: &ApiError, request: &HttpRequest, service: &Service, locale: Locale) -> HttpResponse {
    problem::send(error.problem(locale), error.retry_after(), request, service, locale)
}
