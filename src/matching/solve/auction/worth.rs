//! What each row is worth when an auction has ended: what a place of it would be left with elsewhere.
//!
//! A request for several Lotsen with several appointments is worth its dearest appointment. The others may ask as much without
//! raising the bound, and they should: otherwise every Lotse of theirs seems to be free to go.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::prices::FINE;
use super::Auction;
use super::diary::{Diary, Held};

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
        let (board, scale) = (self.board, self.scale);
        let known: HashMap<u32, i64> =
            self.diaries.iter().flat_map(|diary| &diary.held).map(|held| (held.arc, held.bid)).collect();
        let dearest = |at: u32| scale.value(board, &board.arcs[at as usize]);
        self.take_over(plan, |at| known.get(&at).copied().unwrap_or_else(|| dearest(at)));
    }

    /// Takes over a plan, by group, and what its places are paid.
    pub fn take_over(&mut self, plan: &[Vec<u32>], paid: impl Fn(u32) -> i64) {
        let board = self.board;
        for (diary, arcs) in self.diaries.iter_mut().zip(plan) {
            diary.held = arcs.iter().map(|at| Held::new(board, *at, paid(*at))).collect();
        }
        self.filled.fill(0);
        self.settled.fill(super::UNSETTLED);
        self.caps.fill(0);
        for held in self.diaries.iter().flat_map(|diary| &diary.held) {
            let arc = &board.arcs[held.arc as usize];
            self.filled[arc.request as usize] += 1;
            board.caps(arc).for_each(|(row, uses)| self.caps[row as usize] += uses);
            if board.problem.requests[arc.request as usize].places > 1 {
                self.settled[arc.request as usize] = arc.appointment;
            }
        }
    }

    /// Lowers what was paid where it has become too much: nobody pays more for a place than it gains over the next best one.
    pub fn settle(&mut self) {
        let settled = |out: &mut Vec<Held>, diary: &Diary| -> Vec<Held> {
            diary.held.iter().map(|held| self.settled(*held, out)).collect()
        };
        let settled: Vec<Vec<Held>> = self.diaries.par_iter().map_init(Vec::new, settled).collect();
        self.diaries.iter_mut().zip(settled).for_each(|(diary, held)| diary.held = held);
    }

    fn settled(&self, held: Held, out: &mut Vec<Held>) -> Held {
        let board = self.board;
        let arc = &board.arcs[held.arc as usize];
        let most = (self.scale.value(board, arc) - self.elsewhere(arc.request, |lotse| lotse == arc.lotse, out)).max(0);
        held.paying(held.bid.min(most))
    }

    /// What a place of a request would gain at best at a Lotse who is not left out.
    fn elsewhere(&self, request: u32, is_out: impl Fn(u32) -> bool, out: &mut Vec<Held>) -> i64 {
        let mut best = 0;
        for at in self.board.of_request(request) {
            let arc = &self.board.arcs[*at as usize];
            // Whoever displaces nobody pays nothing: no more than its value is left, and of those that follow it is less.
            if self.scale.value(self.board, arc) <= best {
                break;
            }
            if !is_out(arc.lotse) {
                best = self.net_anyway(*at, out).map_or(best, |(net, _)| best.max(net));
            }
        }
        best
    }

    /// Prices of all rows, in [`FINE`] units.
    pub fn prices(&self) -> Vec<i64> {
        let board = self.board;
        let mut holders: Vec<Vec<(u32, Held)>> = vec![Vec::new(); board.problem.requests.len()];
        for held in self.diaries.iter().flat_map(|diary| &diary.held) {
            let arc = &board.arcs[held.arc as usize];
            holders[arc.request as usize].push((arc.lotse, *held));
        }
        let rows: Vec<usize> = (0..board.row_request.len()).collect();
        let priced: Vec<Vec<(usize, i64)>> = rows
            .par_chunk_by(|one, next| board.row_request[*one] == board.row_request[*next])
            .map_init(Vec::new, |out, rows| {
                let Some(holders) = holders.get(board.row_request[rows[0]] as usize) else { return Vec::new() };
                self.price(rows, holders, out)
            })
            .collect();
        let mut prices = vec![0; board.row_request.len()];
        for (row, price) in priced.into_iter().flatten() {
            prices[row] = FINE * price;
        }
        prices
    }

    /// Prices the rows of one request.
    fn price(&self, rows: &[usize], holders: &[(u32, Held)], out: &mut Vec<Held>) -> Vec<(usize, i64)> {
        let request = self.board.row_request[rows[0]];
        if self.board.is_split(request) {
            return self.price_appointments(request, rows, holders, out);
        }
        let is_own = |lotse| holders.iter().any(|(holder, _)| *holder == lotse);
        vec![(rows[0], self.elsewhere(request, is_own, out))]
    }

    /// Prices the appointments of a request of which only one takes place.
    fn price_appointments(
        &self,
        request: u32,
        rows: &[usize],
        holders: &[(u32, Held)],
        out: &mut Vec<Held>,
    ) -> Vec<(usize, i64)> {
        let board = self.board;
        let places = usize::from(board.problem.requests[request as usize].places);
        let mut asked: Vec<Asked> = rows.iter().map(|row| self.ask(*row, request, holders, out)).collect();
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
        }
        let of_appointment = |asked: Asked| std::iter::once((asked.row, asked.price)).chain(asked.ties);
        asked.into_iter().flat_map(of_appointment).collect()
    }

    /// What one appointment asks, so that no Lotse gains more by it than by staying away.
    fn ask(&self, row: usize, request: u32, holders: &[(u32, Held)], out: &mut Vec<Held>) -> Asked {
        let board = self.board;
        let places = usize::from(board.problem.requests[request as usize].places);
        let mut wants: HashMap<usize, i64> = HashMap::new();
        for at in board.of_request(request) {
            let arc = &board.arcs[*at as usize];
            let Some((tie, _)) = board.link(*at).filter(|_| board.row(arc) as usize == row) else { continue };
            let want = match holders.iter().find(|(lotse, _)| *lotse == arc.lotse) {
                // Who holds it would come at this time for what is paid already.
                Some((_, held)) => self.scale.value(board, arc) - held.bid,
                None => self.net_anyway(*at, out).map_or(0, |(net, _)| net),
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
