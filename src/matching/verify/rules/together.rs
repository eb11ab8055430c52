//! What a set of candidates breaks together: places, overlap, and the limits that they share.

use std::collections::{BTreeMap, BTreeSet};

use super::limits::{
    asks_exceeded, capped_client, clash, clash_with_confirmed, client_exceeded, week_exceeded, year_exceeded,
    years_of_cap,
};
use super::{Candidate, Pair};
use crate::domain::time::Week;
use crate::matching::verify::facts::{Facts, Loads};
use crate::matching::verify::violation::{Hard, Violation};

/// Every rule about several candidates that the set breaks, limits against confirmed sittings included.
pub fn broken_together(facts: &Facts<'_>, chosen: &[Candidate<'_>]) -> Vec<Violation> {
    let mut violations = Vec::new();
    places(chosen, &mut violations);
    lotsen(chosen, &mut violations);
    clients(facts, chosen, &mut violations);
    violations
}

/// Groups candidates by a key.
fn by<'c, 'f, K: Ord>(
    chosen: &'c [Candidate<'f>],
    key: impl Fn(&Candidate<'f>) -> K,
) -> BTreeMap<K, Vec<&'c Candidate<'f>>> {
    let mut groups: BTreeMap<K, Vec<_>> = BTreeMap::new();
    for candidate in chosen {
        groups.entry(key(candidate)).or_default().push(candidate);
    }
    groups
}

fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

/// `Σ x_c over r ≤ places(r), all at one alternative, each Lotse at most once`.
fn places(chosen: &[Candidate<'_>], violations: &mut Vec<Violation>) {
    for group in by(chosen, |candidate| candidate.choice.request).into_values() {
        let Some(Pair { request, .. }) = group.first().map(|candidate| candidate.pair) else { continue };
        let (proposed, places) = (count(group.len()), i64::from(request.entry.lotsen_needed));
        if proposed > places {
            violations.push(Violation::of_request(&request.entry.id, Hard::Places { proposed, places }));
        }
        let alternatives: BTreeSet<usize> = group.iter().map(|candidate| candidate.choice.appointment).collect();
        if alternatives.len() > 1 {
            let alternatives = alternatives.into_iter().collect();
            violations.push(Violation::of_request(&request.entry.id, Hard::OneAlternative { alternatives }));
        }
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for candidate in &group {
            *times.entry(&candidate.pair.lotse.entry.id).or_default() += 1;
        }
        for (lotse, times) in times.into_iter().filter(|&(_, times)| times > 1) {
            violations.push(Violation::of_pair(&request.entry.id, lotse, Hard::LotseTwice { times }));
        }
    }
}

/// Overlap, weekly load, yearly cap and ask budget of each Lotse.
fn lotsen(chosen: &[Candidate<'_>], violations: &mut Vec<Violation>) {
    for group in by(chosen, |candidate| candidate.choice.lotse).into_values() {
        overlap(&group, violations);
        let Some(lotse) = group.first().map(|candidate| candidate.pair.lotse) else { continue };
        let (mut weeks, mut years): (Loads<Week>, Loads<i32>) = Default::default();
        for candidate in &group {
            candidate.alternative.weeks.iter().for_each(|(week, load)| weeks.add(week, load));
            let of_cap = years_of_cap(candidate.pair.request, candidate.alternative);
            of_cap.iter().for_each(|(year, load)| years.add(year, load));
        }
        let weekly = weeks.iter().flat_map(|(week, load)| week_exceeded(lotse, week, load));
        let yearly = years.iter().filter_map(|(year, load)| year_exceeded(lotse, year, load));
        let asks = asks_exceeded(lotse, count(group.len()));
        violations.extend(weekly.chain(yearly).chain(asks).map(|hard| Violation::of_lotse(&lotse.entry.id, hard)));
    }
}

/// Clashes with confirmed sittings, and of two candidates of one Lotse.
fn overlap(group: &[&Candidate<'_>], violations: &mut Vec<Violation>) {
    for (at, candidate) in group.iter().enumerate() {
        let Candidate { choice, pair, alternative } = candidate;
        let mut report = |hard| {
            violations.push(Violation::of_pair(&pair.request.entry.id, &pair.lotse.entry.id, hard));
        };
        if let Some(hard) = clash_with_confirmed(pair, choice.mode, alternative) {
            report(hard);
        }
        // The same request twice is another fault, reported as such.
        let others = group.iter().skip(at + 1).filter(|other| other.choice.request != choice.request);
        for other in others {
            if let Some(hard) = clash_of(candidate, other) {
                report(hard);
            }
        }
    }
}

/// The first clash of two candidates of one Lotse.
pub(super) fn clash_of(one: &Candidate<'_>, other: &Candidate<'_>) -> Option<Hard> {
    let here = one.pair.whereabouts(one.choice.mode);
    let there = other.pair.whereabouts(other.choice.mode);
    let name = other.pair.request.entry.id.as_str();
    one.alternative.sittings.iter().find_map(|sitting| {
        let mut others = other.alternative.sittings.iter();
        others.find_map(|against| clash(&one.pair, (sitting, here), (against, there), name))
    })
}

/// The cap of each client and year.
fn clients(facts: &Facts<'_>, chosen: &[Candidate<'_>], violations: &mut Vec<Violation>) {
    let mut sittings: BTreeMap<(&str, i32), i64> = BTreeMap::new();
    for candidate in chosen {
        let Some(client) = capped_client(candidate.pair.request) else { continue };
        for (year, load) in candidate.alternative.years.iter() {
            *sittings.entry((client, year)).or_default() += load.sittings;
        }
    }
    for ((client, year), proposed) in sittings {
        violations.extend(client_exceeded(facts, client, year, proposed).map(Violation::of_plan));
    }
}
