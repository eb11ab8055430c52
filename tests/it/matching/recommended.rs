//! What is promised on generated towns against what each town gains: the newcomer, or the change, goes into the problem file, and all is
//! solved from nothing and verified.

use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use chrono::NaiveDate;
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::language::LanguageTable;
use lotsenwerk::domain::programme::rules_on;
use lotsenwerk::domain::qualification::QualificationCode;
use lotsenwerk::domain::travel::TravelTable;
use lotsenwerk::matching::advice::{Kind, RecommendError, Recommended, Training, Wishes, confirm, recommend};
use lotsenwerk::matching::file::LotseEntry;
use lotsenwerk::matching::incremental::{self, Standing, proposals};
use lotsenwerk::matching::snapshot::{Held, Snapshot};
use lotsenwerk::matching::weights::{ServedWeights, Weights};
use lotsenwerk::matching::{Options, ProblemFile, Progress, Silent, Step};
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
    let course = |code: &str, service, admits| Training { code: code.to_owned(), service, admits };
    vec![
        course(QualificationCode::BASIC_COURSE, Service::Accompaniment, true),
        course(QualificationCode::INTERPRETING_COURSE, Service::Interpreting, false),
    ]
}

fn recommended(file: &ProblemFile, people: usize, changes: usize) -> Recommended {
    let wishes = Wishes { people, changes, homes: 4, trainings: &trainings(), time: Duration::MAX };
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
    let mut kinds = BTreeSet::new();
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

#[test]
fn a_course_grants_what_it_ends_with_and_nothing_else() {
    let mut courses = 0;
    for seed in 1..=6 {
        let file = town(seed);
        for change in recommended(&file, 0, 1).changes {
            let Kind::Course { code, .. } = &change.kind else { continue };
            for (at, after) in &change.edit.lotsen {
                let held = |entry: &LotseEntry| -> BTreeSet<String> {
                    entry.qualifications.iter().map(|held| held.code.clone()).filter(|held| held != code).collect()
                };
                assert_eq!(held(after), held(&file.lotsen[*at]), "{code}");
                courses += 1;
            }
        }
    }
    assert!(courses > 0);
}

#[test]
fn prices_of_changes_are_those_of_each_alone() {
    // What is compiled together for all regions tells the same as each edit by itself: the plan with it is what was confirmed above, and here
    // nobody's price depends on how many changes were looked for.
    let file = town(4);
    let (few, many) = (recommended(&file, 0, 1).changes, recommended(&file, 0, 99).changes);
    assert!(few.len() >= 3 && many.len() > few.len());
    for change in &few {
        assert!(many.iter().any(|other| (&other.kind, other.priced) == (&change.kind, change.priced)), "{change:?}");
    }
}

#[test]
fn without_time_what_was_found_is_told_and_nothing_is_said_to_be_proven() {
    let file = town(3);
    let in_time = recommended(&file, 6, 2);
    let wishes = Wishes { people: 6, changes: 2, homes: 4, trainings: &trainings(), time: Duration::ZERO };
    let late = recommend(&file, gazetteer(), &wishes, &Options::default(), &Silent).unwrap();
    assert_eq!((late.solved, late.plan.totals.weight), (1, in_time.plan.totals.weight));
    assert_eq!((late.untried, in_time.untried), (late.changes.len(), 0));
    assert!(late.untried > 0 && late.changes.iter().all(|change| change.confirmed.is_none()));
    assert_eq!(late.people.len(), in_time.people.len());
    for advice in &late.people {
        let confirmed = advice.confirmed.as_ref().unwrap();
        let same = in_time
            .people
            .iter()
            .find(|other| other.profile.near == advice.profile.near && other.profile.week == advice.profile.week);
        let whole = same.and_then(|same| same.confirmed.as_ref()).unwrap();
        assert!(confirmed.gain <= whole.gain && (!confirmed.proven || confirmed.gain == whole.gain), "{confirmed:?}");
    }
}

/// Wants no more after so many looks.
struct Impatient(std::sync::atomic::AtomicI64);

impl Progress for Impatient {
    fn step(&self, _: Step) {}

    fn is_over(&self) -> bool {
        self.0.fetch_sub(1, std::sync::atomic::Ordering::Relaxed) <= 0
    }
}

#[test]
fn whoever_is_called_off_stops_wherever_they_are() {
    let file = town(3);
    let wishes = Wishes { people: 3, changes: 1, homes: 2, trainings: &trainings(), time: Duration::MAX };
    let whole = Impatient(i64::MAX.into());
    recommend(&file, gazetteer(), &wishes, &Options::default(), &whole).unwrap();
    let looks = i64::MAX - whole.0.into_inner();
    assert!(looks > 20, "{looks}");
    for looks in [0, 1, looks / 3, looks / 2, looks - 1] {
        let outcome = recommend(&file, gazetteer(), &wishes, &Options::default(), &Impatient(looks.into()));
        let error = outcome.map(|found| found.solved).unwrap_err();
        assert!(
            matches!(&error, RecommendError::Solve(called) if called.to_string() == "the run was called off"),
            "{looks}: {error}"
        );
    }
}
