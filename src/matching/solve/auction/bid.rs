//! One bid: the candidate at which a request gains most, found without looking at all of them.
//!
//! What a place costs rises while an auction runs, so what a candidate gained when it was looked at last is hardly ever less than
//! what it gains now. Candidates are looked at in this order, until none of the rest can be the best or the second: a few of a
//! hundred. Where a place has become cheaper since, that is seen when all are looked at again ([`Auction::look_again`]).
#![expect(clippy::indexing_slicing, reason = "positions come from the board; this is the innermost loop of the solver")]

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use rayon::prelude::*;

use super::Auction;
use super::diary::Held;

/// What bids work with, kept from one to the next.
#[derive(Default)]
pub(super) struct Desk {
    /// Whom a candidate displaces.
    pub out: Vec<Held>,
    /// What the candidates of a request gained when last looked at, with their place among them.
    heap: BinaryHeap<(i64, Reverse<u32>)>,
}

impl Auction<'_, '_> {
    /// Puts a request where it gains most, and whom it displaces at the end of the queue.
    pub(super) fn bid(&mut self, request: u32, step: i64, desk: &mut Desk, queue: &mut VecDeque<u32>) {
        let range = self.board.range_of_request(request);
        let mut order = std::mem::take(&mut desk.heap).into_vec();
        order.clear();
        let known = &self.known[range.clone()];
        order.extend((0..).zip(known).filter(|(_, gain)| **gain > 0).map(|(place, gain)| (*gain, Reverse(place))));
        desk.heap = BinaryHeap::from(order);
        let (mut best, mut second) = ((0_i64, u32::MAX, 0_i64), 0_i64);
        while let Some((gain, Reverse(place))) = desk.heap.pop() {
            if gain <= second {
                break;
            }
            let at = self.board.of_request(request)[place as usize];
            // What cannot be taken now may be possible later, and keeps what is known of it.
            let Some((net, cost)) = self.net(at, &mut desk.out) else { continue };
            self.known[range.start + place as usize] = net;
            if net > best.0 {
                // Another time of the same Lotse counts as a second choice too: it may be in nobody's way.
                second = second.max(best.0);
                best = (net, at, cost);
            } else {
                second = second.max(net);
            }
        }
        if best.1 != u32::MAX {
            let bid = best.2 + (best.0 - second) + step;
            self.seat(best.1, bid, &mut desk.out, queue);
        }
    }

    /// Finds out anew what every candidate gains, after prices have fallen. By Lotse, because what they have taken on is spread over
    /// memory.
    pub fn look_again(&mut self) {
        let board = self.board;
        let found: Vec<i64> = (0..board.arcs.len() as u32)
            .into_par_iter()
            .with_min_len(1024)
            .map_init(Vec::new, |out, at| {
                // Where its own request has a place nothing needs to be paid.
                let free = || self.scale.value(board, &board.arcs[at as usize]);
                self.net_anyway(at, out).map_or_else(free, |(net, _)| net)
            })
            .collect();
        self.known.par_iter_mut().zip(board.by_request()).for_each(|(known, at)| *known = found[*at as usize]);
    }
}
