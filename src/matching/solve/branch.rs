//! Branching: where the relaxed master stays in halves, a candidate is taken or left, and prices decide the rest again.
//!
//! Halves that cuts leave come in long odd rings of requests and Lotsen. Deciding one pair of a ring decides it all, so the
//! tree is small. Left branches say "this Lotse serves this request, if anybody does", right ones "not this one".
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from the master's own columns")]

use std::collections::BTreeMap;
use std::time::Instant;

use super::SolveError;
use super::master::Master;
use super::prices::{FINE, evaluate};
use super::pricing::{Priced, generate};

/// Nodes after which what is open stays open.
const NODES: u32 = 400;
/// A share between this and what is missing to one counts as a half.
const PART: f64 = 1e-4;

/// A tree over one master. Values and bounds are in whole units of its scale.
pub(super) struct Branching<'m, 'b, 'a> {
    pub master: &'m mut Master<'b, 'a>,
    /// What is known to be possible, or enough: what cannot exceed it is not looked at.
    pub enough: i64,
    /// The best plan found above that.
    pub plan: Option<Vec<u32>>,
    /// No plan outside the nodes looked at exceeds this.
    pub open: i64,
    pub until: Instant,
    pub nodes: u32,
}

impl Branching<'_, '_, '_> {
    /// Looks below a node whose prices are known.
    pub fn look(&mut self, priced: &Priced) -> Result<(), SolveError> {
        let bound = priced.whole_bound();
        if bound <= self.enough {
            return Ok(());
        }
        self.nodes += 1;
        let Some(pair) = self.halved(&priced.shares) else {
            return self.whole(priced, bound);
        };
        if self.nodes > NODES || Instant::now() > self.until {
            self.open = self.open.max(bound);
            return Ok(());
        }
        let branches = self.branches(pair);
        if branches.iter().any(Vec::is_empty) {
            // Nothing to leave out: it would be the same node again.
            self.open = self.open.max(bound);
            return Ok(());
        }
        for ban in branches {
            let banned = self.master.ban(&ban);
            let first = evaluate(self.master.board, self.master.scale, &self.master.cuts, &priced.prices);
            let start = (first.bound.min(priced.bound), priced.prices.clone());
            let below = generate(self.master.board, self.master, start, self.enough * FINE, self.until)?;
            self.look(&below)?;
            self.master.lift(&banned);
        }
        Ok(())
    }

    /// A node without halves is a plan.
    fn whole(&mut self, priced: &Priced, bound: i64) -> Result<(), SolveError> {
        let taken = self.master.columns.iter().zip(&priced.shares).filter(|(_, share)| **share > 0.5);
        let plan: Vec<u32> = taken.flat_map(|(column, _)| column.arcs.iter().copied()).collect();
        let value: i64 = self
            .master
            .columns
            .iter()
            .zip(&priced.shares)
            .filter(|(_, share)| **share > 0.5)
            .map(|(column, _)| self.master.value(&column.arcs))
            .sum();
        if value > self.enough {
            self.enough = value;
            self.plan = Some(plan);
        }
        // Where pricing ended early the node may still hold something better.
        if bound > self.enough {
            self.open = self.open.max(bound);
        }
        Ok(())
    }

    /// The group and request, or the one candidate, whose share is nearest to a half.
    fn halved(&self, shares: &[f64]) -> Option<Halved> {
        let board = self.master.board;
        let mut pairs: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        let mut arcs: BTreeMap<u32, f64> = BTreeMap::new();
        for (column, share) in self.master.columns.iter().zip(shares) {
            if *share > PART && *share < 1.0 - PART {
                for at in &column.arcs {
                    *pairs.entry((column.group, board.arcs[*at as usize].request)).or_default() += share;
                    *arcs.entry(*at).or_default() += share;
                }
            }
        }
        let is_half = |share: f64| share > PART && share < 1.0 - PART;
        let weight = |request: u32| board.problem.requests[request as usize].weight;
        let rank = |share: f64, request: u32| (-(share - 0.5).abs(), weight(request));
        let best = |one: &((f64, i64), Halved), other: &((f64, i64), Halved)| {
            one.0.0.total_cmp(&other.0.0).then(one.0.1.cmp(&other.0.1))
        };
        // With several places a pair is not decided by leaving others out.
        let single = |request: u32| board.problem.requests[request as usize].places == 1;
        let of_pairs = pairs.iter().filter(|((_, request), share)| is_half(**share) && single(*request));
        let pair = of_pairs.map(|((group, request), share)| (rank(*share, *request), Halved::Pair(*group, *request)));
        let pair = pair.max_by(best);
        let of_arcs = || arcs.iter().filter(|(_, share)| is_half(**share));
        let request = |at: u32| board.arcs[at as usize].request;
        let arc = || of_arcs().map(|(at, share)| (rank(*share, request(*at)), Halved::Arc(*at))).max_by(best);
        pair.or_else(arc).map(|(_, halved)| halved)
    }

    /// What each branch bans.
    fn branches(&self, halved: Halved) -> [Vec<u32>; 2] {
        let board = self.master.board;
        let request = match halved {
            Halved::Pair(_, request) => request,
            Halved::Arc(at) => board.arcs[at as usize].request,
        };
        let is_meant = |at: &u32| match halved {
            Halved::Pair(group, _) => board.groups[group as usize].arcs.contains(at),
            Halved::Arc(arc) => *at == arc,
        };
        let of_request = board.of_request(request).iter().copied();
        let (meant, others): (Vec<u32>, Vec<u32>) = of_request.partition(is_meant);
        // With several places others may serve it too; only what cannot stand beside the candidate goes.
        let single = board.problem.requests[request as usize].places == 1;
        let instead = others.into_iter().filter(|at| {
            let (one, other) = (meant.first().map(|at| &board.arcs[*at as usize]), &board.arcs[*at as usize]);
            single || one.is_none_or(|one| one.appointment != other.appointment || one.lotse == other.lotse)
        });
        let instead = instead.collect();
        [instead, meant]
    }
}

#[derive(Debug, Clone, Copy)]
enum Halved {
    Pair(u32, u32),
    Arc(u32),
}
