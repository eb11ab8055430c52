//! Random towns: small problem files over every feature of the format, dense enough that requests compete.
//!
//! Everything is drawn from short lists (three languages, two clients, a handful of hours and places), because two wide ranges
//! would hardly ever meet. Each town lies in one of four seasons: an ordinary week, the two changes of the clocks, New Year.

mod people;
mod times;
mod wishes;

use std::fmt;

use lotsenwerk::domain::code::Mode;
use lotsenwerk::domain::travel::TravelTable;
use lotsenwerk::matching::ProblemFile;
use lotsenwerk::matching::file::{
    AssignmentEntry, CandidateEntry, CarrierEntry, ClientUse, LendingEntry, PlaceEntry, ProblemFormat,
    SubstitutionEntry,
};
use lotsenwerk::matching::weights::{EffortWeights, ServedWeights, Weights};
use proptest::prelude::*;
use proptest::sample::select;

use self::times::Season;

/// A problem that shows itself as JSON, so that a failure can be solved again from the command line.
#[derive(Clone)]
pub struct Town(pub ProblemFile);

impl fmt::Debug for Town {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", serde_json::to_string(&self.0).unwrap())
    }
}

/// How large towns may be.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub lotsen: usize,
    pub requests: usize,
    pub alternatives: usize,
}

/// Towns in which every candidate is derived from the profiles.
pub fn towns(size: Size) -> impl Strategy<Value = Town> {
    times::seasons().prop_flat_map(move |season| town(size, season))
}

/// Towns that list their candidates themselves.
pub fn towns_with_candidates(size: Size) -> impl Strategy<Value = Town> {
    let effort = -20..200_i32;
    let mode = prop::option::of(select(Mode::ALL));
    let listed = prop::collection::vec((any::<prop::sample::Index>(), mode, effort), 0..=20);
    (towns(size), listed).prop_map(|(Town(mut problem), listed)| {
        let mut candidates: Vec<CandidateEntry> = Vec::new();
        for (at, mode, effort) in listed {
            let (lotsen, requests) = (problem.lotsen.len(), problem.requests.len());
            let at = at.index(lotsen * requests * 8);
            let request = &problem.requests[at / 8 / lotsen];
            let appointments = request.appointments.len().max(1);
            let entry = CandidateEntry {
                lotse: problem.lotsen[at / 8 % lotsen].id.clone(),
                request: request.id.clone(),
                appointment: u16::try_from(at % 8 % appointments).unwrap(),
                mode: mode.or(Some(request.modes[0])).filter(|mode| request.modes.contains(mode)),
                effort,
            };
            let resolved = |entry: &CandidateEntry, modes: &[Mode]| entry.mode.unwrap_or(modes[0]);
            let same = |other: &CandidateEntry| {
                (&other.lotse, &other.request, other.appointment) == (&entry.lotse, &entry.request, entry.appointment)
                    && resolved(other, &request.modes) == resolved(&entry, &request.modes)
            };
            if !candidates.iter().any(same) {
                candidates.push(entry);
            }
        }
        problem.candidates = Some(candidates);
        Town(problem)
    })
}

fn town(size: Size, season: Season) -> impl Strategy<Value = Town> {
    let lotsen = prop::collection::vec(people::lotsen(season), 2..=size.lotsen);
    let requests = prop::collection::vec(wishes::requests(season, size.alternatives), 2..=size.requests);
    let assignments = prop::collection::vec(assignments(season), 0..=1);
    let travel = prop::option::weighted(0.9, Just(TravelTable::default()));
    let client_cap = prop::option::weighted(0.4, select(vec![1_u32, 2, 4]));
    let client_used = prop::collection::vec(client_use(season), 0..=1);
    let shared = (travel, weights(), substitutions(), carriers(), client_cap, client_used);
    (lotsen, requests, assignments, shared).prop_map(move |(lotsen, requests, assignments, shared)| {
        let (travel, weights, substitutions, (carriers, lending), client_cap, client_used) = shared;
        let mut problem = ProblemFile {
            format: ProblemFormat::V1,
            name: "random town".to_owned(),
            today: season.day(-1),
            travel,
            weights,
            substitutions,
            client_cap,
            client_used,
            carriers,
            lending,
            lotsen,
            requests,
            assignments,
            candidates: None,
        };
        name(&mut problem);
        Town(problem)
    })
}

/// Gives everybody an id, and lets every reference point to somebody who is there.
fn name(problem: &mut ProblemFile) {
    let ids: Vec<String> = (0..problem.lotsen.len()).map(|at| format!("L{at}")).collect();
    let there = |reference: &mut String| *reference = ids[reference.parse::<usize>().unwrap() % ids.len()].clone();
    problem.lotsen.iter_mut().zip(&ids).for_each(|(lotse, id)| lotse.id.clone_from(id));
    for (at, request) in problem.requests.iter_mut().enumerate() {
        request.id = format!("R{at}");
        request.known_lotsen.iter_mut().for_each(|known| there(&mut known.lotse));
        request.excluded_lotsen.iter_mut().for_each(there);
    }
    problem.assignments.iter_mut().for_each(|assignment| there(&mut assignment.lotse));
}

fn assignments(season: Season) -> impl Strategy<Value = AssignmentEntry> {
    let sittings = prop::collection::vec(times::sittings(season), 1..=2);
    let mode = select(Mode::ALL);
    (0..8_usize, sittings, mode, prop::option::of(places()), wishes::services(), wishes::clients()).prop_map(
        |(lotse, sittings, mode, place, service, client)| AssignmentEntry {
            lotse: lotse.to_string(),
            sittings: times::apart(sittings),
            mode,
            place,
            service,
            client,
        },
    )
}

/// Mostly the usual weights; else such as make ties, switch terms off, or let the effort fall below zero.
fn weights() -> impl Strategy<Value = Weights> {
    let even = ServedWeights { low: 1, normal: 1, high: 1, urgent: 1, waiting_day: 0, waiting_days_at_most: 0 };
    let served = prop_oneof![3 => Just(ServedWeights::default()), 1 => Just(even)];
    let fond = EffortWeights { known: 300, topic_wish: 77, load_step: 100, asked_days: 7, ..EffortWeights::default() };
    let loose = EffortWeights { travel_percent: 33, load_step: 0, variety_percent: 150, ..EffortWeights::default() };
    let effort = prop_oneof![3 => Just(EffortWeights::default()), 1 => Just(fond), 1 => Just(loose)];
    (served, effort).prop_map(|(served, effort)| Weights { served, effort })
}

fn substitutions() -> impl Strategy<Value = Vec<SubstitutionEntry>> {
    let entry = |needed: &str, spoken: &str, minutes| SubstitutionEntry {
        needed: needed.to_owned(),
        spoken: spoken.to_owned(),
        minutes,
    };
    prop::sample::subsequence(vec![entry("prs", "pes", 10), entry("pes", "prs", 15), entry("prs", "tgk", 25)], 0..=3)
}

/// Carriers with the regions they serve, and who lends to whom.
fn carriers() -> impl Strategy<Value = (Vec<CarrierEntry>, Vec<LendingEntry>)> {
    let carrier = |id: &str, regions: &[&str]| CarrierEntry {
        id: id.to_owned(),
        regions: regions.iter().map(|&region| region.to_owned()).collect(),
    };
    let lends = |from: &str, to: &str| LendingEntry { from: from.to_owned(), to: to.to_owned() };
    let all = vec![carrier("A", &["north", "06611000"]), carrier("B", &["south"]), carrier("C", &["south", "north"])];
    let lending = vec![lends("A", "B"), lends("B", "C"), lends("C", "A")];
    (prop::option::weighted(0.7, Just(all)), prop::sample::subsequence(lending, 0..=2))
        .prop_map(|(carriers, lending)| (carriers.unwrap_or_default(), lending))
}

fn client_use(season: Season) -> impl Strategy<Value = ClientUse> {
    (select(vec!["c1", "c2"]), 0..=1_i32, 1..=2_u32).prop_map(move |(client, later, count)| ClientUse {
        client: client.to_owned(),
        year: chrono::Datelike::year(&season.day(0)) + later,
        count,
    })
}

/// A few places from next door to some thirty kilometres away; two of them postcodes of Kassel.
pub fn places() -> impl Strategy<Value = PlaceEntry> {
    let at = |lat, lon, region: Option<&str>| PlaceEntry::Coordinates { lat, lon, region: region.map(str::to_owned) };
    let postcode = |code: &str| PlaceEntry::Postcode { postcode: code.to_owned() };
    select(vec![
        at(51.31, 9.48, Some("north")),
        at(51.31, 9.50, Some("south")),
        at(51.32, 9.49, None),
        at(51.25, 9.40, Some("south")),
        at(51.10, 9.30, Some("north")),
        postcode("34117"),
        postcode("34127"),
    ])
}
