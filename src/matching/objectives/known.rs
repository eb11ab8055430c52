//! `known`: a newcomer meets the same Lotse again, but not for ever: Lotsen are guides, not patrons.

use super::summand;
use crate::matching::constraints::Meeting;

/// Minus `known` while they have met fewer than `known_at_most` times.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    let weights = &meeting.pair.problem.weights.effort;
    let known = &meeting.pair.request.known;
    let meetings =
        known.binary_search_by_key(&meeting.pair.lotse_index, |(lotse, _)| *lotse).ok().and_then(|at| known.get(at));
    match meetings {
        Some((_, meetings)) if *meetings < weights.known_at_most => -summand(weights.known),
        _ => 0,
    }
}
