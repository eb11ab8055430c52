//! Branching: where the relaxed master stays in halves, a candidate is taken or left, and prices decide the rest again.
//!
//! Halves that cuts leave come in long odd rings of requests and Lotsen. Deciding one pair of a ring decides it all, so the
//! tree is small, if the pair is one of the ring that matters: several are tried, and the one is taken whose two branches
//! cost most. One branch says "this Lotse serves this request, if anybody does", the other "not this one". The tree goes
//! down from the node with the greatest bound until it meets a plan or a bound, and then begins at the greatest again.
//!
//! A request that is served in part comes before all pairs, because a part of a step of weight outweighs whatever the ways of
//! a ring differ by: as long as nobody says whether it is served at all, pairs deeper and deeper change the bound by minutes.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from the master's own columns")]

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::rc::Rc;
use std::time::Instant;

use super::master::Master;
use super::prices::FINE;
use super::pricing::{DIVE, NODE, Priced, generate};

/// Nodes after which what is open stays open, and goes to integer programmes: most trees have fewer than ten.
const NODES: u32 = 30;
/// A share between this and what is missing to one counts as a half.
const PART: f64 = 1e-4;
/// What the relaxed master takes as much of as this is taken in a dive.
const TAKEN: f64 = 0.7;
/// Requests and pairs that a node tries before it takes one, besides those that nodes before it have tried.
const TRIED: usize = 4;
/// What closes as much of the gap as this in both branches is taken without a look at others.
const MUCH: f64 = 0.25;

/// A node that waits.
#[derive(Debug, Clone)]
struct Node {
    /// No plan below it is worth more, in [`FINE`] units; the prices prove that, with all that is decided.
    bound: i64,
    prices: Rc<Vec<i64>>,
    decided: Decided,
    /// Which node it was made by; breaks ties.
    number: u32,
}

/// What a branch decides, or all branches on the way to a node.
#[derive(Debug, Clone, Default)]
struct Decided {
    /// Candidates that are left out.
    banned: Vec<u32>,
    /// Rows that are full.
    full: Vec<u32>,
}

impl Decided {
    fn is_empty(&self) -> bool {
        self.banned.is_empty() && self.full.is_empty()
    }

    fn and(&self, further: &Self) -> Self {
        Self {
            banned: [self.banned.as_slice(), &further.banned].concat(),
            full: [self.full.as_slice(), &further.full].concat(),
        }
    }
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
    pub fn look(&mut self, root: &Priced) {
        let mut waiting: BinaryHeap<Node> = BinaryHeap::new();
        let first =
            Node { bound: root.bound, prices: Rc::new(root.prices.clone()), decided: Decided::default(), number: 0 };
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
            let decided = self.decide(&node.decided);
            let below = self.children(&node);
            self.undo(&decided);
            let mut below = below.into_iter();
            next = below.next();
            waiting.extend(below);
        }
    }

    /// Looks for a plan: takes what the relaxed master all but takes, prices the rest again, and so on until all is whole.
    /// Proves nothing.
    pub fn dive(&mut self, root: &Priced) {
        let mut banned: Vec<u32> = Vec::new();
        let mut shares = root.shares.clone();
        let mut prices = root.prices.clone();
        while Instant::now() <= self.until {
            let mut halved = self.halved(&shares);
            halved.retain(|(_, halved)| self.branches(*halved).iter().all(|branch| !branch.is_empty()));
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
                    banned.extend(self.master.ban(&instead.banned));
                }
            }
            let first = self.master.evaluate(&prices);
            let priced = generate(self.master, (first.bound, prices), (self.enough * FINE, DIVE), self.until);
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
    }

    /// Prices a node; what is left to look at below it, the likelier one first.
    fn children(&mut self, node: &Node) -> Vec<Node> {
        loop {
            let first = self.master.evaluate(&node.prices);
            let start = (first.bound.min(node.bound), node.prices.to_vec());
            let before = self.enough;
            let priced = generate(self.master, start, (self.enough * FINE, NODE), self.until);
            let bound = priced.whole_bound();
            tracing::trace!(nodes = self.nodes, bound, relaxed = priced.relaxed, enough = self.enough, "node");
            if bound <= self.enough {
                return Vec::new();
            }
            let halved = self.halved(&priced.shares);
            if halved.is_empty() {
                self.whole(&priced);
                if bound <= self.enough {
                    return Vec::new();
                }
                // Pricing ended early, with a poorer plan in mind.
                if self.enough > before && Instant::now() <= self.until {
                    continue;
                }
                self.open = self.open.max(bound);
                return Vec::new();
            }
            let undecided = [self.half_served(&priced.shares), halved].concat();
            let Some(branches) = self.choose(&undecided, priced.relaxed) else {
                self.open = self.open.max(bound);
                return Vec::new();
            };
            let prices = Rc::new(priced.prices);
            let child = |(at, branch): (u32, Decided)| Node {
                bound: priced.bound,
                prices: Rc::clone(&prices),
                decided: node.decided.and(&branch),
                number: 2 * self.nodes + at,
            };
            return (0..).zip(branches).map(child).collect();
        }
    }

    /// Whether there is nothing to branch on.
    pub fn is_whole(&self, priced: &Priced) -> bool {
        self.halved(&priced.shares).is_empty()
    }

    /// A node without halves is a plan, unless there was no relaxation.
    pub fn whole(&mut self, priced: &Priced) {
        if priced.shares.is_empty() {
            return;
        }
        let taken = || self.master.columns.iter().zip(&priced.shares).filter(|(_, share)| **share > 0.5);
        let value: i64 = taken().map(|(column, _)| self.master.value(&column.arcs)).sum();
        if value > self.enough {
            tracing::debug!(value, nodes = self.nodes, "plan");
            self.plan = Some(taken().flat_map(|(column, _)| column.arcs.iter().copied()).collect());
            self.enough = value;
        }
    }

    /// Of what is halved that of which both branches cost most; what each of them decides, the cheaper one first. Where it was
    /// tried before, it costs what it did then.
    fn choose(&mut self, halved: &[(f64, Halved)], relaxed: f64) -> Option<[Decided; 2]> {
        // More than the whole gap is no better than the whole gap.
        let gap = f64::max(relaxed - self.enough as f64, 1.0);
        let score = |costs: [f64; 2]| costs.iter().map(|cost| cost.clamp(gap / 1e4, gap)).product::<f64>();
        let mut best: Option<(f64, [f64; 2], [Decided; 2])> = None;
        let mut tried = 0;
        for (_, halved) in halved {
            let branches = self.branches(*halved);
            // Where nothing is decided it would be the same node again.
            if branches.iter().any(Decided::is_empty) {
                continue;
            }
            let costs = match self.costs.get(halved) {
                Some(known) => *known,
                None if tried < TRIED => {
                    tried += 1;
                    // Where the master is not solved anything else is as good.
                    let costs = self.cost(&branches, relaxed).unwrap_or_default();
                    self.costs.insert(*halved, costs);
                    costs
                }
                None => continue,
            };
            let score = score(costs);
            if best.as_ref().is_none_or(|(known, ..)| score > *known) {
                best = Some((score, costs, branches));
            }
            if costs.iter().all(|cost| *cost >= MUCH * gap) {
                break;
            }
        }
        best.map(|(_, costs, [one, other])| if costs[1] < costs[0] { [other, one] } else { [one, other] })
    }

    /// By how much the relaxed master falls below `relaxed` in each of two branches; none where it is not solved.
    fn cost(&mut self, branches: &[Decided; 2], relaxed: f64) -> Option<[f64; 2]> {
        let mut costs = [0.0; 2];
        for (cost, branch) in costs.iter_mut().zip(branches) {
            let decided = self.decide(branch);
            let solved = self.master.solve();
            self.undo(&decided);
            *cost = relaxed - solved?.value;
            // Back to where the next one begins.
            self.master.solve();
        }
        Some(costs)
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
            Halved::Request(request) | Halved::Pair(_, request) => *request,
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

    /// Requests for one Lotse that are served in part, nearest to a half first.
    fn half_served(&self, shares: &[f64]) -> Vec<(f64, Halved)> {
        let board = self.master.board;
        let mut served: BTreeMap<u32, f64> = BTreeMap::new();
        for (column, share) in self.master.columns.iter().zip(shares).filter(|(_, share)| **share > PART) {
            for at in &column.arcs {
                *served.entry(board.arcs[*at as usize].request).or_default() += share;
            }
        }
        let single = |request: u32| board.problem.requests[request as usize].places == 1;
        let in_part = served.into_iter().filter(|(request, share)| *share < 1.0 - PART && single(*request));
        let mut requests: Vec<(f64, Halved)> =
            in_part.map(|(request, share)| (share, Halved::Request(request))).collect();
        requests.sort_by(|(one, _), (other, _)| (one - 0.5).abs().total_cmp(&(other - 0.5).abs()));
        requests
    }

    /// Brings into the master what is decided; returns what was not there already.
    fn decide(&mut self, decided: &Decided) -> Decided {
        Decided { banned: self.master.ban(&decided.banned), full: self.master.want(&decided.full) }
    }

    fn undo(&mut self, decided: &Decided) {
        self.master.lift(&decided.banned);
        self.master.release(&decided.full);
    }

    /// What each branch decides.
    fn branches(&self, halved: Halved) -> [Decided; 2] {
        let board = self.master.board;
        let is_left = |at: &u32| !self.master.cuts.is_banned(*at);
        let without = |banned: Vec<u32>| Decided { banned, full: Vec::new() };
        let request = match halved {
            Halved::Request(request) | Halved::Pair(_, request) => request,
            Halved::Arc(at) => board.arcs[at as usize].request,
        };
        let is_meant = |at: &u32| match halved {
            Halved::Request(_) => true,
            Halved::Pair(group, _) => board.groups[group as usize].arcs.contains(at),
            Halved::Arc(arc) => *at == arc,
        };
        let of_request = board.of_request(request).iter().copied();
        let (meant, others): (Vec<u32>, Vec<u32>) = of_request.partition(is_meant);
        if let Halved::Request(_) = halved {
            let rows = meant.iter().take(1).map(|at| board.row(&board.arcs[*at as usize]));
            let full = rows.filter(|row| !self.master.is_wanted(*row)).collect();
            return [without(meant.into_iter().filter(is_left).collect()), Decided { banned: Vec::new(), full }];
        }
        // With several places others may serve it too; only what cannot stand beside the candidate goes.
        let single = board.problem.requests[request as usize].places == 1;
        let instead = others.into_iter().filter(|at| {
            let (one, other) = (meant.first().map(|at| &board.arcs[*at as usize]), &board.arcs[*at as usize]);
            single || one.is_none_or(|one| one.appointment != other.appointment || one.lotse == other.lotse)
        });
        [without(instead.filter(is_left).collect()), without(meant.into_iter().filter(is_left).collect())]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Halved {
    Request(u32),
    Pair(u32, u32),
    Arc(u32),
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::solve::board::Board;
    use crate::matching::solve::prices::Scale;
    use crate::matching::testing::compile;

    #[test]
    fn a_request_served_in_part_is_left_out_or_served() {
        let request = |id: &str| json!({"id": id, "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}]});
        let problem = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
            "lotsen": [{"id": "a"}, {"id": "b"}], "requests": [request("whole"), request("part"), request("none")]}));
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let mut master = Master::new(&board, Scale { weight: 10, effort: 1 }, Instant::now());
        let of = |request: u32| board.of_request(request).to_vec();
        // The first Lotse serves one request in part, both together another one.
        let [first, second] = [0, 1].map(|lotse| {
            let arc = move |at: &u32| board.arcs[*at as usize].lotse == lotse;
            [0, 1].map(|request| of(request).into_iter().find(arc).unwrap())
        });
        for (group, arc) in [(0, first[0]), (0, first[1]), (1, second[0])] {
            assert!(master.add(group, &[arc]));
        }
        let mut tree = Branching {
            master: &mut master,
            enough: 0,
            plan: None,
            open: i64::MIN,
            until: Instant::now(),
            nodes: 0,
            costs: HashMap::new(),
        };
        assert_eq!(tree.half_served(&[0.6, 0.4, 0.4]), [(0.4, Halved::Request(1))]);
        let [left_out, served] = tree.branches(Halved::Request(1));
        assert_eq!((left_out.banned, left_out.full), (of(1), vec![]));
        assert_eq!((&served.banned, &served.full), (&vec![], &vec![board.row(&board.arcs[first[1] as usize])]));
        // What is decided is not decided again, until it is undone.
        let decided = tree.decide(&served);
        assert!(tree.branches(Halved::Request(1))[1].is_empty());
        assert!(tree.decide(&served).is_empty());
        tree.undo(&decided);
        assert!(!tree.branches(Halved::Request(1))[1].is_empty());
    }
}
