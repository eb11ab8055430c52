//! The best schedule of one Lotse at given gains: a chain of sittings that each leave time for the way to the next.
//!
//! "In time for the next" is transitive, so a chain holds when each neighbouring pair does. The number of sittings in a week is
//! kept; minutes, years, series that interleave and a request that is met twice by its alternatives are not, so the value is
//! never too low.

use crate::domain::request::Sitting;
use crate::domain::time::{Minute, Week};
use crate::matching::problem::{Lotse, Problem, Stay, reachable};

/// Something that could be done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    pub gain: i64,
    pub request: u32,
    pub begin: Minute,
    pub end: Minute,
    pub week: Week,
    pub first: &'a Sitting,
    pub last: &'a Sitting,
    pub at: Stay,
}

impl Link<'_> {
    /// By begin, and always the same.
    pub(super) fn order(&self) -> (Minute, Minute, u32) {
        (self.begin, self.end, self.request)
    }
}

/// What is worth most.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    pub worth: i64,
    /// Ascending, each once.
    pub requests: Vec<u32>,
}

/// What a link is worth as the last one of a chain, and its place before it: the link and how many of its week are taken.
#[derive(Debug, Clone, Copy)]
struct Step {
    worth: i64,
    from: Option<(usize, usize)>,
}

/// Requests that are looked at first, for each that there is room for.
const WEIGHTIEST: usize = 4;

const NEVER: Step = Step { worth: i64::MIN, from: None };

/// The most that the links of one Lotse are worth together.
pub(super) fn best(problem: &Problem, lotse: &Lotse, mut links: Vec<Link<'_>>) -> Chain {
    let most = lotse.sittings_per_week.map(|most| most as usize);
    if links.is_empty() || most == Some(0) {
        return Chain::default();
    }
    links.sort_unstable_by_key(Link::order);
    // Links are sorted by begin, so that each week stands together.
    let weeks = links.chunk_by(|one, next| one.week == next.week).count();
    let room = most.map_or(usize::MAX, |most| most.saturating_mul(weeks));
    let gains = by_gain(&links);
    // No schedule is worth more: each request once, and no more of them than the weeks have room for.
    let limit = gains.iter().take(room).map(|(_, gain)| gain).sum();
    // The weightiest requests mostly go together, and then nothing else needs to be looked at.
    if let Some(weightiest) = gains.get(..room.saturating_mul(WEIGHTIEST)) {
        let mut numbers: Vec<u32> = weightiest.iter().map(|(request, _)| *request).collect();
        numbers.sort_unstable();
        let of_these: Vec<Link<'_>> =
            links.iter().filter(|link| numbers.binary_search(&link.request).is_ok()).copied().collect();
        let chain = chain(problem, lotse, &of_these, most);
        if chain.worth >= limit && chain.requests.len() == room {
            return Chain { worth: limit, ..chain };
        }
    }
    let chain = chain(problem, lotse, &links, most);
    Chain { worth: chain.worth.min(limit), ..chain }
}

/// Requests with their gains, the greatest first.
fn by_gain(links: &[Link<'_>]) -> Vec<(u32, i64)> {
    let mut gains: Vec<(u32, i64)> = links.iter().map(|link| (link.request, link.gain)).collect();
    gains.sort_unstable();
    gains.dedup_by_key(|(request, _)| *request);
    gains.sort_unstable_by_key(|(request, gain)| (std::cmp::Reverse(*gain), *request));
    gains
}

/// The best chain of links, which are sorted by begin.
fn chain(problem: &Problem, lotse: &Lotse, links: &[Link<'_>], most: Option<usize>) -> Chain {
    // Steps of one link by how many of its week are taken; where nobody counts them, there is one.
    let width = most.unwrap_or(1).min(links.len());
    let mut steps = vec![NEVER; width * links.len()];
    // The best step of each link; the best worth up to each link; and by count, that up to each link within its week.
    let mut tops: Vec<(Step, usize)> = Vec::with_capacity(links.len());
    let mut highest: Vec<i64> = Vec::with_capacity(links.len());
    let mut in_week: Vec<i64> = vec![i64::MIN; width * links.len()];
    // The first link of the week, and the best one of all before it.
    let (mut monday, mut best_before) = (0, None);
    for (at, link) in links.iter().enumerate() {
        let (done, rest) = steps.split_at_mut(at * width);
        let mine = rest.get_mut(..width).unwrap_or_default();
        if let Some(first) = mine.first_mut() {
            *first = Step { worth: link.gain, from: None };
        }
        if most.is_none() || links.get(monday).is_none_or(|first| first.week != link.week) {
            monday = at;
            best_before = (0..at).max_by_key(|before| tops.get(*before).map(|(top, _)| top.worth));
        }
        // Whether there is time for the way is asked last: it takes a root.
        let in_time = |other: &Link<'_>| {
            other.end <= link.begin
                && reachable(problem, lotse.transport, (other.last, other.at), (link.first, link.at))
        };
        let of_week = links.iter().zip(done.chunks_exact(width)).zip(in_week.chunks_exact(width));
        for (before, ((other, theirs), so_far)) in of_week.enumerate().take(at).skip(monday).rev() {
            let longer = |worth: i64, mine: &Step| worth > i64::MIN && worth + link.gain > mine.worth;
            // Neither this one nor any before it is worth more.
            if !so_far.iter().zip(mine.iter().skip(1)).any(|(worth, mine)| longer(*worth, mine)) {
                break;
            }
            if theirs.iter().zip(mine.iter().skip(1)).any(|(theirs, mine)| longer(theirs.worth, mine)) && in_time(other)
            {
                for (count, (theirs, mine)) in theirs.iter().zip(mine.iter_mut().skip(1)).enumerate() {
                    if longer(theirs.worth, mine) {
                        *mine = Step { worth: theirs.worth + link.gain, from: Some((before, count)) };
                    }
                }
            }
        }
        // Weeks before this one only begin anew. The best of them is mostly in time.
        let weeks_before = (0..monday).rev();
        for before in best_before.into_iter().chain(weeks_before) {
            let (Some(other), Some((top, count)), Some(first)) =
                (links.get(before), tops.get(before), mine.first_mut())
            else {
                break;
            };
            if Some(before) != best_before && highest.get(before).is_none_or(|most| most + link.gain <= first.worth) {
                break;
            }
            if top.worth + link.gain > first.worth && in_time(other) {
                *first = Step { worth: top.worth + link.gain, from: Some((before, *count)) };
            }
        }
        let (count, top) = (0..).zip(mine.iter()).max_by_key(|(_, step)| step.worth).unwrap_or((0, &NEVER));
        tops.push((*top, count));
        highest.push(highest.last().map_or(top.worth, |highest| top.worth.max(*highest)));
        let (before, here) = in_week.split_at_mut(at * width);
        let before = before.rchunks_exact(width).next().filter(|_| at > monday);
        for (count, (so_far, mine)) in here.iter_mut().zip(mine.iter()).enumerate() {
            let before = before.and_then(|before| before.get(count)).copied();
            *so_far = mine.worth.max(before.unwrap_or(i64::MIN));
        }
    }
    let Some((last, (top, _))) = (0..).zip(&tops).max_by_key(|(_, (top, _))| top.worth) else {
        return Chain::default();
    };
    let mut requests: Vec<u32> = links.get(last).map(|link: &Link<'_>| link.request).into_iter().collect();
    let mut from = top.from;
    while let Some((link, count)) = from {
        requests.extend(links.get(link).map(|link| link.request));
        from = steps.get(link * width + count).and_then(|step| step.from);
    }
    requests.sort_unstable();
    requests.dedup();
    Chain { worth: top.worth, requests }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
    use serde_json::json;

    use super::*;
    use crate::matching::testing;

    /// A few sittings of two weeks, drawn by a simple rule; some at home, some twenty kilometres away.
    fn sittings(seed: u64, count: usize) -> Vec<(Sitting, bool, i64)> {
        let mut state = seed;
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let monday = NaiveDate::from_ymd_opt(2026, 12, 7).unwrap();
        let mut one = || {
            let day = monday + Days::new(7 * draw(2) + draw(2));
            let start = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(480 + 30 * draw(10) as i64);
            (Sitting::new(start, 60).unwrap(), draw(2) == 0, 1 + draw(9) as i64)
        };
        (0..count).map(|_| one()).collect()
    }

    /// The best of all sets that hold.
    fn brute(problem: &Problem, lotse: &Lotse, links: &[Link<'_>]) -> i64 {
        let mut sorted = links.to_vec();
        sorted.sort_by_key(|link| link.begin);
        let worth = |set: u32| -> Option<i64> {
            let chosen: Vec<&Link<'_>> =
                sorted.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, link)| link).collect();
            let in_time = chosen.windows(2).all(|two| {
                two[0].end <= two[1].begin
                    && reachable(problem, lotse.transport, (two[0].last, two[0].at), (two[1].first, two[1].at))
            });
            let most = lotse.sittings_per_week.unwrap_or(u32::MAX) as usize;
            let counted = chosen.chunk_by(|one, next| one.week == next.week).all(|week| week.len() <= most);
            (in_time && counted).then(|| chosen.iter().map(|link| link.gain).sum())
        };
        (0..1_u32 << sorted.len()).filter_map(worth).max().unwrap()
    }

    #[test]
    fn no_schedule_is_worth_more() {
        for most in [json!(null), json!(0), json!(1), json!(2), json!(3)] {
            let problem = testing::problem(json!({"assignments_per_week": most}), json!({}));
            let (lotse, request) = (&problem.lotsen[0], &problem.requests[0]);
            for seed in 0..60 {
                let drawn = sittings(seed, 9);
                let links: Vec<Link<'_>> = (0..)
                    .zip(&drawn)
                    .map(|(request_index, (sitting, home, gain))| Link {
                        gain: *gain,
                        request: request_index,
                        begin: sitting.begin(),
                        end: sitting.end(),
                        week: Week::of(sitting.start().date()),
                        first: sitting,
                        last: sitting,
                        at: if *home { Stay::Home(lotse.home) } else { Stay::Place(request.place) },
                    })
                    .collect();
                let chain = best(&problem, lotse, links.clone());
                assert_eq!(chain.worth, brute(&problem, lotse, &links), "seed {seed}, {most} a week");
                let gains = chain.requests.iter().map(|at| links[*at as usize].gain);
                assert_eq!(gains.sum::<i64>(), chain.worth, "seed {seed}, {most} a week");
            }
        }
    }

    #[test]
    fn a_request_with_alternatives_counts_once() {
        let problem = testing::problem(json!({}), json!({}));
        let drawn = sittings(1, 6);
        let links = drawn.iter().map(|(sitting, _, _)| Link {
            gain: 5,
            request: 7,
            begin: sitting.begin(),
            end: sitting.end(),
            week: Week::of(sitting.start().date()),
            first: sitting,
            last: sitting,
            at: Stay::Home(None),
        });
        let chain = best(&problem, &problem.lotsen[0], links.collect());
        assert_eq!(chain, Chain { worth: 5, requests: vec![7] });
    }
}
