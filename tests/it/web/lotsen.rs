//! Pages about Lotsen: the list without contacts, the profile, its form, absences; and nothing about those of others.

use chrono::Weekday;
use lotsenwerk::app::{self, Context};
use lotsenwerk::domain::audit::Action;
use lotsenwerk::domain::availability::{Availability, WeeklyWindow};
use lotsenwerk::domain::code::LotseStatus;
use lotsenwerk::domain::id::LotseId;
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::lotse::{Lotse, SpokenLanguage};
use lotsenwerk::domain::qualification::{Qualification, QualificationCode};
use lotsenwerk::storage;

use crate::storage::samples::day;
use crate::support::browser::{Browser, escaped};
use crate::support::context::{context, moments};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::MONDAY;
use crate::support::people::People;
use crate::support::site::Site;

on_each_database!(
    a_list_tells_what_needs_a_look_and_not_how_to_reach_anybody,
    a_profile_is_taken_in_and_changed_to_the_minute,
    a_form_with_faults_keeps_what_was_typed,
    an_absence_is_noted_and_taken_back,
    others_lotsen_are_not_there,
);

struct Desk {
    context: Context,
    people: People,
    _site: Site,
    browser: Browser,
}

fn open(db: &TestDatabase) -> Desk {
    let context = context(db);
    let people = People::arrive(db, &context);
    let site = Site::open(context.clone(), moments(MONDAY.parse().unwrap()));
    let browser = Browser::log_in(&site, "coordinator");
    Desk { context, people, _site: site, browser }
}

fn stored(db: &TestDatabase, id: LotseId) -> Lotse {
    db.must_read(|tx| storage::lotsen::find(tx, id))
}

fn change(db: &TestDatabase, id: LotseId, change: impl FnOnce(&mut Lotse)) {
    let mut lotse = stored(db, id);
    change(&mut lotse);
    db.must_write(|tx| storage::lotsen::save_all(tx, std::slice::from_ref(&lotse)));
}

fn a_list_tells_what_needs_a_look_and_not_how_to_reach_anybody(db: &TestDatabase) {
    let desk = open(db);
    let lotse = stored(db, desk.people.lotse);
    let email = lotse.email.clone().unwrap().to_string();
    let held = |until| Qualification {
        code: QualificationCode::parse(QualificationCode::CRIMINAL_RECORD_CERTIFICATE).unwrap(),
        acquired_on: None,
        valid_until: Some(day(until)),
    };
    change(db, lotse.id, |lotse| {
        lotse.consent_on = None;
        lotse.qualifications = vec![held("2026-12-01")];
        lotse.languages = vec![SpokenLanguage { language: LanguageCode::parse("prs").unwrap(), level: Level::Native }];
    });
    let list = desk.browser.get("/lotsen");
    assert_eq!(list.status, 200);
    let name = escaped(lotse.family_name.as_str());
    for words in [name.as_str(), "no consent", "expired on Tue, 1 Dec 2026", "Dari", "native"] {
        assert!(list.body.contains(words), "{words} in {}", list.body);
    }
    assert!(!list.body.contains(&email) && !list.body.contains("05651"), "a contact stands in the list");
    for (query, is_there) in [("language=Dari&level=C1", true), ("language=Russian", false), ("state=left", false)] {
        let found = desk.browser.get(&format!("/lotsen?{query}")).body.contains(&format!("/lotsen/{}\"", lotse.id));
        assert_eq!(found, is_there, "{query}");
    }

    change(db, lotse.id, |lotse| lotse.qualifications.push(held("2027-01-20")));
    let list = desk.browser.get("/lotsen").body;
    assert!(!list.contains("expired on") && list.contains("expires on Wed, 20 Jan 2027"), "{list}");
    change(db, lotse.id, |lotse| lotse.qualifications.push(held("2029-01-20")));
    assert!(!desk.browser.get("/lotsen").body.contains("expires on"), "it was renewed");

    let profile = desk.browser.get(&format!("/lotsen/{}", lotse.id));
    assert!(profile.status == 200 && !profile.body.contains(&email), "{}", profile.body);
    let looks = || {
        let events = app::audit::list(&desk.context, Some(lotse.id.to_string().parse().unwrap()), 50).unwrap();
        events.iter().filter(|event| event.action == Action::LotseContactRead).count()
    };
    assert_eq!(looks(), 0);
    let contact = desk.browser.get(&format!("/lotsen/{}/contact", lotse.id));
    assert!(contact.body.contains(&email), "{}", contact.body);
    assert_eq!(looks(), 1, "the look is noted");
}

/// A form that does.
fn filled() -> Vec<(&'static str, &'static str)> {
    vec![
        ("given_name", "Mina"),
        ("family_name", "Rahimi <Tanaka>"),
        ("status", "active"),
        ("home", "37269 Eschwege"),
        ("radius_km", "25"),
        ("transport", "car"),
        ("mode", "in_person"),
        ("mode", "phone"),
        ("service", "accompaniment"),
        ("language.1", "Dari"),
        ("level.1", "native"),
        ("language.2", "German"),
        ("level.2", "C1"),
        ("availability", "weekly"),
        ("mon", "9:15–12:05, 14–18"),
        ("minutes_per_week", "240"),
        ("qualification.1", "basic_course"),
        ("acquired.1", "2025-03-14"),
        ("consent_on", "2026-01-15"),
        ("wished", "health"),
    ]
}

fn a_profile_is_taken_in_and_changed_to_the_minute(db: &TestDatabase) {
    let desk = open(db);
    assert_eq!(desk.browser.get("/lotsen/new").status, 200);
    let taken = desk.browser.post("/lotsen", &filled());
    assert_eq!(taken.status, 303, "{}", taken.body);
    let to = taken.header("location").unwrap().split('?').next().unwrap().to_owned();
    let id: LotseId = to.trim_start_matches("/lotsen/").parse().unwrap();
    let lotse = stored(db, id);
    let window = |from, to| WeeklyWindow::new(Weekday::Mon, from, to).unwrap();
    assert_eq!(lotse.availability, Some(Availability::from(vec![window(555, 725), window(840, 1080)])));
    assert_eq!((lotse.status, lotse.organisation), (LotseStatus::Active, desk.people.carrier));

    // What the form does not change stays as it is, whatever there was.
    change(db, id, |lotse| {
        lotse.blocked_organisations = vec![desk.people.agency];
        lotse.qualifications[0].code = QualificationCode::parse("first_aid").unwrap();
    });
    let before = stored(db, id);
    let form = desk.browser.get(&format!("{to}/edit"));
    let field = |name: &str| value(&form.body, name);
    assert_eq!(
        (field("mon"), field("family_name")),
        ("9:15–12:05, 14:00–18:00".into(), "Rahimi &#60;Tanaka&#62;".into())
    );
    let mut again = filled();
    again.retain(|(name, _)| *name != "qualification.1");
    again.extend([("qualification.1", "first_aid"), ("list_number", "L-1")]);
    let saved = desk.browser.post(&format!("{to}/edit"), &again);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let number = before.list_number.clone();
    let after = Lotse { list_number: number, ..stored(db, id) };
    assert_eq!(after, before);

    // A second one with the same number is told where.
    let twice = desk.browser.post("/lotsen", &[filled(), vec![("list_number", "L-1")]].concat());
    assert!(twice.status == 422 && twice.body.contains("has this number already"), "{}", twice.body);
    // From active there is no way back to an applicant.
    again.retain(|(name, _)| *name != "status");
    again.push(("status", "applicant"));
    let moved = desk.browser.post(&format!("{to}/edit"), &again);
    assert!(moved.status == 422 && moved.body.contains("no step"), "{}", moved.body);
}

/// The value of a field of a form, as it is written there.
fn value(body: &str, name: &str) -> String {
    let field = body.split("<input").find(|field| field.contains(&format!(" name=\"{name}\""))).unwrap();
    field.split(" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn a_form_with_faults_keeps_what_was_typed(db: &TestDatabase) {
    let desk = open(db);
    let mut form = filled();
    form.retain(|(name, _)| !["mon", "home", "level.2", "availability"].contains(name));
    form.extend([("mon", "vormittags"), ("tue", "9–12"), ("home", "Nirgendwo"), ("availability", "weekly")]);
    let refused = desk.browser.post("/lotsen", &form);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("3 fields need"), "{}", refused.body);
    for (name, typed) in [("mon", "vormittags"), ("tue", "9–12"), ("home", "Nirgendwo"), ("language.2", "German")] {
        assert_eq!(value(&refused.body, name), typed, "{name}");
    }
    assert!(
        refused.body.contains("value=\"basic_course\" selected") && refused.body.contains("value=\"health\" checked")
    );
    // Times that stand beside "at any time" are not thrown away.
    let mut form = filled();
    form.retain(|(name, _)| *name != "availability");
    form.push(("availability", "any"));
    let refused = desk.browser.post("/lotsen", &form);
    assert!(refused.status == 422 && refused.body.contains("There are times below"), "{}", refused.body);
    let all = db.must_read(|tx| storage::lotsen::load(tx, &storage::lotsen::Selection::All));
    assert_eq!(all.len(), 2, "nobody was taken in");
}

fn an_absence_is_noted_and_taken_back(db: &TestDatabase) {
    let desk = open(db);
    let page = format!("/lotsen/{}", desk.people.lotse);
    let absences = format!("{page}/absences");
    let noted = desk.browser.post(&absences, &[("first", "2026-12-24"), ("last", "2026-12-26")]);
    assert_eq!(noted.status, 303, "{}", noted.body);
    assert!(desk.browser.get(&page).body.contains("Thu, 24 Dec to Sat, 26 Dec 2026"));
    let overlaps = desk.browser.post(&absences, &[("first", "2026-12-26")]);
    assert_eq!((overlaps.status, value(&overlaps.body, "first").as_str()), (422, "2026-12-26"));
    let wrong = desk.browser.post(&absences, &[("first", "2026-12-30"), ("last", "2026-12-28")]);
    assert!(wrong.status == 422 && wrong.body.contains("aria-invalid"), "{}", wrong.body);
    let back = desk.browser.post(&format!("{absences}/back"), &[("absence", "2026-12-24--2026-12-26")]);
    assert_eq!(back.status, 303, "{}", back.body);
    assert_eq!(stored(db, desk.people.lotse).absences, []);
}

fn others_lotsen_are_not_there(db: &TestDatabase) {
    let desk = open(db);
    let other = desk.people.other_lotse;
    let family = stored(db, other).family_name.to_string();
    assert!(!desk.browser.get("/lotsen?state=all").body.contains(&format!("/lotsen/{other}\"")), "{family}");
    for page in ["", "/edit", "/contact"] {
        assert_eq!(desk.browser.get(&format!("/lotsen/{other}{page}")).status, 404, "{page}");
    }
    let away = [("first", "2026-12-24")];
    for (page, form) in [("/edit", &filled()[..]), ("/contact", &[("email", "")][..]), ("/absences", &away[..])] {
        assert_eq!(desk.browser.post(&format!("/lotsen/{other}{page}"), form).status, 404, "{page}");
    }
    assert!(stored(db, other).absences.is_empty());
    assert!(stored(db, other).email.is_some());
}
