//! From the appointment to the money, on pages: one tap writes hours down, the project confirms and takes back, the history stays, and the
//! statement says what it comes to.

use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::code::Service;
use lotsenwerk::storage;

use crate::api::Desk;
use crate::api::statements::went;
use crate::storage::samples::assignment_id;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::site::Answer;

on_each_database!(one_tap_is_enough_and_everything_after_it_is_kept,);

struct Visitor<'d> {
    desk: &'d Desk,
    cookie: String,
}

impl Visitor<'_> {
    fn of(desk: &Desk, role: Role) -> Visitor<'_> {
        Visitor { desk, cookie: format!("lotsenwerk={}", desk.people.session(role)) }
    }

    fn sees(&self, path: &str) -> String {
        let answer = self.desk.site.visit("GET", path, Some(&self.cookie), &[]);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    fn sends(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.desk.site.visit("POST", path, Some(&self.cookie), form)
    }
}

fn one_tap_is_enough_and_everything_after_it_is_kept(db: &TestDatabase) {
    let desk = Desk::open(db);
    went(db, 1, desk.people.lotse, "2026-12-03 09:00", Service::Accompaniment, Some("K1"));
    let (lotse, project) = (Visitor::of(&desk, Role::Lotse), Visitor::of(&desk, Role::Coordinator));
    let own = lotse.sees("/me");
    // The form behind the button has the planned minutes in it already.
    let action = format!("/me/hours/{}", assignment_id(1));
    assert!(own.contains(&action) && own.contains(r#"<input type="hidden" name="minutes" value="60">"#), "{own}");
    assert_eq!(lotse.sends(&action, &[("minutes", "60")]).status, 303);
    let entry = db.must_read(|tx| storage::hours::of_assignment(tx, assignment_id(1))).unwrap();
    assert!(!lotse.sees("/me").contains(r#"name="minutes" value="60""#), "it is written down");

    let pick = format!("{}.0", entry.id);
    assert_eq!(project.sends("/hours", &[("do", "confirmed"), ("entry", &pick)]).status, 303);
    let history = format!("/hours/{}", entry.id);
    let seen = project.sees(&history);
    assert!(seen.contains(&format!("{history}/reopen")), "{seen}");
    assert!(!lotse.sees(&history).contains("/reopen"), "that is the project's");
    let statement = format!("/lotsen/{}/statement?month=2026-12", desk.people.lotse);
    for visitor in [&lotse, &project] {
        let page = visitor.sees(&statement);
        assert!(page.contains("€5.00") && page.contains("statement/file"), "{page}");
    }
    assert_eq!(project.sends(&format!("{history}/reopen"), &[("seen", "1")]).status, 422, "a reason is wanted");
    let reopen = [("seen", "1"), ("reason", "Es war kürzer.")];
    assert_eq!(project.sends(&format!("{history}/reopen"), &reopen).status, 303);
    assert_eq!(project.sends(&format!("{history}/reopen"), &reopen).status, 409, "as it was seen it is no more");
    assert!(lotse.sees("/me").contains("Es war kürzer."));
    assert!(lotse.sees(&statement).contains("€0.00"));
    let told = lotse.sees(&history);
    assert!(told.matches("facts").count() >= 4, "three revisions and a reason: {told}");
    assert!(told.contains("Es war kürzer."));
}
