//! Cures as the plan file says them: with the codes and names of the problem file.

use rayon::prelude::*;

use super::{Cure, CureKind, Forced, cures, forced, options};
use crate::matching::file::ProblemFile;
use crate::matching::incremental::{Standing, proposals};
use crate::matching::plan::{CureChange, CureEntry, ForcedEntry, PlanFile, UnservedEntry};
use crate::matching::problem::Problem;
use crate::matching::solve::SolveError;

/// Adds to each unserved request of a plan what it would cost to serve it, and its cures. Not where there were too many candidates
/// for the plan: cures are tried out on all of them.
///
/// # Errors
/// When the back end fails.
pub fn add(file: &ProblemFile, problem: &Problem, plan: &mut PlanFile) -> Result<(), SolveError> {
    if plan.run.nearest.is_some() {
        return Ok(());
    }
    let standing = Standing::new(problem.clone(), &proposals(problem, plan));
    let entries: Vec<&mut UnservedEntry> = plan.unserved.iter_mut().collect();
    entries.into_par_iter().try_for_each(|entry| explain(file, &standing, entry))
}

/// Adds to one unserved request what it would cost to serve it, and its cures.
///
/// # Errors
/// When the back end fails.
pub fn explain(file: &ProblemFile, standing: &Standing, entry: &mut UnservedEntry) -> Result<(), SolveError> {
    let Some(number) = file.requests.iter().position(|request| request.id == entry.request) else { return Ok(()) };
    let options = options();
    entry.forced = forced(standing, number as u32, &options)?.map(|forced| of_forced(standing, &forced));
    let found = cures(standing, number as u32, &options)?;
    entry.cures = found.iter().filter_map(|cure| of_cure(file, standing, cure)).collect();
    Ok(())
}

fn names(standing: &Standing, requests: &[u32]) -> Vec<String> {
    let name = |number: &u32| standing.problem().requests.get(*number as usize).map(|request| request.id.clone());
    requests.iter().filter_map(name).collect()
}

fn lotse(standing: &Standing, number: u32) -> String {
    standing.problem().lotsen.get(number as usize).map(|lotse| lotse.id.clone()).unwrap_or_default()
}

fn of_forced(standing: &Standing, forced: &Forced) -> ForcedEntry {
    ForcedEntry {
        lotse: lotse(standing, forced.serves.lotse),
        loss: forced.loss,
        displaces: names(standing, &forced.displaces),
    }
}

/// `None` for what the file does not name; a cure comes from its problem, so there is none such.
fn of_cure(file: &ProblemFile, standing: &Standing, cure: &Cure) -> Option<CureEntry> {
    let number = cure.serves.request as usize;
    let change = match &cure.kind {
        CureKind::OtherTime { instead_of, .. } => {
            let option = standing.problem().requests.get(number)?.options.get(usize::from(*instead_of))?;
            CureChange::OtherTime { instead_of: option.appointment.sittings().first()?.start() }
        }
        CureKind::OtherMode => CureChange::OtherMode,
        CureKind::Radius { from_km, to_km } => CureChange::Radius { from_km: *from_km, to_km: *to_km },
        CureKind::Level { from, to } => CureChange::Level { from: *from, to: *to },
        CureKind::GenderWish => CureChange::GenderWish,
        CureKind::Lending { .. } => {
            CureChange::Lending { carrier: file.lotsen.get(cure.serves.lotse as usize)?.carrier.clone()? }
        }
        CureKind::Qualification { at } => {
            CureChange::Qualification { code: file.requests.get(number)?.required().nth(*at)?.clone() }
        }
    };
    Some(CureEntry {
        change,
        lotse: lotse(standing, cure.serves.lotse),
        start: cure.start,
        mode: cure.serves.mode,
        size: cure.size,
        moves: cure.moves,
        displaces: names(standing, &cure.displaces),
    })
}
