//! From a problem file to a [`Problem`]: codes become numbers, places points, times instants. All faults are reported at once.

mod faults;
mod people;
mod sizes;
mod wishes;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

pub use faults::{Fault, FaultKind};

use super::file::{PlaceEntry, ProblemFile, SittingEntry};
use super::plan::Candidate;
use super::problem::{ClientCap, ClientRule, Code, Problem, Request};
use crate::domain::code::Service;
use crate::domain::geo::{Point, Postcode};
use crate::domain::region::Gazetteer;
use crate::domain::request::Sitting;
use crate::domain::time::Day;
use faults::{Faults, Pointer};

/// Checks a problem file against itself and the reference tables.
///
/// # Errors
/// Every fault of the file, each with a JSON pointer and the value. The list is never empty.
pub fn compile(file: &ProblemFile, gazetteer: &Gazetteer) -> Result<Problem, Vec<Fault>> {
    let mut compiler = Compiler {
        file,
        gazetteer,
        names: Names::default(),
        pools: Pools::default(),
        days: Days::default(),
        faults: Faults::default(),
    };
    let problem = compiler.problem();
    if compiler.faults.is_empty() { Ok(problem) } else { Err(compiler.faults.into_list()) }
}

/// Numbers for the free codes of one kind.
#[derive(Debug, Default)]
struct Codes<'a>(HashMap<&'a str, Code>);

impl<'a> Codes<'a> {
    fn number(&mut self, code: &'a str) -> Code {
        let next = self.0.len() as Code;
        *self.0.entry(code).or_insert(next)
    }

    fn known(&self, code: &str) -> Option<Code> {
        self.0.get(code).copied()
    }
}

#[derive(Debug, Default)]
struct Names<'a> {
    languages: Codes<'a>,
    qualifications: Codes<'a>,
    carriers: Codes<'a>,
    organisations: Codes<'a>,
    clients: Codes<'a>,
    lotsen: HashMap<&'a str, u32>,
    requests: HashMap<&'a str, u32>,
    /// By needed language: what may stand in for it, and at what cost.
    standing_in: HashMap<&'a str, Vec<(&'a str, u32)>>,
}

/// Who may serve whose requests.
#[derive(Debug, Default)]
struct Pools<'a> {
    /// Carriers by region.
    serving: HashMap<&'a str, BTreeSet<Code>>,
    /// Lenders by borrower.
    lenders: HashMap<Code, Vec<Code>>,
    /// The sets of carriers that requests have, by what is in them.
    numbers: HashMap<Vec<Code>, u32>,
    /// The same by the region of a request's place, and the carrier that it names if that does not serve the region.
    known: HashMap<(Option<Code>, Option<&'a str>), u32>,
}

impl Pools<'_> {
    /// The number of a sorted set of carriers.
    fn number(&mut self, carriers: Vec<Code>) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(carriers).or_insert(next)
    }

    /// The sets by number.
    fn into_sets(self) -> Vec<Vec<Code>> {
        let mut numbered: Vec<(u32, Vec<Code>)> = self.numbers.into_iter().map(|(set, number)| (number, set)).collect();
        numbered.sort_unstable();
        numbered.into_iter().map(|(_, set)| set).collect()
    }
}

struct Compiler<'a> {
    file: &'a ProblemFile,
    gazetteer: &'a Gazetteer,
    names: Names<'a>,
    pools: Pools<'a>,
    days: Days,
    faults: Faults,
}

/// Days that were looked up: a problem has few, and many sittings on each.
#[derive(Debug, Default)]
struct Days(HashMap<NaiveDate, Day>);

impl Days {
    fn of(&mut self, date: NaiveDate) -> Day {
        *self.0.entry(date).or_insert_with(|| Day::of(date))
    }
}

impl<'a> Compiler<'a> {
    fn problem(&mut self) -> Problem {
        self.register();
        self.sizes();
        let mut lotsen = self.lotsen();
        let requests = self.requests();
        let used = self.pin(&mut lotsen);
        let mut problem = Problem {
            name: self.file.name.clone(),
            today: self.file.today,
            travel: self.file.travel.clone(),
            weights: self.file.weights,
            pools: std::mem::take(&mut self.pools).into_sets(),
            client_caps: Vec::new(),
            client_rule: None,
            lotsen,
            requests,
            listed: None,
        };
        problem.client_rule = self.client_rule(used);
        problem.client_caps = client_caps(&mut problem.requests, problem.client_rule.as_ref());
        problem.listed = self.listed(&problem);
        problem
    }

    /// Gives Lotsen, requests and carriers their numbers first, because entries may name what stands further down.
    fn register(&mut self) {
        let file = self.file;
        self.names.lotsen.reserve(file.lotsen.len());
        self.names.requests.reserve(file.requests.len());
        for substitution in file.substitutions.iter().filter(|s| s.spoken != s.needed) {
            let standing_in = self.names.standing_in.entry(&substitution.needed).or_default();
            standing_in.push((&substitution.spoken, substitution.minutes));
        }
        for (at, lotse) in file.lotsen.iter().enumerate() {
            if self.names.lotsen.insert(&lotse.id, at as u32).is_some() {
                self.faults.add(Pointer::entry("lotsen", at).field("id"), &lotse.id, FaultKind::UsedTwice);
            }
        }
        for (at, request) in file.requests.iter().enumerate() {
            if self.names.requests.insert(&request.id, at as u32).is_some() {
                self.faults.add(Pointer::entry("requests", at).field("id"), &request.id, FaultKind::UsedTwice);
            }
        }
        for (at, carrier) in file.carriers.iter().enumerate() {
            if self.names.carriers.known(&carrier.id).is_some() {
                self.faults.add(Pointer::entry("carriers", at).field("id"), &carrier.id, FaultKind::UsedTwice);
            }
            let number = self.names.carriers.number(&carrier.id);
            for region in &carrier.regions {
                self.pools.serving.entry(region).or_default().insert(number);
            }
        }
        // After all carriers have their numbers: where the file lists carriers, only they can lend and borrow.
        for (at, lending) in file.lending.iter().enumerate() {
            let pointer = Pointer::entry("lending", at);
            let from = self.carrier(pointer.field("from"), &lending.from);
            let to = self.carrier(pointer.field("to"), &lending.to);
            if let (Some(from), Some(to)) = (from, to) {
                self.pools.lenders.entry(to).or_default().push(from);
            }
        }
    }

    /// The point of a place, and the region where the reference tables or the entry know it.
    fn place(&mut self, pointer: Pointer<'_>, place: &'a PlaceEntry) -> Option<(Point, Option<&'a str>)> {
        match place {
            PlaceEntry::Postcode { postcode } => {
                let pointer = pointer.field("postcode");
                let parsed = match Postcode::parse(postcode) {
                    Ok(parsed) => parsed,
                    Err(_) => return self.faults.none(pointer, postcode, FaultKind::NoPostcode),
                };
                match self.gazetteer.place(parsed) {
                    Ok(place) => Some((place.point, Some(place.region.as_str()))),
                    Err(unknown) => {
                        let nearest = unknown.nearest_known.map(|known| known.to_string());
                        self.faults.none(pointer, postcode, FaultKind::UnknownPostcode { nearest })
                    }
                }
            }
            PlaceEntry::Coordinates { lat, lon, region } => match Point::from_degrees(*lat, *lon) {
                Ok(point) => Some((point, region.as_deref())),
                Err(_) => self.faults.none(pointer, &format!("{lat}, {lon}"), FaultKind::NoCoordinates),
            },
        }
    }

    fn sitting(&mut self, pointer: Pointer<'_>, entry: &SittingEntry) -> Option<Sitting> {
        match Sitting::new(entry.start, entry.minutes) {
            Ok(sitting) => Some(sitting),
            Err(error) => {
                let value = format!("{} for {} minutes", entry.start, entry.minutes);
                self.faults.none(pointer, &value, FaultKind::NoAppointment { why: error.to_string() })
            }
        }
    }

    /// The cap on interpreting, and what of it is used: by the file's own count and by the confirmed interpreting assignments.
    fn client_rule(&self, mut used: BTreeMap<(Code, i32), u32>) -> Option<ClientRule> {
        let cap = self.file.client_cap?;
        for entry in &self.file.client_used {
            if let Some(client) = self.names.clients.known(&entry.client) {
                let used = used.entry((client, entry.year)).or_default();
                *used = used.saturating_add(entry.count);
            }
        }
        Some(ClientRule { cap, used })
    }

    fn listed(&mut self, problem: &Problem) -> Option<Vec<Candidate>> {
        let entries = self.file.candidates.as_ref()?;
        let mut listed = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            let lotse = self.names.lotsen.get(entry.lotse.as_str()).copied();
            let request = self.names.requests.get(entry.request.as_str()).copied();
            if lotse.is_none() {
                self.faults.add(Pointer::entry("candidates", at).field("lotse"), &entry.lotse, FaultKind::UnknownLotse);
            }
            if request.is_none() {
                self.faults.add(
                    Pointer::entry("candidates", at).field("request"),
                    &entry.request,
                    FaultKind::UnknownRequest,
                );
            }
            let (Some(lotse), Some(request)) = (lotse, request) else { continue };
            let Some(wanted) = problem.requests.get(request as usize) else { continue };
            let mode = entry.mode.or_else(|| wanted.modes.first().copied());
            let in_range = usize::from(entry.appointment) < wanted.options.len();
            match mode.filter(|mode| wanted.modes.contains(mode)) {
                Some(mode) if in_range => {
                    let effort = entry.effort;
                    listed.push(Candidate { request, lotse, appointment: entry.appointment, mode, effort });
                }
                Some(_) => {
                    let value = entry.appointment.to_string();
                    self.faults.add(
                        Pointer::entry("candidates", at).field("appointment"),
                        &value,
                        FaultKind::NoSuchAppointment,
                    );
                }
                None => {
                    let value = entry.mode.map(|mode| mode.to_string()).unwrap_or_default();
                    self.faults.add(Pointer::entry("candidates", at).field("mode"), &value, FaultKind::ModeNotWished);
                }
            }
        }
        listed.sort_unstable();
        let twice = |pair: &(&Candidate, &Candidate)| {
            let key = |c: &Candidate| (c.request, c.lotse, c.appointment, c.mode);
            key(pair.0) == key(pair.1)
        };
        if let Some((candidate, _)) = listed.iter().zip(listed.iter().skip(1)).find(twice) {
            let name = problem.requests.get(candidate.request as usize).map(|r| r.id.as_str()).unwrap_or_default();
            self.faults.add("/candidates".to_owned(), name, FaultKind::UsedTwice);
        }
        Some(listed)
    }
}

/// What the rule leaves of each client's year, where the requests together could take more.
fn client_caps(requests: &mut [Request], rule: Option<&ClientRule>) -> Vec<ClientCap> {
    let Some(rule) = rule else { return Vec::new() };
    // What each request could take of its client's year at most, and the request.
    let mut bound: BTreeMap<(Code, i32), (u64, Vec<u32>)> = BTreeMap::new();
    for (at, request) in (0..).zip(requests.iter()) {
        let Some(client) = request.client.filter(|_| request.service == Service::Interpreting) else { continue };
        let mut most: BTreeMap<i32, u64> = BTreeMap::new();
        for alternative in &request.options {
            let years = alternative.dated().map(|(_, date)| date.year);
            let mut sittings: BTreeMap<i32, u64> = BTreeMap::new();
            years.for_each(|year| *sittings.entry(year).or_default() += 1);
            for (year, sittings) in sittings {
                let most = most.entry(year).or_default();
                *most = sittings.max(*most);
            }
        }
        for (year, sittings) in most {
            let (possible, of_client) = bound.entry((client, year)).or_default();
            *possible += sittings * u64::from(request.places);
            of_client.push(at);
        }
    }
    let mut caps: Vec<ClientCap> = Vec::new();
    for ((client, year), (possible, of_client)) in bound {
        let left = rule.left(client, year);
        if possible > u64::from(left) {
            caps.push(ClientCap { client, year, left, requests: of_client });
        }
    }
    let mut from = 0;
    for of_client in caps.chunk_by(|one, next| one.client == next.client) {
        let to = from + of_client.len() as u32;
        for request in of_client.iter().flat_map(|cap| &cap.requests) {
            if let Some(request) = requests.get_mut(*request as usize) {
                request.caps = (from, to);
            }
        }
        from = to;
    }
    caps
}
