//! Figures of coverage: they are what the rows say, whatever comes late or is corrected, and nobody finds out from them what is hidden.

mod attack;
pub mod sql;
pub mod world;

use lotsenwerk::app::Context;
use lotsenwerk::app::coverage::check::{compare, recount};
use lotsenwerk::app::coverage::count::count;
use lotsenwerk::app::coverage::{self, Question, Shown};
use lotsenwerk::domain::access::{Access, Grant, Membership, Permission};
use lotsenwerk::domain::assignment::AssignmentState;
use lotsenwerk::domain::coverage::Dimension;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::UserId;
use lotsenwerk::domain::offer::OfferState;
use lotsenwerk::domain::request::{RequestState, SupportRequest};
use lotsenwerk::storage::{assignments, offers};

use self::world::{Dice, PLACES, fate, id, people, requests_of, save};
use crate::storage::samples::at;
use crate::support::context::context;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    figures_are_what_the_rows_say,
    what_is_told_is_what_the_rows_say,
    counting_twice_changes_nothing,
    writers_and_counters_at_the_same_time_miss_nothing,
    what_was_tampered_with_is_found,
    what_was_tampered_with_is_put_right,
    a_reason_is_what_happened_last,
    languages_that_hang_on_one_or_two_are_named,
);

const NOW: &str = "2027-02-01T07:00:00Z";
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2026;

fn grant() -> Grant {
    let user = UserId::new(at(NOW), [1; 10]);
    Access::new(user, [Membership::Operator], None).grant(Permission::CoverageRead).unwrap()
}

/// Three years, counted, then corrected: other states, places, topics, languages and days, answers that came late, hours, removals.
fn years(db: &TestDatabase, count_between: bool) -> Context {
    let context = context(db);
    people(db);
    let mut dice = Dice::new(3);
    let mut all = requests_of(400, YEARS, &mut dice);
    save(db, &all);
    fate(db, &all, 1, &mut dice);
    if count_between {
        assert!(count(&context, at(NOW)).unwrap() > 400);
    }
    for request in &mut all {
        match dice.roll(8) {
            0 => request.state = dice.pick(RequestState::ALL),
            1 => request.place.postcode = Postcode::parse(dice.pick(&PLACES)).unwrap(),
            2 => request.languages.reverse(),
            3 => request.posted_at = at(&format!("2025-0{}-28T22:30:00Z", 1 + dice.roll(9))),
            4 => request.state = RequestState::Cancelled,
            5 => request.topic = lotsenwerk::domain::code::Topic::Leisure,
            _ => {}
        }
    }
    save(db, &all);
    // A late run, offers and hours of some; and answers to those that were open.
    let some: Vec<SupportRequest> = all.iter().step_by(3).cloned().collect();
    if count_between {
        count(&context, at(NOW)).unwrap();
    }
    fate(db, &some, 2, &mut dice);
    let open = db.must_read(|tx| offers::load(tx, offers::Selection::Open));
    let mut chosen = open.iter().step_by(2);
    db.must_write(|tx| {
        chosen.try_for_each(|offer| offers::decide(tx, offer.id, OfferState::Accepted, at("2026-12-24T10:00:00Z")))
    });
    for request in &all {
        let of_request = db.must_read(|tx| assignments::load(tx, assignments::Selection::Request(request.id)));
        for before in of_request.iter().filter(|one| one.state == AssignmentState::Confirmed).take(1) {
            let after =
                lotsenwerk::domain::assignment::Assignment { state: AssignmentState::Completed, ..before.clone() };
            db.must_write(|tx| assignments::replace(tx, before, &after));
        }
    }
    let mut raw = db.raw();
    raw.batch("DELETE FROM hours_changes WHERE entry_id IN (SELECT id FROM hours_entries WHERE minutes > 200)");
    raw.batch("DELETE FROM hours_entries WHERE minutes > 200");
    raw.batch("DELETE FROM requests WHERE state = 'open' AND id NOT IN (SELECT request_id FROM proposals) AND id NOT IN (SELECT request_id FROM assignments) AND id NOT IN (SELECT request_id FROM unserved)");
    count(&context, at(NOW)).unwrap();
    context
}

fn figures_are_what_the_rows_say(db: &TestDatabase) {
    let context = years(db, true);
    let mut raw = db.raw();
    sql::recompute(&mut raw, &context, YEARS);
    let mut tables = vec![(None, None)];
    for (at, first) in sql::DIMENSIONS.into_iter().enumerate() {
        tables.push((Some(first), None));
        tables.extend(sql::DIMENSIONS.into_iter().skip(at + 1).map(|second| (Some(first), Some(second))));
    }
    assert_eq!(tables.len(), 22);
    let mut lines = 0;
    for (first, second) in tables {
        let wanted = sql::sums(&mut raw, first, second);
        lines += wanted.len();
        assert_eq!(sql::counted(&mut raw, first, second), wanted, "{first:?} {second:?}");
    }
    assert!(lines > 2000, "{lines}");
    let whole = sql::counted(&mut raw, None, None);
    for measure in ["served", "unserved", "waiting", "reason lost", "reason no_yes", "reason nobody", "reason missed"] {
        assert!(whole.iter().any(|line| line.contains(&format!("|{measure}|"))), "{measure} never came up: {whole:?}");
    }
    let [wanted, counted] = sql::loads(&mut raw);
    assert!(!wanted.is_empty());
    assert_eq!(counted, wanted);
    assert!(compare(&context.database, &context.area, |_| {}).unwrap().is_none());
}

fn what_is_told_is_what_the_rows_say(db: &TestDatabase) {
    let context = years(db, false);
    let mut raw = db.raw();
    sql::recompute(&mut raw, &context, YEARS);
    let mut told = 0;
    for year in YEARS {
        let question = Question { year, by: Some(Dimension::Region), across: None };
        let figures = coverage::figures(&context, &grant(), question).unwrap();
        assert_eq!(figures.counted_until, Some(at(NOW)));
        assert_eq!(figures.years, [2026, 2025, 2024]);
        for ((region, _), part) in &figures.parts {
            let one = |sql: String| raw_number(&mut db.raw(), &sql);
            let of =
                format!("FROM t_base b JOIN t_counts c ON c.id = b.id WHERE b.year = {year} AND b.region = '{region}'");
            let count = |measures: &str| {
                one(format!("SELECT '' || COALESCE(sum(c.value), 0) AS line {of} AND c.measure IN ({measures})"))
            };
            let (served, unserved) = (count("'served'"), count("'unserved'"));
            for (shown, is) in [
                (part.requests, served + unserved),
                (part.served, served),
                (part.unserved, unserved),
                (part.more.as_ref().unwrap().waiting, count("'waiting'")),
            ] {
                match shown {
                    Shown::Told(count) => assert_eq!(count, is, "{year} {region}"),
                    Shown::Hidden => assert!(is > 0 || served + unserved > 0, "something is hidden of nothing"),
                }
                told += u64::from(shown != Shown::Hidden);
                assert!(!(1..5).contains(&is) || shown == Shown::Hidden, "{is} of {year} {region} is told");
            }
            let more = part.more.as_ref().unwrap();
            if let Shown::Told(hours) = more.hours {
                assert_eq!(hours, (count("'minutes'") + 30) / 60);
            }
            let over = count("'yes', 'no', 'silence'");
            for (rate, part) in [(more.acceptance_rate, count("'yes'")), (more.no_answer_rate, count("'silence'"))] {
                if let Some(rate) = rate {
                    assert!(
                        (f64::from(rate) - 100.0 * part as f64 / over as f64).abs() <= 2.5,
                        "{rate} of {part}/{over}"
                    );
                }
            }
            for (times, measure) in
                [(more.time_to_match, "matched"), (more.time_to_acceptance, "accepted"), (more.lead_time, "lead")]
            {
                let Some(times) = times else { continue };
                for (shown, percent) in [(times.median, 50), (times.p90, 90)] {
                    let took = sql::quantile(&mut raw, measure, year, region, percent).unwrap();
                    let class = sql::CLASSES.into_iter().find(|end| took <= end * 3600).map(|end| end as u32);
                    assert_eq!(shown, class, "{percent} {measure} of {year} {region}: {took}");
                    told += 1;
                }
            }
        }
    }
    assert!(told > 45, "{told}");
}

fn raw_number(raw: &mut crate::support::db::Raw, sql: &str) -> u64 {
    raw.lines(sql)[0].parse().unwrap()
}

fn counting_twice_changes_nothing(db: &TestDatabase) {
    let context = years(db, true);
    let before = sql::counted(&mut db.raw(), Some("region"), Some("language"));
    assert_eq!(count(&context, at(NOW)).unwrap(), 0);
    db.must_write(|tx| lotsenwerk::storage::coverage::changes::note(tx, &(0..400).map(id).collect::<Vec<_>>()));
    assert_eq!(count(&context, at(NOW)).unwrap(), 400);
    assert_eq!(sql::counted(&mut db.raw(), Some("region"), Some("language")), before);
}

fn writers_and_counters_at_the_same_time_miss_nothing(db: &TestDatabase) {
    let context = context(db);
    people(db);
    let mut dice = Dice::new(5);
    let all = requests_of(200, YEARS, &mut dice);
    save(db, &all);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..12).for_each(|_| assert!(count(&context, at(NOW)).is_ok())));
        }
        for part in 0..2 {
            let all = &all;
            scope.spawn(move || {
                let mut dice = Dice::new(9 + part);
                for some in all.chunks(10).skip(part as usize).step_by(2) {
                    let mut some = some.to_vec();
                    some.iter_mut().for_each(|request| request.state = dice.pick(RequestState::ALL));
                    save(db, &some);
                }
            });
        }
    });
    count(&context, at(NOW)).unwrap();
    let found = compare(&context.database, &context.area, |_| {}).unwrap();
    assert!(found.is_none() && found.requests == 200 && found.waiting == 0, "{found:?}");
}

fn what_was_tampered_with_is_found(db: &TestDatabase) {
    let context = years(db, true);
    let found = || compare(&context.database, &context.area, |_| {}).unwrap();
    let mut raw = db.raw();
    raw.batch("UPDATE coverage_cells SET value = value + 1 WHERE first_by = 'region' AND second_by = '' AND measure = 'served'");
    assert!(found().sums > 3 && found().facts == 0);
    raw.batch("UPDATE coverage_cells SET value = value - 1 WHERE first_by = 'region' AND second_by = '' AND measure = 'served'");
    assert!(found().is_none());
    raw.batch("UPDATE coverage_facts SET topic = 'bank' WHERE topic <> 'bank'");
    assert!(found().facts > 100);
    match raw.engine() {
        lotsenwerk::storage::Engine::Sqlite => raw.batch("DROP TRIGGER coverage_offers_updated"),
        lotsenwerk::storage::Engine::Postgres => {
            raw.batch("ALTER TABLE offers DISABLE TRIGGER coverage_offers_changed")
        }
    }
    assert_eq!(found().triggers.len(), 1);
}

/// All sums, loads and facts, one line each.
fn everything(db: &TestDatabase) -> Vec<String> {
    let mut raw = db.raw();
    let mut lines = raw.lines(
        "SELECT year || '|' || first_by || '|' || second_by || '|' || first_key || '|' || second_key || '|' || measure || '|' || value AS line
         FROM coverage_cells WHERE value <> 0",
    );
    lines.extend(raw.lines(match raw.engine() {
        lotsenwerk::storage::Engine::Sqlite => {
            "SELECT year || '|' || hex(lotse_id) || '|' || assignments AS line FROM coverage_loads WHERE assignments <> 0"
        }
        lotsenwerk::storage::Engine::Postgres => {
            "SELECT year || '|' || lotse_id || '|' || assignments AS line FROM coverage_loads WHERE assignments <> 0"
        }
    }));
    lines.extend(raw.lines("SELECT year || '|' || month || '|' || region || '|' || topic || '|' || language || '|' || service AS line FROM coverage_facts"));
    lines.sort();
    lines
}

fn what_was_tampered_with_is_put_right(db: &TestDatabase) {
    let context = years(db, true);
    let repair = || recount(&context.database, &context.area, at(NOW), |_| {}).unwrap();
    let right = everything(db);
    let nothing = repair();
    assert_eq!((nothing.requests > 300, nothing.facts, nothing.sums), (true, 0, 0));
    assert_eq!(everything(db), right);
    for tampered in [
        "UPDATE coverage_cells SET value = value + 1 WHERE first_by = 'region' AND second_by = ''",
        "UPDATE coverage_cells SET value = 0 - value - 7 WHERE measure = 'served'",
        "DELETE FROM coverage_cells WHERE second_by = 'language'",
        "UPDATE coverage_facts SET topic = 'bank', month = 1 WHERE topic <> 'bank'",
        "UPDATE coverage_facts SET topic = 'no topic' WHERE topic <> 'bank'",
        "DELETE FROM coverage_facts WHERE month < 6",
        "UPDATE coverage_loads SET assignments = assignments + 1",
        "DELETE FROM coverage_loads",
    ] {
        db.raw().batch(tampered);
        // Some of what was done cannot even be read.
        assert!(compare(&context.database, &context.area, |_| {}).map_or(true, |found| !found.is_none()), "{tampered}");
        let repaired = repair();
        assert!(repaired.facts + repaired.sums > 0, "{tampered}: {repaired:?}");
        assert_eq!(everything(db), right, "{tampered}");
        assert!(compare(&context.database, &context.area, |_| {}).unwrap().is_none(), "{tampered}");
        assert_eq!(repair(), nothing, "{tampered}");
    }
    // What waited to be counted is counted.
    let mut moved = requests_of(1, YEARS, &mut Dice::new(11));
    moved[0].id = id(70_000);
    save(db, &moved);
    let repaired = repair();
    assert!(compare(&context.database, &context.area, |_| {}).unwrap().is_none());
    assert_eq!(count(&context, at(NOW)).unwrap(), 0, "{repaired:?}");
}

/// What happened to a request for which nobody was found, in this order, and the reason that is told of it.
fn a_reason_is_what_happened_last(db: &TestDatabase) {
    use world::Event::{Asked, Left, Missed};
    let context = context(db);
    people(db);
    let stories: [(&[world::Event], &str); 9] = [
        (&[], "nobody"),
        (&[Left], "language"),
        (&[Asked], "no_yes"),
        (&[Asked, Left], "language"),
        (&[Left, Asked], "no_yes"),
        (&[Left, Asked, Left], "language"),
        (&[Left, Asked, Missed], "missed"),
        (&[Asked, Missed, Left], "language"),
        (&[Asked, Missed, Left, Asked], "no_yes"),
    ];
    for state in [RequestState::Unserved, RequestState::Expired] {
        for (number, (events, _)) in (0..).zip(stories) {
            world::tell(db, 100 * u32::from(state == RequestState::Expired) + number, state, events);
        }
    }
    count(&context, at(NOW)).unwrap();
    let mut told: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for line in sql::counted(&mut db.raw(), None, None) {
        if let [_, _, _, measure, value] = line.split('|').collect::<Vec<_>>()[..]
            && let Some(reason) = measure.strip_prefix("reason ")
        {
            told.insert(reason.to_owned(), value.parse().unwrap());
        }
    }
    let mut wanted = std::collections::BTreeMap::new();
    for (_, reason) in stories {
        *wanted.entry(reason.to_owned()).or_insert(0) += 2;
    }
    assert_eq!(told, wanted);
    // And as plain SQL says it.
    sql::recompute(&mut db.raw(), &context, YEARS);
    assert_eq!(sql::counted(&mut db.raw(), None, None), sql::sums(&mut db.raw(), None, None));
    // What comes late or is taken back is heard: the offers go, and with them their reason.
    db.raw().batch("DELETE FROM offers");
    count(&context, at(NOW)).unwrap();
    sql::recompute(&mut db.raw(), &context, YEARS);
    let after = sql::counted(&mut db.raw(), None, None);
    assert_eq!(after, sql::sums(&mut db.raw(), None, None));
    assert!(!after.iter().any(|line| line.contains("no_yes")), "{after:?}");
}

fn languages_that_hang_on_one_or_two_are_named(db: &TestDatabase) {
    let context = context(db);
    people(db);
    let fragile = coverage::fragile(&context, &grant()).unwrap();
    assert!(!fragile.is_empty());
    // Once more, Lotse by Lotse and place by place.
    let lotsen = db.must_read(|tx| lotsenwerk::storage::lotsen::load(tx, &lotsenwerk::storage::lotsen::Selection::All));
    for region in context.area.regions() {
        let mut named = Vec::new();
        for code in world::LANGUAGES.iter().chain(&["deu"]) {
            let in_reach = lotsen.iter().filter(|lotse| {
                let speaks = lotse.languages.iter().any(|spoken| spoken.language.to_string() == **code);
                let Ok(home) = context.area.gazetteer().place(lotse.home) else { return false };
                let mut places = context.area.gazetteer().places().iter().filter(|place| place.region == region.code);
                let reaches =
                    places.any(|place| home.point.distance_m(place.point) <= u32::from(lotse.radius_km) * 1000);
                speaks && reaches && lotse.status == lotsenwerk::domain::code::LotseStatus::Active
            });
            if (1..=2).contains(&in_reach.count()) {
                named.push((*code).to_owned());
            }
        }
        named.sort();
        let told: Vec<String> = fragile.get(&region.code).into_iter().flatten().map(ToString::to_string).collect();
        assert_eq!(told, named, "{}", region.name);
    }
}
