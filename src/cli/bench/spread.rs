//! How evenly a plan spreads the work over the Lotsen.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::code::LotseStatus;
use crate::matching::Problem;
use crate::matching::ledger::meeting_of;
use crate::matching::plan::Candidate;

/// Proposed sittings by Lotse.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// Lotsen with one sitting.
    pub one: u64,
    /// With two.
    pub two: u64,
    /// With three and more.
    pub more: u64,
    /// Most of one Lotse.
    pub busiest: u64,
    /// Standard deviation over all active Lotsen.
    pub deviation: f64,
}

impl Spread {
    /// Of a plan.
    pub fn of(problem: &Problem, plan: &[Candidate]) -> Self {
        let mut sittings: HashMap<u32, u64> = HashMap::new();
        for candidate in plan {
            let meeting = meeting_of(problem, candidate);
            let count = meeting.map_or(0, |meeting| meeting.alternative.appointment.sittings().len());
            *sittings.entry(candidate.lotse).or_default() += count as u64;
        }
        let active = problem.lotsen.iter().filter(|lotse| lotse.status == LotseStatus::Active).count();
        let counts: Vec<u64> = sittings.into_values().collect();
        let with = |wanted: fn(u64) -> bool| counts.iter().filter(|count| wanted(**count)).count() as u64;
        Self {
            one: with(|count| count == 1),
            two: with(|count| count == 2),
            more: with(|count| count > 2),
            busiest: counts.iter().copied().max().unwrap_or(0),
            deviation: deviation(&counts, active),
        }
    }
}

/// Standard deviation of these counts and of as many zeros as it takes to have `of`.
fn deviation(counts: &[u64], of: usize) -> f64 {
    let of = of.max(counts.len()).max(1) as f64;
    let sum: u64 = counts.iter().sum();
    let squares: u64 = counts.iter().map(|count| count * count).sum();
    let mean = sum as f64 / of;
    (squares as f64 / of - mean * mean).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_without_a_sitting_count() {
        assert!((deviation(&[2, 2], 4) - 1.0).abs() < 1e-12);
        assert!(deviation(&[3, 3, 3], 3).abs() < 1e-12);
        assert!(deviation(&[], 0).abs() < 1e-12);
    }
}
