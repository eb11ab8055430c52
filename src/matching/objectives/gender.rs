//! `gender`: a wished gender that is not met. What must be met is a hard constraint.

use super::summand;
use crate::domain::code::Strength;
use crate::matching::constraints::Meeting;

/// `gender_wish` where the Lotse is of another or no stated gender.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    match meeting.pair.request.gender {
        Some(wish) if wish.strength == Strength::Wish && meeting.pair.lotse.gender != Some(wish.gender) => {
            summand(meeting.pair.problem.weights.effort.gender_wish)
        }
        _ => 0,
    }
}
