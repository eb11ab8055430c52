//! Lists in a browser: looked at with every fault, and taken as a whole or not at all.

use lotsenwerk::storage;

use crate::support::browser::{Browser, hidden};
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::lists::{LOTSEN, bytes};
use crate::support::office::MONDAY;
use crate::support::people::People;
use crate::support::site::Site;

on_each_database!(a_list_is_looked_at_and_then_taken, a_list_with_faults_is_shown_and_not_taken,);

const GOOD: &str = "Nr.;Vorname;Nachname;PLZ;Sprachen\nL-7;Mina;Rahimi;37269;Dari: Muttersprache / Deutsch: C1\n";

fn count(db: &TestDatabase) -> usize {
    db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All)).len()
}

fn a_list_is_looked_at_and_then_taken(db: &TestDatabase) {
    let context = context(db);
    People::arrive(db, &context);
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));
    let browser = Browser::log_in(&site, "coordinator");
    assert!(browser.get("/imports").body.contains("multipart/form-data"));
    let looked = browser.upload("/imports", &[("kind", "lotsen")], ("liste.csv", GOOD.as_bytes()));
    assert_eq!(looked.status, 200, "{}", looked.body);
    assert!(looked.body.contains("Take one Lotse") && looked.body.contains("liste.csv"), "{}", looked.body);
    assert_eq!(count(db), 2, "nothing is stored by a look");

    let form = ["once", "kind", "carrier", "name", "content"].map(|name| (name, hidden(&looked.body, name)));
    let taken = browser.post("/imports/take", &form);
    assert_eq!((taken.status, count(db)), (303, 3), "{}", taken.body);
    assert!(browser.get(taken.header("location").unwrap()).body.contains("The list is taken"));
    assert_eq!((browser.post("/imports/take", &form).status, count(db)), (303, 3), "a second click takes nothing");
    let again = browser.upload("/imports", &[("kind", "lotsen")], ("liste.csv", GOOD.as_bytes()));
    assert!(again.body.contains("says nothing new") && !again.body.contains("name=\"content\""), "{}", again.body);

    let large = vec![b'x'; 4 * 1024 * 1024];
    assert_eq!(browser.upload("/imports", &[("kind", "lotsen")], ("liste.csv", &large)).status, 413);
    let stranger = Browser::log_in(&site, "requester");
    assert_eq!(stranger.post("/imports/take", &form).status, 403);
}

fn a_list_with_faults_is_shown_and_not_taken(db: &TestDatabase) {
    let context = context(db);
    let people = People::arrive(db, &context);
    let site = Site::open(context, moments(MONDAY.parse().unwrap()));
    let browser = Browser::log_in(&site, "coordinator");
    let looked = browser.upload("/imports", &[("kind", "lotsen")], ("liste.csv", &bytes(LOTSEN)));
    assert_eq!(looked.status, 422, "{}", looked.body);
    assert!(looked.body.contains("What helps") && looked.body.contains("Row "), "{}", looked.body);
    assert!(!looked.body.contains("name=\"content\""), "there is nothing to take");
    for (form, file, words) in [
        ([("kind", "lotsen")], &b""[..], "choose the file"),
        ([("kind", "requests")], GOOD.as_bytes(), "aria-invalid"),
        ([("kind", "")], GOOD.as_bytes(), "kind-fault"),
    ] {
        let refused = browser.upload("/imports", &form, ("liste.csv", file));
        assert!(refused.status == 422 && refused.body.contains(words), "{words}: {}", refused.body);
    }
    // Whose list it is cannot be made up, and what comes back is checked once more.
    let other = people.other_carrier.to_string();
    let refused = browser.upload("/imports", &[("kind", "lotsen"), ("carrier", &other)], ("l.csv", GOOD.as_bytes()));
    assert_eq!(refused.status, 422);
    let junk = browser.post("/imports/take", &[("kind", "lotsen"), ("content", "anVuaw")]);
    assert_eq!((junk.status, count(db)), (422, 2), "{}", junk.body);
}
