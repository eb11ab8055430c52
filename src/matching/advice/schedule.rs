//! The best schedule of one Lotse at given gains: a chain of sittings that each leave time for the way to the next.
//!
//! "In time for the next" is transitive, so a chain holds when each neighbouring pair does. The number of sittings in a week is
//! kept; minutes, years and series that interleave are not, so the value is never too low.

use std::collections::HashMap;

use crate::domain::time::{Minute, Week};
use crate::matching::constraints::Pair;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Lotse, Problem, Stay, reachable};

/// Something that could be done.
struct Link<'a> {
    gain: i64,
    begin: Minute,
    end: Minute,
    week: Week,
    first: &'a crate::domain::request::Sitting,
    last: &'a crate::domain::request::Sitting,
    at: Stay,
}

/// The most that the candidates of one Lotse are worth together.
pub(super) fn best(problem: &Problem, lotse: &Lotse, candidates: &[(Candidate, i64)]) -> i64 {
    let mut links: Vec<Link<'_>> = Vec::new();
    for (candidate, gain) in candidates {
        let Some(request) = problem.requests.get(candidate.request as usize) else { continue };
        let (lotse_index, request_index) = (candidate.lotse, candidate.request);
        let Some(meeting) =
            (Pair { problem, lotse_index, request_index, lotse, request }).at(candidate.appointment, candidate.mode)
        else {
            continue;
        };
        let mut dated = meeting.alternative.dated();
        let Some((first, date)) = dated.next() else { continue };
        let last = dated.last().map_or(first, |(last, _)| last);
        let at = problem.whereabouts(lotse, request, candidate.mode);
        links.push(Link { gain: *gain, begin: first.begin(), end: last.end(), week: date.week, first, last, at });
    }
    links.sort_by_key(|link| (link.begin, link.end));
    let most = lotse.sittings_per_week.map_or(usize::MAX, |most| most as usize);
    // What is worth most so far, by the last link and by how many of its week are taken.
    let mut worth: Vec<HashMap<usize, i64>> = Vec::with_capacity(links.len());
    let mut best = 0;
    for (at, link) in links.iter().enumerate() {
        let mut mine: HashMap<usize, i64> = HashMap::from([(1, link.gain)]);
        for (before, earlier) in links.iter().take(at).zip(&worth) {
            let in_time = before.end <= link.begin
                && reachable(problem, lotse.transport, (before.last, before.at), (link.first, link.at));
            if !in_time {
                continue;
            }
            for (count, value) in earlier {
                let count = if before.week == link.week { count + 1 } else { 1 };
                if count <= most {
                    let slot = mine.entry(count).or_default();
                    *slot = (*slot).max(value + link.gain);
                }
            }
        }
        best = mine.values().copied().max().unwrap_or(0).max(best);
        worth.push(mine);
    }
    best
}
