//! Yes, no, and why not.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::app::answers::{Answer, answer_by_link, tell_reason};
use crate::domain::offer::DeclineReason;
use crate::http::Service;
use crate::web::{form, page};

/// Says yes.
pub async fn accept(request: HttpRequest, token: web::Path<String>, service: web::Data<Service>) -> HttpResponse {
    answer(&request, token.into_inner(), &service, Answer::Accept).await
}

/// Says no.
pub async fn decline(request: HttpRequest, token: web::Path<String>, service: web::Data<Service>) -> HttpResponse {
    answer(&request, token.into_inner(), &service, Answer::Decline).await
}

async fn answer(request: &HttpRequest, token: String, service: &Service, answer: Answer) -> HttpResponse {
    let said = token.clone();
    match service.run(move |context, moment| answer_by_link(context, &said, answer, moment)).await {
        // However it was decided: the page says so.
        Ok(_) => to_page(&token),
        Err(refusal) => page::refused(refusal, service, page::locale(request, service)),
    }
}

#[derive(Deserialize)]
struct ReasonForm {
    reason: String,
}

/// Tells why not. A reason that there is none of tells nothing, and the page asks again.
pub async fn reason(
    request: HttpRequest,
    token: web::Path<String>,
    service: web::Data<Service>,
    body: web::Payload,
) -> HttpResponse {
    let token = token.into_inner();
    let form = form::read::<ReasonForm>(&request, body).await;
    let Some(reason) = form.and_then(|form| form.reason.parse::<DeclineReason>().ok()) else {
        return to_page(&token);
    };
    let said = token.clone();
    match service.run(move |context, moment| tell_reason(context, &said, reason, moment)).await {
        Ok(()) => to_page(&token),
        Err(refusal) => page::refused(refusal, &service, page::locale(&request, &service)),
    }
}

/// Whoever opens the address of an answer, say from the browser's history, wants to see the page.
pub async fn back(token: web::Path<String>) -> HttpResponse {
    to_page(&token)
}

/// Relative, so that it leads back through whatever proxy the answer came by.
fn to_page(token: &str) -> HttpResponse {
    // The token is that of the address, which the router has decoded: only what tokens are made of is let out again.
    let is_token = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let to = if token.chars().all(is_token) { format!("../{token}") } else { "..".to_owned() };
    HttpResponse::SeeOther().insert_header((LOCATION, to)).finish()
}
