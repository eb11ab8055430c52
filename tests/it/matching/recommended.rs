//! What is promised on generated towns against what each town gains: the newcomer, or the change, goes into the problem file, and all is
//! solved from nothing and verified.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use chrono::NaiveDate;
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::language::LanguageTable;
use lotsenwerk::domain::programme::rules_on;
use lotsenwerk::domain::qualification::QualificationCode;
use lotsenwerk::domain::travel::TravelTable;
use lotsenwerk::matching::advice::{Kind, Recommended, Training, Wishes, confirm, recommend};
use lotsenwerk::matching::incremental::{self, Standing, proposals};
use lotsenwerk::matching::snapshot::{Held, Snapshot};
use lotsenwerk::matching::weights::{ServedWeights, Weights};
use lotsenwerk::matching::{Options, ProblemFile, Silent};
use lotsenwerk::regions::{Source, load_languages};
use lotsenwerk::settings::ProgrammeSection;
use lotsenwerk::synthetic::{Recipe, generate};

use super::towns::{Size, towns};
use super::{HESSEN, gazetteer, objections, plan_of, runner};

const TOWNS: u64 = 50;

static LANGUAGES: LazyLock<LanguageTable> = LazyLock::new(|| load_languages(&Source::Embedded).unwrap());

/// A made-up town in which every place counts the same.
fn town(seed: u64) -> ProblemFile {
    let first_day = NaiveDate::from_ymd_opt(2026, 12, 7).unwrap();
    let recipe = Recipe { with_pools: seed.is_multiple_of(2), ..Recipe::new(seed, 60, 60, first_day) };
    let made = generate(&recipe, &HESSEN, &LANGUAGES).unwrap();
    let (travel, asked) = (TravelTable::default(), HashMap::new());
    let programmes = ProgrammeSection { code: "wir".to_owned(), files: Vec::new(), forms: Vec::new() }.rules().unwrap();
    let (open, assigned) = made.requests.split_at(made.requests.len() - made.assignments.len());
    let held: Vec<Held> = made.assignments.iter().map(Held::from).collect();
    let snapshot = Snapshot {
        name: format!("town {seed}"),
        now: first_day.pred_opt().unwrap().and_hms_opt(19, 0, 0).unwrap().and_utc(),
        travel: &travel,
        weights: Weights { served: ServedWeights::EQUAL, ..Weights::default() },
        languages: &LANGUAGES,
        programme: rules_on(&programmes, "wir", first_day).unwrap(),
        own_rules: None,
        organisations: &made.organisations,
        lendings: &made.lendings,
        lotsen: &made.lotsen,
        requests: open,
        held: &held,
        held_requests: assigned,
        beyond_plan: &HashMap::new(),
        asked_this_week: &asked,
    };
    snapshot.problem().file
}

fn trainings() -> Vec<Training> {
    let course = |code: &str, grants: &[&str], service, admits| Training {
        code: code.to_owned(),
        grants: grants.iter().map(|&code| code.to_owned()).collect(),
        service,
        admits,
    };
    let papers = [
        QualificationCode::INTERPRETING_COURSE,
        QualificationCode::CRIMINAL_RECORD_CERTIFICATE,
        QualificationCode::CONFIDENTIALITY_DECLARATION,
    ];
    let basic = QualificationCode::BASIC_COURSE;
    vec![
        course(basic, &[basic], Service::Accompaniment, true),
        course(QualificationCode::INTERPRETING_COURSE, &papers, Service::Interpreting, false),
    ]
}

fn recommended(file: &ProblemFile, people: usize, changes: usize) -> Recommended {
    let wishes = Wishes { people, changes, homes: 4, trainings: &trainings() };
    recommend(file, gazetteer(), &wishes, &Options::default(), &Silent).unwrap()
}

/// Served weight that another file's best plan has more.
fn gained(before: i64, file: &ProblemFile) -> i64 {
    let plan = plan_of(file);
    assert!(plan.proof.weight.optimal, "{}", file.name);
    assert_eq!(objections(file, &plan), "");
    plan.totals.weight - before
}

#[derive(Debug, Default)]
struct Counted {
    people: usize,
    changes: usize,
    gain: i64,
    /// What a look around the newcomer alone would have told wrong.
    wrong_nearby: usize,
    solved: usize,
}

/// Checks everything that is promised for one town.
fn check(file: &ProblemFile, counted: &mut Counted) {
    let found = recommended(file, 6, 2);
    let before = plan_of(file);
    assert!(before.proof.weight.optimal);
    assert_eq!(found.plan.totals.weight, before.totals.weight);
    let standing = Standing::new(found.problem.clone(), &proposals(&found.problem, &found.plan));
    let mut nearby = found.people.clone();
    let narrow = incremental::Options { requests: 1, candidates: 20, ..incremental::Options::default() };
    confirm(&standing, &mut nearby, &narrow).unwrap();
    for (advice, near) in found.people.iter().zip(&nearby) {
        let confirmed = advice.confirmed.as_ref().unwrap();
        let mut with = file.clone();
        with.lotsen.push(advice.profile.entry("newcomer", file, &found.problem).unwrap());
        let gain = gained(before.totals.weight, &with);
        assert_eq!(confirmed.gain, gain, "{}: {:?}", file.name, advice.profile);
        assert!(confirmed.proven, "{}: {:?}", file.name, advice.profile);
        counted.people += 1;
        counted.gain += gain;
        counted.wrong_nearby += usize::from(near.confirmed.as_ref().unwrap().gain != gain);
    }
    for change in &found.changes {
        let gain = gained(before.totals.weight, &change.edit.applied(file));
        assert_eq!(change.confirmed, Some((gain, true)), "{}: {:?}", file.name, change.kind);
        counted.changes += 1;
        counted.gain += gain;
    }
    counted.solved += found.solved;
}

#[test]
fn on_fifty_generated_towns_what_is_promised_is_what_is_gained() {
    let mut counted = Counted::default();
    for seed in 1..=TOWNS {
        check(&town(seed), &mut counted);
    }
    println!("{counted:?}");
    assert!(counted.people >= 200 && counted.changes >= 200 && counted.gain >= 200, "{counted:?}");
    // A comparison that never fails proves little: it does where the look is narrow.
    assert!(counted.wrong_nearby > 0, "{counted:?}");
}

#[test]
fn on_fifty_dense_towns_too() {
    let counted = Mutex::new(Counted::default());
    let run = runner(50).run(&towns(Size { lotsen: 6, requests: 10, alternatives: 2 }), |town| {
        let mut file = town.0;
        file.weights.served = ServedWeights::EQUAL;
        check(&file, &mut counted.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let counted = counted.into_inner().unwrap();
    println!("{counted:?}");
    assert!(counted.people >= 50 && counted.gain >= 50, "{counted:?}");
}

#[test]
fn every_kind_of_change_is_found_somewhere() {
    let mut kinds = std::collections::BTreeSet::new();
    for seed in 1..=6 {
        for change in recommended(&town(seed), 0, 1).changes {
            assert!(change.priced > 0 && !change.edit.is_empty());
            kinds.insert(match change.kind {
                Kind::Course { code, .. } => code,
                Kind::Radius { .. } => "radius".to_owned(),
                Kind::Car { .. } => "car".to_owned(),
                Kind::Phone { .. } => "phone".to_owned(),
                Kind::Lending { .. } => "lending".to_owned(),
            });
        }
    }
    let known = ["basic_course", "car", "interpreting_course", "lending", "phone", "radius"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), known);
}
