//! `topic`: the Lotse likes the topic. Topics they do not take are a hard constraint (`exclusion`).

use super::summand;
use crate::matching::constraints::Meeting;

/// Minus `topic_wish` where the topic is among the wished ones.
pub fn minutes(meeting: &Meeting<'_>) -> i32 {
    let likes = meeting.pair.request.topic.is_some_and(|topic| meeting.pair.lotse.topics_wished.contains(&topic));
    if likes { -summand(meeting.pair.problem.weights.effort.topic_wish) } else { 0 }
}
