//! Brute force on tiny towns: every plan that the checker's rules allow is tried, and none is better than the solver's.
//!
//! The towns must be worth the trouble: the tests also count in how many of them requests compete, and that every constraint and
//! every term of the effort has had its say.

use std::collections::BTreeSet;
use std::sync::Mutex;

use lotsenwerk::domain::code::Mode;
use lotsenwerk::matching::ProblemFile;
use lotsenwerk::matching::constraints::HardConstraint;
use lotsenwerk::matching::objectives::Objective;
use lotsenwerk::matching::plan::PlanFile;
use lotsenwerk::matching::verify::{Choice, Judge};
use proptest::prelude::*;

use super::towns::{Size, Town, towns, towns_with_candidates};
use super::{gazetteer, objections, plan_of, runner};

const SIZE: Size = Size { lotsen: 4, requests: 4, alternatives: 2 };

/// Sets of candidates to look at in one town; towns with more are passed over.
const MOST_LOOKS: u32 = 40_000;

/// What the towns of a test had in them.
#[derive(Debug, Default)]
struct Seen {
    towns: u32,
    passed_over: u32,
    /// A request lost its Lotsen to others.
    lost: u32,
    /// First come, first served does worse.
    worth_planning: u32,
    /// A constraint kept a candidate out by itself.
    alone: BTreeSet<HardConstraint>,
    /// A constraint kept candidates apart that each are possible.
    together: BTreeSet<HardConstraint>,
    terms: BTreeSet<Objective>,
    /// The load of a week cost something.
    load: u32,
}

/// Every way to fill the places of a request, the empty one first.
type Fillings = Vec<Vec<Choice>>;

/// The enumeration over one town.
struct Enumeration<'j> {
    judge: &'j Judge<'j>,
    fillings: Vec<Fillings>,
    looks: u32,
    /// Weight, and effort with its sign turned, so that greater is better.
    best: (i64, i64),
    together: BTreeSet<HardConstraint>,
}

impl Enumeration<'_> {
    /// Tries every filling of the requests from `at` on; `false` if there are too many.
    fn extend(&mut self, at: usize, chosen: &mut Vec<Choice>) -> bool {
        if at == self.fillings.len() {
            let (weight, effort) = self.judge.worth(chosen);
            self.best = self.best.max((weight, -effort));
            return true;
        }
        for filling in self.fillings[at].clone() {
            self.looks += 1;
            if self.looks > MOST_LOOKS {
                return false;
            }
            let before = chosen.len();
            chosen.extend(filling);
            let broken = self.judge.broken(chosen);
            self.together.extend(broken.iter().filter_map(|violation| violation.constraint()));
            let complete = !broken.is_empty() || self.extend(at + 1, chosen);
            chosen.truncate(before);
            if !complete {
                return false;
            }
        }
        true
    }
}

/// Every candidate that breaks nothing by itself; what the others break goes into `alone`.
fn candidates(judge: &Judge<'_>, problem: &ProblemFile, alone: &mut BTreeSet<HardConstraint>) -> Vec<Choice> {
    let mut possible = Vec::new();
    for request in 0..problem.requests.len() {
        for appointment in 0..judge.appointments(request) {
            for lotse in 0..problem.lotsen.len() {
                for &mode in Mode::ALL {
                    let choice = Choice { request, lotse, appointment, mode };
                    let broken = judge.broken(&[choice]);
                    alone.extend(broken.iter().filter_map(|violation| violation.constraint()));
                    if broken.is_empty() {
                        possible.push(choice);
                    }
                }
            }
        }
    }
    possible
}

/// All sets of at most `places` candidates of one appointment, each Lotse once.
fn fillings(candidates: &[Choice], places: usize) -> Fillings {
    let mut fillings: Fillings = vec![Vec::new()];
    let mut from = 0;
    while from < fillings.len() {
        let filling = fillings[from].clone();
        from += 1;
        if filling.len() == places {
            continue;
        }
        for candidate in candidates {
            let last = filling.last();
            let next =
                last.is_none_or(|last| candidate.lotse > last.lotse && candidate.appointment == last.appointment);
            if next {
                fillings.push(filling.iter().chain([candidate]).copied().collect());
            }
        }
    }
    fillings
}

/// The best of all plans; `None` if there are too many to try.
fn best_of_all(judge: &Judge<'_>, problem: &ProblemFile, seen: &mut Seen) -> Option<(i64, i64)> {
    let possible = candidates(judge, problem, &mut seen.alone);
    let of_request = |request: usize| possible.iter().filter(move |choice| choice.request == request).copied();
    let fillings = problem.requests.iter().enumerate().map(|(at, request)| {
        let of_request: Vec<Choice> = of_request(at).collect();
        fillings(&of_request, usize::from(request.lotsen_needed))
    });
    let fillings = fillings.collect();
    let mut enumeration = Enumeration { judge, fillings, looks: 0, best: (0, 0), together: BTreeSet::new() };
    let complete = enumeration.extend(0, &mut Vec::new());
    seen.together.extend(enumeration.together);
    complete.then_some((enumeration.best.0, -enumeration.best.1))
}

/// First come, first served by section 5 of `docs/MATCHING.md`, with the checker's rules.
fn first_come_first_served(judge: &Judge<'_>, problem: &ProblemFile) -> Vec<Choice> {
    let possible = candidates(judge, problem, &mut BTreeSet::new());
    let mut order: Vec<usize> = (0..problem.requests.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(problem.requests[at].waiting_days));
    let mut taken: Vec<Choice> = Vec::new();
    for request in order {
        for appointment in 0..judge.appointments(request) {
            let mut here: Vec<Choice> =
                possible.iter().filter(|c| (c.request, c.appointment) == (request, appointment)).copied().collect();
            here.sort_by_key(|choice| (judge.effort(*choice).unwrap(), choice.lotse, choice.mode));
            let before = taken.len();
            for choice in here {
                taken.push(choice);
                if !judge.broken(&taken).is_empty() {
                    taken.pop();
                }
            }
            if taken.len() > before {
                break;
            }
        }
    }
    taken
}

fn note(plan: &PlanFile, seen: &mut Seen) {
    seen.lost += u32::from(plan.unserved.iter().any(|entry| !entry.lost_to.is_empty()));
    let worth = (plan.totals.weight, -plan.totals.effort);
    seen.worth_planning += u32::from(worth > (plan.baseline.weight, -plan.baseline.effort));
    let terms = plan.proposals.iter().flat_map(|proposal| &proposal.terms);
    seen.terms.extend(terms.map(|term| term.objective));
    let efforts: i64 = plan.proposals.iter().map(|proposal| i64::from(proposal.effort)).sum();
    seen.load += u32::from(efforts != plan.totals.effort);
}

/// Runs towns through solver, checker and brute force; returns what they had in them.
fn compare(cases: u32, towns: impl Strategy<Value = Town>) -> Seen {
    let seen = Mutex::new(Seen::default());
    let compared = runner(cases).run(&towns, |Town(problem)| {
        let mut seen = seen.lock().unwrap();
        seen.towns += 1;
        let judge = Judge::read(&problem, gazetteer()).unwrap();
        let Some(best) = best_of_all(&judge, &problem, &mut seen) else {
            seen.passed_over += 1;
            return Ok(());
        };
        let plan = plan_of(&problem);
        prop_assert_eq!(
            (plan.totals.weight, plan.totals.effort),
            best,
            "(weight, effort) of solver, then of all plans"
        );
        let objections = objections(&problem, &plan);
        prop_assert!(objections.is_empty(), "{}", objections);
        let first_come = judge.worth(&first_come_first_served(&judge, &problem));
        prop_assert_eq!((plan.baseline.weight, plan.baseline.effort), first_come, "first come, first served");
        note(&plan, &mut seen);
        Ok(())
    });
    compared.unwrap_or_else(|error| panic!("{error}"));
    seen.into_inner().unwrap()
}

#[test]
fn no_plan_of_a_tiny_town_is_better() {
    let seen = compare(400, towns(SIZE));
    assert!(seen.passed_over * 10 < seen.towns, "{seen:?}");
    assert!(seen.lost * 10 >= seen.towns, "{seen:?}");
    assert!(seen.worth_planning * 10 >= seen.towns, "{seen:?}");
    assert!(seen.load > 0, "{seen:?}");
    assert_eq!(seen.alone, HardConstraint::ALL.iter().copied().collect());
    let shared = [
        HardConstraint::Overlap,
        HardConstraint::WeeklyLoad,
        HardConstraint::YearlyCap,
        HardConstraint::ClientCap,
        HardConstraint::AskBudget,
    ];
    assert_eq!(seen.together, BTreeSet::from(shared));
    assert_eq!(seen.terms, Objective::ALL.iter().copied().collect());
}

#[test]
fn no_plan_of_listed_candidates_is_better() {
    let seen = compare(150, towns_with_candidates(SIZE));
    assert!(seen.passed_over * 10 < seen.towns, "{seen:?}");
    assert!(seen.lost * 10 >= seen.towns, "{seen:?}");
    assert!(seen.terms.is_empty(), "{seen:?}");
}
