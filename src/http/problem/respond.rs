//! A problem document as an answer of its own, for what is refused before any operation is asked.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};

use super::{MEDIA_TYPE, Problem, ProblemCode};
use crate::http::RequestId;
use crate::i18n::Locale;

/// The answer for a cause.
pub fn respond(code: ProblemCode, request: &HttpRequest, locale: Locale) -> HttpResponse {
    let mut document = Problem::new(code, locale);
    document.request_id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = HttpResponse::build(status);
    answer.insert_header((header::CONTENT_TYPE, MEDIA_TYPE));
    answer.insert_header((header::CONTENT_LANGUAGE, locale.code()));
    match serde_json::to_vec(&document) {
        Ok(body) => answer.body(body),
        Err(error) => {
            tracing::error!(%error, "a problem document could not be written");
            answer.finish()
        }
    }
}
