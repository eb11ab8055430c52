//! Organisations in a browser: the own one, its address and what it lends; the list and one more.

use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, People, arrives};
use crate::support::site::Site;
use lotsenwerk::domain::access::Membership;

on_each_database!(
    coordinators_set_the_address_of_their_own_carrier,
    carriers_agree_to_lend_and_think_better_of_it,
    organisations_are_added_changed_and_removed,
);

const COORDINATOR: &str = "coordinator@example.org";

fn site(db: &TestDatabase) -> (Site, People) {
    let context = context(db);
    let people = People::arrive(db, &context);
    arrives(&context, "neighbour", Membership::Coordinator(people.other_carrier));
    (Site::open(context, moments(MONDAY.parse().unwrap())), people)
}

fn coordinators_set_the_address_of_their_own_carrier(db: &TestDatabase) {
    let (site, people) = site(db);
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let (own, other) =
        (format!("/organisations/{}", people.carrier), format!("/organisations/{}", people.other_carrier));
    assert_eq!(site.get_as(&cookie, "/organisation").location(), own);
    let shown = site.get_as(&cookie, &own);
    assert!(
        shown.body.contains("Werra-Meißner-Kreis") && shown.body.contains(&format!("{own}/email")),
        "{}",
        shown.body
    );
    assert!(!shown.body.contains(&format!("{own}/edit")));
    assert_eq!(site.get_as(&cookie, &format!("{own}/edit")).status, 403);
    let email = format!("{own}/email");
    let refused = site.post_as(&cookie, &email, &[("email", "keine")]);
    assert!(refused.status == 422 && refused.body.contains("value=\"keine\""), "{}", refused.body);
    let saved = site.post_as(&cookie, &email, &[("email", "neu@example.org")]);
    assert_eq!(saved.location(), format!("{own}?done=saved"));
    assert!(site.get_as(&cookie, &own).body.contains("neu@example.org"));
    assert!(!site.get_as(&cookie, &other).body.contains("/email"));
    assert_eq!(site.get_as(&cookie, &format!("{other}/email")).status, 404);
    assert_eq!(site.post_as(&cookie, &format!("{other}/email"), &[("email", "x@example.org")]).status, 404);
}

fn carriers_agree_to_lend_and_think_better_of_it(db: &TestDatabase) {
    let (site, people) = site(db);
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let neighbour = site.log_in("neighbour@example.org", PASSWORD);
    let (own, other) = (people.carrier.to_string(), people.other_carrier.to_string());
    let page = |id: &str| format!("/organisations/{id}");
    let lendings = |id: &str| format!("/organisations/{id}/lendings");
    let refused = site.post_as(&cookie, &lendings(&own), &[("with", &other)]);
    assert!(refused.status == 422 && refused.body.contains(&format!("value=\"{other}\" selected")), "{}", refused.body);
    assert_eq!(site.post_as(&cookie, &lendings(&other), &[("with", &own), ("way", "lend")]).status, 404);
    let proposed = site.post_as(&cookie, &lendings(&own), &[("with", &other), ("way", "lend")]);
    assert_eq!(proposed.location(), format!("{}?done=agreed", page(&own)));
    assert!(site.get_as(&cookie, &page(&own)).body.contains("waits for Lotsen Kassel"));

    let theirs = site.get_as(&neighbour, &page(&other));
    assert!(theirs.body.contains("Lotsen come from Lotsen Werra-Meißner too"), "{}", theirs.body);
    let pair = [("from", own.as_str()), ("to", other.as_str())];
    assert_eq!(site.post_as(&neighbour, &lendings(&other), &pair).status, 303);
    assert!(site.get_as(&cookie, &page(&own)).body.contains("holds"));

    let withdraw = format!("{}/withdraw", lendings(&own));
    let asked = site.get_as(&cookie, &format!("{withdraw}?from={own}&to={other}"));
    assert!(asked.body.contains("Assignments that were agreed stay"), "{}", asked.body);
    assert_eq!(site.get_as(&cookie, &format!("{withdraw}?from={other}&to={own}")).status, 404);
    assert_eq!(site.post_as(&cookie, &withdraw, &pair).location(), format!("{}?done=withdrawn", page(&own)));
}

fn organisations_are_added_changed_and_removed(db: &TestDatabase) {
    let (site, people) = site(db);
    let cookie = site.log_in("operator@example.org", PASSWORD);
    assert_eq!(site.get_as(&cookie, "/organisation").location(), "/organisations");
    let listed = site.get_as(&cookie, "/organisations?kind=agency");
    assert!(listed.body.contains("Agentur Kassel") && !listed.body.contains(">Lotsen Kassel<"), "{}", listed.body);
    let add = |form: &[(&str, &str)]| site.post_as(&cookie, "/organisations/new", form);
    let refused = add(&[("kind", "agency"), ("name", "Lotsen Kassel"), ("region", "06636"), ("email", "keine")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"Lotsen Kassel\"") && refused.body.contains("value=\"06636\" checked"));
    let taken = add(&[("kind", "carrier"), ("name", "Lotsen Kassel"), ("region", "06636")]);
    assert!(taken.status == 422 && taken.body.contains("Another one has this name"), "{}", taken.body);
    let added = add(&[("kind", "carrier"), ("name", "Lotsen Fulda"), ("region", "06636"), ("email", "f@example.org")]);
    assert_eq!(added.status, 303, "{}", added.body);
    let page = added.location().split('?').next().unwrap().to_owned();

    // The competence centre changes names and regions, but turns no mails to itself.
    let centre = site.log_in("competence_centre@example.org", PASSWORD);
    let form = site.get_as(&centre, &format!("{page}/edit"));
    assert!(form.body.contains("value=\"Lotsen Fulda\"") && !form.body.contains("name=\"email\""), "{}", form.body);
    let changed = [("name", "Lotsen Rhön"), ("email", "centre@example.org"), ("region", "06611"), ("region", "06636")];
    assert_eq!(site.post_as(&centre, &format!("{page}/edit"), &changed).location(), format!("{page}?done=saved"));
    let shown = site.get_as(&centre, &page);
    assert!(shown.body.contains("Lotsen Rhön") && shown.body.contains("f@example.org"), "{}", shown.body);

    assert_eq!(site.get_as(&cookie, &format!("{page}/remove")).status, 200);
    assert_eq!(site.post_as(&cookie, &format!("{page}/remove"), &[]).location(), "/organisations?done=removed");
    assert_eq!(site.get_as(&cookie, &page).status, 404);
    assert_eq!(site.post_as(&cookie, &format!("/organisations/{}/remove", people.carrier), &[]).status, 409);
}
