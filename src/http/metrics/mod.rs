//! Figures for Prometheus: what this process has counted, and what the database knows.
//!
//! Labels are codes and patterns of routes: nothing that a visitor has written, and nobody's name.
//!
//! Absent: what workers measure by themselves. They may run elsewhere; what they have done stands in the database.

mod figures;
mod show;

use std::fmt;
use std::time::Duration;

use actix_web::http::Method;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use sha2::{Digest, Sha256};

use super::line::Line;

pub use show::{ADDRESS, routes};

/// Upper bounds of durations, in seconds: from what a bare answer takes to what nobody waits for.
const BOUNDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// What is asked for, and how.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
    method: &'static str,
}

/// The same, with what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: &'static str,
}

/// The line in which a use case waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InLine {
    line: &'static str,
}

impl InLine {
    const fn of(line: Line) -> Self {
        Self { line: line.code() }
    }
}

/// What this process counts.
pub struct Metrics {
    registry: Registry,
    answered: Family<Answered, Counter>,
    taken: Family<Asked, Histogram>,
    in_flight: Gauge,
    waited: Family<InLine, Histogram>,
    turned_away: Family<InLine, Counter>,
    running: Family<InLine, Gauge>,
}

impl Metrics {
    /// Nothing has been counted yet. So many use cases of each line may run side by side.
    pub fn new(at_once: impl Fn(Line) -> usize) -> Self {
        let answered = Family::<Answered, Counter>::default();
        let taken = Family::<Asked, Histogram>::new_with_constructor(durations);
        let in_flight = Gauge::default();
        let waited = Family::<InLine, Histogram>::new_with_constructor(durations);
        let turned_away = Family::<InLine, Counter>::default();
        let running = Family::<InLine, Gauge>::default();
        let room = Family::<InLine, Gauge>::default();
        for line in Line::ALL {
            // What has not happened yet is told too: a figure that comes and goes is hard to watch.
            let in_line = InLine::of(line);
            drop(waited.get_or_create(&in_line));
            drop(turned_away.get_or_create(&in_line));
            drop(running.get_or_create(&in_line));
            room.get_or_create(&in_line).set(i64::try_from(at_once(line)).unwrap_or(i64::MAX));
        }
        let mut registry = Registry::with_prefix("lotsenwerk");
        registry.register("http_requests", "Requests answered", answered.clone());
        registry.register("http_request_duration_seconds", "Time from head to answer", taken.clone());
        registry.register("http_requests_in_flight", "Requests being answered", in_flight.clone());
        registry.register("use_case_wait_seconds", "Time that use cases waited in line", waited.clone());
        registry.register("use_cases_turned_away", "Use cases whose turn did not come in time", turned_away.clone());
        registry.register("use_cases_running", "Use cases at work", running.clone());
        registry.register("use_cases_at_once", "Use cases that may be at work side by side", room);
        Self { registry, answered, taken, in_flight, waited, turned_away, running }
    }

    /// A request has come; it is under way for as long as the guard lives.
    pub fn come(&self) -> UnderWay {
        UnderWay::new(&self.in_flight)
    }

    /// A request was answered.
    pub fn answered(&self, route: Option<String>, method: &Method, status: u16, taken: Duration) {
        let asked = Asked { route: route.unwrap_or_else(|| "none".to_owned()), method: known(method) };
        self.taken.get_or_create(&asked).observe(taken.as_secs_f64());
        let answered = Answered { route: asked.route, method: asked.method, status: class(status) };
        self.answered.get_or_create(&answered).inc();
    }

    /// A use case has waited so long in a line; it is at work for as long as the guard lives.
    pub fn begun(&self, line: Line, waited: Duration) -> UnderWay {
        let in_line = InLine::of(line);
        self.waited.get_or_create(&in_line).observe(waited.as_secs_f64());
        UnderWay::new(&self.running.get_or_create(&in_line))
    }

    /// The turn of a use case did not come.
    pub fn turned_away(&self, line: Line) {
        self.turned_away.get_or_create(&InLine::of(line)).inc();
    }
}

/// Something that is counted as long as it lasts, however it ends.
pub struct UnderWay(Gauge);

impl UnderWay {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn durations() -> Histogram {
    Histogram::new(BOUNDS)
}

/// Visitors may invent methods; what is counted must not grow by that.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

const fn class(status: u16) -> &'static str {
    match status {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

/// What opens the metrics. Only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct MetricsToken([u8; 32]);

/// A token that could be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token is at least 16 characters long")]
pub struct ShortToken;

impl MetricsToken {
    /// The token with this text.
    ///
    /// # Errors
    /// When it is shorter than 16 characters.
    pub fn new(text: &str) -> Result<Self, ShortToken> {
        if text.chars().count() < 16 { Err(ShortToken) } else { Ok(Self(Sha256::digest(text).into())) }
    }

    /// Whether this is it. How long that takes tells nothing of the token, because hashes are compared.
    fn is(&self, text: &str) -> bool {
        self.0 == <[u8; 32]>::from(Sha256::digest(text))
    }
}

impl fmt::Debug for MetricsToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MetricsToken")
    }
}
