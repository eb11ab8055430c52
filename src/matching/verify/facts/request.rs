//! What the problem says of a request.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    pub carriers: Option<BTreeSet<&'p str>>,
    /// The same, for people.
    pub carriers_text: Arc<str>,
    /// Every language that would do.
    pub acceptable: Vec<Acceptable<'p>>,
    /// The same, for people.
    pub acceptable_text: Arc<str>,
    pub alternatives: Vec<Alternative>,
    /// What one filled place weighs.
    pub weight: i64,
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
        problem: &'p ProblemFile,
        gazetteer: &'p Gazetteer,
        faults: &mut Faults,
    ) -> Self {
        let spot = entry
            .place
            .as_ref()
            .and_then(|place| faults.take(Spot::read(place, gazetteer), || format!("/requests/{index}/place")));
        let carriers = carriers_in_charge(problem, entry, spot.as_ref().and_then(|spot| spot.region));
        let acceptable = acceptable(entry, problem);
        if entry.modes.is_empty() {
            faults.add(format!("/requests/{index}/modes"), "no mode".to_owned());
        }
        if entry.lotsen_needed == 0 {
            faults.add(format!("/requests/{index}/lotsen_needed"), "nobody is needed".to_owned());
        }
        Self {
            entry,
            place: spot.map(|spot| spot.point),
            carriers_text: carriers.iter().flatten().copied().collect::<Vec<_>>().join(", ").into(),
            carriers,
            acceptable_text: acceptable
                .iter()
                .map(|language| format!("{} from {}", language.spoken, language.at_least))
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
            acceptable,
            alternatives: alternatives(index, entry, faults),
            weight: weight(&problem.weights.served, entry),
        }
    }
}

/// *carriers(r)* of section 2; `None` where the request is open to all.
fn carriers_in_charge<'p>(
    problem: &'p ProblemFile,
    request: &'p RequestEntry,
    region: Option<&str>,
) -> Option<BTreeSet<&'p str>> {
    let known_region = region.filter(|_| !problem.carriers.is_empty());
    if request.carrier.is_none() && known_region.is_none() {
        return None;
    }
    let serves = |regions: &[String]| known_region.is_some_and(|region| regions.iter().any(|served| served == region));
    let serving = problem.carriers.iter().filter(|carrier| serves(&carrier.regions)).map(|carrier| carrier.id.as_str());
    let in_charge: BTreeSet<&str> = serving.chain(request.carrier.as_deref()).collect();
    let lending = problem.lending.iter().filter(|lending| in_charge.contains(lending.to.as_str()));
    let lenders: Vec<&str> = lending.map(|lending| lending.from.as_str()).collect();
    Some(in_charge.into_iter().chain(lenders).collect())
}

/// The needed languages, and what may stand in for each.
fn acceptable<'p>(entry: &'p RequestEntry, problem: &'p ProblemFile) -> Vec<Acceptable<'p>> {
    let mut list = Vec::new();
    for needed in &entry.languages {
        list.push(Acceptable { spoken: &needed.code, at_least: needed.at_least, minutes: 0 });
        list.extend(problem.substitutions.iter().filter(|entry| entry.needed == needed.code).map(|entry| Acceptable {
            spoken: &entry.spoken,
            at_least: needed.at_least,
            minutes: i64::from(entry.minutes),
        }));
    }
    list
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
