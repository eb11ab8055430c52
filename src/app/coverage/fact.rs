//! What a request counts for, as it stands. All figures of requests come from here.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use serde::Deserialize;

use crate::domain::assignment::{AssignmentState, Missed};
use crate::domain::coverage::{Class, Counts, Fact, Measure, UnservedReason};
use crate::domain::offer::OfferState;
use crate::domain::region::Area;
use crate::domain::request::RequestState;
use crate::domain::time;
use crate::matching::plan::UnservedEntry;
use crate::storage::coverage::raw::{Going, Raw};

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
    if let Some(begin) = raw.first_begin.and_then(instant) {
        add(Measure::Lead(since(begin)), 1);
    }
    if !raw.minutes.is_empty() {
        add(Measure::Entries, raw.minutes.len() as u64);
        add(Measure::Minutes, raw.minutes.iter().sum());
    }
    let goes = raw
        .assignments
        .iter()
        .filter(|going| matches!(going.state, AssignmentState::Confirmed | AssignmentState::Completed));
    let mut lotsen: Vec<_> = goes.map(|going| going.lotse).collect();
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

fn instant(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time::bound_of(local).ok()?.saturating_mul(60), 0)
}

/// Why nobody was found, by what happened last: a run left it open, somebody was asked, or whoever had agreed did not come. A run's
/// reason is that of its moment. Whoever is asked after it could go, so it is not what kept the request without a Lotse.
fn reason(raw: &Raw) -> UnservedReason {
    let was_missed = |going: &&Going| going.state == AssignmentState::NoShow && going.missed == Some(Missed::Lotse);
    let missed = raw.assignments.iter().filter(was_missed).filter_map(|going| instant(going.begins)).max();
    let is_last = |at: &DateTime<Utc>| {
        raw.left.as_ref().is_none_or(|left| left.began < *at) && raw.asked_since.is_none_or(|asked| asked <= *at)
    };
    if missed.filter(is_last).is_some() {
        return UnservedReason::Missed;
    }
    if raw.asked_since.is_some() {
        return UnservedReason::NoYes;
    }
    let entry = raw.left.as_ref().and_then(|left| UnservedEntry::deserialize(&left.reasons).ok());
    match entry {
        Some(entry) if entry.candidates > 0 => UnservedReason::Lost,
        Some(entry) => {
            let furthest = entry.removed.iter().map(|removed| removed.constraint).max();
            furthest.and_then(|one| one.code().parse().ok()).unwrap_or(UnservedReason::Nobody)
        }
        None => UnservedReason::Nobody,
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
