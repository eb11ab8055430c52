//! What those see who watch the service: whether it is ready, and its metrics.

use std::time::Duration;

use lotsenwerk::app::tasks::Task;
use lotsenwerk::app::{jobs, seals};
use lotsenwerk::http::edge::EdgeRules;
use lotsenwerk::http::metrics::MetricsToken;
use lotsenwerk::http::server::Rules;

use super::edge::{routes, site};
use crate::support::context::{context, moment, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::site::{Answer, Site};

on_each_database!(
    a_service_is_ready_while_what_is_due_is_done,
    a_service_with_an_older_schema_is_not_ready,
    metrics_are_for_whoever_has_the_token,
    metrics_tell_how_everything_stands,
);

const TOKEN: &str = "a token of some length";

fn a_service_is_ready_while_what_is_due_is_done(db: &TestDatabase) {
    let context = context(db);
    jobs::queue(&context, &Task::Digest {}, &mut moment("2026-12-01T07:00:00Z", 1)).unwrap();
    let asked = |at: &str, overdue| {
        let edge = EdgeRules { overdue, ..EdgeRules::default() };
        let rules = Rules { edge, ..Rules::default() };
        Site::open_with(context.clone(), moments(at.parse().unwrap()), rules, routes).get("/readyz")
    };
    let quarter = Some(Duration::from_secs(900));
    let said = |answer: Answer| (answer.status, answer.body);
    assert_eq!(said(asked("2026-12-01T07:14:59Z", quarter)), (200, "ready\n".to_owned()));
    let late = "a job has been due for 16 minutes: is there a worker?\n".to_owned();
    assert_eq!(said(asked("2026-12-01T07:16:00Z", quarter)), (503, late));
    assert_eq!(said(asked("2026-12-01T07:16:00Z", None)).0, 200);
    jobs::claim(&context, &["digest"], chrono::Duration::hours(1), 1, &mut moment("2026-12-01T07:15:00Z", 2)).unwrap();
    assert_eq!(said(asked("2026-12-01T07:16:00Z", quarter)).0, 200);
}

fn a_service_with_an_older_schema_is_not_ready(db: &TestDatabase) {
    let site = site(db, EdgeRules::default());
    assert_eq!(site.get("/readyz").status, 200);
    db.raw().batch(
        "DELETE FROM __diesel_schema_migrations
         WHERE version = (SELECT max(version) FROM __diesel_schema_migrations)",
    );
    let answer = site.get("/readyz");
    assert!(answer.status == 503 && answer.body.contains("lotsenwerk migrate"), "{answer:?}");
    assert_eq!(site.get("/healthz").status, 200);
}

fn metrics_are_for_whoever_has_the_token(db: &TestDatabase) {
    let closed = site(db, EdgeRules::default());
    assert_eq!(closed.ask("GET", "/metrics", &[("Authorization", "Bearer ")]).status, 404);
    let metrics = Some(MetricsToken::new(TOKEN).unwrap());
    let open = site(db, EdgeRules { metrics, ..EdgeRules::default() });
    assert_eq!(open.get("/metrics").status, 401);
    let wrong = open.ask("GET", "/metrics", &[("Authorization", "Bearer a token of some lengtH")]);
    assert_eq!((wrong.status, wrong.header("WWW-Authenticate"), wrong.body.as_str()), (401, Some("Bearer"), ""));
    assert!(MetricsToken::new("guess").is_err());
}

fn metrics_tell_how_everything_stands(db: &TestDatabase) {
    let metrics = Some(MetricsToken::new(TOKEN).unwrap());
    let site = site(db, EdgeRules { metrics, ..EdgeRules::default() });
    jobs::queue(&context(db), &Task::Digest {}, &mut moment("2026-12-01T06:59:00Z", 1)).unwrap();
    let read = || site.ask("GET", "/metrics", &[("Authorization", &format!("Bearer {TOKEN}"))]);
    assert_eq!(site.get("/offers/not-a-link?secret=1").status, 404);
    assert_eq!(site.ask("PATCH", "/invented/1", &[]).status, 404);
    assert_eq!(site.get("/api/v1/problems").status, 200);
    read();
    let answer = read();
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("Content-Type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    for line in [
        "lotsenwerk_http_requests_total{route=\"/offers/{token}\",method=\"GET\",status=\"4xx\"} 1",
        "lotsenwerk_http_requests_total{route=\"none\",method=\"other\",status=\"4xx\"} 1",
        "lotsenwerk_http_requests_total{route=\"/api/v1/problems\",method=\"GET\",status=\"2xx\"} 1",
        "lotsenwerk_http_request_duration_seconds_count{route=\"/metrics\",method=\"GET\"} 1",
        "lotsenwerk_http_requests_in_flight 1",
        "lotsenwerk_use_cases_at_once{line=\"usual\"} 8",
        "lotsenwerk_use_cases_running{line=\"usual\"} 0",
        "lotsenwerk_use_cases_running{line=\"thinking\"} 0",
        "lotsenwerk_use_cases_turned_away_total{line=\"hashing\"} 0",
        "lotsenwerk_jobs{kind=\"digest\",state=\"queued\"} 1",
        "lotsenwerk_jobs{kind=\"match\",state=\"dead\"} 0",
        "lotsenwerk_requests{state=\"open\"} 0",
        "lotsenwerk_job_due_seconds 60.0",
        "lotsenwerk_mails{state=\"dead\"} 0",
        "lotsenwerk_matching_runs{outcome=\"finished\"} 0",
        "lotsenwerk_audit_unsealed 0",
        "lotsenwerk_database_up 1",
        "# TYPE lotsenwerk_use_case_wait_seconds histogram",
    ] {
        assert!(answer.body.lines().any(|told| told == line), "{line} is not in\n{}", answer.body);
    }
    assert!(answer.body.contains(&format!("lotsenwerk_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))));
    for private in ["secret", "not-a-link", "invented", "127.0.0.1", TOKEN] {
        assert!(!answer.body.contains(private), "{private}");
    }
    assert_eq!(seals::seal(&context(db)).unwrap(), 0);
}
