//! What a plan says of its quality: the bounds of both levels, and first come, first served beside it.
//!
//! Whether a bound is right cannot be seen without solving again; that it is not contradicted by the plan and by the
//! baseline, which both are plans of the same problem, can.

use super::totals::{fields, of_priority, priority_order};
use crate::domain::code::Priority;
use crate::matching::plan::{LevelProof, Proof, Totals};
use crate::matching::verify::violation::{Claim, Level, Violation};

/// Values, bounds and flags of both levels.
pub fn proof(expected: &Totals, proof: &Proof) -> Vec<Violation> {
    let weight = level(Level::Weight, expected.weight, &proof.weight, expected.weight <= proof.weight.bound);
    let effort = level(Level::Effort, expected.effort, &proof.effort, proof.effort.bound <= expected.effort);
    weight.into_iter().chain(effort).map(Violation::of_plan).collect()
}

fn level(level: Level, expected: i64, proof: &LevelProof, holds: bool) -> Vec<Claim> {
    let LevelProof { value, bound, optimal } = *proof;
    let mut claims = Vec::new();
    if value != expected {
        claims.push(Claim::ProofValue { level, expected, found: value });
    }
    if !holds {
        claims.push(Claim::Bound { level, value: expected, bound });
    }
    if optimal != (value == bound) {
        claims.push(Claim::OptimalFlag { level, value, bound, found: optimal });
    }
    claims
}

/// Whether the baseline can be the totals of a plan of this problem.
pub fn baseline(expected: &Totals, baseline: &Totals, proof: &Proof) -> Vec<Violation> {
    let mut claims = Vec::new();
    let mut require = |holds: bool, field: &'static str, found: i64, reason: &'static str| {
        if !holds {
            claims.push(Claim::Baseline { field, found, reason });
        }
    };
    let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    require(baseline.requests == expected.requests, "requests", signed(baseline.requests), "the problem has others");
    require(baseline.places == expected.places, "places", signed(baseline.places), "the problem has others");
    let (served, filled) = (signed(baseline.served), signed(baseline.filled));
    require(baseline.served <= baseline.filled, "served", served, "fewer places are filled");
    require(baseline.served <= baseline.requests, "served", served, "there are fewer requests");
    require(baseline.filled <= baseline.places, "filled", filled, "there are fewer places");
    require(baseline.lotsen <= baseline.filled, "lotsen", signed(baseline.lotsen), "fewer places are filled");
    require(baseline.weight <= proof.weight.bound, "weight", baseline.weight, "more than the proven bound");
    let as_good = baseline.weight == expected.weight;
    let below = as_good && baseline.effort < proof.effort.bound;
    require(!below, "effort", baseline.effort, "the same weight for less effort than the proven bound");
    if baseline.filled == 0 {
        let counted = ["requests", "places"];
        for (field, found) in fields(baseline).into_iter().filter(|(field, _)| !counted.contains(field)) {
            require(found == 0, field, found, "no place is filled");
        }
    }
    let by_priority: i64 = Priority::ALL.iter().map(|&priority| of_priority(baseline, priority).1).sum();
    require(by_priority == served, "by_priority.served", by_priority, "`served` differs");
    for &priority in Priority::ALL {
        let (requests, served) = of_priority(baseline, priority);
        let same = requests == of_priority(expected, priority).0;
        require(same, "by_priority.requests", requests, "the problem has others");
        require(served <= requests, "by_priority.served", served, "there are fewer requests");
    }
    claims.extend(priority_order("baseline", expected, baseline));
    claims.into_iter().map(Violation::of_plan).collect()
}
