//! All requests in the order in which a Lotse looks for them: by language, then by who may serve them, then by place.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::coarse::{Card, Person};
use crate::matching::problem::{Code, Lotse, Problem, Request, Spoken};

/// Metres from north to south that one row of places is wide.
const ROW: i32 = 8_000;
/// So many cards are looked through sooner than they are searched by place.
const FEW: usize = 48;

/// The language of requests that need none.
const NO_LANGUAGE: u32 = 0;
/// The pool of requests that are open to all.
const OPEN: u32 = 0;

/// The requests' cards on shelves.
#[derive(Debug)]
pub(super) struct Demand {
    cards: Vec<Card>,
    /// By language, from [`NO_LANGUAGE`]: the shelves, by pool.
    shelves: Vec<Vec<Shelf>>,
    /// By carrier: the pools that it is in, ascending.
    admitting: HashMap<Code, Vec<u32>>,
}

/// The requests for one language that one pool may serve.
#[derive(Debug, Clone)]
struct Shelf {
    pool: u32,
    /// Cards that distance alone does not rule out.
    anywhere: Range<usize>,
    /// Cards of places to go to, by row and from west to east.
    local: Range<usize>,
}

impl Demand {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut filed: Vec<(u32, u32, Card)> = Vec::with_capacity(problem.requests.len());
        for (number, request) in (0..).zip(&problem.requests) {
            file(number, request, &mut filed);
        }
        filed.par_sort_unstable_by_key(|(language, pool, card)| {
            let (y, z) = card.across();
            (*language, *pool, card.is_local().then(|| (row(z), y)), card.number)
        });
        let mut shelves: Vec<Vec<Shelf>> = Vec::new();
        let mut from = 0;
        for together in filed.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
            let Some((language, pool, _)) = together.first() else { continue };
            let (middle, to) = (from + together.partition_point(|(.., card)| !card.is_local()), from + together.len());
            shelves.resize_with(shelves.len().max(*language as usize + 1), Vec::new);
            if let Some(of_language) = shelves.get_mut(*language as usize) {
                of_language.push(Shelf { pool: *pool, anywhere: from..middle, local: middle..to });
            }
            from = to;
        }
        let mut admitting: HashMap<Code, Vec<u32>> = HashMap::new();
        for (pool, carriers) in (OPEN + 1..).zip(&problem.pools) {
            for carrier in carriers {
                admitting.entry(*carrier).or_insert_with(|| vec![OPEN]).push(pool);
            }
        }
        Self { cards: filed.into_iter().map(|(.., card)| card).collect(), shelves, admitting }
    }

    /// Requests that a Lotse may be able to serve, ascending, each once.
    pub(super) fn near(&self, problem: &Problem, number: u32, lotse: &Lotse, into: &mut Vec<u32>) {
        into.clear();
        let person = Person::new(problem, number, lotse);
        self.look(NO_LANGUAGE, &person, lotse.carrier, into);
        for Spoken { language, level } in &lotse.spoken {
            self.look(language + 1, &person.speaking(*level), lotse.carrier, into);
        }
        into.sort_unstable();
        into.dedup();
    }

    fn look(&self, language: u32, person: &Person, carrier: Option<Code>, into: &mut Vec<u32>) {
        let shelves = self.shelves.get(language as usize).map(Vec::as_slice).unwrap_or_default();
        let Some(carrier) = carrier else {
            return shelves.iter().for_each(|shelf| self.take(shelf, person, into));
        };
        let pools = self.admitting.get(&carrier).map_or(&[OPEN][..], Vec::as_slice);
        let mut rest = shelves;
        for pool in pools {
            let skipped = rest.partition_point(|shelf| shelf.pool < *pool);
            rest = rest.get(skipped..).unwrap_or_default();
            if let Some(shelf) = rest.first().filter(|shelf| shelf.pool == *pool) {
                self.take(shelf, person, into);
            }
        }
    }

    fn take(&self, shelf: &Shelf, person: &Person, into: &mut Vec<u32>) {
        let mut through = |cards: &[Card]| {
            into.extend(cards.iter().filter(|card| person.may_serve(card)).map(|card| card.number));
        };
        let slice = |range: &Range<usize>| self.cards.get(range.clone()).unwrap_or_default();
        through(slice(&shelf.anywhere));
        let local = slice(&shelf.local);
        let Some(radius) = person.radius().filter(|_| local.len() > FEW) else { return through(local) };
        let (y, z) = person.card.across();
        for at in row(z.saturating_sub(radius))..=row(z.saturating_add(radius)) {
            let place = |card: &Card| (row(card.across().1), card.across().0);
            let from = local.partition_point(|card| place(card) < (at, y.saturating_sub(radius)));
            let rest = local.get(from..).unwrap_or_default();
            through(
                rest.get(..rest.partition_point(|card| place(card) <= (at, y.saturating_add(radius)))).unwrap_or(rest),
            );
        }
    }
}

fn file(number: u32, request: &Request, filed: &mut Vec<(u32, u32, Card)>) {
    let pool = request.pool.map_or(OPEN, |pool| pool + 1);
    let card = Card::of_request(number, request);
    match &request.accepted {
        None => filed.push((NO_LANGUAGE, pool, card)),
        Some(accepted) => filed.extend(accepted.iter().map(|a| (a.language + 1, pool, card.at_least(a.at_least)))),
    }
}

/// What Lotsen have in common who ask about the same requests: a piece of the map of some rows, and a language.
pub(super) fn neighbourhood(lotse: &Lotse) -> impl Ord + use<> {
    const ROWS: i32 = 4;
    let piece = lotse.home.map(|home| (home.z().div_euclid(ROWS * ROW), home.y().div_euclid(ROWS * ROW)));
    (piece, lotse.spoken.first().map(|spoken| spoken.language), lotse.carrier)
}

pub(super) fn row(z: i32) -> i32 {
    z.div_euclid(ROW)
}
