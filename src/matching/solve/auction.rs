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
    displaced: Vec<Held>,
    pub bids: u64,
}

const UNSETTLED: u16 = u16::MAX;

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
            displaced: Vec::new(),
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
        while let Some(request) = queue.pop_front() {
            self.bids += 1;
            if self.bids > most_bids {
                break;
            }
            let before = queue.len();
            self.bid(request, step, &mut queue);
            debug_assert!(queue.len() <= before + 32, "a newcomer displaces few");
        }
    }

    fn bid(&mut self, request: u32, step: i64, queue: &mut VecDeque<u32>) {
        let board = self.board;
        let (mut best, mut second) = ((0_i64, u32::MAX, 0_i64), 0_i64);
        for at in board.of_request(request) {
            let Some((net, cost)) = self.net(*at) else { continue };
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
        self.seat(best.1, bid, queue);
    }

    /// What a candidate gains after paying for whom it displaces, and that payment. `None` where it cannot be taken.
    fn net(&mut self, at: u32) -> Option<(i64, i64)> {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        let settled = self.settled[arc.request as usize];
        if settled != UNSETTLED && settled != arc.appointment {
            return None;
        }
        self.net_anyway(at)
    }

    /// The same, whatever appointment its request has settled on.
    fn net_anyway(&mut self, at: u32) -> Option<(i64, i64)> {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        if board.caps(arc).any(|(row, uses)| self.caps[row as usize] + uses > board.at_most[row as usize]) {
            return None;
        }
        let value = self.scale.value(board, arc);
        let cost = self.displace(at)?;
        let load = self.scale.effort * self.load(at);
        Some((value - cost - load, cost))
    }

    /// Whom a newcomer displaces, and what they paid: all who clash with it, then of each limit the cheapest until it fits.
    fn displace(&mut self, at: u32) -> Option<i64> {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        let group_at = self.group_of[arc.lotse as usize] as usize;
        let group = &board.groups[group_at];
        let lotse = board.lotse(group);
        self.displaced.clear();
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
                self.displaced.push(*other);
                cost += other.bid;
            }
        }
        let is_out = |displaced: &[Held], other: &Held| displaced.iter().any(|out| out.arc == other.arc);
        if let Some(asks) = lotse.asks_left {
            while held.len() - self.displaced.len() >= asks as usize {
                let out = held.iter().filter(|other| !is_out(&self.displaced, other)).min_by_key(|o| (o.bid, o.arc))?;
                cost += out.bid;
                self.displaced.push(*out);
            }
        }
        let slots = board.slots_of_arc(arc);
        for (number, slot) in slots.iter().enumerate() {
            let is_first = slots[..number].iter().all(|earlier| earlier.week != slot.week);
            if is_first {
                cost += self.displace_in_week(group_at, slots, slot.week)?;
            }
            let is_first = slots[..number].iter().all(|earlier| earlier.year != slot.year);
            let year = board.counted_year(arc, slot);
            let left = board.year_left(group_at, year);
            if is_first && left != u32::MAX {
                cost += self.displace_in_year(group_at, arc, year, left)?;
            }
        }
        Some(cost)
    }

    fn displace_in_week(&mut self, group_at: usize, slots: &[Slot], week: u16) -> Option<i64> {
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
            if self.displaced.iter().any(|out| out.arc == other.arc) {
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
            let (out, theirs, of_them) = stay.swap_remove(at);
            minutes -= theirs;
            count -= of_them;
            cost += out.bid;
            self.displaced.push(out);
        }
        Some(cost)
    }

    fn displace_in_year(&mut self, group_at: usize, arc: &Candidate, year: u16, left: u32) -> Option<i64> {
        let board = self.board;
        let sum = |arc: &Candidate| -> u32 {
            let counted = board.slots_of_arc(arc).iter().filter(|slot| board.counted_year(arc, slot) == year);
            counted.map(|slot| slot.minutes()).sum()
        };
        let mut minutes = sum(arc);
        let mut stay: Vec<(Held, u32)> = Vec::new();
        for other in &self.held[group_at] {
            if !self.displaced.iter().any(|out| out.arc == other.arc) {
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
            let (out, theirs) = stay.swap_remove(at);
            minutes -= theirs;
            cost += out.bid;
            self.displaced.push(out);
        }
        Some(cost)
    }

    /// What a newcomer's load costs beside those who stay, minutes. `displaced` says who does not.
    fn load(&self, at: u32) -> i64 {
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
            let stays = |other: &&Held| !self.displaced.iter().any(|out| out.arc == other.arc);
            let others: u32 = self.held[group_at].iter().filter(stays).map(|other| of_week(other.arc)).sum();
            cost += load::minutes(step, board.week_left(group_at, slot.week).confirmed + others, of_week(at));
        }
        cost
    }

    fn seat(&mut self, at: u32, bid: i64, queue: &mut VecDeque<u32>) {
        let board = self.board;
        let arc = &board.arcs[at as usize];
        // Whom it displaces was computed for another candidate since.
        if self.displace(at).is_none() {
            return;
        }
        let group_at = self.group_of[arc.lotse as usize] as usize;
        let displaced = std::mem::take(&mut self.displaced);
        for out in &displaced {
            self.held[group_at].retain(|held| held.arc != out.arc);
            let theirs = &board.arcs[out.arc as usize];
            self.leave(theirs.request);
            board.caps(theirs).for_each(|(row, uses)| self.caps[row as usize] -= uses);
            queue.push_back(theirs.request);
        }
        self.displaced = displaced;
        self.held[group_at].push(Held { arc: at, bid });
        self.filled[arc.request as usize] += 1;
        board.caps(arc).for_each(|(row, uses)| self.caps[row as usize] += uses);
        if board.problem.requests[arc.request as usize].places > 1 {
            self.settled[arc.request as usize] = arc.appointment;
        }
    }

    fn leave(&mut self, request: u32) {
        let filled = &mut self.filled[request as usize];
        *filled -= 1;
        if *filled == 0 {
            self.settled[request as usize] = UNSETTLED;
        }
    }

    /// The candidates of the plan, by Lotse.
    pub fn plan(&self) -> Vec<Vec<u32>> {
        self.held.iter().map(|held| held.iter().map(|held| held.arc).collect()).collect()
    }
}
