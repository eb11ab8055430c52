//! A problem document as an answer.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};

use super::{MEDIA_TYPE, Problem, ProblemCode};
use crate::http::{RequestId, Service};
use crate::i18n::Locale;

/// The answer for a cause, where there is no more to say.
pub fn respond(code: ProblemCode, request: &HttpRequest, service: &Service, locale: Locale) -> HttpResponse {
    send(Problem::new(code, locale), None, request, service, locale)
}

/// A document as an answer; after `retry_after` seconds it is worth to come again.
pub fn send(
    mut document: Problem,
    retry_after: Option<u64>,
    request: &HttpRequest,
    service: &Service,
    locale: Locale,
) -> HttpResponse {
    document.request_id = request.extensions().get::<RequestId>().map(ToString::to_string);
    document.kind = format!("{}{}", service.path(), document.kind);
    let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = HttpResponse::build(status);
    answer.insert_header((header::CONTENT_TYPE, MEDIA_TYPE));
    answer.insert_header((header::CONTENT_LANGUAGE, locale.code()));
    answer.insert_header((header::VARY, "Accept-Language"));
    if let Some(seconds) = retry_after {
        answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if document.code == ProblemCode::Unauthenticated {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    match serde_json::to_vec(&document) {
        Ok(body) => answer.body(body),
        Err(error) => {
            tracing::error!(%error, "a problem document could not be written");
            answer.finish()
        }
    }
}
