//! Listening, and stopping gracefully.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{DefaultHeaders, Next, from_fn};
use actix_web::{App, Error, HttpServer, rt, web};

use super::{Service, health};

/// No page needs more: an answer is a few words.
const LARGEST_FORM: usize = 16 * 1024;

/// How often the server looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// How the server works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Threads that read requests and write answers.
    pub threads: usize,
    /// So long a stopping server waits for the requests it has taken.
    pub patience: Duration,
}

/// Serves what `routes` names, and whoever watches, until `stop` is set. Requests under way are finished first.
///
/// # Errors
/// When the server cannot begin.
pub fn serve(
    listener: TcpListener,
    service: Service,
    rules: Rules,
    routes: fn(&mut web::ServiceConfig),
    stop: Arc<AtomicBool>,
) -> std::io::Result<()> {
    let service = web::Data::new(service);
    rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(service.clone())
                .app_data(web::FormConfig::default().limit(LARGEST_FORM))
                .configure(health::routes)
                .configure(routes)
                .wrap(strict())
                .wrap(from_fn(told))
        })
        .workers(rules.threads.max(1))
        .disable_signals()
        .shutdown_timeout(rules.patience.as_secs())
        .listen(listener)?
        .run();
        let handle = server.handle();
        rt::spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                rt::time::sleep(GLANCE).await;
            }
            handle.stop(true).await;
        });
        server.await
    })
}

/// What browsers must not do: run anything, load anything from elsewhere, show a page in another's frame, tell others the address
/// (it may be a signed link), or keep what only one person may see.
fn strict() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("X-Robots-Tag", "noindex, nofollow"))
        .add(("Cache-Control", "no-store"))
}

/// One line a request. The route's pattern stands for its address, which may be a signed link.
async fn told(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let answer = next.call(request).await?;
    let request = answer.request();
    tracing::info!(
        method = %request.method(),
        route = request.match_pattern().as_deref().unwrap_or("none"),
        status = answer.status().as_u16(),
        milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    Ok(answer)
}
