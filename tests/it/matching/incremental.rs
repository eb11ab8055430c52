//! Changes one by one against the checker's rules, against solving the changed town from nothing, and against leaving it alone.

use std::collections::BTreeSet;

use lotsenwerk::domain::availability::Absence;
use lotsenwerk::domain::code::LotseStatus;
use lotsenwerk::matching::file::{AbsenceEntry, RequestEntry};
use lotsenwerk::matching::incremental::{Change, Options, Settled, Standing, proposals};
use lotsenwerk::matching::plan::Candidate;
use lotsenwerk::matching::verify::{Choice, Judge};
use lotsenwerk::matching::{Problem, ProblemFile, compile};
use proptest::prelude::*;
use proptest::sample::Index;

use super::towns::{Size, Town, towns, towns_with_candidates};
use super::{gazetteer, plan_of, runner};

const SIZE: Size = Size { lotsen: 6, requests: 8, alternatives: 2 };
const CASES: u32 = 150;

fn compiled(file: &ProblemFile) -> Problem {
    compile(file, gazetteer()).unwrap()
}

/// The plan in force over a town: the solver's.
fn standing(file: &ProblemFile) -> Standing {
    let problem = compiled(file);
    let plan = proposals(&problem, &plan_of(file));
    Standing::new(problem, &plan)
}

fn choices(plan: &[Candidate]) -> Vec<Choice> {
    let choice = |c: &Candidate| Choice {
        request: c.request as usize,
        lotse: c.lotse as usize,
        appointment: usize::from(c.appointment),
        mode: c.mode,
    };
    plan.iter().map(choice).collect()
}

/// What a change is in the file, and what it is to the standing plan.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Arrival,
    Withdrawal,
    Decline,
    Illness,
    Pause,
    Move,
}

const KINDS: [Kind; 6] = [Kind::Arrival, Kind::Withdrawal, Kind::Decline, Kind::Illness, Kind::Pause, Kind::Move];

/// The town before and after a change, with the change.
fn changed(town: &ProblemFile, kind: Kind, at: Index) -> Option<(ProblemFile, ProblemFile, Change)> {
    let (mut before, mut after) = (town.clone(), town.clone());
    let request = at.index(town.requests.len());
    let change = match kind {
        Kind::Arrival => {
            let last = town.requests.len() - 1;
            before.requests.pop();
            // Codes are numbered as they come, so the newcomer's stand in the whole town.
            let new = compiled(town).requests.remove(last);
            Change::Arrives(Box::new(new))
        }
        Kind::Withdrawal => {
            // In the file it stays, with nobody who may go, so that the numbers of the others stand.
            after.requests[request].excluded_lotsen = town.lotsen.iter().map(|lotse| lotse.id.clone()).collect();
            Change::Withdrawn { request: request as u32 }
        }
        Kind::Decline => {
            let plan = plan_of(town);
            let proposal = plan.proposals.get(at.index(plan.proposals.len().max(1)))?;
            let request = town.requests.iter().position(|entry| entry.id == proposal.request)?;
            let lotse = town.lotsen.iter().position(|entry| entry.id == proposal.lotse)?;
            after.requests[request].excluded_lotsen.push(proposal.lotse.clone());
            Change::Declined { request: request as u32, lotse: lotse as u32 }
        }
        Kind::Illness => {
            let lotse = at.index(town.lotsen.len());
            let (first, last) = (town.today, town.today + chrono::Days::new(3));
            after.lotsen[lotse].absences.push(AbsenceEntry { first, last });
            Change::Away { lotse: lotse as u32, absence: Absence::new(first, last).unwrap() }
        }
        Kind::Pause => {
            let lotse = at.index(town.lotsen.len());
            after.lotsen[lotse].status = LotseStatus::Paused;
            Change::Status { lotse: lotse as u32, status: LotseStatus::Paused }
        }
        Kind::Move => {
            let other = (request + 1) % town.requests.len();
            let from: &RequestEntry = &town.requests[other];
            after.requests[request].appointments.clone_from(&from.appointments);
            after.requests[request].flexible.clone_from(&from.flexible);
            let to = compiled(&after).requests.remove(request);
            Change::Moved { request: request as u32, to: Box::new(to) }
        }
    };
    Some((before, after, change))
}

/// A standing over the town before the change. Where a request arrives, its codes must be those of the whole town.
fn begun(before: &ProblemFile, after: &ProblemFile, kind: Kind) -> Standing {
    match kind {
        Kind::Arrival => {
            let mut problem = compiled(after);
            let last = problem.requests.len() as u32 - 1;
            problem.requests.pop();
            for cap in &mut problem.client_caps {
                cap.requests.retain(|request| *request != last);
            }
            let plan = proposals(&problem, &plan_of(before));
            Standing::new(problem, &plan)
        }
        _ => standing(before),
    }
}

fn worth(judge: &Judge<'_>, plan: &[Candidate]) -> (i64, i64) {
    judge.worth(&choices(plan))
}

fn changes() -> impl Strategy<Value = (Town, Kind, Index)> {
    (towns(SIZE), proptest::sample::select(KINDS.to_vec()), any::<Index>())
}

fn tried(
    cases: u32,
    options: &Options,
    holds: impl Fn(&ProblemFile, &Standing, &Settled) -> Result<(), TestCaseError>,
) {
    let run = runner(cases).run(&changes(), |(Town(town), kind, at)| {
        let Some((before, after, change)) = changed(&town, kind, at) else { return Ok(()) };
        let mut standing = begun(&before, &after, kind);
        let settled = standing.settle(change, options).unwrap();
        let judge = Judge::read(&after, gazetteer()).unwrap();
        let broken = judge.broken(&choices(&standing.plan()));
        prop_assert!(broken.is_empty(), "{kind:?}: {broken:?}");
        prop_assert_eq!(worth(&judge, &standing.plan()), (settled.after.weight, settled.after.effort), "{:?}", kind);
        holds(&after, &standing, &settled)
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn where_all_is_neighbourhood_no_plan_is_better() {
    let options = Options { keep_minutes: 0, ..Options::unbounded() };
    tried(CASES, &options, |after, _, settled| {
        let plan = plan_of(after);
        prop_assert!(settled.proven());
        prop_assert_eq!((settled.after.weight, settled.after.effort), (plan.totals.weight, plan.totals.effort));
        Ok(())
    });
}

#[test]
fn keeping_what_is_proposed_never_costs_weight() {
    tried(CASES, &Options::unbounded(), |after, _, settled| {
        prop_assert_eq!(settled.after.weight, plan_of(after).totals.weight);
        Ok(())
    });
}

#[test]
fn a_narrow_neighbourhood_is_never_worse_than_leaving_it_alone() {
    let narrow = Options { requests: 3, candidates: 40, ..Options::default() };
    let run = runner(CASES).run(&changes(), |(Town(town), kind, at)| {
        let Some((before, after, change)) = changed(&town, kind, at) else { return Ok(()) };
        let mut standing = begun(&before, &after, kind);
        let mut plan = standing.plan();
        // Where a request moves to a time at which its Lotse is elsewhere, it goes and not the other.
        if let Change::Moved { request, .. } = &change {
            plan.sort_by_key(|candidate| candidate.request == *request);
        }
        let settled = standing.settle(change, &narrow).unwrap();
        let judge = Judge::read(&after, gazetteer()).unwrap();
        let broken = judge.broken(&choices(&standing.plan()));
        prop_assert!(broken.is_empty(), "{kind:?}: {broken:?}");
        let mut stays: Vec<Candidate> = Vec::new();
        for candidate in plan {
            stays.push(candidate);
            if !judge.broken(&choices(&stays)).is_empty() {
                stays.pop();
            }
        }
        let alone = worth(&judge, &stays);
        prop_assert!(settled.after.weight >= alone.0, "{kind:?}: {settled:?}, left alone {alone:?}");
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn listed_candidates_are_settled_too() {
    let strategy = (towns_with_candidates(SIZE), any::<Index>());
    let run = runner(CASES).run(&strategy, |(Town(town), at)| {
        let mut standing = standing(&town);
        let lotse = at.index(town.lotsen.len()) as u32;
        let settled =
            standing.settle(Change::Status { lotse, status: LotseStatus::Paused }, &Options::default()).unwrap();
        let judge = Judge::read(&town, gazetteer()).unwrap();
        let plan = standing.plan();
        prop_assert!(judge.broken(&choices(&plan)).is_empty());
        prop_assert!(plan.iter().all(|candidate| candidate.lotse != lotse));
        prop_assert_eq!(worth(&judge, &plan), (settled.after.weight, settled.after.effort));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_went_and_what_came_is_the_difference_of_the_plans() {
    let run = runner(CASES).run(&changes(), |(Town(town), kind, at)| {
        let Some((before, after, change)) = changed(&town, kind, at) else { return Ok(()) };
        let mut standing = begun(&before, &after, kind);
        let plan: BTreeSet<Candidate> = standing.plan().into_iter().collect();
        let settled = standing.settle(change, &Options::default()).unwrap();
        let mut expected = plan;
        settled.went.iter().for_each(|gone| assert!(expected.remove(gone), "{gone:?}"));
        settled.came.iter().for_each(|new| assert!(expected.insert(*new), "{new:?}"));
        prop_assert_eq!(expected, standing.plan().into_iter().collect::<BTreeSet<_>>());
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
