//! A Lotse's private calendar, for calendar programs: `GET /calendar/{token}.ics`.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{ServiceConfig, get, head, resource};
use actix_web::{HttpRequest, HttpResponse, web};

use super::page;
use crate::app::feeds;
use crate::http::Service;

/// The address.
pub fn routes(config: &mut ServiceConfig) {
    config.service(resource("/calendar/{token}.ics").route(get().to(show)).route(head().to(show)));
}

async fn show(request: HttpRequest, token: web::Path<String>, service: web::Data<Service>) -> HttpResponse {
    match service.run(move |context, moment| feeds::read(context, &token, moment.now)).await {
        Ok(file) => HttpResponse::Ok().insert_header((CONTENT_TYPE, "text/calendar; charset=utf-8")).body(file),
        Err(refusal) => page::refused(refusal, &service, page::locale(&request, &service)),
    }
}
