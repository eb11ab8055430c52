//! `worker`, `jobs` and `outbox`: what waits is done, and what was given up is refused to nobody.

use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::JobId;
use lotsenwerk::domain::job::NewJob;
use lotsenwerk::domain::outbox::{MailCause, OutboxMail};
use lotsenwerk::domain::request::{Appointment, MeetingPlace, RequestState, SupportRequest};
use lotsenwerk::storage;

use super::desk::Desk;
use crate::storage::samples::{at, bare_request, local, mail, mail_id, organisation};

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
    let mut worker = command.args(["worker"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    // Its first line says that it works, and so that it can be told to stop.
    let mut said = std::io::BufReader::new(worker.stdout.take().unwrap());
    let mut first = String::new();
    std::io::BufRead::read_line(&mut said, &mut first).unwrap();
    let told = std::process::Command::new("kill").args(["-TERM", &worker.id().to_string()]).status().unwrap();
    assert!(told.success());
    let mut out = first;
    std::io::Read::read_to_string(&mut said, &mut out).unwrap();
    let ended = worker.wait_with_output().unwrap();
    let said = super::desk::Said::of(&std::process::Output { stdout: out.into_bytes(), ..ended });
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

/// A mail that is given up because the folder cannot be written, and a job that nobody can read.
#[test]
fn what_was_given_up_is_shown_and_tried_again() {
    let desk = Desk::new().with_lotsen();
    let database = desk.database();
    let (id, job) = (mail_id(1), JobId::new(at("2026-11-20T08:00:00Z"), [7; 10]));
    let carrier = organisation(5);
    // The carrier's digest: a request stays open for long.
    let far = Appointment::single(local("2199-12-01 09:00"), 60).unwrap();
    let place = MeetingPlace { postcode: Postcode::parse("37269").unwrap(), ..bare_request(1, carrier.id).place };
    let open =
        SupportRequest { appointments: vec![far], state: RequestState::Unserved, place, ..bare_request(1, carrier.id) };
    let digest = OutboxMail {
        id,
        message_id: "digest.1@lotsenwerk.example".to_owned(),
        kind: "digest".to_owned(),
        cause: MailCause { kind: "organisation".to_owned(), id: carrier.id.as_uuid() },
        ..mail(1)
    };
    let unreadable = NewJob {
        id: job,
        kind: "match".to_owned(),
        key: None,
        payload: serde_json::json!({"carrier": 17}),
        run_at: at("2026-11-20T08:00:00Z"),
        max_attempts: 5,
        created_at: at("2026-11-20T08:00:00Z"),
    };
    database
        .write(|tx| {
            storage::organisations::save_all(tx, std::slice::from_ref(&carrier))?;
            storage::requests::save_all(tx, std::slice::from_ref(&open))?;
            storage::outbox::add_all(tx, std::slice::from_ref(&digest))?;
            let sending =
                NewJob { kind: "send_mails".to_owned(), payload: serde_json::json!({}), ..unreadable.clone() };
            let sending = NewJob { id: JobId::new(at("2026-11-20T08:00:00Z"), [8; 10]), ..sending };
            storage::jobs::enqueue(tx, &sending)?;
            storage::jobs::enqueue(tx, &unreadable)
        })
        .unwrap();
    drop(database);
    // A file where the folder should be, and no patience.
    let blocked = desk.put("mails", "in the way");
    let worked = desk.command().env("LOTSENWERK__MAIL__GIVE_UP_HOURS", "0").args(["worker", "--until-idle"]).output();
    let said = super::desk::Said::of(&worked.unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["1 aufgegeben"]);

    for (noun, id) in [("outbox", id.to_string()), ("jobs", job.to_string())] {
        let dead = desk.run(&["--json", noun, "list", "--state", "dead"]);
        let listed: serde_json::Value = serde_json::from_str(&dead.out).unwrap();
        assert_eq!((listed.as_array().unwrap().len(), listed[0]["id"].as_str()), (1, Some(id.as_str())), "{dead:?}");
        assert!(listed[0]["last_error"].as_str().is_some_and(|why| !why.is_empty()), "{dead:?}");
        let again = desk.run(&["--json", noun, "retry", &id]);
        assert_eq!(again.code, 0, "{again:?}");
        again.has(&["\"queued\": 1"]);
        assert_eq!(desk.run(&[noun, "retry", &id]).code, 1, "it is not given up any more");
        assert_eq!(desk.run(&["--json", noun, "list", "--state", "dead"]).out.trim(), "[]");
    }
    // With the folder free the mail goes out; the job stays what it is, and is given up again at its first attempt.
    std::fs::remove_file(&blocked).unwrap();
    assert_eq!(desk.run(&["worker", "--until-idle"]).code, 0);
    let sent = std::fs::read_to_string(format!("{blocked}/digest.1.eml")).unwrap();
    assert!(sent.contains("To: ") && sent.contains("lotse@example.org"), "{sent}");
    let dead = desk.run(&["--json", "jobs", "list", "--state", "dead"]);
    assert!(dead.out.contains(&job.to_string()), "{dead:?}");
    let again = desk.run(&["jobs", "retry", "--all"]);
    assert_eq!(again.code, 0, "{again:?}");
}
