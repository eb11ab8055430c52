//! One thing done with several requests of the list: with all of them or with none, and once.

use lotsenwerk::domain::code::LotseStatus;
use lotsenwerk::domain::id::RequestId;
use lotsenwerk::domain::organisation::Lending;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::storage;

use crate::storage::samples::{local, request_id};
use crate::support::browser::{Browser, hidden};
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{self, MONDAY};
use crate::support::people::People;
use crate::support::site::Site;

on_each_database!(several_are_called_off, drafts_are_posted_together_or_not_at_all, where_people_live_is_sketched,);

const AHEAD: &str = "2026-12-16 09:30";
const OVER: &str = "2026-12-01 09:30";

/// Requests of the agency that the coordinator's carrier cares for.
fn site(db: &TestDatabase, all: &[(u32, RequestState, &str)]) -> (Site, People) {
    let context = context(db);
    let people = People::arrive(db, &context);
    let requests = all.iter().map(|(number, state, start)| SupportRequest {
        state: *state,
        carrier: people.carrier,
        organisation: people.agency,
        ..office::request(*number, vec![Appointment::single(local(start), 60).unwrap()])
    });
    let requests: Vec<SupportRequest> = requests.collect();
    db.must_write(|tx| storage::requests::save_all(tx, &requests));
    (Site::open(context, moments(MONDAY.parse().unwrap())), people)
}

fn state(db: &TestDatabase, number: u32) -> RequestState {
    db.must_read(|tx| storage::requests::find(tx, request_id(number))).state
}

/// The address that the list leads to with these ticked.
fn asking(deed: &str, numbers: &[u32]) -> String {
    let ids: Vec<String> = numbers.iter().map(|number| format!("&request={}", request_id(*number))).collect();
    format!("/requests/together?do={deed}{}", ids.concat())
}

fn form<'f>(deed: &'f str, once: &'f str, ids: &'f [String]) -> Vec<(&'f str, &'f str)> {
    let ids = ids.iter().map(|id| ("request", id.as_str()));
    [("do", deed), ("once", once)].into_iter().chain(ids).collect()
}

fn several_are_called_off(db: &TestDatabase) {
    let states =
        [(1, RequestState::Open, AHEAD), (2, RequestState::Unserved, AHEAD), (3, RequestState::Completed, OVER)];
    let (site, _) = site(db, &states);
    let coordinator = Browser::log_in(&site, "coordinator");
    let list = coordinator.get("/requests").body;
    for (number, is_there) in [(1, true), (2, true), (3, false)] {
        let tick = format!("name=\"request\" value=\"{}\" form=\"together\"", request_id(number));
        assert_eq!(list.contains(&tick), is_there, "{number}: {list}");
    }
    assert!(list.contains("id=\"together\""));

    let nothing = coordinator.get("/requests/together?do=cancel");
    assert!(nothing.status == 422 && nothing.body.contains("Nothing chosen"), "{}", nothing.body);
    assert_eq!(coordinator.post("/requests/together", &[("do", "cancel")]).status, 422);
    let asked = coordinator.get(&asking("cancel", &[1, 2, 3, 1]));
    assert!(asked.body.contains("Cancel 2 requests?") && asked.body.contains("Not among them"), "{}", asked.body);
    assert!(!asked.body.contains(&format!("value=\"{}\"", request_id(3))));
    assert_eq!((state(db, 1), state(db, 2)), (RequestState::Open, RequestState::Unserved), "asking changes nothing");

    // With one that cannot be called off nothing happens to the others.
    let once = hidden(&asked.body, "once").to_owned();
    let ids = [1, 2, 3].map(|number| request_id(number).to_string());
    let refused = coordinator.post("/requests/together", &form("cancel", &once, &ids));
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert_eq!((state(db, 1), state(db, 2)), (RequestState::Open, RequestState::Unserved));
    for _ in 0..2 {
        let done = coordinator.post("/requests/together", &form("cancel", &once, &ids[..2]));
        assert_eq!((done.status, done.location()), (303, "/requests?done=cancelled-together"));
    }
    assert_eq!((state(db, 1), state(db, 2)), (RequestState::Cancelled, RequestState::Cancelled));
    assert!(coordinator.get("/requests?done=cancelled-together").body.contains("role=\"status\""));
}

fn drafts_are_posted_together_or_not_at_all(db: &TestDatabase) {
    let drafts = [
        (1, RequestState::Draft, AHEAD),
        (2, RequestState::Draft, AHEAD),
        (3, RequestState::Draft, OVER),
        (4, RequestState::Open, AHEAD),
    ];
    let (site, people) = site(db, &drafts);
    let requester = Browser::log_in(&site, "requester");
    let asked = requester.get(&asking("post", &[1, 2, 3, 4]));
    assert!(asked.body.contains("Post 2 drafts?") && asked.body.contains("Not among them"), "{}", asked.body);
    let ids = [1, 2, 3].map(|number| request_id(number).to_string());
    let late = requester.post("/requests/together", &form("post", "aaaaaaaaaaaa", &ids));
    assert!(late.status == 409 && late.body.contains("at least one draft is over"), "{}", late.body);
    assert_eq!((state(db, 1), state(db, 2)), (RequestState::Draft, RequestState::Draft), "none was posted");
    let done = requester.post("/requests/together", &form("post", "bbbbbbbbbbbb", &ids[..2]));
    assert_eq!(done.location(), "/requests?done=posted-together");
    assert_eq!(
        (state(db, 1), state(db, 2), state(db, 3)),
        (RequestState::Open, RequestState::Open, RequestState::Draft)
    );

    // What is somebody else's is not there, and nothing happens to the own.
    let foreign = RequestId::from_uuid(request_id(9).as_uuid());
    let other = SupportRequest {
        id: foreign,
        carrier: people.other_carrier,
        organisation: people.other_agency,
        ..office::request(9, vec![Appointment::single(local(AHEAD), 60).unwrap()])
    };
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&other)));
    assert_eq!(requester.get(&asking("cancel", &[1, 9])).status, 404);
    let ids = [request_id(1).to_string(), foreign.to_string()];
    assert_eq!(requester.post("/requests/together", &form("cancel", "cccccccccccc", &ids)).status, 404);
    assert_eq!((state(db, 1), state(db, 9)), (RequestState::Open, RequestState::Open));
}

fn where_people_live_is_sketched(db: &TestDatabase) {
    let (site, people) = site(db, &[(1, RequestState::Open, AHEAD)]);
    let page = Browser::log_in(&site, "coordinator").get(&format!("/requests/{}", request_id(1))).body;
    let sketch = page.split("<svg class=\"sketch\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(sketch.contains("aria-label=\"Sketch: Eschwege and where"), "{sketch}");
    assert!(
        sketch.contains(">Eschwege</text>") && sketch.contains("class=\"home\"") && sketch.contains("class=\"land\"")
    );
    // Whoever only posted it learns nothing about where volunteers live.
    let page = Browser::log_in(&site, "requester").get(&format!("/requests/{}", request_id(1))).body;
    assert!(!page.contains("class=\"sketch\""), "{page}");

    // Nor does the carrier learn it of those who are lent to it, though they could be asked.
    let lent = Lending { from: people.other_carrier, to: people.carrier, from_agreed: true, to_agreed: true };
    let mut own = db.must_read(|tx| storage::lotsen::find(tx, people.lotse));
    own.status = LotseStatus::Paused;
    db.must_write(|tx| {
        storage::organisations::save_lendings(tx, &[lent])?;
        storage::lotsen::save_all(tx, std::slice::from_ref(&own))
    });
    let page = Browser::log_in(&site, "coordinator").get(&format!("/requests/{}", request_id(1))).body;
    assert!(page.contains("class=\"candidate\"") && page.contains("(Lotsen Kassel)"), "{page}");
    assert!(!page.contains("class=\"sketch\""), "{page}");
}
