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

const NEVER: Step = Step { worth: i64::MIN, from: None };

/// The most that the links of one Lotse are worth together.
pub(super) fn best(problem: &Problem, lotse: &Lotse, mut links: Vec<Link<'_>>) -> Chain {
    let most = lotse.sittings_per_week.map(|most| most as usize);
    if links.is_empty() || most == Some(0) {
        return Chain::default();
    }
    links.sort_by_key(|link| (link.begin, link.end, link.request));
    // Steps of one link by how many of its week are taken; where nobody counts them, there is one.
    let width = most.unwrap_or(1).min(links.len());
    let mut steps = vec![NEVER; width * links.len()];
    // The best step of each link, and the worth of the best one so far.
    let mut tops: Vec<(Step, usize)> = Vec::with_capacity(links.len());
    let mut highest: Vec<i64> = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        let (done, rest) = steps.split_at_mut(at * width);
        let mine = rest.get_mut(..width).unwrap_or_default();
        if let Some(first) = mine.first_mut() {
            *first = Step { worth: link.gain, from: None };
        }
        let earlier = links.iter().take(at).zip(&tops).zip(&highest).zip(done.chunks_exact(width)).enumerate();
        for (before, (((other, (top, count)), highest), theirs)) in earlier.rev() {
            let alone = mine.first().map_or(0, |step| step.worth);
            // Weeks before this one only begin anew, and none of them is worth more than this.
            if other.week != link.week && highest + link.gain <= alone {
                break;
            }
            if other.end > link.begin {
                continue;
            }
            // Whether there is time for the way is asked last: it takes a root.
            let in_time = || reachable(problem, lotse.transport, (other.last, other.at), (link.first, link.at));
            if other.week == link.week && most.is_some() {
                let longer = |theirs: &Step, mine: &Step| theirs.onwards(link.gain) > mine.worth;
                if theirs.iter().zip(mine.iter().skip(1)).any(|(theirs, mine)| longer(theirs, mine)) && in_time() {
                    for (count, (theirs, mine)) in theirs.iter().zip(mine.iter_mut().skip(1)).enumerate() {
                        if longer(theirs, mine) {
                            *mine = Step { worth: theirs.onwards(link.gain), from: Some((before, count)) };
                        }
                    }
                }
            } else if top.worth + link.gain > alone
                && in_time()
                && let Some(first) = mine.first_mut()
            {
                *first = Step { worth: top.worth + link.gain, from: Some((before, *count)) };
            }
        }
        let (count, top) = (0..).zip(mine.iter()).max_by_key(|(_, step)| step.worth).unwrap_or((0, &NEVER));
        tops.push((*top, count));
        highest.push(highest.last().map_or(top.worth, |highest| top.worth.max(*highest)));
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
    Chain { worth: top.worth.min(each_once(&links, most)), requests }
}

impl Step {
    fn onwards(&self, gain: i64) -> i64 {
        if self.worth == i64::MIN { i64::MIN } else { self.worth + gain }
    }
}

/// No schedule is worth more: each request once, and no more of them than the weeks have room for.
fn each_once(links: &[Link<'_>], most: Option<usize>) -> i64 {
    let mut gains: Vec<(u32, i64)> = links.iter().map(|link| (link.request, link.gain)).collect();
    gains.sort_unstable();
    gains.dedup_by_key(|(request, _)| *request);
    gains.sort_unstable_by_key(|(_, gain)| std::cmp::Reverse(*gain));
    // Links are sorted by begin, so that each week stands together.
    let weeks = links.chunk_by(|one, next| one.week == next.week).count();
    let room = most.map_or(usize::MAX, |most| most.saturating_mul(weeks));
    gains.into_iter().take(room).map(|(_, gain)| gain).sum()
}
