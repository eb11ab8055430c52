//! An auction: requests bid for the Lotsen's time, until nobody wants to be anywhere else by more than a step.
//!
//! A request takes the candidate at which it gains most after paying what its coming costs there: the bids of those whom it
//! displaces. It bids as much more as it would lose by taking its second choice, so that soon only those compete who have
//! nowhere else to go; whoever is displaced bids again. What comes out is a plan and, for each row, what a place would be left
//! with elsewhere: a price from which [`super::prices`] proves a bound. The method is exact for plain assignments and a very
//! good guess here.
#![expect(clippy::indexing_slicing, reason = "positions come from the board; this is the innermost loop of the solver")]

mod worth;

use std::collections::VecDeque;

use super::board::{Board, Slot};
use super::prices::Scale;
use crate::matching::objectives::load;
use crate::matching::plan::Candidate;

/// A place that a request has at a Lotse, and what it paid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub arc: u32,
    pub bid: i64,
}

/// The state of an auction.
pub(super) struct Auction<'b, 'a> {
    board: &'b Board<'a>,
    scale: Scale,
    /// Position of each Lotse's group.
    group_of: Vec<u32>,
    /// By group.
    pub held: Vec<Vec<Held>>,
    /// By request: how many places it has.
    filled: Vec<u16>,
    /// By request: the appointment that a request for several Lotsen has settled on.
    settled: Vec<u16>,
    caps: Vec<i64>,
    pub bids: u64,
}

const UNSETTLED: u16 = u16::MAX;
/// Bids in a chain after which its steps double, so that those who take one another's places in turn come to an end.
const CHAIN: u64 = 500;
const MOST_DOUBLINGS: u64 = 40;

impl<'b, 'a> Auction<'b, 'a> {
    pub fn new(board: &'b Board<'a>, scale: Scale) -> Self {
        let mut group_of = vec![u32::MAX; board.problem.lotsen.len()];
        for (at, group) in (0..).zip(&board.groups) {
            group_of[group.lotse as usize] = at;
        }
        let requests = board.problem.requests.len();
        Self {
            board,
            scale,
            group_of,
            held: vec![Vec::new(); board.groups.len()],
            filled: vec![0; requests],
            settled: vec![UNSETTLED; requests],
            caps: vec![0; board.at_most.len()],
            bids: 0,
        }
    }

    /// Runs the auction with a step.
    pub fn run(&mut self, order: &[u32], step: i64, most_bids: u64) {
        let mut queue: VecDeque<u32> = VecDeque::with_capacity(order.len());
        for request in order {
            let open = self.board.problem.requests[*request as usize].places - self.filled[*request as usize];
            (0..open).for_each(|_| queue.push_back(*request));
        }
        let mut out = Vec::new();
        while let Some(request) = queue.pop_front() {
            self.bids += 1;
            if self.bids > most_bids {
                break;
            }
            let before = queue.len();
            self.bid(request, step, &mut out, &mut queue);
            debug_assert!(queue.len() <= before + 32, "a newcomer displaces few");
        }
    }

    /// Lets everybody who has a place bid once more, by a step that may be finer: what others pay tells by now what places are worth.
    pub fn again(&mut self, step: i64) {
        let mut out = Vec::new();
        for group in 0..self.held.len() {
            for at in self.held[group].iter().map(|held| held.arc).collect::<Vec<_>>() {
                // Somebody before may have displaced it.
                let Some(place) = self.held[group].iter().position(|held| held.arc == at) else { continue };
                self.held[group].remove(place);
                self.leave(&self.board.arcs[at as usize]);
                let mut queue = VecDeque::from([self.board.arcs[at as usize].request]);
                let first = self.bids;
                while let Some(request) = queue.pop_front() {
                    self.bids += 1;
                    let doublings = ((self.bids - first) / CHAIN).min(MOST_DOUBLINGS);
                    self.bid(request, step << doublings, &mut out, &mut queue);
                }
            }
        }
    }

    fn bid(&mut self, request: u32, step: i64, out: &mut Vec<Held>, queue: &mut VecDeque<u32>) {
        let board = self.board;
        let (mut best, mut second) = ((0_i64, u32::MAX, 0_i64), 0_i64);
        for at in board.of_request(request) {
            // Whoever displaces nobody pays nothing: no more than this is left.
            if self.scale.value(board, &board.arcs[*at as usize]) <= second {
                continue;
            }
            let Some((net, cost)) = self.net(*at, out) else { continue };
            if net > best.0 {
                // Another time of the same Lotse counts as a second choice too: it may be in nobody's way.
                second = second.max(best.0);
                best = (net, *at, cost);
            } else {
                second = second.max(net);
            }
        }
        if best.1 == u32::MAX {
            return;
        }
        let bid = best.2 + (best.0 - second.max(0)) + step;
        self.seat(best.1, bid, out, queue);
    }

    /// What a candidate gains after paying for whom it displaces, and that payment. `None` where it cannot be taken. `out` is where
    /// those displaced are written down.
    fn net(&self, at: u32, out: &mut Vec<Held>) -> Option<(i64, i64)> {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        let settled = self.settled[arc.request as usize];
        if settled != UNSETTLED && settled != arc.appointment {
            return None;
        }
        self.net_anyway(at, out)
    }

    /// The same, whatever appointment its request has settled on.
    fn net_anyway(&self, at: u32, out: &mut Vec<Held>) -> Option<(i64, i64)> {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        if board.caps(arc).any(|(row, uses)| self.caps[row as usize] + uses > board.at_most[row as usize]) {
            return None;
        }
        let value = self.scale.value(board, arc);
        let cost = self.displace(at, out)?;
        let load = self.scale.effort * self.load(at, out);
        Some((value - cost - load, cost))
    }

    /// Whom a newcomer displaces, and what they paid: all who clash with it, then of each limit the cheapest until it fits.
    fn displace(&self, at: u32, out: &mut Vec<Held>) -> Option<i64> {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        let group_at = self.group_of[arc.lotse as usize] as usize;
        let group = &board.groups[group_at];
        let lotse = board.lotse(group);
        out.clear();
        let held = &self.held[group_at];
        if held.is_empty() {
            return Some(0);
        }
        let mut cost = 0;
        for other in held {
            let theirs = &board.arcs[other.arc as usize];
            if theirs.request == arc.request {
                return None;
            }
            if board.clash(group, arc, theirs) {
                out.push(*other);
                cost += other.bid;
            }
        }
        if let Some(asks) = lotse.asks_left {
            while held.len() - out.len() >= asks as usize {
                let cheapest = held.iter().filter(|other| !is_among(out, other)).min_by_key(|o| (o.bid, o.arc))?;
                cost += cheapest.bid;
                out.push(*cheapest);
            }
        }
        let slots = board.slots_of_arc(arc);
        for (number, slot) in slots.iter().enumerate() {
            let is_first = slots[..number].iter().all(|earlier| earlier.week != slot.week);
            if is_first {
                cost += self.displace_in_week(group_at, slots, slot.week, out)?;
            }
            let is_first = slots[..number].iter().all(|earlier| earlier.year != slot.year);
            let year = board.counted_year(arc, slot);
            let left = board.year_left(group_at, year);
            if is_first && left != u32::MAX {
                cost += self.displace_in_year(group_at, arc, (year, left), out)?;
            }
        }
        Some(cost)
    }

    fn displace_in_week(&self, group_at: usize, slots: &[Slot], week: u16, out: &mut Vec<Held>) -> Option<i64> {
        let board = self.board;
        let left = board.week_left(group_at, week);
        if left.minutes == u32::MAX && left.sittings == u32::MAX {
            return Some(0);
        }
        let sum = |slots: &[Slot]| {
            let of_week = slots.iter().filter(|slot| slot.week == week);
            of_week.fold((0, 0), |(minutes, count), slot| (minutes + slot.minutes(), count + 1))
        };
        let (mut minutes, mut count) = sum(slots);
        let mut stay: Vec<(Held, u32, u32)> = Vec::new();
        for other in &self.held[group_at] {
            if is_among(out, other) {
                continue;
            }
            let (theirs, of_them) = sum(board.slots_of_arc(&board.arcs[other.arc as usize]));
            if of_them > 0 {
                minutes += theirs;
                count += of_them;
                stay.push((*other, theirs, of_them));
            }
        }
        let mut cost = 0;
        while minutes > left.minutes || count > left.sittings {
            let (at, _) = stay.iter().enumerate().min_by_key(|(_, (other, ..))| (other.bid, other.arc))?;
            let (cheapest, theirs, of_them) = stay.swap_remove(at);
            minutes -= theirs;
            count -= of_them;
            cost += cheapest.bid;
            out.push(cheapest);
        }
        Some(cost)
    }

    fn displace_in_year(
        &self,
        group_at: usize,
        arc: &Candidate,
        (year, left): (u16, u32),
        out: &mut Vec<Held>,
    ) -> Option<i64> {
        let board = self.board;
        let sum = |arc: &Candidate| -> u32 {
            let counted = board.slots_of_arc(arc).iter().filter(|slot| board.counted_year(arc, slot) == year);
            counted.map(|slot| slot.minutes()).sum()
        };
        let mut minutes = sum(arc);
        let mut stay: Vec<(Held, u32)> = Vec::new();
        for other in &self.held[group_at] {
            if !is_among(out, other) {
                let theirs = sum(&board.arcs[other.arc as usize]);
                minutes += theirs;
                // One that takes nothing of the year gives nothing back.
                if theirs > 0 {
                    stay.push((*other, theirs));
                }
            }
        }
        let mut cost = 0;
        while minutes > left {
            let (at, _) = stay.iter().enumerate().min_by_key(|(_, (other, _))| (other.bid, other.arc))?;
            let (cheapest, theirs) = stay.swap_remove(at);
            minutes -= theirs;
            cost += cheapest.bid;
            out.push(cheapest);
        }
        Some(cost)
    }

    /// What a newcomer's load costs beside those who stay, minutes. `out` says who does not.
    fn load(&self, at: u32, out: &[Held]) -> i64 {
        let board = self.board;
        let step = board.problem.weights.effort.load_step;
        if step == 0 {
            return 0;
        }
        let arc = &board.arcs[at as usize];
        let group_at = self.group_of[arc.lotse as usize] as usize;
        let slots = board.slots_of_arc(arc);
        let mut cost = 0;
        for (number, slot) in slots.iter().enumerate() {
            if slots[..number].iter().any(|earlier| earlier.week == slot.week) {
                continue;
            }
            let of_week = |arc: u32| {
                board.slots_of_arc(&board.arcs[arc as usize]).iter().filter(|s| s.week == slot.week).count() as u32
            };
            let stays = |other: &&Held| !is_among(out, other);
            let others: u32 = self.held[group_at].iter().filter(stays).map(|other| of_week(other.arc)).sum();
            cost += load::minutes(step, board.week_left(group_at, slot.week).confirmed + others, of_week(at));
        }
        cost
    }

    fn seat(&mut self, at: u32, bid: i64, out: &mut Vec<Held>, queue: &mut VecDeque<u32>) {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        // Whom it displaces was computed for another candidate since.
        if self.displace(at, out).is_none() {
            return;
        }
        let group_at = self.group_of[arc.lotse as usize] as usize;
        for displaced in out.iter() {
            self.held[group_at].retain(|held| held.arc != displaced.arc);
            let theirs = &board.arcs[displaced.arc as usize];
            self.leave(theirs);
            queue.push_back(theirs.request);
        }
        self.held[group_at].push(Held { arc: at, bid });
        self.filled[arc.request as usize] += 1;
        board.caps(arc).for_each(|(row, uses)| self.caps[row as usize] += uses);
        if board.problem.requests[arc.request as usize].places > 1 {
            self.settled[arc.request as usize] = arc.appointment;
        }
    }

    fn leave(&mut self, arc: &Candidate) {
        self.board.caps(arc).for_each(|(row, uses)| self.caps[row as usize] -= uses);
        let filled = &mut self.filled[arc.request as usize];
        *filled -= 1;
        if *filled == 0 {
            self.settled[arc.request as usize] = UNSETTLED;
        }
    }

    /// The candidates of the plan, by Lotse.
    pub fn plan(&self) -> Vec<Vec<u32>> {
        self.held.iter().map(|held| held.iter().map(|held| held.arc).collect()).collect()
    }
}

fn is_among(out: &[Held], held: &Held) -> bool {
    out.iter().any(|displaced| displaced.arc == held.arc)
}
