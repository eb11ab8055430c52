//! What all requests pass before anybody looks at what they ask for: limits, and refusals in the right form.
//!
//! Programs (below `/api/`) are refused by problem documents, people by pages. Those who watch the service are never limited.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Data, ServiceConfig};
use actix_web::{Error, HttpRequest, HttpResponse};

use super::address::{self, Proxies};
use super::cors::Origin;
use super::credentials::Credentials;
use super::limits::{Allowance, Limits};
use super::metrics::MetricsToken;
use super::problem::{self, ProblemCode};
use super::{Service, health, locale_of, metrics};

/// What is served behind the edge.
#[derive(Clone, Copy)]
pub struct Front {
    /// The addresses.
    pub routes: fn(&mut ServiceConfig),
    /// The page for a request that the edge refuses.
    pub refused: fn(&HttpRequest, &Service, ProblemCode) -> HttpResponse,
}

/// What the edge lets pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeRules {
    /// Whose word is taken on where a request comes from.
    pub proxies: Proxies,
    /// How often one address may ask.
    pub per_address: Allowance,
    /// How often one token or session may ask.
    pub per_credential: Allowance,
    /// Origins whose pages may use the interface for programs.
    pub origins: Vec<Origin>,
    /// So long a body may take.
    pub body_within: Duration,
    /// What opens the metrics; without it there are none.
    pub metrics: Option<MetricsToken>,
    /// A job or mail that has been due for longer makes the service not ready; `None` for never.
    pub overdue: Option<Duration>,
}

impl Default for EdgeRules {
    fn default() -> Self {
        Self {
            proxies: Proxies::here(),
            per_address: Allowance { per_second: 50, burst: 200 },
            per_credential: Allowance { per_second: 20, burst: 100 },
            origins: Vec::new(),
            body_within: Duration::from_secs(60),
            metrics: None,
            overdue: Some(Duration::from_secs(900)),
        }
    }
}

/// The edge of a running server, shared by its threads.
pub struct Edge {
    /// What it lets pass.
    pub rules: EdgeRules,
    limits: Limits,
    front: Front,
}

impl Edge {
    /// An edge that nobody has come to yet.
    pub fn new(rules: EdgeRules, front: Front) -> Self {
        let limits = Limits::new(Instant::now(), rules.per_address, rules.per_credential);
        Self { rules, limits, front }
    }
}

/// Whether a program asks, and not a person's browser for a page.
pub fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/")
}

/// An answer that refuses, in the form and language of whoever asked.
pub fn refusal(request: &HttpRequest, code: ProblemCode) -> HttpResponse {
    let Some(service) = request.app_data::<Data<Service>>() else {
        return HttpResponse::InternalServerError().finish();
    };
    match request.app_data::<Data<Edge>>() {
        Some(edge) if !is_for_programs(request.path()) => (edge.front.refused)(request, service, code),
        _ => problem::respond(code, request, service, locale_of(request, service.locale())),
    }
}

/// The answer where there is something, but not by this method; `allow` names those that there are.
pub fn wrong_method(request: &HttpRequest, allow: &'static str) -> HttpResponse {
    let mut answer = refusal(request, ProblemCode::MethodNotAllowed);
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allow));
    answer
}

/// Turns away who asks too often.
///
/// # Errors
/// Those of what is behind.
pub async fn limited<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    if let Some(wait) = must_wait(request.request()) {
        let mut answer = refusal(request.request(), ProblemCode::TooManyRequests);
        // Whole seconds, and never too early.
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(request.into_response(answer).map_into_right_body());
    }
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

fn must_wait(request: &HttpRequest) -> Option<Duration> {
    if health::ADDRESSES.contains(&request.path()) || request.path() == metrics::ADDRESS {
        return None;
    }
    let edge = request.app_data::<Data<Edge>>()?;
    let address = address::visitor_address(request);
    edge.limits.take(address, &Credentials::of(request), Instant::now()).err()
}
