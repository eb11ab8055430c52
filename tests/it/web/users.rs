//! Accounts in a browser: whom somebody sees, invites, gives roles and shuts out.

use lotsenwerk::domain::access::{Membership, Role};
use lotsenwerk::storage;

use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::{PASSWORD, People, arrives};
use crate::support::site::Site;

on_each_database!(
    coordinators_see_and_invite_their_own_people,
    operators_give_roles_everywhere_and_those_that_fit,
    an_account_is_closed_and_opened_after_asking,
);

const COORDINATOR: &str = "coordinator@example.org";
const OPERATOR: &str = "operator@example.org";

fn site(db: &TestDatabase) -> (Site, People) {
    let context = context(db);
    let people = People::arrive(db, &context);
    arrives(&context, "stranger", Membership::Coordinator(people.other_carrier));
    arrives(&context, "colleague", Membership::Coordinator(people.carrier));
    (Site::open(context, moments(MONDAY.parse().unwrap())), people)
}

fn coordinators_see_and_invite_their_own_people(db: &TestDatabase) {
    let (site, people) = site(db);
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let listed = site.get_as(&cookie, "/users");
    for own in ["coordinator@example.org", "colleague@example.org", "lotse@example.org"] {
        assert!(listed.body.contains(own), "{own} in {}", listed.body);
    }
    for other in ["stranger@example.org", "operator@example.org", "requester@example.org"] {
        assert!(!listed.body.contains(other), "{other}");
    }
    let requester = people.of[&Role::Requester].user;
    assert_eq!(site.get_as(&cookie, &format!("/users/{requester}")).status, 404);
    for page in ["close", "reset", "roles/take?role=operator"] {
        assert_eq!(site.get_as(&cookie, &format!("/users/{requester}/{page}")).status, 404, "{page}");
    }
    assert_eq!(site.post_as(&cookie, &format!("/users/{requester}/close"), &[]).status, 404);
    let lotse = site.log_in("lotse@example.org", PASSWORD);
    assert_eq!(site.get_as(&lotse, "/users").status, 403);

    let form = site.get_as(&cookie, "/users/new");
    assert!(form.body.contains("value=\"coordinator\"") && !form.body.contains("value=\"operator\""));
    let faulty = [("name", "Petra <Müller>"), ("email", "keine"), ("role", "requester"), ("language", "en")];
    let refused = site.post_as(&cookie, "/users/new", &faulty);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"Petra &#60;Müller&#62;\"") && refused.body.contains("value=\"keine\""));
    assert!(refused.body.contains("value=\"requester\" selected") && refused.body.contains("value=\"en\" checked"));
    let forged = [("name", "P"), ("email", "p@example.org"), ("role", "operator"), ("language", "en")];
    assert_eq!(site.post_as(&cookie, "/users/new", &forged).status, 422);

    let good =
        [("name", "Petra"), ("email", "petra@example.org"), ("role", "requester"), ("language", "en"), ("once", "abc")];
    let sent = site.post_as(&cookie, "/users/new", &good);
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(site.post_as(&cookie, "/users/new", &good).location(), sent.location(), "twice is once");
    let shown = site.get_as(&cookie, sent.location());
    assert!(shown.body.contains("invited") && shown.body.contains("Posting requests · Lotsen Werra-Meißner"));
    let user = sent.location().split('?').next().unwrap();
    let mails = || db.must_read(|tx| storage::outbox::list(tx, None, 100)).len();
    let before = mails();
    assert_eq!(site.post_as(&cookie, &format!("{user}/invite"), &[]).status, 303);
    assert_eq!(mails(), before + 1);

    let elsewhere = [("name", "S"), ("email", "stranger@example.org"), ("role", "requester"), ("language", "de")];
    let refused = site.post_as(&cookie, "/users/new", &elsewhere);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"email-fault\""), "{}", refused.body);

    let of_lotse = site.get_as(&cookie, &format!("/users/new?lotse={}", people.lotse));
    assert!(of_lotse.body.contains("name=\"lotse\"") && of_lotse.body.contains("value=\"lotse\""));
    let of_other = site.get_as(&cookie, &format!("/users/new?lotse={}", people.other_lotse));
    assert!(!of_other.body.contains("name=\"lotse\""), "whose profile is out of reach is not offered");
}

fn operators_give_roles_everywhere_and_those_that_fit(db: &TestDatabase) {
    let (site, people) = site(db);
    let cookie = site.log_in(OPERATOR, PASSWORD);
    assert!(site.get_as(&cookie, "/users").body.contains("stranger@example.org"));
    let user = people.of[&Role::Requester].user;
    let (page, roles) = (format!("/users/{user}"), format!("/users/{user}/roles"));
    assert!(site.get_as(&cookie, &page).body.contains("Posting requests · Agentur Eschwege"));
    let give = |role: &str, place: &str| site.post_as(&cookie, &roles, &[("role", role), ("organisation", place)]);
    let (agency, other) = (people.agency.to_string(), people.other_agency.to_string());
    let misplaced = give("coordinator", &agency);
    assert!(misplaced.status == 422 && misplaced.body.contains("no such role"), "{}", misplaced.body);
    assert!(misplaced.body.contains(&format!("value=\"{agency}\" selected")), "what was chosen is kept");
    assert_eq!(give("requester", "").status, 422);
    assert_eq!(give("requester", &other).location(), format!("{page}?done=given"));
    let take = format!("{page}/roles/take");
    let asked = site.get_as(&cookie, &format!("{take}?role=requester&organisation={other}"));
    assert!(asked.body.contains("Agentur Kassel") && asked.body.contains("Other roles stay"), "{}", asked.body);
    let form = [("role", "requester"), ("organisation", other.as_str())];
    assert_eq!(site.post_as(&cookie, &take, &form).location(), format!("{page}?done=taken"));
    assert_eq!(site.post_as(&cookie, &take, &form).status, 404);

    let own = people.of[&Role::Operator].user;
    assert_eq!(site.get_as(&cookie, &format!("/users/{own}/close")).status, 409);
    let last = site.post_as(&cookie, &format!("/users/{own}/roles/take"), &[("role", "operator")]);
    assert_eq!(last.status, 409, "the last operator stays");
}

fn an_account_is_closed_and_opened_after_asking(db: &TestDatabase) {
    let (site, people) = site(db);
    let cookie = site.log_in(COORDINATOR, PASSWORD);
    let user = people.of[&Role::Lotse].user;
    let lotse = site.log_in("lotse@example.org", PASSWORD);
    let page = format!("/users/{user}");
    assert!(site.get_as(&cookie, &page).body.contains(&format!("{page}/close")));
    assert!(site.get_as(&cookie, &format!("{page}/close")).body.contains("logged out everywhere"));
    assert_eq!(site.post_as(&cookie, &format!("{page}/close"), &[]).location(), "/users?done=closed");
    assert_eq!(site.get_as(&lotse, "/profile").status, 303, "shut out");
    assert!(site.get_as(&cookie, &page).body.contains("closed"));
    assert_eq!(site.post_as(&cookie, &format!("{page}/open"), &[]).location(), format!("{page}?done=opened"));
    site.log_in("lotse@example.org", PASSWORD);
    assert_eq!(site.get_as(&cookie, &format!("{page}/reset")).status, 409, "there is no second factor");
}
