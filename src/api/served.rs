//! The contract as served: the document, pages to read it and try it out, and the answers where there is no operation.
//!
//! The pages come from a crate that has all their files built in; nothing is loaded from elsewhere.

use std::sync::{Arc, LazyLock};

use actix_web::http::header;
use actix_web::web::{Data, Path, ServiceConfig, get, head, resource, to};
use actix_web::{HttpRequest, HttpResponse, Resource};
use utoipa_swagger_ui::Config;

use super::fault::ApiError;
use super::{document, operations, send};
use crate::http::problem::ProblemCode;
use crate::http::{Service, locale_of};

/// The document, made once.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| document(operations()).to_string());

/// The pages run the files of this service, and nothing else. The stylesheet of the pages sets styles from its scripts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The addresses.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_only("/api/openapi.json").route(get().to(openapi)).route(head().to(openapi)))
        .service(read_only("/api/docs").route(get().to(to_pages)).route(head().to(to_pages)))
        .service(read_only("/api/docs/{file:.*}").route(get().to(page)).route(head().to(page)))
        .service(resource("/api/{rest:.*}").default_service(to(nothing_here)));
}

fn read_only(path: &str) -> Resource {
    resource(path).default_service(to(|request, service| wrong_method(request, service, "GET, HEAD".to_owned())))
}

async fn openapi(service: Data<Service>) -> HttpResponse {
    let answer = || HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).take();
    if service.path().is_empty() {
        return answer().body(DOCUMENT.as_str());
    }
    // Where all addresses are below a path, the document says so.
    let mut document = document(operations());
    if let Some(url) = document.pointer_mut("/servers/0/url") {
        *url = service.path().into();
    }
    answer().body(document.to_string())
}

/// The files of the pages name each other relatively, so their folder must end with a slash.
async fn to_pages(service: Data<Service>) -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, format!("{}/api/docs/", service.path())))
        .finish()
}

async fn page(request: HttpRequest, file: Path<String>, service: Data<Service>) -> HttpResponse {
    let config = Arc::new(Config::new(["../openapi.json"]).try_it_out_enabled(true).validator_url("none"));
    match utoipa_swagger_ui::serve(&file, config) {
        Ok(Some(found)) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, found.content_type))
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .body(found.bytes.into_owned()),
        Ok(None) => nothing_here(request, service).await,
        Err(error) => {
            send::problem(&ApiError::defect(&error), &request, &service, locale_of(&request, service.locale()))
        }
    }
}

/// No operation has this address.
async fn nothing_here(request: HttpRequest, service: Data<Service>) -> HttpResponse {
    send::problem(&ApiError::not_found(), &request, &service, locale_of(&request, service.locale()))
}

/// An operation has this address, but with another method.
pub async fn wrong_method(request: HttpRequest, service: Data<Service>, allow: String) -> HttpResponse {
    let locale = locale_of(&request, service.locale());
    let mut response = send::problem(&ApiError::Problem(ProblemCode::MethodNotAllowed), &request, &service, locale);
    if let Ok(value) = header::HeaderValue::try_from(allow) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}
