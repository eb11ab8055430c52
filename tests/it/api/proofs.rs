//! Proofs of use and forecasts over the REST interface: amounts are the sums of statements and of the rows themselves, whoever may not
//! see people sees none, and the files say the same.

use std::collections::BTreeSet;

use lotsenwerk::app::proofs::{self, Sight};
use lotsenwerk::app::{Format, forecasts, funding};
use lotsenwerk::domain::access::{Access, Membership, Permission, Role};
use lotsenwerk::domain::code::{Service, Topic};
use lotsenwerk::domain::hours::{Decision, HoursEntry, HoursState, Worked};
use lotsenwerk::domain::id::{HoursEntryId, LotseId};
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::month::Month;
use lotsenwerk::domain::request::{Appointment, RequestState, SupportRequest};
use lotsenwerk::i18n::Locale;
use lotsenwerk::storage;
use lotsenwerk::tables;
use serde_json::{Value, json};

use super::Desk;
use super::statements::went;
use crate::storage::samples::{assignment_id, at, local, organisation_id, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office;

on_each_database!(
    a_year_is_the_sum_of_its_statements_and_of_its_rows,
    whoever_sees_no_people_is_told_none,
    of_few_people_the_project_alone_is_told,
    the_files_say_the_same,
    the_next_year_is_foretold_from_whole_months,
);

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(sides)).unwrap()
    }
}

/// Writes down an entry as it would be after its confirmation, or while it waits.
fn enter(
    db: &TestDatabase,
    desk: &Desk,
    number: u32,
    (lotse, service, minutes): (LotseId, Service, u32),
    start: &str,
    confirmed: bool,
) {
    let writer = desk.people.of[&Role::Coordinator].user;
    let logged_at = at("2026-12-06T10:00:00Z");
    let decision = if confirmed { Decision::Confirmed { by: writer, at: logged_at } } else { Decision::Waiting };
    let mut random = [0; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    let entry = HoursEntry {
        id: HoursEntryId::new(logged_at, random),
        assignment: assignment_id(number),
        lotse,
        organisation: desk.people.carrier,
        service,
        worked_until: local(start) + chrono::Duration::hours(1),
        worked: Worked::new(minutes, number.is_multiple_of(3).then_some(number % 40), None).unwrap(),
        logged_by: writer,
        logged_at,
        decision,
        revision: u32::from(confirmed),
    };
    db.must_write(|tx| storage::hours::add(tx, &entry));
}

/// A generated year of a project: three Lotsen, some clients, both services.
fn year(db: &TestDatabase, desk: &Desk) -> Vec<LotseId> {
    year_of(db, desk, 2)
}

/// The same with so many Lotsen beside the one with an account.
fn year_of(db: &TestDatabase, desk: &Desk, others: u32) -> Vec<LotseId> {
    let others: Vec<Lotse> =
        (3..3 + others).map(|number| Lotse { organisation: organisation_id(0), ..office::lotse(number) }).collect();
    db.must_write(|tx| storage::lotsen::save_all(tx, &others));
    let lotsen: Vec<LotseId> = std::iter::once(desk.people.lotse).chain(others.iter().map(|one| one.id)).collect();
    let sides = u32::try_from(lotsen.len()).unwrap();
    let mut dice = Dice(17);
    for number in 1..=150 {
        let lotse = lotsen[dice.roll(sides) as usize];
        let service = if dice.roll(3) == 0 { Service::Interpreting } else { Service::Accompaniment };
        let client = (dice.roll(5) > 0).then(|| format!("K-{}", dice.roll(9)));
        let start = format!("2026-{:02}-{:02} {:02}:00", 1 + dice.roll(11), 1 + dice.roll(28), 8 + dice.roll(9));
        went(db, number, lotse, &start, service, client.as_deref());
        enter(db, desk, number, (lotse, service, 20 + dice.roll(200)), &start, dice.roll(10) > 0);
    }
    lotsen
}

fn one(db: &TestDatabase, sql: &str) -> u64 {
    db.raw().lines(&format!("SELECT CAST(({sql}) AS TEXT) AS line"))[0].parse().unwrap()
}

fn a_year_is_the_sum_of_its_statements_and_of_its_rows(db: &TestDatabase) {
    let desk = Desk::open(db);
    let lotsen = year(db, &desk);
    let proof = desk.get(Role::Coordinator, &format!("/organisations/{}/proof?year=2026", desk.people.carrier)).json();
    let mut by_statements = 0;
    for lotse in &lotsen {
        for month in 1..=12 {
            let path = format!("/lotsen/{lotse}/statement?month=2026-{month:02}");
            by_statements += desk.get(Role::Coordinator, &path).json()["cents"].as_u64().unwrap();
        }
    }
    let figure = |pointer: &str| {
        proof.pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("{pointer} in {proof}"))
    };
    let allowances = figure("/accompaniment/cents") + figure("/interpreting/cents");
    assert!(by_statements > 50_000);
    assert_eq!(allowances, by_statements, "the proof is the sum of the statements");
    assert_eq!(figure("/cents"), allowances, "three Lotsen are too few for the flat rate");

    // The same from the rows, by SQL alone; the limit for clients bites, that of hours does not.
    let confirmed = "FROM hours_entries h JOIN assignments a ON a.id = h.assignment_id JOIN requests r ON r.id = a.request_id \
        WHERE h.state = 'confirmed'";
    let of = |what: &str, service: &str| one(db, &format!("SELECT {what} {confirmed} AND h.service = '{service}'"));
    assert_eq!(figure("/accompaniment/minutes"), of("SUM(h.minutes)", "accompaniment"));
    assert_eq!(figure("/accompaniment/cents"), of("SUM((h.minutes * 500 + 30) / 60)", "accompaniment"));
    assert_eq!(figure("/interpreting/entries"), of("COUNT(*)", "interpreting"));
    let paid = one(
        db,
        &format!(
            "SELECT SUM(CASE WHEN client IS NULL OR n < 5 THEN n ELSE 5 END) FROM (SELECT r.client_ref AS client, COUNT(*) AS n {confirmed} \
             AND h.service = 'interpreting' GROUP BY r.client_ref) AS per_client"
        ),
    );
    assert_eq!(figure("/interpreting/paid_sittings"), paid);
    assert!(paid < figure("/interpreting/sittings"), "somebody has had more than five");
    assert_eq!(figure("/interpreting/cents"), paid * 2_000);
    assert_eq!(figure("/report/clients"), one(db, &format!("SELECT COUNT(DISTINCT r.client_ref) {confirmed}")));
    assert_eq!(figure("/report/assignments"), one(db, &format!("SELECT COUNT(*) {confirmed}")));
    assert_eq!(figure("/report/kilometres"), one(db, &format!("SELECT SUM(h.kilometres) {confirmed}")));
    assert_eq!(figure("/undecided"), one(db, "SELECT COUNT(*) FROM hours_entries WHERE state = 'logged'"));
    assert_eq!(figure("/report/lotsen"), 3);
    let people: u64 = ["accompaniment", "interpreting"]
        .iter()
        .flat_map(|service| proof["people"][service].as_array().unwrap())
        .map(|row| row["sums"]["cents"].as_u64().unwrap())
        .sum();
    assert_eq!(people, allowances);
    let other_year =
        desk.get(Role::Coordinator, &format!("/organisations/{}/proof?year=2025", desk.people.carrier)).json();
    assert_eq!(other_year["cents"], 0);
    assert_eq!(
        desk.get(Role::Coordinator, &format!("/organisations/{}/proof?year=2019", desk.people.carrier)).status,
        404
    );
}

fn of_few_people_the_project_alone_is_told(db: &TestDatabase) {
    let desk = Desk::open(db);
    year(db, &desk);
    let at = |what: &str| format!("/organisations/{}/{what}", desk.people.carrier);
    for what in ["proof?year=2026", "proof/file?year=2026", "forecast"] {
        assert_eq!(desk.get(Role::Coordinator, &at(what)).status, 200, "{what}");
        let refused = desk.get(Role::CompetenceCentre, &at(what));
        assert_eq!(refused.status, 404, "{what}: {}", refused.body);
        assert!(refused.body.contains("Fewer than 5 people"), "{what}: {}", refused.body);
    }
    let cookie = format!("lotsenwerk={}", desk.people.session(Role::CompetenceCentre));
    let page = desk.site.visit("GET", &at("proof"), Some(&cookie), &[]);
    assert!(page.status == 200 && page.body.contains("Fewer than 5 people"), "a click leads there: {}", page.body);
    let access = |role, membership| Access::new(desk.people.of[&role].user, [membership], None);
    let standing = |access: Access, sight| {
        let grant = access.grant(Permission::ProofsRead).unwrap();
        let now = "2026-12-07T08:00:00Z".parse().unwrap();
        funding::funding(&desk.context, &grant, sight, desk.people.carrier, now).unwrap()
    };
    let own = standing(access(Role::Coordinator, Membership::Coordinator(desk.people.carrier)), Sight::People);
    assert!(own.spent > Some(50_000) && own.lotsen.has == Some(3) && own.clients_at_limit > Some(0), "{own:?}");
    let centre =
        standing(access(Role::CompetenceCentre, Membership::CompetenceCentre(organisation_id(9))), Sight::Figures);
    let told = (centre.spent, centre.expected, centre.lotsen.has, centre.clients_at_limit, centre.near);
    assert!(matches!(told, (None, None, None, None, None)), "{told:?}");
    assert!(!centre.lotsen.is_met, "three of five");
}

fn whoever_sees_no_people_is_told_none(db: &TestDatabase) {
    let desk = Desk::open(db);
    year_of(db, &desk, 7);
    // One assignment on a topic of its own could be somebody.
    let is_confirmed = |number: &u32| {
        let entry = db.must_read(|tx| storage::hours::of_assignment(tx, assignment_id(*number))).unwrap();
        entry.decision.state() == HoursState::Confirmed
    };
    let counted = (1..=150).find(is_confirmed).unwrap();
    let request = db.must_read(|tx| storage::requests::find(tx, request_id(counted)));
    db.must_write(|tx| storage::requests::save_all(tx, &[SupportRequest { topic: Topic::Bank, ..request.clone() }]));
    let path = format!("/organisations/{}/proof?year=2026", desk.people.carrier);
    let (own, centre) = (desk.get(Role::Coordinator, &path).json(), desk.get(Role::CompetenceCentre, &path).json());
    assert_eq!(own["accompaniment"], centre["accompaniment"]);
    assert!(own["people"].is_object() && centre["people"].is_null());
    assert!(own["undecided"].as_u64() > Some(0) && centre["undecided"].is_null(), "{centre}");
    // Nobody was found for two.
    let two = [201, 202].map(|number| SupportRequest {
        state: RequestState::Unserved,
        ..office::request(number, vec![Appointment::single(local("2026-11-05 09:00"), 60).unwrap()])
    });
    db.must_write(|tx| storage::requests::save_all(tx, &two));
    let unserved = |role| desk.get(role, &path).json()["report"]["unserved"].clone();
    assert_eq!((unserved(Role::Coordinator), unserved(Role::CompetenceCentre)), (json!(2), Value::Null));
    let kinds = |proof: &Value| -> BTreeSet<Option<String>> {
        let topics = proof["report"]["topics"].as_array().unwrap();
        topics.iter().map(|topic| topic["kind"].as_str().map(str::to_owned)).collect()
    };
    assert!(kinds(&own).contains(&Some("bank".to_owned())), "{own}");
    assert!(!kinds(&centre).contains(&Some("bank".to_owned())) && kinds(&centre).contains(&None), "{centre}");
    for count in centre["report"]["topics"].as_array().unwrap() {
        assert!(count["count"].as_u64().unwrap() >= 5, "{centre}");
    }
    for role in [Role::Operator, Role::Requester, Role::Lotse] {
        assert_eq!(desk.get(role, &path).status, 403, "{role}");
    }
    let others = format!("/organisations/{}/proof", desk.people.other_carrier);
    assert_eq!(desk.get(Role::Coordinator, &others).status, 404);
    assert_eq!(desk.get(Role::CompetenceCentre, &others).status, 200);
    assert_eq!(desk.get(Role::CompetenceCentre, &format!("/organisations/{}/proof", desk.people.agency)).status, 404);
    let file = |role| desk.get(role, &format!("/organisations/{}/proof/file?year=2026", desk.people.carrier)).body;
    let name = db.must_read(|tx| storage::lotsen::find(tx, desk.people.lotse)).family_name.to_string();
    assert!(file(Role::Coordinator).contains(&name) && !file(Role::CompetenceCentre).contains(&name));
}

fn the_files_say_the_same(db: &TestDatabase) {
    let desk = Desk::open(db);
    year(db, &desk);
    let access =
        Access::new(desk.people.of[&Role::Coordinator].user, [Membership::Coordinator(desk.people.carrier)], None);
    let grant = access.grant(Permission::ProofsRead).unwrap();
    let proof = proofs::proof(&desk.context, &grant, Sight::People, desk.people.carrier, 2026).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 12, 7).unwrap();
    let file = |locale, format| proofs::file(&desk.context, &proof, locale, today, format).unwrap();
    let workbook = tables::read(&file(Locale::De, Format::Xlsx), &tables::Limits::default()).unwrap();
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        ["Verwendungsnachweis 2026", "Zusammenfassung", "Begleitung", "Dolmetschen", "Angaben zum Sachbericht"]
    );
    let csv = String::from_utf8(file(Locale::De, Format::Csv)).unwrap();
    let cents = proof.accompaniment.cents;
    assert!(csv.contains(&format!(";{},{:02}\r\n", cents / 100, cents % 100)), "{csv}");
    assert!(csv.starts_with("\u{feff}Verwendungsnachweis 2026\r\n"));
    let english = String::from_utf8(file(Locale::En, Format::Csv)).unwrap();
    assert!(english.contains("Lotse,") && english.contains(&format!(",{}.{:02}\r\n", cents / 100, cents % 100)));
    let pdf = file(Locale::De, Format::Pdf);
    assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() > 10_000);
}

fn the_next_year_is_foretold_from_whole_months(db: &TestDatabase) {
    let desk = Desk::open(db);
    // Twenty months until November 2026, a steady hour more each month; December has begun and does not count.
    let mut number = 0;
    let mut month = Month::new(2025, 4).unwrap();
    for steps in 1..=20_u32 {
        for hour in 0..steps {
            number += 1;
            let start = format!("{month}-{:02} {:02}:00", 1 + hour % 28, 8 + hour / 28);
            went(db, number, desk.people.lotse, &start, Service::Accompaniment, None);
            enter(db, &desk, number, (desk.people.lotse, Service::Accompaniment, 60), &start, hour % 2 == 0);
        }
        month = month.next();
    }
    went(db, number + 1, desk.people.lotse, "2026-12-01 09:00", Service::Accompaniment, None);
    enter(db, &desk, number + 1, (desk.people.lotse, Service::Accompaniment, 400), "2026-12-01 09:00", true);
    let unserved = SupportRequest {
        state: RequestState::Unserved,
        ..office::request(
            900,
            vec![lotsenwerk::domain::request::Appointment::single(local("2026-10-01 09:00"), 90).unwrap()],
        )
    };
    db.must_write(|tx| storage::requests::save_all(tx, std::slice::from_ref(&unserved)));
    let outlook = desk.get(Role::Coordinator, &format!("/organisations/{}/forecast", desk.people.carrier)).json();
    let need = &outlook["accompaniment"];
    assert_eq!(
        (&outlook["year"], &outlook["known_until"], &need["months_known"]),
        (&json!(2027), &json!("2026-11"), &json!(20))
    );
    // Twenty months are too few for a trend: the last twelve as they were, 9 to 20 hours.
    assert_eq!(
        (&need["expected"]["basis"], &need["expected"]["sum"]),
        (&json!("last_year"), &json!((9..=20).sum::<u32>() * 60))
    );
    let most = need["expected"]["most"].as_u64().unwrap();
    assert!(most > need["expected"]["sum"].as_u64().unwrap() && need["expected"]["least"].as_u64().unwrap() > 0);
    assert_eq!(need["expected"]["cents"], (9..=20).sum::<u32>() * 500);
    assert_eq!(need["unmet"], json!({"requests": 1, "minutes": 90, "sittings": 1}));
    assert_eq!(need["years"][0], json!({"year": 2025, "sum": (1..=9).sum::<u32>() * 60, "months": 9}));
    assert_eq!(outlook["interpreting"]["expected"], Value::Null);
    let access =
        Access::new(desk.people.of[&Role::Coordinator].user, [Membership::Coordinator(desk.people.carrier)], None);
    let grant = access.grant(Permission::ProofsRead).unwrap();
    let in_two_years = "2028-12-07T06:00:00Z".parse().unwrap();
    let later = forecasts::outlook(&desk.context, &grant, Sight::People, desk.people.carrier, in_two_years).unwrap();
    assert_eq!((later.year, later.accompaniment.months_known), (2029, 44), "months without work are known too");
}
