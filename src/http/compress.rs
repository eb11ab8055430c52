//! Which answers are compressed, and which never.
//!
//! The length of a compressed answer tells whether a text that somebody else chose stands in it too (BREACH). For that, the other must
//! make a victim's browser ask again and again, with the victim's cookie or with a link that holds a secret, and with words of their own.
//! So two kinds are compressed and nothing else:
//!
//! - scripts and styles, which are the same for everybody;
//! - JSON that was asked for without a cookie. A token stands in a header that no page of others can set.
//!
//! Pages are not: they hold links that are secrets, and they are small. Nor are answers with an `ETag`: the tag names the very
//! bytes, and records are small too.

use actix_web::Error;
use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;

use super::credentials::Credentials;

/// Below this there is nothing to gain.
const LEAST: u64 = 1024;
/// Tells the middleware that compresses to let an answer be.
const UNCHANGED: HeaderValue = HeaderValue::from_static("identity");

/// Inside the middleware that compresses: marks what it must let be.
///
/// # Errors
/// Those of what is behind.
pub async fn marked<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let is_read = request.method() == Method::GET;
    let has_cookie = Credentials::of(request.request()).come_by_themselves();
    let mut answer = next.call(request).await?;
    if !(is_read && is_harmless(&answer, has_cookie) && is_worth(&answer)) {
        answer.headers_mut().insert(header::CONTENT_ENCODING, UNCHANGED);
    }
    Ok(answer)
}

/// Outside of it: lets it know gzip and nothing else, so that it never refuses what it does not know, and takes the marks away.
///
/// # Errors
/// Those of what is behind.
pub async fn offered<B: MessageBody>(mut request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let wish = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    if wish.is_some_and(takes_gzip) {
        request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    } else {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    let mut answer = next.call(request).await?;
    if answer.headers().get(header::CONTENT_ENCODING) == Some(&UNCHANGED) {
        answer.headers_mut().remove(header::CONTENT_ENCODING);
    }
    Ok(answer)
}

fn is_harmless<B>(answer: &ServiceResponse<B>, has_cookie: bool) -> bool {
    let headers = answer.headers();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match kind {
        "text/css" | "text/javascript" | "application/javascript" => true,
        "application/json" => {
            !has_cookie && !headers.contains_key(header::ETAG) && !headers.contains_key(header::SET_COOKIE)
        }
        _ => false,
    }
}

fn is_worth<B: MessageBody>(answer: &ServiceResponse<B>) -> bool {
    answer.status() == StatusCode::OK
        && match answer.response().body().size() {
            BodySize::None => false,
            BodySize::Sized(bytes) => bytes >= LEAST,
            BodySize::Stream => true,
        }
}

fn takes_gzip(wish: &str) -> bool {
    wish.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        name.eq_ignore_ascii_case("gzip") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read() {
        for yes in ["gzip", "br, GZIP;q=0.5, *;q=0", "deflate,gzip"] {
            assert!(takes_gzip(yes), "{yes}");
        }
        for no in ["", "br", "gzip;q=0", "identity", "x-gzipped", "gzip;q=x"] {
            assert!(!takes_gzip(no), "{no}");
        }
    }
}
