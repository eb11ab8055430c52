//! `GET /metrics`, for whoever has the token. Without a token in the settings there is no such address.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{Data, ServiceConfig, get, resource, to};
use actix_web::{HttpRequest, HttpResponse};
use prometheus_client::encoding::prometheus_text;

use super::figures;
use crate::app;
use crate::http::credentials::Credentials;
use crate::http::edge::{self, Edge};
use crate::http::problem::ProblemCode;
use crate::http::{Refusal, Service};

/// Where they are.
pub const ADDRESS: &str = "/metrics";

/// The route.
pub fn routes(config: &mut ServiceConfig) {
    config.service(resource(ADDRESS).route(get().to(show)).default_service(to(wrong_method)));
}

/// Without a token in the settings there is nothing here, by no method.
async fn wrong_method(request: HttpRequest, edge: Data<Edge>) -> HttpResponse {
    match &edge.rules.metrics {
        Some(_) => edge::wrong_method(&request, "GET"),
        None => edge::refusal(&request, ProblemCode::NotFound),
    }
}

async fn show(request: HttpRequest, service: Data<Service>, edge: Data<Edge>) -> HttpResponse {
    let Some(token) = &edge.rules.metrics else { return edge::refusal(&request, ProblemCode::NotFound) };
    match Credentials::of(&request) {
        Credentials::Bearer(text) if token.is(&text) => {}
        _ => {
            return HttpResponse::Unauthorized().insert_header((header::WWW_AUTHENTICATE, "Bearer")).finish();
        }
    }
    let looked = service.run(|context, moment| Ok((app::figures::read(context, moment.now)?, moment.now))).await;
    let known = match looked {
        Ok((figures, now)) => Ok(figures::registry(&figures, now)),
        // What this process has counted is worth seeing just when the database is away.
        Err(Refusal::NotFound | Refusal::Busy | Refusal::Failed) => Err(()),
    };
    let mut text = String::new();
    let process = figures::process(known.is_ok());
    let registries = [Some(&service.metrics().registry), Some(&process), known.as_ref().ok()];
    for registry in registries.into_iter().flatten() {
        if let Err(error) = prometheus_text::encode(&mut text, registry) {
            tracing::error!(%error, "the metrics could not be written");
            return HttpResponse::InternalServerError().finish();
        }
    }
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")).body(text)
}

/// Whole and broken seconds.
pub(super) fn seconds(span: chrono::Duration) -> f64 {
    span.to_std().unwrap_or(Duration::ZERO).as_secs_f64()
}
