//! An auction: requests bid for the Lotsen's time, until nobody wants to be anywhere else by more than a step.
//!
//! A request takes the candidate at which it gains most after paying what its coming costs there: the bids of those whom it
//! displaces. It bids as much more as it would lose by taking its second choice, so that soon only those compete who have
//! nowhere else to go; whoever is displaced bids again. What comes out is a plan and, for each row, what a place would be left
//! with elsewhere: a price from which [`super::prices`] proves a bound. The method is exact for plain assignments and a very
//! good guess here.
#![expect(clippy::indexing_slicing, reason = "positions come from the board; this is the innermost loop of the solver")]

mod bid;
mod diary;
mod worth;

use std::collections::VecDeque;

use self::bid::Desk;
use self::diary::{Diary, Held, in_week};
use super::board::{Board, Slot};
use super::prices::Scale;
use crate::matching::objectives::load;
use crate::matching::plan::Candidate;

/// The state of an auction.
pub(super) struct Auction<'b, 'a> {
    board: &'b Board<'a>,
    scale: Scale,
    /// Position of each Lotse's group.
    group_of: Vec<u32>,
    /// By group.
    diaries: Vec<Diary>,
    /// By request: how many places it has.
    filled: Vec<u16>,
    /// By request: the appointment that a request for several Lotsen has settled on.
    settled: Vec<u16>,
    caps: Vec<i64>,
    /// By candidate, in the order of requests: what it gained when it was looked at last. Nothing is gained beyond its value.
    known: Vec<i64>,
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
            diaries: board.groups.iter().map(|group| Diary::new(board, group)).collect(),
            filled: vec![0; requests],
            settled: vec![UNSETTLED; requests],
            caps: vec![0; board.at_most.len()],
            known: board.by_request().iter().map(|at| scale.value(board, &board.arcs[*at as usize])).collect(),
            bids: 0,
        }
    }

    /// Requests that somebody could serve, in the order in which they bid at first: the weightiest first, and of those the ones for
    /// which there are the fewest candidates.
    pub fn order(&self) -> Vec<u32> {
        let (board, requests) = (self.board, &self.board.problem.requests);
        let mut order: Vec<u32> = (0..requests.len() as u32).collect();
        order.retain(|request| !board.of_request(*request).is_empty());
        let weight = |request: u32| requests[request as usize].weight;
        order.sort_by_key(|request| (-weight(*request), board.of_request(*request).len(), *request));
        order
    }

    /// Runs the auction with a step, for so many bids at most. No clock stops it: half of an auction is a poor plan.
    pub fn run(&mut self, order: &[u32], step: i64, most_bids: u64) {
        let mut queue: VecDeque<u32> = VecDeque::with_capacity(order.len());
        for request in order {
            let open = self.board.problem.requests[*request as usize].places - self.filled[*request as usize];
            (0..open).for_each(|_| queue.push_back(*request));
        }
        let mut desk = Desk::default();
        let last = self.bids + most_bids;
        while let Some(request) = queue.pop_front() {
            self.bids += 1;
            if self.bids > last {
                break;
            }
            let before = queue.len();
            self.bid(request, step, &mut desk, &mut queue);
            debug_assert!(queue.len() <= before + 32, "a newcomer displaces few");
        }
    }

    /// Lets everybody who has a place bid once more, by a step that may be finer: what others pay tells by now what places are worth.
    pub fn again(&mut self, step: i64) {
        self.look_again();
        let mut desk = Desk::default();
        for group in 0..self.diaries.len() {
            for at in self.diaries[group].held.iter().map(|held| held.arc).collect::<Vec<_>>() {
                // Somebody before may have displaced it.
                let Some(place) = self.diaries[group].held.iter().position(|held| held.arc == at) else { continue };
                self.diaries[group].held.remove(place);
                self.leave(&self.board.arcs[at as usize]);
                let mut queue = VecDeque::from([self.board.arcs[at as usize].request]);
                let first = self.bids;
                while let Some(request) = queue.pop_front() {
                    self.bids += 1;
                    let doublings = ((self.bids - first) / CHAIN).min(MOST_DOUBLINGS);
                    self.bid(request, step << doublings, &mut desk, &mut queue);
                }
            }
        }
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
        let diary = &self.diaries[group_at];
        out.clear();
        if diary.held.is_empty() {
            return Some(0);
        }
        let slots = board.slots_of_arc(arc);
        let span = (slots[0].begin, slots.iter().map(|slot| slot.end).max()?);
        let mut cost = 0;
        for other in &diary.held {
            if other.request == arc.request {
                return None;
            }
            let may_clash = !diary.is_far(other, span);
            if may_clash && board.clash(&board.groups[group_at], arc, &board.arcs[other.arc as usize]) {
                out.push(*other);
                cost += other.bid;
            }
        }
        while diary.held.len() - out.len() >= diary.asks as usize {
            let cheapest = diary.held.iter().filter(|other| !is_among(out, other)).min_by_key(|o| (o.bid, o.arc))?;
            cost += cheapest.bid;
            out.push(*cheapest);
        }
        for (number, slot) in slots.iter().enumerate() {
            let is_first = slots[..number].iter().all(|earlier| earlier.week != slot.week);
            if is_first {
                cost += self.displace_in_week(group_at, slots, slot.week, out)?;
            }
            if diary.has_years && slots[..number].iter().all(|earlier| earlier.year != slot.year) {
                let year = board.counted_year(arc, slot);
                cost += self.displace_in_year(group_at, arc, (year, board.year_left(group_at, year)), out)?;
            }
        }
        Some(cost)
    }

    fn displace_in_week(&self, group_at: usize, slots: &[Slot], week: u16, out: &mut Vec<Held>) -> Option<i64> {
        let board = self.board;
        let diary = &self.diaries[group_at];
        let left = diary.week_left(board, group_at, week);
        let (mut minutes, mut count) = in_week(slots, week);
        for other in diary.held.iter().filter(|other| !is_among(out, other)) {
            let (theirs, of_them) = other.in_week(board, week);
            (minutes, count) = (minutes + theirs, count + of_them);
        }
        let mut cost = 0;
        while minutes > left.minutes || count > left.sittings {
            let here = |other: &&Held| !is_among(out, other) && other.in_week(board, week).1 > 0;
            let cheapest = *diary.held.iter().filter(here).min_by_key(|other| (other.bid, other.arc))?;
            let (theirs, of_them) = cheapest.in_week(board, week);
            (minutes, count) = (minutes - theirs, count - of_them);
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
        if left == u32::MAX {
            return Some(0);
        }
        let mut minutes = sum(arc);
        let mut stay: Vec<(Held, u32)> = Vec::new();
        for other in &self.diaries[group_at].held {
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
        let diary = &self.diaries[group_at];
        let mut cost = 0;
        for (number, slot) in slots.iter().enumerate() {
            if slots[..number].iter().any(|earlier| earlier.week == slot.week) {
                continue;
            }
            let stays = |other: &&Held| !is_among(out, other);
            let others: u32 = diary.held.iter().filter(stays).map(|other| other.in_week(board, slot.week).1).sum();
            let confirmed = diary.week_left(board, group_at, slot.week).confirmed;
            cost += load::minutes(step, confirmed + others, in_week(slots, slot.week).1);
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
            self.diaries[group_at].held.retain(|held| held.arc != displaced.arc);
            let theirs = &board.arcs[displaced.arc as usize];
            self.leave(theirs);
            queue.push_back(theirs.request);
        }
        self.diaries[group_at].held.push(Held::new(board, at, bid));
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
        self.diaries.iter().map(|diary| diary.held.iter().map(|held| held.arc).collect()).collect()
    }
}

fn is_among(out: &[Held], held: &Held) -> bool {
    out.iter().any(|displaced| displaced.arc == held.arc)
}
