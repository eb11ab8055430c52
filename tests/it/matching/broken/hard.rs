//! One or more ways to break each hard constraint, by a change of the problem under the plan or of the plan itself.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use lotsenwerk::domain::code::{Gender, LotseStatus, Mode, Service, Topic};
use lotsenwerk::domain::language::Level;
use lotsenwerk::matching::constraints::HardConstraint;
use lotsenwerk::matching::file::{
    AbsenceEntry, AssignmentEntry, LotseEntry, ProblemFile, QualificationEntry, RequestEntry, SittingEntry, WindowEntry,
};
use lotsenwerk::matching::plan::PlanFile;
use lotsenwerk::matching::verify::verify;

use super::town;
use crate::matching::gazetteer;

type Break = fn(&mut ProblemFile, &mut PlanFile);

fn lotse(problem: &mut ProblemFile) -> &mut LotseEntry {
    &mut problem.lotsen[0]
}

/// A qualification that is asked for from a day of the month on.
fn asked_from(first: u32) -> QualificationEntry {
    QualificationEntry { code: "health".to_owned(), from: Some(day(first)), until: None }
}

fn request(problem: &mut ProblemFile) -> &mut RequestEntry {
    &mut problem.requests[0]
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

/// Moves R2, in the plan as well.
fn move_second(problem: &mut ProblemFile, plan: &mut PlanFile, minutes: i64) {
    let start = problem.requests[1].appointments[0].start + Duration::minutes(minutes);
    problem.requests[1].appointments[0].start = start;
    plan.proposals[1].start = start;
}

/// A confirmed assignment of L1 at home.
fn confirmed(hour: u32, minute: u32) -> AssignmentEntry {
    AssignmentEntry {
        lotse: "L1".to_owned(),
        sittings: vec![SittingEntry { start: day(15).and_hms_opt(hour, minute, 0).unwrap(), minutes: 15 }],
        mode: Mode::Phone,
        place: None,
        service: Service::Accompaniment,
        client: None,
    }
}

fn window(weekday: u8, from: &str, to: &str) -> WindowEntry {
    WindowEntry { weekday, from: from.to_owned(), to: to.to_owned() }
}

/// Lifts the limits of L1 that a further sitting would exceed.
fn lift_limits(problem: &mut ProblemFile) {
    lotse(problem).minutes_per_week = None;
    lotse(problem).assignments_per_week = None;
    lotse(problem).minutes_left_in_year.clear();
    lotse(problem).asks_left = None;
}

/// The year's cap is one of accompaniment.
fn accompany(problem: &mut ProblemFile) {
    problem.requests.iter_mut().for_each(|request| request.service = Service::Accompaniment);
}

/// The match names every constraint, so that a new one needs a way to break it here.
fn ways_to_break(constraint: HardConstraint) -> Vec<Break> {
    match constraint {
        HardConstraint::Status => vec![|problem, _| lotse(problem).status = LotseStatus::Paused],
        HardConstraint::Consent => vec![|problem, _| lotse(problem).consent = false],
        HardConstraint::Pool => vec![
            |problem, _| lotse(problem).carrier = Some("B".to_owned()),
            |problem, _| problem.carriers[0].regions.clear(),
            |problem, _| {
                problem.carriers[0].regions.clear();
                request(problem).carrier = Some("B".to_owned());
            },
        ],
        HardConstraint::Service => vec![|problem, _| lotse(problem).services = vec![Service::Accompaniment]],
        HardConstraint::Language => vec![
            |problem, _| lotse(problem).languages[0].level = Level::A2,
            |problem, _| lotse(problem).languages[0].code = "pes".to_owned(),
            |problem, _| request(problem).languages[0].code = "pes".to_owned(),
        ],
        HardConstraint::Gender => {
            vec![|problem, _| lotse(problem).gender = Some(Gender::Male), |problem, _| lotse(problem).gender = None]
        }
        HardConstraint::Exclusion => vec![
            |problem, _| request(problem).excluded_lotsen.push("L1".to_owned()),
            |problem, _| lotse(problem).blocked_organisations.push("o1".to_owned()),
            |problem, _| lotse(problem).blocked_clients.push("c1".to_owned()),
            |problem, _| lotse(problem).topics_refused.push(Topic::Health),
        ],
        HardConstraint::Mode => vec![|problem, _| lotse(problem).modes = vec![Mode::Phone, Mode::Video]],
        HardConstraint::Distance => vec![|problem, _| lotse(problem).radius_km = Some(2)],
        HardConstraint::Absence => vec![
            |problem, _| lotse(problem).absences.push(AbsenceEntry { first: day(15), last: day(15) }),
            |problem, _| lotse(problem).absences.push(AbsenceEntry { first: day(1), last: day(31) }),
        ],
        HardConstraint::Availability => vec![
            // The way there begins a minute too early, the day is another one, there is a gap, there is no time at all.
            |problem, _| lotse(problem).availability = Some(vec![window(2, "09:50", "18:00")]),
            |problem, _| lotse(problem).availability = Some(vec![window(3, "00:00", "24:00")]),
            |problem, _| {
                lotse(problem).availability = Some(vec![window(2, "08:00", "10:30"), window(2, "10:31", "18:00")])
            },
            |problem, _| lotse(problem).availability = Some(Vec::new()),
        ],
        HardConstraint::Qualification => vec![
            |problem, _| lotse(problem).qualifications.clear(),
            |problem, _| lotse(problem).qualifications[0].until = Some(day(14)),
            |problem, _| lotse(problem).qualifications[0].from = Some(day(16)),
            |problem, _| request(problem).qualifications.push("health".to_owned()),
            |problem, _| request(problem).dated_qualifications.push(asked_from(15)),
        ],
        HardConstraint::Overlap => vec![
            |problem, plan| move_second(problem, plan, -3 * 60 - 30),
            // R1 ends at 11:00, and home takes some minutes.
            |problem, plan| move_second(problem, plan, -3 * 60 + 1),
            |problem, _| {
                lift_limits(problem);
                problem.assignments.push(confirmed(13, 50));
            },
            |problem, _| {
                lift_limits(problem);
                problem.assignments.push(confirmed(10, 0));
            },
        ],
        HardConstraint::WeeklyLoad => vec![
            |problem, _| lotse(problem).minutes_per_week = Some(119),
            |problem, _| lotse(problem).assignments_per_week = Some(1),
            |problem, _| {
                lotse(problem).minutes_left_in_year.clear();
                problem.assignments.push(confirmed(17, 0));
            },
        ],
        HardConstraint::YearlyCap => vec![
            |problem, _| {
                accompany(problem);
                lotse(problem).minutes_left_in_year.insert(2026, 119);
            },
            |problem, _| {
                accompany(problem);
                lotse(problem).minutes_per_week = None;
                lotse(problem).assignments_per_week = None;
                problem.assignments.push(confirmed(17, 0));
            },
        ],
        HardConstraint::ClientCap => vec![
            |problem, _| problem.client_cap = Some(1),
            |problem, _| {
                let used = serde_json::json!({"client": "c1", "year": 2026, "count": 1});
                problem.client_used.push(serde_json::from_value(used).unwrap());
            },
            |problem, _| {
                lift_limits(problem);
                let interpreted = AssignmentEntry {
                    service: Service::Interpreting,
                    client: Some("c1".to_owned()),
                    ..confirmed(17, 0)
                };
                problem.assignments.push(interpreted);
            },
        ],
        HardConstraint::AskBudget => {
            vec![|problem, _| lotse(problem).asks_left = Some(1), |problem, _| lotse(problem).asks_left = Some(0)]
        }
    }
}

#[test]
fn a_broken_constraint_is_named_and_no_other() {
    for &constraint in HardConstraint::ALL {
        for (number, break_it) in ways_to_break(constraint).into_iter().enumerate() {
            let (mut problem, mut plan) = town();
            break_it(&mut problem, &mut plan);
            let violations = verify(&problem, gazetteer(), &plan).unwrap_err();
            let named: BTreeSet<_> = violations.iter().filter_map(|violation| violation.constraint()).collect();
            assert_eq!(named, BTreeSet::from([constraint]), "{constraint}, way {number}: {violations:#?}");
            let lotsen: BTreeSet<_> = violations
                .iter()
                .filter(|violation| violation.constraint().is_some())
                .filter_map(|violation| violation.lotse.as_deref())
                .collect();
            assert!(constraint == HardConstraint::ClientCap || lotsen == BTreeSet::from(["L1"]), "{lotsen:?}");
        }
    }
}

#[test]
fn the_numbers_are_told() {
    let (mut problem, plan) = town();
    lotse(&mut problem).radius_km = Some(2);
    lotse(&mut problem).minutes_per_week = Some(119);
    let violations = verify(&problem, gazetteer(), &plan).unwrap_err();
    let texts: Vec<String> = violations.iter().map(ToString::to_string).collect();
    // Two hundredths of a degree of latitude are 2,224 metres.
    assert!(texts.contains(&"[distance] request R1 Lotse L1: 2224 m away, more than 2000 m".to_owned()), "{texts:#?}");
    assert!(texts.contains(&"[weekly_load] Lotse L1: 120 minutes in week 2026-W51, 119 left".to_owned()), "{texts:#?}");
    let json = serde_json::to_value(&violations[0]).unwrap();
    assert_eq!(json["code"], "distance");
    assert_eq!((&json["request"], &json["lotse"]), (&"R1".into(), &"L1".into()));
    assert_eq!(json["detail"], "2224 m away, more than 2000 m");
}
