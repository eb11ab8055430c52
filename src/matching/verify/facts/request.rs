//! What the problem says of a request.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::Faults;
use super::place::Spot;
use super::span::Alternative;
use crate::domain::code::Priority;
use crate::domain::geo::Point;
use crate::domain::language::Level;
use crate::domain::region::Gazetteer;
use crate::matching::file::{ProblemFile, RequestEntry};
use crate::matching::weights::ServedWeights;

/// A request with its alternatives.
#[derive(Debug)]
pub struct RequestFacts<'p> {
    pub entry: &'p RequestEntry,
    pub place: Option<Point>,
    /// The carriers that may serve it; `None` means all.
    pub carriers: Option<Arc<Carriers<'p>>>,
    /// Every language that would do.
    pub acceptable: Vec<Acceptable<'p>>,
    pub alternatives: Vec<Alternative>,
    /// What one filled place weighs.
    pub weight: i64,
}

/// Carriers that may serve a request. Requests of the same region share them.
#[derive(Debug)]
pub struct Carriers<'p> {
    pub ids: BTreeSet<&'p str>,
    /// The same, for people.
    pub text: Arc<str>,
}

/// A language that would do.
#[derive(Debug)]
pub struct Acceptable<'p> {
    pub spoken: &'p str,
    pub at_least: Level,
    /// What standing in for the needed one costs, minutes.
    pub minutes: i64,
}

impl<'p> RequestFacts<'p> {
    pub fn read(
        index: usize,
        entry: &'p RequestEntry,
        tables: &Tables<'p>,
        gazetteer: &'p Gazetteer,
        faults: &mut Faults,
    ) -> Self {
        let spot = entry
            .place
            .as_ref()
            .and_then(|place| faults.take(Spot::read(place, gazetteer), || format!("/requests/{index}/place")));
        let carriers = tables.in_charge(entry, spot.as_ref().and_then(|spot| spot.region));
        let acceptable = tables.acceptable(entry);
        if entry.modes.is_empty() {
            faults.add(format!("/requests/{index}/modes"), "no mode".to_owned());
        }
        if entry.lotsen_needed == 0 {
            faults.add(format!("/requests/{index}/lotsen_needed"), "nobody is needed".to_owned());
        }
        Self {
            entry,
            place: spot.map(|spot| spot.point),
            carriers,
            acceptable,
            alternatives: alternatives(index, entry, faults),
            weight: weight(&tables.problem.weights.served, entry),
        }
    }

    /// The languages that would do, for people.
    pub fn acceptable_text(&self) -> Arc<str> {
        let texts = self.acceptable.iter().map(|language| format!("{} from {}", language.spoken, language.at_least));
        texts.collect::<Vec<_>>().join(", ").into()
    }
}

/// The carrier that a request names and the region of its place.
type Posted<'p> = (Option<&'p str>, Option<&'p str>);

/// The lists of the problem that requests refer to, by what they are looked up with.
#[derive(Debug)]
pub struct Tables<'p> {
    problem: &'p ProblemFile,
    /// The carriers that serve a region.
    serving: HashMap<&'p str, BTreeSet<&'p str>>,
    /// Who lends to a carrier.
    lenders: HashMap<&'p str, Vec<&'p str>>,
    /// What may stand in for a language, and at what cost.
    standing_in: HashMap<&'p str, Vec<(&'p str, u32)>>,
    /// Who is in charge, as far as it was asked before: by the carrier that a request names and the region of its place.
    in_charge: Mutex<HashMap<Posted<'p>, Arc<Carriers<'p>>>>,
}

impl<'p> Tables<'p> {
    pub fn of_problem(problem: &'p ProblemFile) -> Self {
        let mut tables = Self {
            problem,
            serving: HashMap::new(),
            lenders: HashMap::new(),
            standing_in: HashMap::new(),
            in_charge: Mutex::default(),
        };
        for carrier in &problem.carriers {
            for region in &carrier.regions {
                tables.serving.entry(region).or_default().insert(&carrier.id);
            }
        }
        for lending in &problem.lending {
            tables.lenders.entry(&lending.to).or_default().push(&lending.from);
        }
        for entry in &problem.substitutions {
            tables.standing_in.entry(&entry.needed).or_default().push((&entry.spoken, entry.minutes));
        }
        tables
    }

    /// *carriers(r)* of section 2; `None` where the request is open to all.
    fn in_charge(&self, request: &'p RequestEntry, region: Option<&'p str>) -> Option<Arc<Carriers<'p>>> {
        let known_region = region.filter(|_| !self.problem.carriers.is_empty());
        if request.carrier.is_none() && known_region.is_none() {
            return None;
        }
        let serving = known_region.and_then(|region| self.serving.get(region));
        // A carrier that serves the region is in charge anyway.
        let own = request.carrier.as_deref().filter(|own| !serving.is_some_and(|serving| serving.contains(own)));
        // Nothing that holds the lock can leave the table half written.
        let mut asked_before = self.in_charge.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked_before.get(&(own, known_region)) {
            return Some(known.clone());
        }
        let in_charge: BTreeSet<&str> = serving.into_iter().flatten().copied().chain(own).collect();
        let lenders = in_charge.iter().filter_map(|borrower| self.lenders.get(borrower)).flatten().copied();
        let ids: BTreeSet<&str> = in_charge.iter().copied().chain(lenders).collect();
        let text = ids.iter().copied().collect::<Vec<_>>().join(", ").into();
        let carriers = Arc::new(Carriers { ids, text });
        asked_before.insert((own, known_region), carriers.clone());
        Some(carriers)
    }

    /// The needed languages, and what may stand in for each.
    fn acceptable(&self, entry: &'p RequestEntry) -> Vec<Acceptable<'p>> {
        let mut list = Vec::new();
        for needed in &entry.languages {
            let at_least = needed.at_least;
            list.push(Acceptable { spoken: &needed.code, at_least, minutes: 0 });
            let standing_in = self.standing_in.get(needed.code.as_str()).into_iter().flatten();
            let acceptable = |&(spoken, minutes)| Acceptable { spoken, at_least, minutes: i64::from(minutes) };
            list.extend(standing_in.map(acceptable));
        }
        list
    }
}

/// The listed appointments, then what the flexible times stand for.
fn alternatives(index: usize, entry: &RequestEntry, faults: &mut Faults) -> Vec<Alternative> {
    let mut list = Vec::new();
    for (at, appointment) in entry.appointments.iter().enumerate() {
        let read = Alternative::listed(at, appointment).map_err(|error| error.to_string());
        list.extend(faults.take(read, || format!("/requests/{index}/appointments/{at}")).flatten());
    }
    for (at, flexible) in entry.flexible.iter().enumerate() {
        let read = Alternative::flexible(entry.appointments.len(), flexible).map_err(|error| error.to_string());
        list.extend(faults.take(read, || format!("/requests/{index}/flexible/{at}")).unwrap_or_default());
    }
    if list.is_empty() {
        faults.add(format!("/requests/{index}/appointments"), "no appointment".to_owned());
    }
    list
}

/// `weights.served.<priority> + waiting_day × min(waiting_days, waiting_days_at_most)`.
fn weight(weights: &ServedWeights, entry: &RequestEntry) -> i64 {
    let of_priority = match entry.priority {
        Priority::Low => weights.low,
        Priority::Normal => weights.normal,
        Priority::High => weights.high,
        Priority::Urgent => weights.urgent,
    };
    let days = entry.waiting_days.min(weights.waiting_days_at_most);
    i64::from(of_priority) + i64::from(weights.waiting_day) * i64::from(days)
}
