//! `assignments`, `requests` and `audit`: what is told, what is refused and with which words, for people and for programs.

use lotsenwerk::domain::assignment::Assignment;
use lotsenwerk::domain::code::Mode;
use lotsenwerk::domain::id::AssignmentId;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::storage::{assignments, lotsen, requests};
use serde_json::Value;

use super::desk::Desk;
use crate::storage::samples::{assignment, local};

/// Two requests with a Lotse each: one in a far future, one long past.
fn desk() -> (Desk, [Assignment; 2]) {
    let desk = Desk::new().with_lotsen().with_requests();
    let database = desk.database();
    let who = database.read(|tx| lotsen::load(tx, &lotsen::Selection::All)).unwrap();
    let all = database.read(|tx| requests::load(tx, &requests::Selection::All)).unwrap();
    let number = |text: &str| {
        let is = |request: &&SupportRequest| request.list_number.as_ref().is_some_and(|n| n.as_str() == text);
        all.iter().find(is).unwrap().clone()
    };
    let asked = ["A-001", "A-002"].map(|text| SupportRequest { state: RequestState::Assigned, ..number(text) });
    let going = |at: usize, start: &str| Assignment {
        mode: Mode::Phone,
        appointment: Appointment::single(local(start), 60).unwrap(),
        ..assignment(at as u32 + 1, asked[at].id, who[0].id)
    };
    let going = [going(0, "2150-05-04 10:00"), going(1, "2020-05-04 10:00")];
    database
        .write(|tx| {
            requests::save_all(tx, &asked)?;
            assignments::insert_all(tx, &going)
        })
        .unwrap();
    (desk, going)
}

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    let said = desk.run(&[&["--json"], arguments].concat());
    assert_eq!(said.code, 0, "{said:?}");
    serde_json::from_str(&said.out).unwrap()
}

#[test]
fn assignments_are_listed_and_moved() {
    let (desk, [ahead, past]) = desk();
    let (id, over) = (ahead.id.to_string(), past.id.to_string());
    let listed = json(&desk, &["assignments", "list"]);
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!((&listed[1]["id"], &listed[1]["reference"]), (&Value::from(id.clone()), &Value::from("A-001")));
    let said = desk.run(&["assignments", "list"]);
    said.has(&[&id, &over, "Anfrage A-001", "Mai 2150"]);

    let moved = json(&desk, &["assignments", "change", &id, "--start", "2150-05-05T11:30", "--minutes", "90"]);
    assert_eq!(moved["assignments"][0]["sequence"], 1);
    assert_eq!(moved["request_state"], "assigned");
    let said = desk.run(&["assignments", "complete", &over]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["als erledigt vermerkt. Die Anfrage ist damit erledigt."]);
    let said = desk.run(&["--lang", "en", "assignments", "cancel", "--by", "lotse", &id]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["is cancelled, and the mails are in the outbox. The request is open again and matched again."]);
    let said = desk.run(&["assignments", "list"]);
    said.has(&["Kein Einsatz ist bestätigt."]);

    let audit = json(&desk, &["audit", "list", "--subject", &id]);
    let told: Vec<_> = audit.as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(told, ["assignment.cancelled", "assignment.changed"]);
    assert_eq!((&audit[0]["actor_kind"], &audit[0]["details"]["by"]), (&"operator".into(), &"lotse".into()));
    let said = desk.run(&["audit", "list", "--limit", "3"]);
    said.has(&["Kommandozeile: Anfrage wieder offen", &ahead.request.to_string()]);
    let said = desk.run(&["audit", "list", "--subject", "01936f6e-7c00-7000-8000-000000000000"]);
    said.has(&["Nichts ist verzeichnet."]);
}

#[test]
fn refusals_say_what_where_and_what_to_do() {
    let (desk, [ahead, past]) = desk();
    let (id, over) = (ahead.id.to_string(), past.id.to_string());
    let unknown = AssignmentId::from_uuid(past.request.as_uuid()).to_string();
    let tries: [(&[&str], &[&str]); 8] = [
        (&["assignments", "complete", &id], &[&id, "beginnt erst am", "4. Mai 2150", "cancel oder change"]),
        (&["assignments", "no-show", "--who", "lotse", &id], &[&id, "beginnt erst am"]),
        (&["assignments", "cancel", "--by", "project", &over], &[&over, "begonnen", "complete oder no-show"]),
        (&["assignments", "change", &id, "--start", "2020-01-01T10:00"], &["1. Jan. 2020", "in der Zukunft"]),
        (&["assignments", "change", &id, "--start", "2150-05-04T10:00"], &[&id, "schon zu dieser Zeit"]),
        (&["assignments", "cancel", "--by", "lotse", &unknown], &["keinen Einsatz", &unknown, "assignments list"]),
        (&["requests", "cancel", &id], &["keine Anfrage", &id, "requests list"]),
        (&["requests", "cancel", &past.request.to_string()], &["begonnen"]),
    ];
    for (arguments, words) in tries {
        let said = desk.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?} {said:?}");
        let plain = said.err.replace('\u{a0}', " ");
        assert!(words.iter().all(|word| plain.contains(word)), "{words:?} {plain}");
    }
    for usage in [
        &["assignments", "cancel", "--by", "nobody", &id][..],
        &["assignments", "cancel", &id],
        &["assignments", "change", &id, "--start", "tomorrow"],
        &["assignments", "list", "--state", "lost"],
        &["audit", "list", "--subject", "A-001"],
    ] {
        assert_eq!(desk.run(usage).code, 2, "{usage:?}");
    }
    // Another assignment of the same Lotse is in the way.
    let said = desk.run(&["assignments", "no-show", "--who", "newcomer", &over]);
    assert_eq!(said.code, 0, "{said:?}");
    let said = desk.run(&["assignments", "no-show", "--who", "newcomer", &over]);
    said.has(&["ist schon als versäumt vermerkt", "geändert wurde nichts"]);
}

#[test]
fn a_request_is_listed_and_called_off() {
    let (desk, [ahead, _]) = desk();
    let request = ahead.request.to_string();
    let said = desk.run(&["requests", "list", "--state", "assigned"]);
    said.has(&[&request, "A-001", "besetzt"]);
    assert_eq!(json(&desk, &["requests", "list"]).as_array().unwrap().len(), 74);
    let said = desk.run(&["requests", "cancel", &request]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["ist abgesagt, damit auch ein Einsatz; die Mails an alle Beteiligten liegen im Postausgang."]);
    assert_eq!(json(&desk, &["requests", "list"]).as_array().unwrap().len(), 73);
    let said = desk.run(&["--lang", "en", "requests", "cancel", &request]);
    assert_eq!(said.code, 1, "{said:?}");
    said.has(&["the request is already cancelled; nothing was changed"]);
}
