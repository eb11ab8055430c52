//! The explanations: which requests have open places, how many Lotsen each constraint removed, and who holds the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::cures::cures;
use crate::matching::constraints::HardConstraint;
use crate::matching::plan::{PlanFile, UnservedEntry};
use crate::matching::verify::facts::Crowd;
use crate::matching::verify::rules::{Candidate, Holders};
use crate::matching::verify::violation::{Claim, Violation};
use crate::matching::verify::{Choice, Judge};

/// What the explanations are held against.
struct Plan<'j> {
    judge: &'j Judge<'j>,
    holders: Holders<'j>,
    crowd: Crowd<'j>,
    /// The Lotsen who serve each request.
    serving: HashMap<usize, BTreeSet<usize>>,
    /// The candidates that the problem lists, by request and Lotse.
    listed: Option<BTreeMap<usize, BTreeMap<usize, Vec<Choice>>>>,
}

/// Why a request stays open, recomputed.
struct Reasons {
    removed: BTreeMap<HardConstraint, i64>,
    could_go: BTreeSet<usize>,
}

/// The list of unserved requests.
pub fn unserved<'j>(judge: &'j Judge<'j>, chosen: &'j [Candidate<'j>], plan: &PlanFile) -> Vec<Violation> {
    let mut serving: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for Candidate { choice, .. } in chosen {
        serving.entry(choice.request).or_default().insert(choice.lotse);
    }
    let (holders, crowd) = (Holders::of_plan(chosen), Crowd::gather(&judge.facts.lotsen));
    let held = Plan { judge, holders, crowd, serving, listed: listed(judge) };
    let mut seen = BTreeSet::new();
    let named: Vec<(&UnservedEntry, Result<usize, Claim>)> = plan
        .unserved
        .iter()
        .map(|entry| match judge.facts.request_index.get(entry.request.as_str()) {
            None => (entry, Err(Claim::UnknownRequest)),
            Some(&request) if !seen.insert(request) => (entry, Err(Claim::UnservedTwice)),
            Some(&request) => (entry, Ok(request)),
        })
        .collect();
    let checked = named.into_par_iter().flat_map_iter(|(entry, request)| {
        let claims = request.map_or_else(|claim| vec![claim], |request| held.compare(request, entry));
        claims.into_iter().map(|claim| Violation::of_request(&entry.request, claim))
    });
    let mut violations: Vec<Violation> = checked.collect();
    for (at, request) in judge.facts.requests.iter().enumerate().filter(|(at, _)| !seen.contains(at)) {
        let open_places = held.open_places(at);
        if open_places > 0 {
            violations.push(Violation::of_request(&request.entry.id, Claim::UnservedMissing { open_places }));
        }
    }
    violations
}

fn listed(judge: &Judge<'_>) -> Option<BTreeMap<usize, BTreeMap<usize, Vec<Choice>>>> {
    let mut by_request: BTreeMap<usize, BTreeMap<usize, Vec<Choice>>> = BTreeMap::new();
    for &choice in judge.facts.listed.as_ref()?.keys() {
        by_request.entry(choice.request).or_default().entry(choice.lotse).or_default().push(choice);
    }
    Some(by_request)
}

impl Plan<'_> {
    fn open_places(&self, request: usize) -> i64 {
        let places = self.judge.facts.requests.get(request).map_or(0, |request| i64::from(request.entry.lotsen_needed));
        places - self.serving.get(&request).map_or(0, |lotsen| i64::try_from(lotsen.len()).unwrap_or(i64::MAX))
    }

    fn serves(&self, lotse: usize, request: usize) -> bool {
        self.serving.get(&request).is_some_and(|lotsen| lotsen.contains(&lotse))
    }

    fn compare(&self, request: usize, entry: &UnservedEntry) -> Vec<Claim> {
        let mut claims = Vec::new();
        let (expected, found) = (self.open_places(request).max(0), i64::from(entry.open_places));
        if expected != found || found == 0 {
            claims.push(Claim::OpenPlaces { expected, found });
        }
        let reasons = self.reasons(request);
        compare_removed(&reasons.removed, entry, &mut claims);
        let (expected, found) =
            (i64::try_from(reasons.could_go.len()).unwrap_or(i64::MAX), i64::from(entry.candidates));
        if expected != found {
            claims.push(Claim::Candidates { expected, found });
        }
        self.compare_lost_to(request, entry, &reasons, &mut claims);
        claims.extend(cures(self.judge, request, entry, |lotse| self.serves(lotse, request)));
        claims
    }

    /// Each Lotse once: removed by a constraint, able to go, or serving already.
    fn reasons(&self, request: usize) -> Reasons {
        let mut reasons = Reasons { removed: BTreeMap::new(), could_go: BTreeSet::new() };
        let mut note = |lotse: usize, removed_by: Option<HardConstraint>| match removed_by {
            Some(constraint) => *reasons.removed.entry(constraint).or_default() += 1,
            None if self.serves(lotse, request) => (),
            None => {
                reasons.could_go.insert(lotse);
            }
        };
        if let Some(listed) = &self.listed {
            for (&lotse, choices) in listed.get(&request).into_iter().flatten() {
                note(lotse, self.judge.pair(request, lotse).and_then(|pair| pair.removed_by_limits(choices)));
            }
        } else if let Some(facts) = self.judge.facts.requests.get(request) {
            let gathered = self.crowd.for_request(facts);
            // Whoever is not among those to ask does not speak the language, and neither do those removed by it.
            let mut without_language = gathered.giving;
            for lotse in gathered.to_ask {
                match self.judge.pair(request, lotse).and_then(|pair| pair.removed_by()) {
                    Some(HardConstraint::Service | HardConstraint::Language) => (),
                    removed_by => {
                        without_language -= 1;
                        note(lotse, removed_by);
                    }
                }
            }
            reasons.removed.extend(gathered.removed);
            if without_language > 0 {
                reasons.removed.insert(HardConstraint::Language, without_language);
            }
        }
        reasons
    }

    /// The requests that are named against those whose proposals keep one of the Lotsen who could go from going.
    fn compare_lost_to(&self, request: usize, entry: &UnservedEntry, reasons: &Reasons, claims: &mut Vec<Claim>) {
        let facts = &self.judge.facts;
        let could_go = reasons.could_go.iter().flat_map(|&lotse| self.candidates(request, lotse));
        let mut holding: BTreeSet<usize> =
            could_go.flat_map(|candidate| self.holders.blocking(facts, &candidate)).collect();
        holding.remove(&request);
        let mut named = BTreeSet::new();
        for other in &entry.lost_to {
            let reason = match facts.request_index.get(other.as_str()) {
                None => Some("does not exist"),
                Some(at) if !named.insert(*at) => Some("is named twice"),
                Some(at) if !holding.contains(at) => Some("keeps none of those who could go from going"),
                Some(_) => None,
            };
            claims.extend(reason.map(|reason| Claim::LostTo { other: other.clone(), reason }));
        }
        for other in holding.difference(&named).filter_map(|&at| facts.requests.get(at)) {
            let reason = "is not named, but keeps one of those who could go from going";
            claims.push(Claim::LostTo { other: other.entry.id.clone(), reason });
        }
    }

    /// The candidates of a Lotse at a request.
    fn candidates(&self, request: usize, lotse: usize) -> Vec<Candidate<'_>> {
        let Some(pair) = self.judge.pair(request, lotse) else { return Vec::new() };
        let choices: Vec<Choice> = match &self.listed {
            None => {
                let ways = pair.ways_to_go();
                ways.map(|(appointment, mode)| Choice { request, lotse, appointment, mode }).collect()
            }
            Some(listed) => {
                let of_pair = listed.get(&request).and_then(|lotsen| lotsen.get(&lotse)).into_iter().flatten();
                of_pair.filter(|choice| pair.exceeds(choice).is_none()).copied().collect()
            }
        };
        choices.into_iter().filter_map(|choice| self.judge.candidate(choice)).collect()
    }
}

fn compare_removed(expected: &BTreeMap<HardConstraint, i64>, entry: &UnservedEntry, claims: &mut Vec<Claim>) {
    let in_order = entry.removed.windows(2).all(|pair| match pair {
        [earlier, later] => earlier.constraint < later.constraint,
        _ => true,
    });
    if !in_order {
        claims.push(Claim::RemovedOrder);
    }
    for &constraint in HardConstraint::ALL {
        let expected = expected.get(&constraint).copied().unwrap_or_default();
        let listed = entry.removed.iter().filter(|removed| removed.constraint == constraint);
        let found = listed.map(|removed| i64::from(removed.lotsen)).sum();
        if expected != found {
            claims.push(Claim::Removed { constraint, expected, found });
        }
    }
}
