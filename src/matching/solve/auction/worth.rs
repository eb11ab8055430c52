//! What each row is worth when an auction has ended: what a place of it would be left with elsewhere.
//!
//! A request for several Lotsen with several appointments is worth its dearest appointment. The others may ask as much without
//! raising the bound, and they should: otherwise every Lotse of theirs seems to be free to go.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use std::collections::HashMap;

use super::super::prices::FINE;
use super::{Auction, Held};

/// One appointment of a request for several Lotsen.
#[derive(Debug, Default)]
struct Asked {
    row: usize,
    /// What a place is asked at all Lotsen.
    price: i64,
    /// What is asked at one Lotse beyond that.
    ties: Vec<(usize, i64)>,
    worth: i64,
}

impl Auction<'_, '_> {
    /// Takes over a better plan, by group. What its places are paid is what [`Auction::settle`] finds.
    pub fn adopt(&mut self, plan: &[Vec<u32>]) {
        let board = self.board;
        for (group, arcs) in plan.iter().enumerate() {
            let bid = |at: &u32| self.held[group].iter().find(|held| held.arc == *at).map(|held| held.bid);
            let dearest = |at: &u32| self.scale.value(board, &board.arcs[*at as usize]);
            self.held[group] =
                arcs.iter().map(|at| Held { arc: *at, bid: bid(at).unwrap_or_else(|| dearest(at)) }).collect();
        }
        self.filled.fill(0);
        self.settled.fill(super::UNSETTLED);
        self.caps.fill(0);
        for held in self.held.iter().flatten() {
            let arc = &board.arcs[held.arc as usize];
            self.filled[arc.request as usize] += 1;
            board.caps(arc).for_each(|(row, uses)| self.caps[row as usize] += uses);
            if board.problem.requests[arc.request as usize].places > 1 {
                self.settled[arc.request as usize] = arc.appointment;
            }
        }
    }

    /// Lowers what was paid where it has become too much: nobody pays more for a place than it gains over the next best one.
    /// Returns by how much.
    pub fn settle(&mut self) -> i64 {
        let board = self.board;
        let mut lowered = 0;
        for group in 0..board.groups.len() {
            for number in 0..self.held[group].len() {
                let held = self.held[group][number];
                let arc = &board.arcs[held.arc as usize];
                let mut elsewhere = 0;
                for at in board.of_request(arc.request) {
                    if board.arcs[*at as usize].lotse != arc.lotse {
                        elsewhere = elsewhere.max(self.net_anyway(*at).map_or(0, |(net, _)| net));
                    }
                }
                let most = (self.scale.value(board, arc) - elsewhere).max(0);
                if most < held.bid {
                    lowered += held.bid - most;
                    self.held[group][number].bid = most;
                }
            }
        }
        lowered
    }

    /// Prices of all rows, in [`FINE`] units.
    pub fn prices(&mut self) -> Vec<i64> {
        let board = self.board;
        let mut holders: Vec<Vec<(u32, Held)>> = vec![Vec::new(); board.problem.requests.len()];
        for held in self.held.iter().flatten() {
            let arc = &board.arcs[held.arc as usize];
            holders[arc.request as usize].push((arc.lotse, *held));
        }
        let mut prices = vec![0; board.row_request.len()];
        let mut row = 0;
        while row < board.row_request.len() {
            let request = board.row_request[row];
            if request == u32::MAX {
                row += 1;
                continue;
            }
            if board.is_split(request) {
                let rows = row..row + board.problem.requests[request as usize].options.len();
                self.price_appointments(request, rows.clone(), &holders[request as usize], &mut prices);
                row = rows.end;
                continue;
            }
            let mut elsewhere = 0;
            for at in board.of_request(request) {
                let lotse = board.arcs[*at as usize].lotse;
                let own = holders[request as usize].iter().any(|(holder, _)| *holder == lotse);
                if let Some((net, _)) = if own { None } else { self.net_anyway(*at) } {
                    elsewhere = elsewhere.max(net);
                }
            }
            prices[row] = FINE * elsewhere;
            row += 1;
        }
        prices
    }

    /// Prices the appointments of a request of which only one takes place.
    fn price_appointments(
        &mut self,
        request: u32,
        rows: std::ops::Range<usize>,
        holders: &[(u32, Held)],
        prices: &mut [i64],
    ) {
        let board = self.board;
        let places = usize::from(board.problem.requests[request as usize].places);
        let mut asked: Vec<Asked> = rows.map(|row| self.ask(row, request, places, holders)).collect();
        let dearest = asked.iter().map(|asked| asked.worth).max().unwrap_or(0);
        for appointment in &mut asked {
            // Raising this one to the worth of the dearest costs nothing.
            let free = dearest - appointment.worth;
            let tied = appointment.ties.len() as i64;
            if tied > 0 && tied < places as i64 {
                appointment.ties.iter_mut().for_each(|(_, tie)| *tie += free / tied);
            } else {
                appointment.price += free / places as i64;
            }
            prices[appointment.row] = FINE * appointment.price;
            for (row, tie) in &appointment.ties {
                prices[*row] = FINE * tie;
            }
        }
    }

    /// What one appointment asks, so that no Lotse gains more by it than by staying away.
    fn ask(&mut self, row: usize, request: u32, places: usize, holders: &[(u32, Held)]) -> Asked {
        let board = self.board;
        let mut wants: HashMap<usize, i64> = HashMap::new();
        for at in board.of_request(request) {
            let arc = &board.arcs[*at as usize];
            let Some((tie, _)) = board.link(*at).filter(|_| board.row(arc) as usize == row) else { continue };
            let want = match holders.iter().find(|(lotse, _)| *lotse == arc.lotse) {
                // Who holds it would come at this time for what is paid already.
                Some((_, held)) => self.scale.value(board, arc) - held.bid,
                None => self.net_anyway(*at).map_or(0, |(net, _)| net),
            };
            let known = wants.entry(tie as usize).or_insert(0);
            *known = want.max(*known);
        }
        let mut wants: Vec<(usize, i64)> = wants.into_iter().collect();
        wants.sort_unstable_by_key(|(tie, want)| (std::cmp::Reverse(*want), *tie));
        let price = wants.get(places).map_or(0, |(_, want)| *want);
        wants.truncate(places);
        let worth = price * places as i64 + wants.iter().map(|(_, want)| want - price).sum::<i64>();
        Asked { row, price, ties: wants.into_iter().map(|(tie, want)| (tie, want - price)).collect(), worth }
    }
}
