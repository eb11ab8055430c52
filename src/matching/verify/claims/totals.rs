//! Section 6 of `docs/MATCHING.md`: what a plan comes to.

use std::collections::BTreeMap;

use crate::domain::code::Mode;
use crate::domain::code::Priority;
use crate::matching::plan::{PriorityTotal, Totals};
use crate::matching::verify::effort;
use crate::matching::verify::facts::Facts;
use crate::matching::verify::rules::Candidate;
use crate::matching::verify::violation::{Claim, Violation};

/// The totals of the chosen candidates.
pub fn of(facts: &Facts<'_>, chosen: &[Candidate<'_>]) -> Totals {
    let mut filled: BTreeMap<usize, u64> = BTreeMap::new();
    let mut sittings: BTreeMap<usize, i64> = BTreeMap::new();
    for candidate in chosen {
        *filled.entry(candidate.choice.request).or_default() += 1;
        *sittings.entry(candidate.choice.lotse).or_default() += candidate.alternative.len();
    }
    let mut totals = Totals {
        requests: 0,
        served: 0,
        places: 0,
        filled: natural(chosen.len()),
        by_priority: Vec::new(),
        weight: chosen.iter().map(|candidate| candidate.pair.request.weight).sum(),
        effort: chosen.iter().map(effort::of).sum::<i64>() + effort::load(facts, chosen),
        minutes: natural(chosen.iter().map(|candidate| candidate.alternative.minutes()).sum::<i64>()),
        travel_minutes: natural(chosen.iter().map(travel_minutes).sum::<i64>()),
        travel_metres: natural(chosen.iter().map(travel_metres).sum::<i64>()),
        lotsen: natural(sittings.len()),
        busiest: natural(sittings.values().copied().max().unwrap_or_default()),
    };
    for (at, request) in facts.requests.iter().enumerate() {
        let places = u64::from(request.entry.lotsen_needed);
        let served = u64::from(filled.get(&at).copied().unwrap_or_default() >= places);
        totals.requests += 1;
        totals.places += places;
        totals.served += served;
        add(&mut totals.by_priority, request.entry.priority, served);
    }
    totals.by_priority.sort_by_key(|total| std::cmp::Reverse(total.priority));
    totals
}

fn add(list: &mut Vec<PriorityTotal>, priority: Priority, served: u64) {
    match list.iter_mut().find(|total| total.priority == priority) {
        Some(total) => {
            total.requests += 1;
            total.served += served;
        }
        None => list.push(PriorityTotal { priority, requests: 1, served }),
    }
}

fn travel_minutes(candidate: &Candidate<'_>) -> i64 {
    2 * candidate.pair.way(candidate.choice.mode) * candidate.alternative.len()
}

fn travel_metres(candidate: &Candidate<'_>) -> i64 {
    let pair = candidate.pair;
    match candidate.choice.mode {
        Mode::InPerson => 2 * pair.facts.road(pair.lotse.home, pair.request.place) * candidate.alternative.len(),
        Mode::Phone | Mode::Video => 0,
    }
}

/// A count as it stands in files. Nothing counted here is negative.
fn natural(value: impl TryInto<u64>) -> u64 {
    value.try_into().unwrap_or_default()
}

/// Every field by name, the priorities apart.
pub fn fields(totals: &Totals) -> [(&'static str, i64); 11] {
    let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    [
        ("requests", signed(totals.requests)),
        ("served", signed(totals.served)),
        ("places", signed(totals.places)),
        ("filled", signed(totals.filled)),
        ("weight", totals.weight),
        ("effort", totals.effort),
        ("minutes", signed(totals.minutes)),
        ("travel_minutes", signed(totals.travel_minutes)),
        ("travel_metres", signed(totals.travel_metres)),
        ("lotsen", signed(totals.lotsen)),
        ("busiest", signed(totals.busiest)),
    ]
}

/// The totals of the plan against the recomputed ones.
pub fn compare(expected: &Totals, found: &Totals) -> Vec<Violation> {
    let pairs = fields(expected).into_iter().zip(fields(found));
    let mut claims: Vec<Claim> = pairs
        .filter(|((_, expected), (_, found))| expected != found)
        .map(|((field, expected), (_, found))| Claim::Total { field, expected, found })
        .collect();
    claims.extend(priority_order("totals", expected, found));
    for priority in Priority::ALL {
        let (expected_requests, expected_served) = of_priority(expected, *priority);
        let (requests, served) = of_priority(found, *priority);
        if expected_requests != requests {
            let field = "by_priority.requests";
            claims.push(Claim::Total { field, expected: expected_requests, found: requests });
        }
        if expected_served != served {
            claims.push(Claim::Total { field: "by_priority.served", expected: expected_served, found: served });
        }
    }
    claims.into_iter().map(Violation::of_plan).collect()
}

/// Requests and served ones of a priority.
pub fn of_priority(totals: &Totals, priority: Priority) -> (i64, i64) {
    let found = totals.by_priority.iter().find(|total| total.priority == priority);
    let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    found.map_or((0, 0), |total| (signed(total.requests), signed(total.served)))
}

/// Each priority that occurs stands in the list once, highest first. Those that do not occur may be listed with 0.
pub fn priority_order(of: &'static str, expected: &Totals, found: &Totals) -> Option<Claim> {
    let descends = found.by_priority.windows(2).all(|pair| match pair {
        [higher, lower] => higher.priority > lower.priority,
        _ => true,
    });
    let lists = |priority| found.by_priority.iter().any(|total| total.priority == priority);
    let complete = expected.by_priority.iter().all(|total| lists(total.priority));
    (!descends || !complete).then_some(Claim::PriorityOrder { of })
}
