//! Single rows of a list of requests: until somebody has been asked, the list may change them; afterwards it may not.

use lotsenwerk::app::import::{Counts, ImportReport, NoticeKind};
use lotsenwerk::app::matching;
use lotsenwerk::domain::code::Priority;
use lotsenwerk::domain::offer::ProposalState;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::matching::{Options, Silent};
use lotsenwerk::storage;
use lotsenwerk::storage::runs::{self, Proposed};
use lotsenwerk::storage::{lotsen, requests};

use super::{FIRST, LATER, counts, everything, import_lotsen, import_requests};
use crate::storage::samples::local;
use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{LOTSEN, REQUESTS, bytes, edited};

on_each_database!(
    new_requests_are_open_and_were_posted_now,
    what_nobody_was_asked_about_changes_and_is_open_again,
    a_changed_request_loses_its_proposal,
    what_somebody_was_asked_about_stays,
    an_emptied_cell_takes_a_wish_back,
    a_newcomers_address_comes_and_goes_with_the_list,
    lotsen_known_or_excluded_stay,
    what_is_urgent_is_matched_at_once,
    what_was_agreed_stays_until_the_list_says_another_time,
);

/// A-002 with another priority.
fn changed() -> Vec<u8> {
    edited(REQUESTS, &[("1,5 Std.;;normal;Arabisch\r\nA-003", "1,5 Std.;;hoch;Arabisch\r\nA-003")])
}

fn put_into(db: &TestDatabase, number: &str, state: RequestState) {
    let request = everything(db).request(number).clone();
    db.must_write(|tx| requests::save_all(tx, &[SupportRequest { state, ..request.clone() }]));
}

fn left_alone(report: &ImportReport) -> Vec<(Option<u32>, &str, RequestState)> {
    let mut found = Vec::new();
    for notice in &report.notices {
        if let NoticeKind::LeftAlone { number, state } = &notice.kind {
            found.push((notice.row, number.as_str(), *state));
        }
    }
    found
}

fn new_requests_are_open_and_were_posted_now(db: &TestDatabase) {
    import_requests(db, &bytes(REQUESTS), FIRST);
    let stored = everything(db);
    assert!(stored.requests.iter().all(|request| request.state == RequestState::Open));
    assert!(stored.requests.iter().all(|request| request.posted_at.to_rfc3339() == "2026-11-20T08:00:00+00:00"));
    let first = stored.request("A-001");
    let agency = stored.organisations.iter().find(|organisation| organisation.id == first.organisation).unwrap();
    assert_eq!(agency.name.as_str(), "Freiwilligenagentur Eschwege");
    assert_ne!(first.carrier, first.organisation);
    assert_eq!((first.appointments.len(), first.client.as_ref().unwrap().as_str()), (2, "NK001"));
}

fn what_nobody_was_asked_about_changes_and_is_open_again(db: &TestDatabase) {
    import_requests(db, &bytes(REQUESTS), FIRST);
    let lists = [changed(), bytes(REQUESTS)];
    let states = [RequestState::Open, RequestState::Unserved, RequestState::Proposed, RequestState::Draft];
    for (state, list) in states.into_iter().zip(lists.iter().cycle()) {
        put_into(db, "A-002", state);
        let before = everything(db).request("A-002").clone();
        assert_eq!(import_requests(db, list, LATER).counts, counts(0, 1, 73, 6), "{state}");
        let after = everything(db).request("A-002").clone();
        let urgency = after.urgency.clone();
        assert_ne!(urgency, before.urgency);
        assert_eq!(after, SupportRequest { urgency, state: RequestState::Open, ..before });
    }
}

/// A Lotse was lost after everybody had been told a time: the list of last month does not take that back.
fn what_was_agreed_stays_until_the_list_says_another_time(db: &TestDatabase) {
    import_requests(db, &bytes(REQUESTS), FIRST);
    let before = everything(db).request("A-002").clone();
    let agreed = Appointment::single(local("2026-12-30 10:00"), 45).unwrap();
    db.must_write(|tx| requests::agree(tx, before.id, &agreed));
    assert_eq!(import_requests(db, &bytes(REQUESTS), LATER).counts, counts(0, 0, 74, 6));
    assert_eq!(import_requests(db, &changed(), LATER).counts, counts(0, 1, 73, 6));
    assert_eq!(everything(db).request("A-002").agreed, Some(agreed));

    let other = SupportRequest { appointments: Vec::new(), windows: Vec::new(), ..before };
    db.must_write(|tx| requests::save_all(tx, std::slice::from_ref(&other)));
    import_requests(db, &bytes(REQUESTS), LATER);
    assert_eq!(everything(db).request("A-002").agreed, None);
}

fn a_changed_request_loses_its_proposal(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    import_requests(db, &bytes(REQUESTS), FIRST);
    let run = matching::run(&context(db), None, &Options::default(), &mut moment(LATER, 3), &Silent).unwrap().run;
    let proposals = || db.must_read(|tx| runs::proposals(tx, Proposed::By(run)));
    let found = proposals();
    let known = everything(db);
    let of = known.requests.iter().find(|request| request.id == found[0].request).unwrap();
    let number = of.list_number.clone().unwrap();

    let text = String::from_utf8(bytes(REQUESTS)).unwrap();
    let row = text.lines().find(|line| line.starts_with(number.as_str())).unwrap();
    let moved = row.replacen(&of.client.clone().unwrap().to_string(), "NK999", 1);
    let report = import_requests(db, text.replace(row, &moved).as_bytes(), "2026-11-28T08:00:00Z");
    assert_eq!(report.counts, counts(0, 1, 73, 6));
    assert_eq!(everything(db).request(number.as_str()).state, RequestState::Open);
    for proposal in proposals() {
        let dropped = proposal.request == of.id;
        assert_eq!(proposal.state == ProposalState::Dropped, dropped, "{proposal:?}");
    }
    assert!(found.len() > 1, "others must be there that stay");
}

fn what_somebody_was_asked_about_stays(db: &TestDatabase) {
    import_requests(db, &bytes(REQUESTS), FIRST);
    for state in [
        RequestState::Offered,
        RequestState::Assigned,
        RequestState::Completed,
        RequestState::Cancelled,
        RequestState::Expired,
    ] {
        put_into(db, "A-002", state);
        let before = everything(db);
        // Saying the same again is no reason for a notice.
        assert_eq!(import_requests(db, &bytes(REQUESTS), LATER).counts, counts(0, 0, 74, 6), "{state}");
        let report = import_requests(db, &changed(), LATER);
        assert_eq!(report.counts, Counts { left_alone: 1, ..counts(0, 0, 73, 6) }, "{state}");
        assert_eq!(left_alone(&report), [(Some(3), "A-002", state)]);
        assert_eq!(everything(db), before);
    }
    // Nor does a new name in such a row make an organisation.
    let renamed = edited(REQUESTS, &[("A-002;Freiwilligenagentur Eschwege", "A-002;Neue Stelle")]);
    let report = import_requests(db, &renamed, LATER);
    assert_eq!((report.counts.left_alone, report.new_organisations.len()), (1, 0));
}

fn an_emptied_cell_takes_a_wish_back(db: &TestDatabase) {
    import_requests(db, &bytes(REQUESTS), FIRST);
    assert!(everything(db).request("A-001").gender.is_some());
    let list = edited(REQUESTS, &[("09:00;1,5 Std.;Frau (zwingend);normal;Türkisch\r\nA-002", "09:00;90;;;\r\nA-002")]);
    assert_eq!(import_requests(db, &list, LATER).counts, counts(0, 1, 73, 6));
    let stored = everything(db);
    let request = stored.request("A-001");
    assert_eq!(
        (request.gender, request.confirmation_language, request.urgency.priority),
        (None, None, Priority::Normal)
    );
    // Waiting began with the first list.
    assert_eq!(request.posted_at, FIRST.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
}

fn a_newcomers_address_comes_and_goes_with_the_list(db: &TestDatabase) {
    let with = |address: &str| {
        let row = format!("normal;Türkisch;{address}\r\nA-002");
        let headings = "Sprache der Bestätigung;E-Mail Klient*in\r\nA-001";
        edited(REQUESTS, &[("Sprache der Bestätigung\r\nA-001", headings), ("normal;Türkisch\r\nA-002", &row)])
    };
    import_requests(db, &with("neu@example.org"), FIRST);
    let address = || everything(db).request("A-001").newcomer_email.as_ref().map(ToString::to_string);
    assert_eq!(address().as_deref(), Some("neu@example.org"));
    assert_eq!(everything(db).request("A-002").newcomer_email, None);
    assert_eq!(import_requests(db, &with(""), LATER).counts.changed, 1);
    assert_eq!(address(), None);
}

fn lotsen_known_or_excluded_stay(db: &TestDatabase) {
    import_lotsen(db, &bytes(LOTSEN), FIRST);
    import_requests(db, &bytes(REQUESTS), FIRST);
    let ids =
        db.must_read(|tx| Ok(lotsen::load(tx, &lotsen::Selection::All)?.iter().map(|l| l.id).collect::<Vec<_>>()));
    let mut request = everything(db).request("A-002").clone();
    (request.known_lotsen, request.excluded_lotsen) = (vec![ids[0]], vec![ids[1], ids[2]]);
    db.must_write(|tx| requests::save_all(tx, std::slice::from_ref(&request)));
    assert_eq!(import_requests(db, &bytes(REQUESTS), LATER).counts, counts(0, 0, 74, 6));
    import_requests(db, &changed(), LATER);
    let stored = everything(db);
    let after = stored.request("A-002");
    assert_eq!((&after.known_lotsen, &after.excluded_lotsen), (&request.known_lotsen, &request.excluded_lotsen));
}

fn what_is_urgent_is_matched_at_once(db: &TestDatabase) {
    let waiting = || db.must_read(|tx| storage::jobs::list(tx, None, 100));
    // A list without anything urgent waits for the night.
    let calm = String::from_utf8(bytes(REQUESTS)).unwrap().replace(";dringend;", ";hoch;");
    import_requests(db, calm.as_bytes(), FIRST);
    assert!(waiting().is_empty());
    import_requests(db, &bytes(REQUESTS), LATER);
    let carrier = everything(db).request("A-031").carrier;
    let [job] = &waiting()[..] else { panic!("{:?}", waiting()) };
    assert_eq!((job.kind.as_str(), &job.payload["carrier"]), ("match", &serde_json::json!(carrier)));
    // Nothing has changed, so nothing is urgent again.
    import_requests(db, &bytes(REQUESTS), LATER);
    assert_eq!(waiting().len(), 1);
}
