//! Which proposals keep a candidate out of a plan.

use std::collections::{BTreeSet, HashMap};

use super::Candidate;
use super::limits::{asks_exceeded, capped_client, client_exceeded, week_exceeded, year_exceeded, years_of_cap};
use super::together::clash_of;
use crate::matching::verify::facts::{Facts, Load, Loads};

/// The proposals of a plan by whom they take time or allowance of.
#[derive(Debug)]
pub struct Holders<'c> {
    of_lotse: HashMap<usize, Vec<&'c Candidate<'c>>>,
    of_client: HashMap<&'c str, Vec<&'c Candidate<'c>>>,
}

impl<'c> Holders<'c> {
    /// Sorts the proposals of a plan.
    pub fn of_plan(chosen: &'c [Candidate<'c>]) -> Self {
        let mut holders = Self { of_lotse: HashMap::new(), of_client: HashMap::new() };
        for candidate in chosen {
            holders.of_lotse.entry(candidate.choice.lotse).or_default().push(candidate);
            if let Some(client) = capped_client(candidate.pair.request) {
                holders.of_client.entry(client).or_default().push(candidate);
            }
        }
        holders
    }

    /// The requests, by position, whose proposals clash with the candidate or have a part in a limit that it would exceed.
    pub fn blocking(&self, facts: &Facts<'_>, candidate: &Candidate<'_>) -> BTreeSet<usize> {
        let lotse = candidate.pair.lotse;
        let mut blocking = BTreeSet::new();
        if let Some(of_lotse) = self.of_lotse.get(&candidate.choice.lotse) {
            let clashing = of_lotse.iter().filter(|other| clash_of(candidate, other).is_some());
            blocking.extend(clashing.map(|other| other.choice.request));
            if asks_exceeded(lotse, i64::try_from(of_lotse.len() + 1).unwrap_or(i64::MAX)).is_some() {
                blocking.extend(of_lotse.iter().map(|other| other.choice.request));
            }
            let week_is_full = |week, load| week_exceeded(lotse, week, load).next().is_some();
            blocking.extend(sharing(candidate, of_lotse, |one| &one.alternative.weeks, week_is_full));
            let year_is_full = |year, load| year_exceeded(lotse, year, load).is_some();
            blocking.extend(sharing(
                candidate,
                of_lotse,
                |one| years_of_cap(one.pair.request, one.alternative),
                year_is_full,
            ));
        }
        let client = capped_client(candidate.pair.request);
        if let Some((client, of_client)) = client.and_then(|client| Some((client, self.of_client.get(client)?))) {
            let is_used_up = |year, load: Load| client_exceeded(facts, client, year, load.sittings).is_some();
            blocking.extend(sharing(candidate, of_client, |one| &one.alternative.years, is_used_up));
        }
        blocking
    }
}

/// The others that load a week or year of the candidate's that all of them together overfill.
fn sharing<'c, K: Copy + Ord + 'c>(
    candidate: &'c Candidate<'_>,
    others: &[&'c Candidate<'_>],
    loads: impl Fn(&'c Candidate<'_>) -> &'c Loads<K>,
    is_exceeded: impl Fn(K, Load) -> bool,
) -> Vec<usize> {
    let mut sharing = Vec::new();
    for (key, own) in loads(candidate).iter() {
        let with_part: Vec<_> = others.iter().filter_map(|&other| Some((other, loads(other).of_key(key)?))).collect();
        let mut sum = own;
        with_part.iter().for_each(|&(_, load)| sum += load);
        if is_exceeded(key, sum) {
            sharing.extend(with_part.iter().map(|(other, _)| other.choice.request));
        }
    }
    sharing
}
