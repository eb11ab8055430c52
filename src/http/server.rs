//! Listening, and stopping gracefully.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{App, Error, HttpMessage, HttpServer, rt, web};
use rustls::ServerConfig;

use super::edge::{self, Edge, EdgeRules, Front};
use super::{Service, compress, cors, headers, health, metrics, pace};

/// No page needs more: an answer is a few words.
const LARGEST_FORM: usize = 16 * 1024;

/// How often the server looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// How the server works.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Threads that read requests and write answers.
    pub threads: usize,
    /// So long a stopping server waits for the requests it has taken.
    pub patience: Duration,
    /// So long the head of a request may take.
    pub head_within: Duration,
    /// So long a connection may stay on which nothing is asked.
    pub keep_alive: Duration,
    /// What it lets pass.
    pub edge: EdgeRules,
    /// Certificate and key; without them a proxy in front brings TLS.
    pub tls: Option<ServerConfig>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            threads: 2,
            patience: Duration::from_secs(30),
            head_within: Duration::from_secs(10),
            keep_alive: Duration::from_secs(75),
            edge: EdgeRules::default(),
            tls: None,
        }
    }
}

/// Serves what `front` names, and whoever watches, until `stop` is set. Requests under way are finished first.
///
/// # Errors
/// When the server cannot begin.
pub fn serve(
    listener: TcpListener,
    service: Service,
    rules: Rules,
    front: Front,
    stop: Arc<AtomicBool>,
) -> std::io::Result<()> {
    let closing = service.clone();
    let service = web::Data::new(service);
    let edge = web::Data::new(Edge::new(rules.edge, front));
    rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            // The last one is outermost: what it sees is what goes out.
            App::new()
                .app_data(service.clone())
                .app_data(edge.clone())
                .app_data(web::FormConfig::default().limit(LARGEST_FORM))
                .configure(health::routes)
                .configure(metrics::routes)
                .configure(front.routes)
                .wrap(from_fn(pace::paced))
                .wrap(from_fn(edge::limited))
                .wrap(from_fn(cors::crossed))
                .wrap(from_fn(compress::marked))
                .wrap(Compress::default())
                .wrap(from_fn(compress::offered))
                .wrap(headers::strict())
                .wrap(from_fn(headers::https_alone))
                .wrap(from_fn(told))
        })
        .workers(rules.threads.max(1))
        .client_request_timeout(rules.head_within)
        .keep_alive(rules.keep_alive)
        .disable_signals()
        .shutdown_timeout(rules.patience.as_secs());
        let server = match rules.tls {
            Some(tls) => server.listen_rustls_0_23(listener, tls)?,
            None => server.listen(listener)?,
        };
        let server = server.run();
        let handle = server.handle();
        rt::spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                rt::time::sleep(GLANCE).await;
            }
            closing.close();
            handle.stop(true).await;
        });
        server.await
    })
}

/// One line a request, under its number, and one more in the metrics. The route's pattern stands for its address, which may be a
/// signed link; where the request came from and what stood behind the question mark is told nowhere.
async fn told(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let service = request.app_data::<web::Data<Service>>().cloned();
    let id = service.as_ref().map(|service| service.request_id());
    if let Some(id) = id {
        request.extensions_mut().insert(id);
    }
    let under_way = service.as_ref().map(|service| service.metrics().come());
    let mut answer = next.call(request).await?;
    drop(under_way);
    if let Some(id) = id
        && let Ok(value) = HeaderValue::try_from(id.to_string())
    {
        answer.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    let (request, status, taken) = (answer.request(), answer.status().as_u16(), begun.elapsed());
    let route = request.match_pattern();
    tracing::info!(
        request = id.map(tracing::field::display),
        method = %request.method(),
        route = route.as_deref().unwrap_or("none"),
        status,
        milliseconds = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    if let Some(service) = service {
        service.metrics().answered(route, request.method(), status, taken);
    }
    Ok(answer)
}
