//! What goes in comes out: every noun, every field, at its extremes.

use std::slice::from_ref;

use chrono::{DateTime, Utc};
use lotsenwerk::domain::code::{LotseStatus, OrganisationKind};
use lotsenwerk::domain::organisation::Lending;
use lotsenwerk::domain::outbox::{MailState, OutboxMail};
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::domain::run::{MatchingRun, RunProgress, RunTrigger, Unserved};
use lotsenwerk::domain::text::PersonName;
use lotsenwerk::storage::{StorageError, assignments, lotsen, offers, organisations, outbox, requests, runs};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    organisations_and_lendings,
    lotsen_with_all_their_lists,
    requests_with_all_their_lists,
    runs_and_what_they_found,
    offers_and_assignments,
    a_thousand_lotsen_at_once,
    any_instant_comes_back_to_the_microsecond,
    any_text_comes_back_as_it_was,
);

fn organisations_and_lendings(db: &TestDatabase) {
    let mut bare = organisation(2);
    bare.kind = OrganisationKind::CompetenceCentre;
    bare.email = None;
    bare.regions.clear();
    let mut full = organisation(1);
    let mut lending = Lending { from: full.id, to: bare.id, from_agreed: true, to_agreed: false };
    db.must_write(|tx| {
        organisations::save_all(tx, &[full.clone(), bare.clone()])?;
        organisations::save_lendings(tx, &[lending])
    });

    // Saving again overwrites, with all lists.
    full.regions.remove(0);
    lending.to_agreed = true;
    db.must_write(|tx| {
        organisations::save_all(tx, from_ref(&full))?;
        organisations::save_lendings(tx, &[lending])
    });
    db.must_read(|tx| {
        assert_eq!(organisations::all(tx)?, [full.clone(), bare.clone()]);
        assert_eq!(organisations::find(tx, bare.id)?, bare);
        assert_eq!(organisations::find_by_name(tx, &full.name)?, Some(full.clone()));
        assert_eq!(organisations::all_lendings(tx)?, [lending]);
        Ok(())
    });
}

fn lotsen_with_all_their_lists(db: &TestDatabase) {
    let carrier = organisation_id(1);
    let (full, bare) = (full_lotse(1, carrier), bare_lotse(2, carrier));
    let mut never = bare_lotse(3, carrier);
    never.availability = Some(Vec::new().into());
    db.must_write(|tx| {
        organisations::save_all(tx, &[organisation(1), organisation(2)])?;
        lotsen::save_all(tx, &[full.clone(), bare.clone(), never.clone()])
    });
    db.must_read(|tx| {
        assert_eq!(lotsen::load(tx, &lotsen::Selection::All)?, [full.clone(), bare.clone(), never.clone()]);
        assert_eq!(lotsen::load(tx, &lotsen::Selection::Status(LotseStatus::Active))?, from_ref(&full));
        assert_eq!(lotsen::load(tx, &lotsen::Selection::Organisation(organisation_id(2)))?, []);
        assert_eq!(lotsen::load(tx, &lotsen::Selection::Ids(vec![bare.id, lotse_id(9)]))?, from_ref(&bare));
        assert_eq!(lotsen::load(tx, &lotsen::Selection::Ids(Vec::new()))?, []);
        assert_eq!(lotsen::find(tx, full.id)?, full);
        let numbers = lotsen::ids_by_list_number(tx, carrier)?;
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [(full.list_number.clone().unwrap(), full.id)]);
        let counts = lotsen::count_by_status(tx)?;
        assert!(counts.contains(&(LotseStatus::Active, 1)) && counts.contains(&(LotseStatus::Applicant, 2)));
        Ok(())
    });

    // Saving again overwrites, with all lists; the others stay as they were.
    let mut emptied = bare_lotse(1, carrier);
    emptied.organisation = organisation_id(2);
    db.must_write(|tx| {
        lotsen::save_all(tx, from_ref(&emptied))?;
        lotsen::note_asked(tx, &[bare.id, bare.id], at("2026-11-21T00:00:00Z"))
    });
    let mut asked = bare.clone();
    asked.last_asked_at = Some(at("2026-11-21T00:00:00Z"));
    db.must_read(|tx| {
        assert_eq!(lotsen::load(tx, &lotsen::Selection::All)?, [emptied.clone(), asked.clone(), never.clone()]);
        Ok(())
    });
}

fn requests_with_all_their_lists(db: &TestDatabase) {
    let carrier = organisation_id(1);
    let people = [full_lotse(1, carrier), full_lotse(2, carrier), full_lotse(3, carrier)];
    let full = full_request(1, carrier, people[0].id, people[1].id);
    let mut bare = bare_request(2, carrier);
    bare.organisation = organisation_id(2);
    bare.state = RequestState::Draft;
    db.must_write(|tx| {
        organisations::save_all(tx, &[organisation(1), organisation(2)])?;
        lotsen::save_all(tx, &people)?;
        requests::save_all(tx, &[full.clone(), bare.clone()])
    });
    db.must_read(|tx| {
        use requests::Selection;
        assert_eq!(requests::load(tx, &Selection::All)?, [full.clone(), bare.clone()]);
        assert_eq!(requests::load(tx, &Selection::OpenForMatching)?, from_ref(&full));
        assert_eq!(requests::load(tx, &Selection::OpenForMatchingOf(carrier))?, from_ref(&full));
        assert_eq!(requests::load(tx, &Selection::OpenForMatchingOf(organisation_id(2)))?, []);
        assert_eq!(requests::load(tx, &Selection::Carrier(carrier))?, [full.clone(), bare.clone()]);
        assert_eq!(requests::find(tx, bare.id)?, bare);
        let numbers = requests::ids_by_list_number(tx, carrier)?;
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [(full.list_number.clone().unwrap(), full.id)]);
        assert!(requests::count_by_state(tx)?.contains(&(RequestState::Draft, 1)));
        Ok(())
    });

    // Who declined comes back among the excluded, once, and saving the request again changes nothing.
    db.must_write(|tx| {
        let pairs = [(full.id, people[2].id), (full.id, people[1].id)];
        offers::note_declined(tx, &pairs, at("2026-11-21T00:00:00Z"))?;
        offers::note_declined(tx, &pairs, at("2026-11-22T00:00:00Z"))
    });
    let mut expected = full.clone();
    expected.excluded_lotsen.push(people[2].id);
    for _ in 0..2 {
        let found = db.must_read(|tx| requests::find(tx, full.id));
        assert_eq!(found, expected);
        db.must_write(|tx| requests::save_all(tx, from_ref(&found)));
    }
}

fn runs_and_what_they_found(db: &TestDatabase) {
    let found = small_world(db);
    let carrier = organisation_id(1);
    let rest =
        Unserved { run: run_id(2), request: request_id(2), reasons: json!([{ "code": "distance", "removed": 3 }]) };
    let again = proposal(2, run_id(2), found.request, lotse_id(2));
    db.must_write(|tx| {
        runs::start(tx, run_id(2), None, RunTrigger::Event, 7, at("2026-11-21T08:00:00Z"))?;
        runs::start(tx, run_id(3), None, RunTrigger::Event, 8, at("2026-11-22T08:00:00Z"))?;
        runs::start(tx, run_id(4), None, RunTrigger::Event, 9, at("2026-11-23T08:00:00Z"))?;
        runs::fail(tx, run_id(3), at("2026-11-22T08:00:01Z"), "no memory")?;
        runs::finish(
            tx,
            run_id(2),
            &runs::Outcome {
                at: at("2026-11-21T08:00:09Z"),
                problem_digest: "sha256:1",
                plan: &json!({ "proposals": [] }),
                totals: &json!({ "bound": 17 }),
                proposals: from_ref(&again),
                unserved: from_ref(&rest),
            },
        )
    });
    db.must_read(|tx| {
        let run = |number, carrier, seed, started_at: &str, progress| MatchingRun {
            id: run_id(number),
            carrier,
            trigger: RunTrigger::Event,
            seed,
            started_at: at(started_at),
            reached: None,
            is_stopping: false,
            progress,
        };
        assert_eq!(
            runs::latest(tx, 9)?,
            [
                run(4, None, 9, "2026-11-23T08:00:00Z", RunProgress::Running),
                run(
                    3,
                    None,
                    8,
                    "2026-11-22T08:00:00Z",
                    RunProgress::Failed { at: at("2026-11-22T08:00:01Z"), why: "no memory".to_owned() }
                ),
                run(
                    2,
                    None,
                    7,
                    "2026-11-21T08:00:00Z",
                    RunProgress::Finished {
                        at: at("2026-11-21T08:00:09Z"),
                        problem_digest: "sha256:1".to_owned(),
                        totals: json!({ "bound": 17 }),
                    }
                ),
                run(
                    1,
                    Some(carrier),
                    u64::MAX,
                    "2026-11-20T08:00:00Z",
                    RunProgress::Finished {
                        at: at("2026-11-20T08:00:01Z"),
                        problem_digest: "sha256:0".to_owned(),
                        totals: json!({ "served": 1 }),
                    }
                ),
            ]
        );
        assert_eq!(runs::latest(tx, 1)?.len(), 1);
        assert_eq!(runs::find(tx, run_id(4))?.progress, RunProgress::Running);
        assert_eq!(runs::plan(tx, run_id(2))?, Some(json!({ "proposals": [] })));
        assert_eq!(runs::plan(tx, run_id(3))?, None);
        assert_eq!(runs::proposals(tx, runs::Proposed::By(run_id(2)))?, from_ref(&again));
        assert_eq!(runs::proposals(tx, runs::Proposed::One(found.id))?, from_ref(&found));
        assert_eq!(runs::proposals(tx, runs::Proposed::In(found.state))?, [found.clone(), again.clone()]);
        assert_eq!(runs::unserved(tx, run_id(2))?, from_ref(&rest));
        assert_eq!(runs::unserved(tx, run_id(1))?, []);
        Ok(())
    });
}

fn offers_and_assignments(db: &TestDatabase) {
    let found = small_world(db);
    let asked = offer(1, &found);
    let confirmed = assignment(1, found.request, found.lotse);
    let mut series = assignment(2, request_id(2), lotse_id(2));
    series.appointment = found.appointment.clone();
    db.must_write(|tx| {
        offers::insert_all(tx, from_ref(&asked))?;
        assignments::insert_all(tx, &[confirmed.clone(), series.clone()])
    });
    db.must_read(|tx| {
        assert_eq!(offers::find(tx, asked.id)?, asked);
        for selection in [
            offers::Selection::Open,
            offers::Selection::Request(found.request),
            offers::Selection::Overdue(asked.expires_at),
        ] {
            assert_eq!(offers::load(tx, selection)?, from_ref(&asked));
        }
        assert_eq!(offers::load(tx, offers::Selection::Overdue(asked.asked_at))?, []);
        let (before, after) = (at("2026-11-20T12:00:00Z"), at("2026-11-20T12:00:01Z"));
        assert_eq!(
            offers::asked_between(tx, (before, after), None)?.into_iter().collect::<Vec<_>>(),
            [(found.lotse, 1)]
        );
        assert!(offers::asked_between(tx, (after, at("2027-01-01T00:00:00Z")), None)?.is_empty());

        use assignments::Selection;
        assert_eq!(assignments::load(tx, Selection::One(confirmed.id))?, from_ref(&confirmed));
        assert_eq!(assignments::load(tx, Selection::Request(request_id(2)))?, from_ref(&series));
        let between = |first, last| Selection::Between(day(first), day(last));
        assert_eq!(assignments::load(tx, between("2026-12-08", "2026-12-08"))?, [confirmed.clone(), series.clone()]);
        // One sitting in the time is enough for the whole series.
        assert_eq!(assignments::load(tx, between("2026-12-15", "2026-12-15"))?, from_ref(&series));
        assert_eq!(assignments::load(tx, between("2026-12-09", "2026-12-14"))?, []);
        Ok(())
    });
}

fn a_thousand_lotsen_at_once(db: &TestDatabase) {
    let carrier = organisation_id(1);
    let many: Vec<_> = (0..1_203).map(|number| full_lotse(number, carrier)).collect();
    db.must_write(|tx| {
        organisations::save_all(tx, &[organisation(1)])?;
        lotsen::save_all(tx, &many)
    });
    let stored = db.must_read(|tx| lotsen::load(tx, &lotsen::Selection::Status(LotseStatus::Active)));
    assert_eq!(stored, many);
}

fn any_instant_comes_back_to_the_microsecond(db: &TestDatabase) {
    // From the year 1 to 9999, and not only whole microseconds.
    let instants = (-62_135_596_800_i64..=253_402_300_799, 0_u32..1_000_000_000);
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    runner
        .run(&instants, |(seconds, nanos)| {
            let instant: DateTime<Utc> = DateTime::from_timestamp(seconds, nanos).unwrap();
            let cut = DateTime::from_timestamp(seconds, nanos / 1_000 * 1_000).unwrap();
            let stored = rewrite(db, |mail| {
                mail.created_at = instant;
                mail.state = MailState::Sent { at: instant };
            });
            prop_assert_eq!(stored.created_at, cut);
            prop_assert_eq!(stored.state, MailState::Sent { at: cut });
            Ok(())
        })
        .unwrap();
}

fn any_text_comes_back_as_it_was(db: &TestDatabase) {
    db.must_write(|tx| organisations::save_all(tx, &[organisation(1)]));
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    runner
        .run(&"[\\PC\u{600}-\u{6ff}\u{200c}-\u{200f}%_'\"\\\\]{1,60}", |text| {
            let Ok(name) = PersonName::parse(&text) else { return Ok(()) };
            let mut lotse = bare_lotse(1, organisation_id(1));
            lotse.given_name = name;
            let stored: Result<_, StorageError> = db.write(|tx| {
                lotsen::save_all(tx, from_ref(&lotse))?;
                lotsen::find(tx, lotse.id)
            });
            prop_assert_eq!(stored.unwrap(), lotse);
            let stored = rewrite(db, |mail| mail.payload = json!({ text.clone(): from_ref(&text) }));
            prop_assert_eq!(stored.payload, json!({ text.clone(): [text] }));
            Ok(())
        })
        .unwrap();
}

/// Stores a mail that differs from the sample, reads it back, and forgets it.
fn rewrite(db: &TestDatabase, change: impl Fn(&mut OutboxMail)) -> OutboxMail {
    let mut changed = mail(1);
    change(&mut changed);
    let result: Result<OutboxMail, Rolled> = db.write(|tx| {
        assert_eq!(outbox::add_all(tx, from_ref(&changed))?, 1);
        Err(Rolled::Back(Box::new(outbox::find(tx, changed.id)?)))
    });
    match result {
        Err(Rolled::Back(mail)) => *mail,
        other => panic!("{other:?}"),
    }
}

/// Carries a value out of a transaction that is to be undone.
#[derive(Debug)]
enum Rolled {
    Back(Box<OutboxMail>),
    Storage(#[expect(dead_code, reason = "printed when the test fails")] StorageError),
}

impl From<StorageError> for Rolled {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}
