//! The Lotsen by carrier, service and language, so that those who fail early are counted and not visited.

use super::{Counts, furthest};
use crate::domain::code::{LotseStatus, Service};
use crate::matching::candidates::coarse::{Card, Person};
use crate::matching::constraints::{HardConstraint, Pair, exclusion};
use crate::matching::problem::{Code, Lotse, Problem, Request, Spoken};

/// Everybody, counted once.
#[derive(Debug)]
pub(super) struct Roll {
    not_active: u32,
    without_consent: u32,
    /// Of the rest: all, and those who give each service.
    all: Staff,
    /// The same by carrier, from those without one.
    by_carrier: Vec<Staff>,
    /// By language: who speaks it.
    by_language: Vec<Speakers>,
    everybody: Speakers,
}

#[derive(Debug, Clone, Copy, Default)]
struct Staff {
    lotsen: u32,
    giving: [u32; Service::ALL.len()],
}

impl Staff {
    fn add(&mut self, lotse: &Lotse) {
        self.lotsen += 1;
        for (service, giving) in Service::ALL.iter().zip(&mut self.giving) {
            *giving += u32::from(lotse.services.contains(service));
        }
    }

    fn giving(&self, service: Service) -> u32 {
        self.giving.get(service as usize).copied().unwrap_or_default()
    }
}

/// Lotsen, those of a carrier side by side.
#[derive(Debug, Default)]
struct Speakers {
    people: Vec<Member>,
    /// Each carrier, from those without one, and where its people end; ascending.
    ends: Vec<(u32, usize)>,
}

#[derive(Debug)]
struct Member {
    carrier: u32,
    person: Person,
    /// Whether they rule out organisations or clients.
    has_blocked: bool,
}

impl Speakers {
    fn sort(&mut self) {
        self.people.sort_unstable_by_key(|member| (member.carrier, member.person.card.number));
        let carriers = self.people.chunk_by(|one, next| one.carrier == next.carrier);
        let mut end = 0;
        self.ends = carriers
            .filter_map(|of_carrier| {
                end += of_carrier.len();
                of_carrier.first().map(|member| (member.carrier, end))
            })
            .collect();
    }

    /// Those without carrier and those of the given carriers; all, where none are given.
    fn of<'s>(&'s self, carriers: Option<&'s [Code]>) -> impl Iterator<Item = &'s Member> {
        let everybody = carriers.is_none().then_some(self.people.as_slice());
        let chosen = carriers.map(|carriers| {
            let mut from = 0;
            std::iter::once(0).chain(carriers.iter().map(|carrier| carrier + 1)).filter_map(move |carrier| {
                from += self.ends.get(from..)?.partition_point(|(at, _)| *at < carrier);
                let (at, end) = self.ends.get(from)?;
                let begin = from.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end);
                self.people.get(begin..*end).filter(|_| *at == carrier)
            })
        });
        everybody.into_iter().chain(chosen.into_iter().flatten()).flatten()
    }
}

/// Who has been visited for a request, so that nobody counts twice who speaks two of its languages.
pub(super) struct Seen(Vec<u32>);

impl Seen {
    pub(super) fn nobody(problem: &Problem) -> Self {
        Self(vec![u32::MAX; problem.lotsen.len()])
    }

    /// Whether this is the first visit for the request.
    fn is_new(&mut self, lotse: u32, request: u32) -> bool {
        self.0.get_mut(lotse as usize).is_some_and(|last| std::mem::replace(last, request) != request)
    }
}

impl Roll {
    pub(super) fn new(problem: &Problem) -> Self {
        let mut roll = Self {
            not_active: 0,
            without_consent: 0,
            all: Staff::default(),
            by_carrier: Vec::new(),
            by_language: Vec::new(),
            everybody: Speakers::default(),
        };
        for (number, lotse) in (0..).zip(&problem.lotsen) {
            match (lotse.status, lotse.consent) {
                (LotseStatus::Active, true) => roll.add(problem, number, lotse),
                (LotseStatus::Active, false) => roll.without_consent += 1,
                _ => roll.not_active += 1,
            }
        }
        roll.everybody.sort();
        roll.by_language.iter_mut().for_each(Speakers::sort);
        roll
    }

    fn add(&mut self, problem: &Problem, number: u32, lotse: &Lotse) {
        let carrier = lotse.carrier.map_or(0, |carrier| carrier + 1);
        let person = Person::new(problem, number, lotse);
        let has_blocked = !lotse.blocked_organisations.is_empty() || !lotse.blocked_clients.is_empty();
        self.all.add(lotse);
        if let Some(staff) = grown(&mut self.by_carrier, carrier as usize) {
            staff.add(lotse);
        }
        self.everybody.people.push(Member { carrier, person, has_blocked });
        for Spoken { language, level } in &lotse.spoken {
            if let Some(speakers) = grown(&mut self.by_language, *language as usize) {
                speakers.people.push(Member { carrier, person: person.speaking(*level), has_blocked });
            }
        }
    }

    /// Lotsen by the first constraint that removed them from a request.
    pub(super) fn removed(&self, problem: &Problem, number: u32, seen: &mut Seen) -> Counts {
        let mut counts = Counts::default();
        let Some(request) = problem.requests.get(number as usize) else { return counts };
        let carriers = problem.carriers(request);
        let (pool, giving) = self.pool(carriers, request.service);
        counts.add(HardConstraint::Status, self.not_active);
        counts.add(HardConstraint::Consent, self.without_consent);
        counts.add(HardConstraint::Pool, self.all.lotsen - pool);
        counts.add(HardConstraint::Service, pool - giving);
        let visit = Visit { problem, request, number, card: Card::of_request(number, request) };
        let mut understood = 0;
        let mut look = |speakers: &Speakers, card: &Card| {
            for member in speakers.of(carriers) {
                let person = &member.person;
                if person.gives_and_speaks(card) && seen.is_new(person.card.number, number) {
                    understood += 1;
                    if let Some(constraint) = visit.reason(member) {
                        counts.add(constraint, 1);
                    }
                }
            }
        };
        match &request.accepted {
            None => look(&self.everybody, &visit.card),
            Some(accepted) => {
                for accepted in accepted {
                    if let Some(speakers) = self.by_language.get(accepted.language as usize) {
                        look(speakers, &visit.card.at_least(accepted.at_least));
                    }
                }
            }
        }
        counts.add(HardConstraint::Language, giving - understood);
        counts
    }

    /// How many are in the pool, and how many of them give the service.
    fn pool(&self, carriers: Option<&[Code]>, service: Service) -> (u32, u32) {
        let Some(carriers) = carriers else { return (self.all.lotsen, self.all.giving(service)) };
        let staff = std::iter::once(0).chain(carriers.iter().map(|carrier| carrier + 1));
        let staff = staff.filter_map(|carrier| self.by_carrier.get(carrier as usize));
        staff.fold((0, 0), |(all, giving), staff| (all + staff.lotsen, giving + staff.giving(service)))
    }
}

/// A look at one Lotse after the other for the same request.
struct Visit<'a> {
    problem: &'a Problem,
    request: &'a Request,
    number: u32,
    card: Card,
}

impl Visit<'_> {
    /// What removed a Lotse who is in the pool, gives the service and speaks the language.
    fn reason(&self, member: &Member) -> Option<HardConstraint> {
        let person = &member.person;
        if !person.is_of_gender(&self.card) {
            return Some(HardConstraint::Gender);
        }
        if !person.takes_topic(&self.card) {
            return Some(HardConstraint::Exclusion);
        }
        let asks_for_exclusion = member.has_blocked || !self.request.excluded.is_empty();
        let pair = || Pair::of(self.problem, person.card.number, self.number);
        if asks_for_exclusion && !exclusion::holds(&pair()?) {
            return Some(HardConstraint::Exclusion);
        }
        if !person.shares_mode(&self.card) {
            return Some(HardConstraint::Mode);
        }
        // The other modes fail earlier.
        if !person.is_near(&self.card) {
            return Some(HardConstraint::Distance);
        }
        furthest(&pair()?)
    }
}

/// The slot at an index, after making the list long enough.
fn grown<T: Default>(list: &mut Vec<T>, at: usize) -> Option<&mut T> {
    if list.len() <= at {
        list.resize_with(at + 1, T::default);
    }
    list.get_mut(at)
}
