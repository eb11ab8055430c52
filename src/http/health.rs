//! For those who watch the service: does it live, and can it work?

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::Service;
use crate::storage;

/// The two addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/health/live").route(web::get().to(live)).route(web::head().to(live)))
        .service(web::resource("/health/ready").route(web::get().to(ready)).route(web::head().to(ready)));
}

/// The process answers.
async fn live() -> HttpResponse {
    text(HttpResponse::Ok(), "live\n")
}

/// The database answers too.
async fn ready(service: web::Data<Service>) -> HttpResponse {
    match service.run(|context, _| Ok(context.database.read(storage::links::keys).map(drop)?)).await {
        Ok(()) => text(HttpResponse::Ok(), "ready\n"),
        Err(_) => text(HttpResponse::ServiceUnavailable(), "the database does not answer\n"),
    }
}

fn text(mut answer: actix_web::HttpResponseBuilder, body: &'static str) -> HttpResponse {
    answer.insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8")).body(body)
}
