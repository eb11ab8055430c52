//! Pages of other origins that use the interface for programs: none, unless the operator names them.
//!
//! They log in with tokens, in a header that their scripts set. Cookies are not for them: an answer to a request with cookies is not
//! shown to a page of another origin, because no answer says that it may be.

use std::fmt;
use std::str::FromStr;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse};

use super::edge::Edge;

/// Where it is about programs.
const BELOW: &str = "/api/v1/";
/// What such a page may send.
const METHODS: &str = "GET, HEAD, POST, PUT, DELETE";
const HEADERS: &str = "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, If-None-Match";
/// What it may read beside the body.
const EXPOSED: &str = "ETag, Location, Retry-After, X-Request-Id, Content-Language";
/// Seconds for which a browser need not ask again.
const FOR: &str = "600";

/// An origin as browsers write it: `https://host` or `https://host:port`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no origin such as https://portal.example.org, without a path and in small letters")]
pub struct NoOrigin(String);

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let is_host =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-._:[]".contains(letter);
        match host {
            Some(host) if !host.is_empty() && host.chars().all(is_host) => Ok(Self(text.to_owned())),
            _ => Err(NoOrigin(text.to_owned())),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Answers browsers that ask beforehand, and tells them which pages may read an answer.
///
/// # Errors
/// Those of what is behind.
pub async fn crossed<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let edge = request.app_data::<Data<Edge>>().cloned();
    let origins = edge.as_ref().map(|edge| edge.rules.origins.as_slice()).unwrap_or_default();
    if origins.is_empty() || !request.path().starts_with(BELOW) {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    let origin = request.headers().get(header::ORIGIN).cloned();
    let origin = origin.filter(|origin| origins.iter().any(|known| known.0.as_bytes() == origin.as_bytes()));
    let is_asked = request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if let Some(origin) = &origin
        && request.method() == Method::OPTIONS
        && is_asked
    {
        let mut answer = HttpResponse::NoContent().finish();
        let headers = answer.headers_mut();
        allow(headers, origin);
        set(headers, header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        set(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        set(headers, header::ACCESS_CONTROL_MAX_AGE, FOR);
        return Ok(request.into_response(answer).map_into_right_body());
    }
    let mut answer = next.call(request).await?;
    // Whoever keeps an answer for one origin must not show it to another, or to none.
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = &origin {
        allow(answer.headers_mut(), origin);
        set(answer.headers_mut(), header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        set(answer.headers_mut(), HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    }
    Ok(answer.map_into_left_body())
}

fn allow(headers: &mut HeaderMap, origin: &HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    if !headers.contains_key(header::VARY) {
        set(headers, header::VARY, "Origin");
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_as_browsers_write_them() {
        for fine in ["https://portal.example.org", "http://localhost:3000", "https://[::1]:8443"] {
            assert_eq!(fine.parse::<Origin>().unwrap().to_string(), fine);
        }
        for wrong in
            ["", "*", "null", "portal.example.org", "https://", "https://portal.example.org/", "https://Portal.org"]
        {
            assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
        }
    }
}
