//! Says that a password was taken. An address of its own, so that loading it again sends nothing.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::http::Service;
use crate::web::page;

/// Shows it.
pub async fn show(request: HttpRequest, service: web::Data<Service>) -> HttpResponse {
    let locale = page::locale(&request, &service);
    page::notice(StatusCode::OK, &service, locale, "web-account-ready-title", "web-account-ready")
}
