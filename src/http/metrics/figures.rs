//! What the database and the system know, as metrics of the moment at which they are asked for.

use std::sync::atomic::AtomicU64;

use chrono::{DateTime, Utc};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use super::show::seconds;
use crate::app::figures::Figures;
use crate::app::tasks::Task;
use crate::domain::job::JobStatus;
use crate::domain::outbox::MailStatus;
use crate::domain::request::RequestState;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Job {
    kind: String,
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct State {
    state: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

type Seconds = Gauge<f64, AtomicU64>;

/// What the database knows.
pub fn registry(figures: &Figures, now: DateTime<Utc>) -> Registry {
    let mut registry = Registry::with_prefix("lotsenwerk");
    let jobs = Family::<Job, Gauge>::default();
    // What has none yet is told too: a figure that comes and goes is hard to watch.
    for (kind, status) in Task::KINDS.iter().flat_map(|kind| JobStatus::ALL.iter().map(move |status| (kind, status))) {
        jobs.get_or_create(&Job { kind: (*kind).to_owned(), state: status.code() }).set(0);
    }
    for (kind, status, count) in &figures.jobs {
        jobs.get_or_create(&Job { kind: kind.clone(), state: status.code() }).set(whole(*count));
    }
    registry.register("jobs", "Jobs by kind and state; those done are remembered for a while", jobs);
    let age = |since: Option<DateTime<Utc>>| since.map_or(0.0, |since| seconds(now - since));
    gauge(
        &mut registry,
        "job_due_seconds",
        "How long the oldest job that nobody has begun has been due",
        age(figures.job_due_since),
    );

    let mails = Family::<State, Gauge>::default();
    let counts = figures.mails;
    for (state, count) in
        [(MailStatus::Queued, counts.queued), (MailStatus::Sent, counts.sent), (MailStatus::Dead, counts.dead)]
    {
        mails.get_or_create(&State { state: state.code() }).set(whole(count));
    }
    registry.register("mails", "Mails of the outbox by state", mails);
    gauge(
        &mut registry,
        "mail_due_seconds",
        "How long the oldest unsent mail has been due",
        age(figures.mail_due_since),
    );

    let requests = Family::<State, Gauge>::default();
    for state in RequestState::ALL {
        requests.get_or_create(&State { state: state.code() }).set(0);
    }
    for (state, count) in &figures.requests {
        requests.get_or_create(&State { state: state.code() }).set(whole(*count));
    }
    registry.register("requests", "Support requests by state", requests);

    let runs = Family::<Outcome, Gauge>::default();
    let counts = figures.runs;
    for (outcome, count) in [("running", counts.running), ("finished", counts.finished), ("failed", counts.failed)] {
        runs.get_or_create(&Outcome { outcome }).set(whole(count));
    }
    registry.register("matching_runs", "Matching runs by outcome", runs);
    if let Some((begun, ended)) = figures.last_run {
        gauge(
            &mut registry,
            "matching_last_duration_seconds",
            "What the last finished run took",
            seconds(ended - begun),
        );
        gauge(
            &mut registry,
            "matching_last_age_seconds",
            "How long ago the last finished run ended",
            seconds(now - ended),
        );
    }
    let unsealed = Gauge::<i64>::default();
    unsealed.set(whole(figures.unsealed));
    registry.register("audit_unsealed", "Events of the audit that wait for their seal", unsealed);
    registry
}

/// What the process knows of itself, and whether the database answered.
pub fn process(database_answers: bool) -> Registry {
    let mut registry = Registry::with_prefix("lotsenwerk");
    let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
    registry.register("build", "Which program this is", build);
    let up = Gauge::<i64>::default();
    up.set(i64::from(database_answers));
    registry.register("database_up", "Whether the database answered just now", up);
    if let Some(bytes) = resident() {
        let memory = Gauge::<i64>::default();
        memory.set(whole(bytes));
        registry.register("process_resident_memory_bytes", "Memory of this process", memory);
    }
    registry
}

fn gauge(registry: &mut Registry, name: &'static str, help: &'static str, value: f64) {
    let gauge = Seconds::default();
    gauge.set(value);
    registry.register(name, help, gauge);
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Bytes in memory, as Linux counts them. Elsewhere nothing is known.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kibibytes * 1024)
}
