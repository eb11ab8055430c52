//! What else could change beside one more Lotse, one thing at a time: a course, a wider radius, cars, the telephone, lending.
//!
//! Each is an [`Edit`] of the problem file for one region or one pair of carriers. Its price is what the Lotsen concerned could harvest
//! then at the gains of the requests, less what they can now; its confirmation is the whole problem solved with it. So the price is
//! quick and rough, and the confirmation is a plan.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::edit::Edit;
use super::profiles::RADIUS_M;
use super::{RecommendError, possible, schedule, wanted};
use crate::domain::code::{LotseStatus, Mode, Service};
use crate::domain::geo::Postcode;
use crate::domain::region::Gazetteer;
use crate::domain::travel::Transport;
use crate::matching::Problem;
use crate::matching::compile::{Fault, compile};
use crate::matching::file::{LendingEntry, LotseEntry, PlaceEntry, ProblemFile, QualificationEntry};
use crate::matching::problem::Code;
use crate::matching::solve::{Progress, SolveError};

/// Kilometres that are added to the radius of everybody in a region.
const KILOMETRES: u32 = 15;

/// Seats of a course.
const SEATS: usize = 12;

/// Pairs of carriers that are looked at closely.
const PAIRS: usize = 40;

/// A course that can be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// The qualification that it ends with, and no other: who lacks a certificate too stays without it.
    pub code: String,
    /// What they then give.
    pub service: Service,
    /// Whether it makes people who have asked to join, or are being trained, active.
    pub admits: bool,
}

/// What would be different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One more course for the people of a region.
    Course {
        /// Where they live.
        region: String,
        /// The qualification.
        code: String,
    },
    /// Everybody of a region goes farther.
    Radius {
        /// Where they live.
        region: String,
        /// So much.
        kilometres: u32,
    },
    /// Whoever has none in a region gets a car, or somebody who drives, and goes 30 km if they did not go as far.
    Car {
        /// Where they live.
        region: String,
    },
    /// What is asked for in person alone may be done by telephone.
    Phone {
        /// Where it is asked for.
        region: String,
    },
    /// The Lotsen of one carrier serve the requests of another too.
    Lending {
        /// The lender.
        from: String,
        /// The borrower.
        to: String,
    },
}

/// A change with what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What.
    pub kind: Kind,
    /// In the file.
    pub edit: Edit,
    /// By prices: served weight that it could add.
    pub priced: i64,
    /// Served weight that a plan has more, and whether no plan has more than that; only for the first ones.
    pub confirmed: Option<(i64, bool)>,
    /// Numbers of the requests that this plan serves and the one without did not, or with more Lotsen.
    pub serves: Vec<u32>,
}

/// Looks for changes.
pub(super) struct Search<'a> {
    pub file: &'a ProblemFile,
    pub gazetteer: &'a Gazetteer,
    pub problem: &'a Problem,
    pub gains: &'a [i64],
    /// Asked between one kind and the next whether anybody still wants the outcome.
    pub progress: &'a dyn Progress,
}

/// What would be different in a region.
struct Part<T> {
    region: String,
    edited: Vec<T>,
}

impl Search<'_> {
    /// Changes of each kind that are worth something, the best of a kind first, at most so many of it.
    pub(super) fn changes(&self, trainings: &[Training], most: usize) -> Result<Vec<Change>, RecommendError> {
        let mut found = Vec::new();
        for training in trainings {
            found.extend(best(self.heeded()?.courses(training)?, most));
        }
        let radius = |region| Kind::Radius { region, kilometres: KILOMETRES };
        found.extend(best(self.heeded()?.of_people(|entry| self.farther(entry), radius)?, most));
        found.extend(best(self.heeded()?.of_people(by_car, |region| Kind::Car { region })?, most));
        found.extend(best(self.heeded()?.by_phone()?, most));
        found.extend(best(self.heeded()?.lendings()?, most));
        Ok(found)
    }

    /// Itself, as long as somebody wants the outcome.
    fn heeded(&self) -> Result<&Self, SolveError> {
        if self.progress.is_over() { Err(SolveError::CalledOff) } else { Ok(self) }
    }

    fn region(&self, place: Option<&PlaceEntry>) -> Option<String> {
        match place? {
            PlaceEntry::Postcode { postcode } => {
                let place = self.gazetteer.place(Postcode::parse(postcode).ok()?).ok()?;
                Some(place.region.as_str().to_owned())
            }
            PlaceEntry::Coordinates { region, .. } => region.clone(),
        }
    }

    /// Lotsen as they would be, by the region in which they live.
    fn by_region(&self, other: impl Fn(&LotseEntry) -> Option<LotseEntry>) -> Vec<Part<(usize, LotseEntry)>> {
        let mut regions: BTreeMap<String, Vec<(usize, LotseEntry)>> = BTreeMap::new();
        for (at, entry) in self.file.lotsen.iter().enumerate() {
            if let (Some(region), Some(other)) = (self.region(entry.home.as_ref()), other(entry)) {
                regions.entry(region).or_default().push((at, other));
            }
        }
        regions.into_iter().map(|(region, edited)| Part { region, edited }).collect()
    }

    /// The problem with the Lotsen of all regions as they would be. What somebody could do depends on nobody else, so it prices each
    /// region as if the others had stayed as they are, and all is compiled once.
    fn with_people(&self, parts: &[Part<(usize, LotseEntry)>]) -> Result<Problem, Vec<Fault>> {
        let lotsen = parts.iter().flat_map(|part| part.edited.iter().cloned()).collect();
        compile(&Edit { lotsen, ..Edit::default() }.applied(self.file), self.gazetteer)
    }

    /// One change for each region in which somebody would be another.
    fn of_people(
        &self,
        other: impl Fn(&LotseEntry) -> Option<LotseEntry>,
        kind: impl Fn(String) -> Kind + Sync,
    ) -> Result<Vec<Change>, Vec<Fault>> {
        let parts = self.by_region(other);
        let after = self.with_people(&parts)?;
        let changes = parts.into_par_iter().map(|Part { region, edited: lotsen }| {
            let edit = Edit { lotsen, ..Edit::default() };
            let priced = self.price(&after, self.gains, &concerned(&edit));
            Change { kind: kind(region), edit, priced, confirmed: None, serves: Vec::new() }
        });
        Ok(changes.collect())
    }

    /// Twenty who wait for a course do not get into it: it goes to those who would serve most.
    fn courses(&self, training: &Training) -> Result<Vec<Change>, Vec<Fault>> {
        let parts = self.by_region(|entry| trained(entry, training));
        let after = self.with_people(&parts)?;
        let changes = parts.into_par_iter().map(|Part { region, edited: mut lotsen }| {
            if lotsen.len() > SEATS {
                let mut ranked: Vec<(i64, (usize, LotseEntry))> = lotsen
                    .into_iter()
                    .map(|person| (self.price(&after, self.gains, &[person.0 as u32]), person))
                    .collect();
                ranked.sort_by_key(|(worth, (at, _))| (std::cmp::Reverse(*worth), *at));
                lotsen = ranked.into_iter().take(SEATS).map(|(_, person)| person).collect();
            }
            let edit = Edit { lotsen, ..Edit::default() };
            let priced = self.price(&after, self.gains, &concerned(&edit));
            let kind = Kind::Course { region, code: training.code.clone() };
            Change { kind, edit, priced, confirmed: None, serves: Vec::new() }
        });
        Ok(changes.collect())
    }

    fn farther(&self, entry: &LotseEntry) -> Option<LotseEntry> {
        let radius = entry.radius_km.filter(|_| self.file.travel.is_some())?;
        Some(LotseEntry { radius_km: Some(radius.saturating_add(KILOMETRES)), ..entry.clone() })
    }

    fn by_phone(&self) -> Result<Vec<Change>, Vec<Fault>> {
        let mut regions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.file.requests.iter().enumerate() {
            if !entry.modes.contains(&Mode::Phone)
                && let Some(region) = self.region(entry.place.as_ref())
            {
                regions.entry(region).or_default().push(at);
            }
        }
        let everybody: Vec<u32> = (0..self.problem.lotsen.len() as u32).collect();
        let by_phone = |at: usize| {
            let entry = self.file.requests.get(at)?;
            let modes = entry.modes.iter().copied().chain([Mode::Phone]).collect();
            Some((at, crate::matching::file::RequestEntry { modes, ..entry.clone() }))
        };
        // Requests of other regions are worth nothing where one is priced, so they may be by telephone too.
        let all =
            Edit { requests: regions.values().flatten().copied().filter_map(by_phone).collect(), ..Edit::default() };
        let after = compile(&all.applied(self.file), self.gazetteer)?;
        let changes = regions.into_par_iter().filter_map(|(region, numbers)| {
            let here: BTreeSet<usize> = numbers.iter().copied().collect();
            let gain = |(at, gain): (usize, &i64)| if here.contains(&at) { *gain } else { 0 };
            let gains: Vec<i64> = self.gains.iter().enumerate().map(gain).collect();
            if gains.iter().all(|gain| *gain == 0) {
                return None;
            }
            let edit = Edit { requests: numbers.into_iter().filter_map(by_phone).collect(), ..Edit::default() };
            let priced = self.price(&after, &gains, &everybody);
            Some(Change { kind: Kind::Phone { region }, edit, priced, confirmed: None, serves: Vec::new() })
        });
        Ok(changes.collect())
    }

    /// Pairs of carriers by what the one's Lotsen could do for the other's requests if they might.
    fn lendings(&self) -> Result<Vec<Change>, Vec<Fault>> {
        let mut open = self.file.clone();
        // Without carriers everybody may serve everything.
        open.lotsen.iter_mut().for_each(|lotse| lotse.carrier = None);
        let open = compile(&open, self.gazetteer)?;
        let carrier_of = |number: u32| self.file.lotsen.get(number as usize)?.carrier.as_deref();
        let mut reach: BTreeMap<(&str, &str), BTreeSet<u32>> = BTreeMap::new();
        let wanted = wanted(&open, self.gains);
        for (number, lotse) in (0..).zip(&open.lotsen) {
            let Some(lender) = carrier_of(number) else { continue };
            let own = self.problem.lotsen.get(number as usize).and_then(|own| own.carrier);
            for possible in possible(&open, self.gains, &wanted, number, lotse) {
                let request = possible.link.request;
                let Some(borrower) =
                    self.file.requests.get(request as usize).and_then(|entry| entry.carrier.as_deref())
                else {
                    continue;
                };
                if borrower != lender && !self.may(own, request) {
                    reach.entry((lender, borrower)).or_default().insert(request);
                }
            }
        }
        let gain = |numbers: &BTreeSet<u32>| -> i64 {
            numbers.iter().filter_map(|number| self.gains.get(*number as usize)).sum()
        };
        let mut pairs: Vec<(i64, (&str, &str))> = reach.iter().map(|(pair, numbers)| (gain(numbers), *pair)).collect();
        pairs.sort_by_key(|(gain, pair)| (std::cmp::Reverse(*gain), *pair));
        // Agreements of different lenders have nothing to do with each other, so those of a round are compiled together.
        let mut rounds: Vec<BTreeMap<&str, &str>> = Vec::new();
        for (_, (from, to)) in pairs.into_iter().take(PAIRS) {
            match rounds.iter_mut().find(|round| !round.contains_key(from)) {
                Some(round) => drop(round.insert(from, to)),
                None => rounds.push(BTreeMap::from([(from, to)])),
            }
        }
        let mut changes = Vec::new();
        for round in rounds {
            let lending = |(from, to): (&&str, &&str)| LendingEntry { from: (*from).to_owned(), to: (*to).to_owned() };
            let mut with = self.file.clone();
            with.lending.extend(round.iter().map(lending));
            let after = compile(&with, self.gazetteer)?;
            for pair in &round {
                let lending = lending(pair);
                let own: Vec<u32> =
                    (0..self.problem.lotsen.len() as u32).filter(|at| carrier_of(*at) == Some(*pair.0)).collect();
                let priced = self.price(&after, self.gains, &own);
                let kind = Kind::Lending { from: lending.from.clone(), to: lending.to.clone() };
                let edit = Edit { lending: Some(lending), ..Edit::default() };
                changes.push(Change { kind, edit, priced, confirmed: None, serves: Vec::new() });
            }
        }
        Ok(changes)
    }

    /// Whether a carrier's Lotsen may serve a request as it is.
    fn may(&self, carrier: Option<Code>, request: u32) -> bool {
        let request = self.problem.requests.get(request as usize);
        match (request.and_then(|request| self.problem.carriers(request)), carrier) {
            (Some(carriers), Some(carrier)) => carriers.binary_search(&carrier).is_ok(),
            _ => true,
        }
    }

    /// What these Lotsen could add more in a problem that is different.
    fn price(&self, after: &Problem, gains: &[i64], lotsen: &[u32]) -> i64 {
        harvest(after, gains, lotsen) - harvest(self.problem, gains, lotsen)
    }
}

/// What Lotsen could add together, one after the other: each takes their best schedule of what is left.
fn harvest(problem: &Problem, gains: &[i64], lotsen: &[u32]) -> i64 {
    let mut left = gains.to_vec();
    let wanted = wanted(problem, gains);
    let mut sum = 0;
    for number in lotsen {
        let Some(lotse) = problem.lotsen.get(*number as usize) else { continue };
        let possible = possible(problem, &left, &wanted, *number, lotse);
        let links = possible.iter().map(|possible| possible.link).filter(|link| link.gain > 0).collect();
        let chain = schedule::best(problem, lotse, links);
        sum += chain.worth;
        for taken in chain.requests {
            if let Some(gain) = left.get_mut(taken as usize) {
                *gain = 0;
            }
        }
    }
    sum
}

fn concerned(edit: &Edit) -> Vec<u32> {
    edit.lotsen.iter().map(|(at, _)| *at as u32).collect()
}

/// Somebody with a car goes as far as newcomers are thought to.
fn by_car(entry: &LotseEntry) -> Option<LotseEntry> {
    let radius_km = entry.radius_km.map(|radius| radius.max(RADIUS_M / 1000));
    (entry.transport != Transport::Car).then(|| LotseEntry { transport: Transport::Car, radius_km, ..entry.clone() })
}

/// Somebody after a course; `None` for whoever has taken it, or could not be asked then either.
fn trained(entry: &LotseEntry, training: &Training) -> Option<LotseEntry> {
    let waits = matches!(entry.status, LotseStatus::Applicant | LotseStatus::InTraining);
    let takes_part = entry.status == LotseStatus::Active || (training.admits && waits);
    let holds = |code: &str| entry.qualifications.iter().any(|held| held.code == code);
    if !takes_part || !entry.consent || (holds(&training.code) && !waits) {
        return None;
    }
    let mut other = LotseEntry { status: LotseStatus::Active, ..entry.clone() };
    other.qualifications.retain(|held| held.code != training.code);
    other.qualifications.push(QualificationEntry { code: training.code.clone(), from: None, until: None });
    if !other.services.contains(&training.service) {
        other.services.push(training.service);
    }
    Some(other)
}

/// The first ones by price; what is worth nothing is left out.
fn best(mut changes: Vec<Change>, most: usize) -> Vec<Change> {
    changes.retain(|change| change.priced > 0);
    changes.sort_by_key(|change| std::cmp::Reverse(change.priced));
    changes.truncate(most);
    changes
}
