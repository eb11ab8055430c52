//! The candidates of a problem that has too many: of each request those of the Lotsen nearest by.
//!
//! Where so many could come, whoever lives further away would only go if all of the others were busy. What is left out this way no
//! plan can use, so a plan from these candidates may be worse than the best one of all; how much a request can be worth at
//! most they still tell, because there are no fewer Lotsen than it has places, if there were as many.

use rayon::prelude::*;

use super::index::Index;
use super::{Candidates, Count, TASK, TooMany, WAVE, key, of_pair};
use crate::matching::constraints::Pair;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Problem, Request};

/// Finds the candidates of each request with `lotsen` Lotsen, of those who can come the nearest, or with as many as it has places. Whom
/// a newcomer knows is among them, wherever they live.
///
/// # Errors
/// When there are more than `most` all the same.
pub fn nearest(problem: &Problem, lotsen: usize, most: usize) -> Result<Candidates, TooMany> {
    let count = Count::up_to(most);
    let index = Index::new(problem);
    let mut order: Vec<u32> = (0..problem.requests.len() as u32).collect();
    // Neighbours look at the same Lotsen.
    order.sort_by_cached_key(|number| problem.requests.get(*number as usize).map(neighbourhood));
    let mut all: Vec<Candidate> = Vec::new();
    for wave in order.chunks(WAVE) {
        let of_some = |numbers: &[u32]| found_for(problem, &index, numbers, lotsen, &count);
        let found: Vec<Vec<Candidate>> = wave.par_chunks(TASK).map(of_some).collect();
        if count.is_over() {
            return Err(TooMany::Nearest { most: count.most });
        }
        all.reserve(found.iter().map(Vec::len).sum());
        found.into_iter().for_each(|found| all.extend(found));
    }
    drop(index);
    all.shrink_to_fit();
    all.par_sort_unstable_by_key(|candidate| candidate.lotse);
    all.par_chunk_by_mut(|one, next| one.lotse == next.lotse)
        .for_each(|mine| mine.sort_unstable_by_key(|candidate| key(problem, candidate)));
    Ok(Candidates::in_order(all, problem.lotsen.len(), problem.requests.len()))
}

fn neighbourhood(request: &Request) -> impl Ord + use<> {
    let language = request.accepted.as_ref().and_then(|accepted| accepted.first()).map(|accepted| accepted.language);
    (language, request.place.map(|place| (place.z(), place.y())))
}

fn found_for(problem: &Problem, index: &Index, numbers: &[u32], lotsen: usize, count: &Count) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut named: Vec<u32> = Vec::new();
    for number in numbers {
        let Some(request) = problem.requests.get(*number as usize).filter(|_| !count.is_over()) else { continue };
        let (before, mut able) = (found.len(), 0);
        named.clear();
        let mut look = |lotse: u32| {
            if !named.contains(&lotse) {
                let so_far = found.len();
                if let Some(pair) = Pair::of(problem, lotse, *number) {
                    of_pair(&pair, |candidate, _| found.push(candidate));
                }
                // Nobody is looked at twice who counts; the others are soon told again that they cannot.
                if found.len() > so_far {
                    named.push(lotse);
                    able += 1;
                }
            }
            able >= lotsen.max(usize::from(request.places))
        };
        let are_enough = request.known.iter().fold(false, |_, (known, _)| look(*known));
        if !are_enough {
            index.nearest_first(*number, request, look);
        }
        count.add(found.len() - before);
    }
    found
}
