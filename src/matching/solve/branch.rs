//! Branching: where the relaxed master stays in halves, a candidate is taken or left, and prices decide the rest again.
//!
//! Halves that cuts leave come in long odd rings of requests and Lotsen. Deciding one pair of a ring decides it all, so the
//! tree is small, if the pair is one of the ring that matters: several are tried, and the one is taken whose two branches
//! cost most. One branch says "this Lotse serves this request, if anybody does", the other "not this one". The tree goes
//! down from the node with the greatest bound until it meets a plan or a bound, and then begins at the greatest again.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from the master's own columns")]

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::rc::Rc;
use std::time::Instant;

use super::SolveError;
use super::master::Master;
use super::prices::FINE;
use super::pricing::{DIVE, NODE, Priced, generate};

/// Nodes after which what is open stays open, and goes to integer programmes: most trees have fewer than ten.
const NODES: u32 = 30;
/// A share between this and what is missing to one counts as a half.
const PART: f64 = 1e-4;
/// What the relaxed master takes as much of as this is taken in a dive.
const TAKEN: f64 = 0.7;
/// Pairs that a node tries before it takes one, besides those that nodes before it have tried.
const TRIED: usize = 4;

/// A node that waits.
#[derive(Debug, Clone)]
struct Node {
    /// No plan below it is worth more, in [`FINE`] units; the prices prove that, with all that is left out.
    bound: i64,
    prices: Rc<Vec<i64>>,
    banned: Vec<u32>,
    /// Which node it was made by; breaks ties.
    number: u32,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Node {}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.cmp(&other.bound).then(self.number.cmp(&other.number))
    }
}

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
    /// What the branches of a pair cost when they were tried.
    pub costs: HashMap<Halved, [f64; 2]>,
}

impl Branching<'_, '_, '_> {
    /// Looks below a node whose prices are known.
    pub fn look(&mut self, root: &Priced) -> Result<(), SolveError> {
        let mut waiting: BinaryHeap<Node> = BinaryHeap::new();
        let first = Node { bound: root.bound, prices: Rc::new(root.prices.clone()), banned: Vec::new(), number: 0 };
        let mut next = Some(first);
        while let Some(node) = next.take().or_else(|| waiting.pop()) {
            if node.bound.div_euclid(FINE) <= self.enough {
                continue;
            }
            if self.nodes >= NODES || Instant::now() > self.until {
                self.open = self.open.max(node.bound.div_euclid(FINE));
                continue;
            }
            self.nodes += 1;
            let banned = self.master.ban(&node.banned);
            let below = self.children(&node)?;
            self.master.lift(&banned);
            let mut below = below.into_iter();
            next = below.next();
            waiting.extend(below);
        }
        Ok(())
    }

    /// Looks for a plan: takes what the relaxed master all but takes, prices the rest again, and so on until all is whole.
    /// Proves nothing.
    pub fn dive(&mut self, root: &Priced) -> Result<(), SolveError> {
        let mut banned: Vec<u32> = Vec::new();
        let mut shares = root.shares.clone();
        let mut prices = root.prices.clone();
        while Instant::now() <= self.until {
            let mut halved = self.halved(&shares);
            halved.retain(|(_, halved)| self.branches(*halved).iter().all(|ban| !ban.is_empty()));
            if halved.is_empty() {
                break;
            }
            let most = halved.iter().map(|(share, _)| *share).fold(0.0, f64::max);
            // Of halves one at a time, because one may decide the others.
            let taken = halved.iter().filter(|(share, _)| *share >= f64::min(most, TAKEN));
            for (_, halved) in taken.take(if most < TAKEN { 1 } else { usize::MAX }) {
                let [instead, meant] = self.branches(*halved);
                // Another one taken before may have ruled it out.
                if !meant.is_empty() {
                    banned.extend(self.master.ban(&instead));
                }
            }
            let first = self.master.evaluate(&prices);
            let priced = generate(self.master, (first.bound, prices), (self.enough * FINE, DIVE), self.until)?;
            if priced.whole_bound() <= self.enough {
                break;
            }
            if self.halved(&priced.shares).is_empty() {
                self.whole(&priced);
                break;
            }
            (shares, prices) = (priced.shares, priced.prices);
        }
        self.master.lift(&banned);
        Ok(())
    }

    /// Prices a node; what is left to look at below it, the likelier one first.
    fn children(&mut self, node: &Node) -> Result<Vec<Node>, SolveError> {
        loop {
            let first = self.master.evaluate(&node.prices);
            let start = (first.bound.min(node.bound), node.prices.to_vec());
            let before = self.enough;
            let priced = generate(self.master, start, (self.enough * FINE, NODE), self.until)?;
            let bound = priced.whole_bound();
            tracing::trace!(nodes = self.nodes, bound, relaxed = priced.relaxed, enough = self.enough, "node");
            if bound <= self.enough {
                return Ok(Vec::new());
            }
            let halved = self.halved(&priced.shares);
            if halved.is_empty() {
                self.whole(&priced);
                if bound <= self.enough {
                    return Ok(Vec::new());
                }
                // Pricing ended early, with a poorer plan in mind.
                if self.enough > before && Instant::now() <= self.until {
                    continue;
                }
                self.open = self.open.max(bound);
                return Ok(Vec::new());
            }
            let Some(branches) = self.choose(&halved, priced.relaxed)? else {
                self.open = self.open.max(bound);
                return Ok(Vec::new());
            };
            let prices = Rc::new(priced.prices);
            let child = |(at, ban): (u32, Vec<u32>)| Node {
                bound: priced.bound,
                prices: Rc::clone(&prices),
                banned: node.banned.iter().chain(&ban).copied().collect(),
                number: 2 * self.nodes + at,
            };
            return Ok((0..).zip(branches).map(child).collect());
        }
    }

    /// Whether there is nothing to branch on.
    pub fn is_whole(&self, priced: &Priced) -> bool {
        self.halved(&priced.shares).is_empty()
    }

    /// A node without halves is a plan.
    pub fn whole(&mut self, priced: &Priced) {
        let taken = || self.master.columns.iter().zip(&priced.shares).filter(|(_, share)| **share > 0.5);
        let value: i64 = taken().map(|(column, _)| self.master.value(&column.arcs)).sum();
        if value > self.enough {
            tracing::debug!(value, nodes = self.nodes, "plan");
            self.plan = Some(taken().flat_map(|(column, _)| column.arcs.iter().copied()).collect());
            self.enough = value;
        }
    }

    /// Of what is halved that of which both branches cost most; what each of them bans, the cheaper one first. Where it was tried
    /// before, it costs what it did then.
    fn choose(&mut self, halved: &[(f64, Halved)], relaxed: f64) -> Result<Option<[Vec<u32>; 2]>, SolveError> {
        // More than the whole gap is no better than the whole gap.
        let gap = f64::max(relaxed - self.enough as f64, 1.0);
        let score = |costs: [f64; 2]| costs.iter().map(|cost| cost.clamp(gap / 1e4, gap)).product::<f64>();
        let mut best: Option<(f64, [f64; 2], [Vec<u32>; 2])> = None;
        let mut tried = 0;
        for (_, halved) in halved {
            let branches = self.branches(*halved);
            // Where nothing is left out it would be the same node again.
            if branches.iter().any(Vec::is_empty) {
                continue;
            }
            let costs = match self.costs.get(halved) {
                Some(known) => *known,
                None if tried < TRIED => {
                    tried += 1;
                    let mut costs = [0.0; 2];
                    for (cost, ban) in costs.iter_mut().zip(&branches) {
                        let banned = self.master.ban(ban);
                        *cost = relaxed - self.master.solve()?.value;
                        self.master.lift(&banned);
                        // Back to where the next one begins.
                        self.master.solve()?;
                    }
                    self.costs.insert(*halved, costs);
                    costs
                }
                None => continue,
            };
            let score = score(costs);
            if best.as_ref().is_none_or(|(known, ..)| score > *known) {
                best = Some((score, costs, branches));
            }
            if score >= gap * gap {
                break;
            }
        }
        Ok(best.map(|(_, costs, [one, other])| if costs[1] < costs[0] { [other, one] } else { [one, other] }))
    }

    /// Groups and requests, then single candidates, whose share is a part, with that; nearest to a half first.
    fn halved(&self, shares: &[f64]) -> Vec<(f64, Halved)> {
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
        // With several places a pair is not decided by leaving others out.
        let single = |request: u32| board.problem.requests[request as usize].places == 1;
        let of_pairs = pairs.iter().filter(|((_, request), share)| is_half(**share) && single(*request));
        let mut pairs: Vec<(f64, Halved)> =
            of_pairs.map(|((group, request), share)| (*share, Halved::Pair(*group, *request))).collect();
        let of_arcs = arcs.iter().filter(|(_, share)| is_half(**share));
        let mut arcs: Vec<(f64, Halved)> = of_arcs.map(|(at, share)| (*share, Halved::Arc(*at))).collect();
        let request = |halved: &Halved| match halved {
            Halved::Pair(_, request) => *request,
            Halved::Arc(at) => board.arcs[*at as usize].request,
        };
        for of_kind in [&mut pairs, &mut arcs] {
            of_kind.sort_by(|(one, halved), (other, others)| {
                let from_half = |share: &f64| (share - 0.5).abs();
                let by_share = from_half(one).total_cmp(&from_half(other));
                by_share.then(weight(request(others)).cmp(&weight(request(halved))))
            });
        }
        pairs.extend(arcs);
        pairs
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
        let instead = instead.filter(|at| !self.master.cuts.is_banned(*at)).collect();
        [instead, meant.into_iter().filter(|at| !self.master.cuts.is_banned(*at)).collect()]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Halved {
    Pair(u32, u32),
    Arc(u32),
}
