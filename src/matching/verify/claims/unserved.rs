//! The explanations: which requests have open places, how many Lotsen each constraint removed, and who holds the rest.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::matching::constraints::HardConstraint;
use crate::matching::plan::{PlanFile, UnservedEntry};
use crate::matching::verify::rules::Candidate;
use crate::matching::verify::violation::{Claim, Violation};
use crate::matching::verify::{Choice, Judge};

/// What the explanations are held against.
struct Plan<'j> {
    judge: &'j Judge<'j>,
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
pub fn unserved(judge: &Judge<'_>, chosen: &[Candidate<'_>], plan: &PlanFile) -> Vec<Violation> {
    let mut serving: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for Candidate { choice, .. } in chosen {
        serving.entry(choice.request).or_default().insert(choice.lotse);
    }
    let held = Plan { judge, serving, listed: listed(judge) };
    let mut violations = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in &plan.unserved {
        let claims = match judge.facts.request_index.get(entry.request.as_str()) {
            None => vec![Claim::UnknownRequest],
            Some(&request) if !seen.insert(request) => vec![Claim::UnservedTwice],
            Some(&request) => held.compare(request, entry),
        };
        violations.extend(claims.into_iter().map(|claim| Violation::of_request(&entry.request, claim)));
    }
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
        let mut blamed = BTreeSet::new();
        for other in &entry.lost_to {
            let fault =
                if blamed.insert(other) { self.blame(request, other, &reasons) } else { Some("is named twice") };
            claims.extend(fault.map(|reason| Claim::LostTo { other: other.clone(), reason }));
        }
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
        match &self.listed {
            None => {
                for lotse in 0..self.judge.facts.lotsen.len() {
                    note(lotse, self.judge.pair(request, lotse).and_then(|pair| pair.removed_by()));
                }
            }
            Some(listed) => {
                for (&lotse, choices) in listed.get(&request).into_iter().flatten() {
                    note(lotse, self.judge.pair(request, lotse).and_then(|pair| pair.removed_by_limits(choices)));
                }
            }
        }
        reasons
    }

    /// Why a request cannot be the one that holds those who could go; `None` if it can.
    fn blame(&self, request: usize, other: &str, reasons: &Reasons) -> Option<&'static str> {
        let Some(&other) = self.judge.facts.request_index.get(other) else { return Some("does not exist") };
        if other == request {
            return Some("is the request itself");
        }
        let Some(lotsen) = self.serving.get(&other) else { return Some("has no proposal") };
        let same_client = {
            let client = |at: usize| self.judge.facts.requests.get(at).and_then(|facts| facts.entry.client.as_ref());
            client(request).is_some() && client(request) == client(other)
        };
        let holds_one = lotsen.iter().any(|lotse| reasons.could_go.contains(lotse));
        (!holds_one && !same_client).then_some("holds none of those who could go")
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
