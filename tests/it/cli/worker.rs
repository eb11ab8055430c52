//! `worker`, `jobs` and `outbox`: what waits is done, and what was given up is refused to nobody.

use super::desk::Desk;

#[test]
fn a_worker_sends_what_waits_and_ends_when_nothing_is_due() {
    let desk = Desk::new().with_lotsen().with_requests();
    let said = desk.run(&["--quiet", "match", "--now", "2026-12-01T08:00", "--no-release"]);
    assert_eq!(said.code, 0, "{said:?}");
    let said = desk.run(&["worker", "--until-idle"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["Arbeitet an SQLite", "0 aufgegeben"]);
    let said = desk.run(&["--lang", "en", "outbox", "list"]);
    assert_eq!((said.code, said.out.as_str()), (0, "Nothing.\n"), "{said:?}");
    let said = desk.run(&["outbox", "retry", "--all"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["Nichts war aufgegeben."]);
    let said = desk.run(&["jobs", "retry", "01936f6e-7c00-7000-8000-000000000000"]);
    assert_eq!(said.code, 1, "{said:?}");
    let said = desk.run(&["--json", "jobs", "list"]);
    assert!(said.out.starts_with('['), "{said:?}");
    assert_eq!(desk.run(&["jobs", "retry"]).code, 2);
}

/// A supervisor's way to end a service.
#[test]
fn a_worker_told_to_stop_stops_well() {
    let desk = Desk::new();
    let mut command = desk.command();
    let worker = command.args(["worker"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(2));
    let told = std::process::Command::new("kill").args(["-TERM", &worker.id().to_string()]).status().unwrap();
    assert!(told.success());
    let said = super::desk::Said::of(&worker.wait_with_output().unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["Hört auf.", "0 zurückgegeben"]);
}

#[test]
fn a_matching_is_left_to_a_worker() {
    let desk = Desk::new().with_lotsen();
    let said = desk.run(&["--json", "match", "--queue", "--no-release"]);
    assert_eq!(said.code, 0, "{said:?}");
    let job: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    // Asked for twice, it is done once.
    let again = desk.run(&["--json", "match", "--queue", "--no-release"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&again.out).unwrap(), job);
    assert_eq!(desk.run(&["match", "--queue", "--now", "2026-12-01T08:00"]).code, 2);
    let said = desk.run(&["--json", "worker", "--until-idle"]);
    let ended = said.out.lines().find(|line| line.contains(job["job"].as_str().unwrap())).unwrap();
    assert!(ended.contains("\"done\"") && ended.contains("\"match\""), "{ended}");
}
