//! The Lotsen by language and place, to find the candidates of one request, all of them or the nearest first.

use super::coarse::{Card, Person};
use super::demand::row;
use super::{fits_alone, of_pair};
use crate::matching::constraints::Pair;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Lotse, Problem, Request, Spoken};

/// Finds the candidates of single requests without looking at all Lotsen.
///
/// Lotsen who are not active or have not agreed are not in it. It belongs to the Lotsen of the problem that it was made of.
#[derive(Debug, Clone)]
pub struct Index {
    by_language: Vec<Band>,
    all: Band,
}

/// Lotsen by place: in rows along the circles of latitude, in each from west to east.
#[derive(Debug, Clone, Default)]
struct Band {
    /// Those with a home and a radius.
    along: Vec<Person>,
    /// Those with a home whom no distance limits.
    anywhere: Vec<Person>,
    /// Those without a home.
    homeless: Vec<Person>,
    /// The widest radius, metres.
    reach: i32,
}

/// The first ring around a request, metres; each further one is twice as wide.
const FIRST_RING: i32 = 2_000;
/// No two places are as far from one another.
const WIDEST_RING: i32 = 16_000_000;

impl Band {
    fn add(&mut self, person: Person) {
        match person.radius() {
            Some(radius) => {
                self.reach = self.reach.max(radius);
                self.along.push(person);
            }
            None if person.card.is_placed() => self.anywhere.push(person),
            None => self.homeless.push(person),
        }
    }

    fn sort(&mut self) {
        for people in [&mut self.along, &mut self.anywhere] {
            people.sort_unstable_by_key(|person| (place(&person.card), person.card.number));
        }
    }

    fn near(&self, request: &Card, into: &mut Vec<u32>) {
        let mut take = |person: &Person| {
            if person.may_serve(request) {
                into.push(person.card.number);
            }
        };
        match request.is_local() {
            true => around(&self.along, request, self.reach, &mut take),
            false => self.along.iter().for_each(&mut take),
        }
        self.anywhere.iter().chain(&self.homeless).for_each(take);
    }

    /// Who may serve a request and lives further away than `inner` and no further than `outer`, with the distance.
    fn ring(&self, request: &Card, (inner, outer): (i32, i32), into: &mut Vec<(u64, u32)>) {
        let squared = |metres: i32| u64::from(metres.unsigned_abs()).pow(2);
        let mut take = |person: &Person| {
            let away = person.card.squared_distance(request);
            let is_inside = away <= squared(outer) && (inner < 0 || away > squared(inner));
            if is_inside && person.may_serve(request) {
                into.push((away, person.card.number));
            }
        };
        around(&self.along, request, outer, &mut take);
        around(&self.anywhere, request, outer, &mut take);
    }

    /// Who may serve a request, wherever they live; or only those without a home. Begins somewhere else for each request, so that
    /// not all of them look for the same Lotsen.
    fn somewhere(&self, request: &Card, only_homeless: bool) -> impl Iterator<Item = u32> {
        let turned = |people: &[Person]| mixed(request.number) as usize % people.len().max(1);
        let parts: [&[Person]; 3] = match only_homeless {
            true => [&[], &[], &self.homeless],
            false => [&self.along, &self.anywhere, &self.homeless],
        };
        let all = parts.map(|people| people.split_at(turned(people)));
        let request = *request;
        let in_turn = all.into_iter().flat_map(|(before, from)| from.iter().chain(before));
        in_turn.filter(move |person| person.may_serve(&request)).map(|person| person.card.number)
    }
}

/// Shows everybody who lives in a square around a request, so many metres to each side, and perhaps some others.
fn around(people: &[Person], request: &Card, metres: i32, mut show: impl FnMut(&Person)) {
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return };
    let (y, z) = request.across();
    let from = row(z.saturating_sub(metres)).max(place(&first.card).0);
    let to = row(z.saturating_add(metres)).min(place(&last.card).0);
    for at in from..=to {
        let begin = people.partition_point(|person| place(&person.card) < (at, y.saturating_sub(metres)));
        let rest = people.get(begin..).unwrap_or_default();
        let end = rest.partition_point(|person| place(&person.card) <= (at, y.saturating_add(metres)));
        rest.get(..end).unwrap_or_default().iter().for_each(&mut show);
    }
}

fn place(card: &Card) -> (i32, i32) {
    let (y, z) = card.across();
    (row(z), y)
}

/// Spreads numbers that follow one another over all numbers.
fn mixed(number: u32) -> u32 {
    number.wrapping_mul(0x9e37_79b9).rotate_left(15)
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
        let mut near = Vec::new();
        self.bands(number, request).for_each(|(band, card)| band.near(&card, &mut near));
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Names Lotsen who may fit, the nearest first, until it is told that these are enough. Whoever speaks several languages that
    /// would do may be named more than once.
    pub(super) fn nearest_first(&self, number: u32, request: &Request, mut is_enough: impl FnMut(u32) -> bool) {
        if request.place.is_none() {
            self.bands(number, request).any(|(band, card)| band.somewhere(&card, false).any(&mut is_enough));
            return;
        }
        let mut ring: Vec<(u64, u32)> = Vec::new();
        let (mut inner, mut outer) = (-1, FIRST_RING);
        while inner < WIDEST_RING {
            ring.clear();
            let mut reach = 0;
            for (band, card) in self.bands(number, request) {
                band.ring(&card, (inner, outer), &mut ring);
                let is_local = card.is_local() && band.anywhere.is_empty() && band.homeless.is_empty();
                reach = reach.max(if is_local { band.reach } else { i32::MAX });
            }
            // Of those who live equally far each request looks at others first.
            ring.sort_unstable_by_key(|(away, lotse)| (*away, mixed(lotse ^ mixed(number)), *lotse));
            if ring.iter().any(|(_, lotse)| is_enough(*lotse)) {
                return;
            }
            if outer >= reach {
                return;
            }
            (inner, outer) = (outer, outer.saturating_mul(2));
        }
        self.bands(number, request).any(|(band, card)| band.somewhere(&card, true).any(&mut is_enough));
    }

    /// Those who speak what a request accepts, with the card that asks for the level.
    fn bands(&self, number: u32, request: &Request) -> impl Iterator<Item = (&Band, Card)> {
        let card = Card::of_request(number, request);
        let of_all = request.accepted.is_none().then_some((&self.all, card));
        let accepted = request.accepted.as_deref().unwrap_or_default().iter();
        let spoken = accepted.filter_map(move |accepted| {
            let band = self.by_language.get(accepted.language as usize)?;
            Some((band, card.at_least(accepted.at_least)))
        });
        of_all.into_iter().chain(spoken)
    }
}

/// Whether anything at all may be proposed to the Lotse.
pub(super) fn can_be_asked(lotse: &Lotse) -> bool {
    lotse.consent && lotse.status == crate::domain::code::LotseStatus::Active && lotse.asks_left != Some(0)
}
