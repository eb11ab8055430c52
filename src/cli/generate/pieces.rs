//! From made-up people to a problem file, piece by piece: what has been written into the file is dropped before the next piece is.
//!
//! People and file together would need twice the memory, which of a million is gigabytes. The file is the one that a single
//! [`Snapshot`] of everything gives; that takes that made-up Lotsen block no clients, whom only all requests together would name.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::domain::id::LotseId;
use crate::domain::lotse::Lotse;
use crate::domain::request::SupportRequest;
use crate::matching::ProblemFile;
use crate::matching::snapshot::{Held, Snapshot};
use crate::synthetic::Generated;

/// So many at once on each processor.
pub const PIECE: usize = 32_768;

/// Turns everything made up into a problem file. `facts` is a snapshot without people: what holds for all of them.
pub fn stated(facts: &Snapshot<'_>, made: Generated, piece: usize) -> ProblemFile {
    let Generated { organisations, lendings, lotsen, mut requests, assignments } = made;
    // The open ones come first.
    let assigned = requests.split_off(requests.partition_point(|request| request.state.is_open_for_matching()));
    let held: Vec<Held> = assignments.iter().map(Held::from).collect();
    let facts = Snapshot { held: &held, held_requests: &assigned, ..again(facts) };
    let directory: HashMap<LotseId, usize> = lotsen.iter().map(|lotse| lotse.id).zip(0..).collect();
    let named = |ids: &mut dyn Iterator<Item = LotseId>| -> Vec<Lotse> {
        let places: BTreeMap<usize, LotseId> = ids.filter_map(|id| Some((*directory.get(&id)?, id))).collect();
        places.into_keys().filter_map(|at| lotsen.get(at)).cloned().collect()
    };

    let holders = named(&mut held.iter().map(|held| held.lotse));
    let frame = Snapshot { organisations: &organisations, lendings: &lendings, lotsen: &holders, ..again(&facts) };
    let frame = frame.problem().file;
    let requests = in_pieces(requests, piece, |open: &[SupportRequest]| {
        let acquainted = open.iter().flat_map(|request| request.known_lotsen.iter().chain(&request.excluded_lotsen));
        let acquainted = named(&mut acquainted.copied());
        Snapshot { lotsen: &acquainted, requests: open, ..again(&facts) }.problem().file.requests
    });
    let lotsen =
        in_pieces(lotsen, piece, |some: &[Lotse]| Snapshot { lotsen: some, ..again(&facts) }.problem().file.lotsen);
    ProblemFile { lotsen, requests, ..frame }
}

/// The same facts once more.
fn again<'a>(facts: &Snapshot<'a>) -> Snapshot<'a> {
    let Snapshot {
        name,
        now,
        travel,
        weights,
        languages,
        programme,
        own_rules,
        held,
        held_requests,
        beyond_plan,
        asked_this_week,
        ..
    } = facts;
    Snapshot {
        name: name.clone(),
        now: *now,
        travel,
        weights: *weights,
        languages,
        programme,
        own_rules: *own_rules,
        organisations: &[],
        lendings: &[],
        lotsen: &[],
        requests: &[],
        held,
        held_requests,
        beyond_plan,
        asked_this_week,
    }
}

/// Turns a list into another, in its order, on all processors.
fn in_pieces<T: Send + Sync, E: Send>(all: Vec<T>, piece: usize, state: impl Fn(&[T]) -> Vec<E> + Sync) -> Vec<E> {
    let mut stated = Vec::with_capacity(all.len());
    let mut rest = all.into_iter();
    loop {
        let round: Vec<T> = rest.by_ref().take(piece * rayon::current_num_threads()).collect();
        if round.is_empty() {
            return stated;
        }
        let pieces: Vec<Vec<E>> = round.par_chunks(piece).map(&state).collect();
        stated.extend(pieces.into_iter().flatten());
    }
}
