//! Cures and comparisons against the problem file: each cure is written into the file, checked and solved from nothing, and
//! what another Lotse would cost equals the difference of two solved problems.

use lotsenwerk::domain::code::Strength;
use lotsenwerk::matching::cures::{Cure, CureKind, cures, forced};
use lotsenwerk::matching::file::{AppointmentEntry, LendingEntry, SittingEntry};
use lotsenwerk::matching::incremental::{Options, Standing, proposals};
use lotsenwerk::matching::plan::{Candidate, PlanFile};
use lotsenwerk::matching::verify::{Choice, Judge};
use lotsenwerk::matching::why::{Why, instead};
use lotsenwerk::matching::{ProblemFile, compile};
use proptest::prelude::*;

use super::towns::{Size, Town, towns};
use super::{gazetteer, plan_of, runner};

const SIZE: Size = Size { lotsen: 6, requests: 7, alternatives: 2 };
const CASES: u32 = 120;

fn standing(file: &ProblemFile, plan: &PlanFile) -> Standing {
    let problem = compile(file, gazetteer()).unwrap();
    let plan = proposals(&problem, plan);
    Standing::new(problem, &plan)
}

/// Everything is the neighbourhood, and nothing is worth keeping for its own sake.
fn whole() -> Options {
    Options { keep_minutes: 0, ..Options::unbounded() }
}

/// The file with the cure taken; `None` for what a file cannot say.
fn cured(town: &ProblemFile, number: usize, cure: &Cure) -> Option<ProblemFile> {
    let mut file = town.clone();
    let lotse = cure.serves.lotse as usize;
    let request = &mut file.requests[number];
    match &cure.kind {
        CureKind::OtherTime { instead_of, start } => {
            // Flexible times come after the listed ones, so a listed one would move their numbers.
            let base = request.appointments.get(usize::from(*instead_of))?.clone();
            if !request.flexible.is_empty() {
                return None;
            }
            let shift = *start - base.start;
            let moved = |entry: &SittingEntry| SittingEntry { start: entry.start + shift, minutes: entry.minutes };
            let further = base.further.iter().map(moved).collect();
            request.appointments.push(AppointmentEntry { start: *start, minutes: base.minutes, further });
        }
        CureKind::OtherMode => request.modes.push(cure.serves.mode),
        CureKind::Radius { to_km, .. } => file.lotsen[lotse].radius_km = Some(*to_km),
        CureKind::Level { to, .. } => {
            request.languages.iter_mut().for_each(|needed| needed.at_least = needed.at_least.min(*to));
        }
        CureKind::GenderWish => request.gender.as_mut()?.strength = Strength::Wish,
        CureKind::Lending { .. } => {
            let from = file.lotsen[lotse].carrier.clone()?;
            let to = request.carrier.clone()?;
            file.lending.push(LendingEntry { from, to });
        }
        CureKind::Qualification { at } => {
            let code = request.required().nth(*at)?.clone();
            request.qualifications.retain(|asked| *asked != code);
            request.dated_qualifications.retain(|asked| asked.code != code);
        }
    }
    Some(file)
}

fn choice(c: &Candidate) -> Choice {
    Choice {
        request: c.request as usize,
        lotse: c.lotse as usize,
        appointment: usize::from(c.appointment),
        mode: c.mode,
    }
}

#[test]
fn each_cure_serves_the_request_at_no_loss_elsewhere() {
    let kinds = std::sync::Mutex::new(std::collections::BTreeMap::<String, u32>::new());
    let run = runner(CASES).run(&towns(SIZE), |Town(town)| {
        let plan = plan_of(&town);
        let standing = standing(&town, &plan);
        for entry in &plan.unserved {
            let number = town.requests.iter().position(|request| request.id == entry.request).unwrap();
            for cure in cures(&standing, number as u32, &Options::default()).unwrap() {
                let Some(file) = cured(&town, number, &cure) else { continue };
                let name = format!("{:?}", cure.kind);
                *kinds.lock().unwrap().entry(name.split([' ', '{']).next().unwrap().to_owned()).or_default() += 1;
                // Whoever would go may go, as the checker sees it.
                let judge = Judge::read(&file, gazetteer()).unwrap();
                let broken = judge.broken(&[choice(&cure.serves)]);
                prop_assert!(broken.is_empty(), "{cure:?}: {broken:?}");
                // From nothing: at least one place of this request more than before is worth, whatever the lighter ones lost.
                let after = plan_of(&file);
                let weight = |number: u32| standing.problem().requests[number as usize].weight;
                let lost: i64 = cure.displaces.iter().map(|request| weight(*request)).sum();
                prop_assert!(cure.displaces.iter().all(|request| weight(*request) < weight(number as u32)), "{cure:?}");
                let gained = after.totals.weight - plan.totals.weight;
                prop_assert!(gained >= weight(number as u32) - lost, "{cure:?} gains {gained}");
                prop_assert!(gained > 0, "{cure:?} gains {gained}");
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let kinds = kinds.into_inner().unwrap();
    for kind in ["OtherTime", "OtherMode", "Radius", "Level", "GenderWish", "Qualification"] {
        assert!(kinds.contains_key(kind), "no cure of the kind {kind}: {kinds:?}");
    }
}

#[test]
fn a_forced_request_costs_what_the_plan_without_its_choice_loses() {
    let run = runner(CASES).run(&towns(SIZE), |Town(town)| {
        let plan = plan_of(&town);
        let standing = standing(&town, &plan);
        for entry in plan.unserved.iter().filter(|entry| entry.candidates > 0) {
            let number = town.requests.iter().position(|request| request.id == entry.request).unwrap();
            if town.requests[number].lotsen_needed > 1 {
                continue;
            }
            let Some(forced) = forced(&standing, number as u32, &whole()).unwrap() else { continue };
            prop_assert!(forced.loss >= 0, "{forced:?}");
            let best = best_with(&town, number, None);
            prop_assert_eq!(plan.totals.weight - forced.loss, best.0, "{:?}", forced);
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

/// Both levels of the best plan that serves a request, by one Lotse if given: the other plans are kept out by its weight.
fn best_with(town: &ProblemFile, number: usize, lotse: Option<usize>) -> (i64, i64) {
    let mut problem = compile(town, gazetteer()).unwrap();
    let extra: i64 = 100_000_000;
    problem.requests[number].weight += extra;
    if let Some(lotse) = lotse {
        problem.requests[number].excluded =
            (0..town.lotsen.len() as u32).filter(|other| *other as usize != lotse).collect();
    }
    let best =
        lotsenwerk::matching::solve(&problem, &lotsenwerk::matching::Options::default(), &lotsenwerk::matching::Silent)
            .unwrap();
    (best.totals.weight - extra, best.totals.effort)
}

#[test]
fn another_lotse_costs_the_difference_of_two_solved_problems() {
    let compared = std::sync::atomic::AtomicU32::new(0);
    let run = runner(CASES).run(&towns(SIZE), |Town(town)| {
        let plan = plan_of(&town);
        let standing = standing(&town, &plan);
        for proposal in standing.plan() {
            let number = proposal.request as usize;
            if town.requests[number].lotsen_needed > 1 {
                continue;
            }
            for lotse in 0..town.lotsen.len() {
                let why = instead(&standing, &proposal, lotse as u32, &whole()).unwrap();
                match why {
                    Some(Why::Worse(worse)) => {
                        compared.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let best = best_with(&town, number, Some(lotse));
                        let found = (plan.totals.weight - worse.weight, plan.totals.effort + worse.effort);
                        if cfg!(feature = "highs") {
                            prop_assert_eq!(found, best, "{:?}", worse);
                        } else {
                            // microlp now and then ends a search from nothing with minutes too many; trials do not ask it.
                            prop_assert!(found.0 == best.0 && found.1 <= best.1, "{found:?}, {best:?}: {worse:?}");
                        }
                        prop_assert!(worse.weight > 0 || worse.effort >= 0, "{worse:?}");
                    }
                    Some(Why::Proposed) => prop_assert_eq!(lotse, proposal.lotse as usize),
                    Some(Why::Removed { .. }) => {
                        let judge = Judge::read(&town, gazetteer()).unwrap();
                        let able = judge.appointments(number);
                        for appointment in 0..able {
                            for mode in &town.requests[number].modes {
                                let choice = Choice { request: number, lotse, appointment, mode: *mode };
                                prop_assert!(!judge.broken(&[choice]).is_empty());
                            }
                        }
                    }
                    other => prop_assert!(false, "{other:?}"),
                }
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(compared.into_inner() > 100);
}
