//! Every page and every form, visited by somebody of each role about what is theirs and what is somebody else's: who may do what, as a
//! table that a person reads. A page that the table does not have yet fails here. What a page shows is looked at too: no text is missing,
//! and nothing that the policy forbids stands in it.
//!
//! On one database: whether somebody may is decided before any is asked.

use std::fmt::Write;

use lotsenwerk::domain::access::Role;
use lotsenwerk::http::permission::Need;
use lotsenwerk::web::{Method, Page, pages};

use crate::api::Desk;
use crate::api::world::World;
use crate::support::db::TestDatabase;
use crate::support::site::Answer;

/// The noun of the world's records that an address names.
fn noun(path: &str) -> &'static str {
    match path.trim_start_matches('/').split('/').collect::<Vec<_>>()[..] {
        ["me", "offers", ..] => "offers",
        ["me", "hours", ..] => "assignments",
        ["matching", ..] => "matching-runs",
        ["proposals", ..] => "proposals",
        ["requests", ..] => "requests",
        ["lotsen", ..] => "lotsen",
        ["users", ..] => "users",
        ["outbox", ..] => "outbox",
        ["hours", ..] => "hours",
        ["ask" | "organisation" | "organisations", ..] => "organisations",
        ["profile", "sessions", ..] => "sessions",
        ["profile", "tokens", ..] => "tokens",
        _ => panic!("{path} names something that this test does not know"),
    }
}

/// The address with the own record and with the other one; once, where it names none.
fn addresses(page: &Page, world: &World) -> Vec<String> {
    let path = page.path.replace("{token}", "junk").replace("{link}", "junk");
    if !path.contains("{id}") {
        return vec![path];
    }
    [0, 1].map(|side| path.replace("{id}", world.id(noun(page.path), side))).to_vec()
}

/// What came of a visit: whether they may, and if they may, what else stood in the way.
fn outcome(answer: &Answer) -> String {
    let leads = answer.header("location").unwrap_or_default();
    match answer.status {
        303 if leads.starts_with("/log-in?next") => "log in".to_owned(),
        200..=399 => "yes".to_owned(),
        401 => "log in".to_owned(),
        403 => "no".to_owned(),
        404 => "not there".to_owned(),
        409 => "may (state)".to_owned(),
        422 => "may (faults)".to_owned(),
        500.. => "FAILED".to_owned(),
        other => format!("may ({other})"),
    }
}

fn is_sound(page: &Page, answer: &Answer) {
    let html = &answer.body;
    if !answer.header("content-type").is_some_and(|media_type| media_type.starts_with("text/html")) || html.is_empty() {
        return;
    }
    let says = |what: &str| html.matches(what).count();
    assert_eq!(says("<h1"), 1, "{}: {html}", page.id);
    for never in ["⟦", " style=", " onclick=", "<script>", "javascript:", "<style"] {
        assert_eq!(says(never), 0, "{} has {never}: {html}", page.id);
    }
}

#[test]
fn who_may_visit_what() {
    let mut table = String::from(
        "| page | address | asks for | nobody | operator | competence centre | coordinator | requester | Lotse |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    let place = || {
        let db = TestDatabase::sqlite();
        let desk = Desk::open(&db);
        (World::of(&db, &desk), desk, db)
    };
    let for_readers = place();
    for page in pages() {
        let need = match page.need {
            Need::Nothing => "–".to_owned(),
            Need::Session => "a session".to_owned(),
            Need::LoggedIn => "a log-in".to_owned(),
            Need::Permission(permission) => permission.to_string(),
        };
        let method = if page.method == Method::Post { "POST" } else { "GET" };
        write!(table, "| {} | {method} {} | {need} |", page.id, page.path).unwrap();
        // What changes something must not stand in the way of the next, so it has a place of its own.
        let own = (page.method == Method::Post).then(place);
        let (world, desk, _) = own.as_ref().unwrap_or(&for_readers);
        let roles = [Role::Operator, Role::CompetenceCentre, Role::Coordinator, Role::Requester, Role::Lotse];
        let visitors = std::iter::once(None).chain(roles.map(Some));
        for visitor in visitors {
            let cookie = visitor.map(|role| format!("lotsenwerk={}", desk.people.session(role)));
            // Somebody else's first: it must leave no trace.
            let mut outcomes: Vec<String> = addresses(page, world)
                .iter()
                .rev()
                .map(|path| {
                    let answer = desk.site.visit(method, path, cookie.as_deref(), &[]);
                    is_sound(page, &answer);
                    outcome(&answer)
                })
                .collect();
            outcomes.reverse();
            match &outcomes[..] {
                [own, foreign] if own != foreign => write!(table, " own: {own}, others’: {foreign} |").unwrap(),
                outcomes => write!(table, " {} |", outcomes[0]).unwrap(),
            }
        }
        table.push('\n');
    }
    assert!(!table.contains("FAILED"), "{table}");
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots"}, {
        insta::assert_snapshot!("pages", table);
    });
}
