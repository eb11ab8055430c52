//! What a request counts for, as it stands. All figures of requests come from here.

use chrono::{DateTime, Datelike, Utc};
use serde::Deserialize;

use crate::domain::assignment::{AssignmentState, Missed};
use crate::domain::coverage::{Class, Counts, Fact, Measure, UnservedReason};
use crate::domain::offer::OfferState;
use crate::domain::region::Area;
use crate::domain::request::RequestState;
use crate::domain::time;
use crate::matching::plan::UnservedEntry;
use crate::storage::coverage::raw::Raw;

/// What a request counts for; `None` for drafts and for what was called off, which say nothing about coverage.
pub fn of(raw: &Raw, area: &Area) -> Option<Fact> {
    let mut counts = Counts::new();
    let mut add = |measure, value| *counts.entry(measure).or_insert(0) += value;
    match raw.state {
        RequestState::Draft | RequestState::Cancelled => return None,
        RequestState::Assigned | RequestState::Completed => add(Measure::Served, 1),
        RequestState::Open | RequestState::Proposed | RequestState::Offered => add(Measure::Waiting, 1),
        RequestState::Unserved | RequestState::Expired => {
            add(Measure::Unserved, 1);
            add(Measure::Reason(reason(raw)), 1);
        }
    }
    let since = |at: DateTime<Utc>| Class::of(at - raw.posted_at);
    if let Some(asked) = raw.offers.iter().map(|(_, asked, _)| *asked).min() {
        add(Measure::Matched(since(asked)), 1);
    }
    let yes = raw.offers.iter().filter(|(state, ..)| *state == OfferState::Accepted);
    if let Some(first) = yes.filter_map(|(.., answered)| *answered).min() {
        add(Measure::Accepted(since(first)), 1);
    }
    for (state, ..) in &raw.offers {
        match state {
            OfferState::Accepted => add(Measure::Yes, 1),
            OfferState::Declined => add(Measure::No, 1),
            OfferState::Expired => add(Measure::Silence, 1),
            // Still to be answered, or nobody wants the answer any more.
            OfferState::Open | OfferState::Withdrawn => {}
        }
    }
    let begin = raw.first_begin.and_then(|begin| time::bound_of(begin).ok());
    if let Some(begin) = begin.and_then(|minute| DateTime::from_timestamp(minute.saturating_mul(60), 0)) {
        add(Measure::Lead(since(begin)), 1);
    }
    if !raw.minutes.is_empty() {
        add(Measure::Entries, raw.minutes.len() as u64);
        add(Measure::Minutes, raw.minutes.iter().sum());
    }
    let goes = raw
        .assignments
        .iter()
        .filter(|(_, state, _)| matches!(state, AssignmentState::Confirmed | AssignmentState::Completed));
    let mut lotsen: Vec<_> = goes.map(|(lotse, ..)| *lotse).collect();
    lotsen.sort_unstable();
    let day = time::local(raw.posted_at.timestamp().div_euclid(60)).date();
    Some(Fact {
        request: raw.request,
        posted: (day.year(), day.month()),
        // A postcode that the tables no longer have belongs to no region.
        region: area.gazetteer().place(raw.postcode).ok().map(|place| place.region.clone()),
        project: raw.carrier,
        language: raw.language,
        topic: raw.topic,
        service: raw.service,
        counts,
        lotsen,
    })
}

/// Why nobody was found: what stopped those who came furthest in the last run that left it unserved.
fn reason(raw: &Raw) -> UnservedReason {
    let was_missed = |(_, state, missed): &(_, AssignmentState, Option<Missed>)| {
        *state == AssignmentState::NoShow && *missed == Some(Missed::Lotse)
    };
    if raw.state == RequestState::Unserved && raw.assignments.iter().any(was_missed) {
        return UnservedReason::Missed;
    }
    let entry = raw.why.as_ref().and_then(|why| UnservedEntry::deserialize(why).ok());
    match entry {
        Some(entry) if entry.candidates > 0 => UnservedReason::Lost,
        Some(entry) => {
            let furthest = entry.removed.iter().map(|removed| removed.constraint).max();
            furthest.and_then(|one| one.code().parse().ok()).unwrap_or(UnservedReason::Nobody)
        }
        None if raw.offers.is_empty() => UnservedReason::Nobody,
        None => UnservedReason::NoYes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::constraints::HardConstraint;

    #[test]
    fn every_constraint_is_a_reason() {
        for constraint in HardConstraint::ALL {
            assert!(constraint.code().parse::<UnservedReason>().is_ok(), "{constraint}");
        }
    }
}
