//! The Lotsen by language and place, to find the candidates of one request.

use super::coarse::{Card, Person};
use super::{fits_alone, of_pair};
use crate::matching::constraints::Pair;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Lotse, Problem, Spoken};

/// Finds the candidates of single requests without looking at all Lotsen.
///
/// Lotsen who are not active or have not agreed are not in it. It belongs to the Lotsen of the problem that it was made of.
#[derive(Debug, Clone)]
pub struct Index {
    by_language: Vec<Band>,
    all: Band,
}

/// Lotsen along the earth's axis.
#[derive(Debug, Clone, Default)]
struct Band {
    /// Those with a home and a radius, from south to north.
    along: Vec<Person>,
    /// Those whom no distance limits.
    anywhere: Vec<Person>,
    /// The widest radius, metres.
    reach: i32,
}

impl Band {
    fn add(&mut self, person: Person) {
        match person.radius() {
            Some(radius) => {
                self.reach = self.reach.max(radius);
                self.along.push(person);
            }
            None => self.anywhere.push(person),
        }
    }

    fn sort(&mut self) {
        self.along.sort_unstable_by_key(|person| (north(&person.card), person.card.number));
    }

    fn near(&self, request: &Card, into: &mut Vec<u32>) {
        let z = north(request);
        let (from, to) = match request.is_local() {
            true => (
                self.along.partition_point(|person| north(&person.card) < z.saturating_sub(self.reach)),
                self.along.partition_point(|person| north(&person.card) <= z.saturating_add(self.reach)),
            ),
            false => (0, self.along.len()),
        };
        let within = self.along.get(from..to).unwrap_or_default().iter().chain(&self.anywhere);
        into.extend(within.filter(|person| person.may_serve(request)).map(|person| person.card.number));
    }
}

fn north(card: &Card) -> i32 {
    card.across().1
}

impl Index {
    /// Takes in the Lotsen of a problem.
    pub fn new(problem: &Problem) -> Self {
        let mut index = Self { by_language: Vec::new(), all: Band::default() };
        for (number, lotse) in (0..).zip(&problem.lotsen).filter(|(_, lotse)| can_be_asked(lotse)) {
            let person = Person::new(problem, number, lotse);
            index.all.add(person);
            for Spoken { language, level } in &lotse.spoken {
                let at = *language as usize;
                index.by_language.resize_with(index.by_language.len().max(at + 1), Band::default);
                if let Some(band) = index.by_language.get_mut(at) {
                    band.add(person.speaking(*level));
                }
            }
        }
        index.all.sort();
        index.by_language.iter_mut().for_each(Band::sort);
        index
    }

    /// The candidates of one request, by Lotse, appointment and mode.
    pub fn candidates_of(&self, problem: &Problem, request: u32) -> Vec<Candidate> {
        if let Some(listed) = &problem.listed {
            let from = listed.partition_point(|candidate| candidate.request < request);
            let mine = listed.iter().skip(from).take_while(|candidate| candidate.request == request);
            return mine.filter(|candidate| fits_alone(problem, candidate)).copied().collect();
        }
        let mut found = Vec::new();
        for lotse in self.near(problem, request) {
            if let Some(pair) = Pair::of(problem, lotse, request) {
                of_pair(&pair, |candidate, _| found.push(candidate));
            }
        }
        found.sort_unstable();
        found
    }

    /// Lotsen who may fit, ascending, each once.
    fn near(&self, problem: &Problem, number: u32) -> Vec<u32> {
        let Some(request) = problem.requests.get(number as usize) else { return Vec::new() };
        let card = Card::of_request(number, request);
        let mut near = Vec::new();
        match &request.accepted {
            None => self.all.near(&card, &mut near),
            Some(accepted) => {
                for accepted in accepted {
                    if let Some(band) = self.by_language.get(accepted.language as usize) {
                        band.near(&card.at_least(accepted.at_least), &mut near);
                    }
                }
            }
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// Whether anything at all may be proposed to the Lotse.
pub(super) fn can_be_asked(lotse: &Lotse) -> bool {
    lotse.consent && lotse.status == crate::domain::code::LotseStatus::Active && lotse.asks_left != Some(0)
}
