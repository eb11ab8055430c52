//! Ways along which counts of a grid can be moved: what each hidden square needs so that it could be another count.
//!
//! The squares are edges between rows and columns, and the cheapest way is looked for from the column of a square to its row. Each
//! row and column keeps its squares in the order of their costs, so that a search looks at little more than it passes, however large
//! the grid; and where all of a way is hidden already, it is found at once.
#![expect(clippy::indexing_slicing, reason = "squares, rows and columns are numbered by the same grid")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Grid, Hides, Moves, is_few};

/// What it costs to pass a hidden square, and to hide one for each request in it and for an empty one.
const PASS: u64 = 1;
const HIDE: u64 = 1_000;
const EMPTY: u64 = 1_000_000_000_000;

/// No way is cheaper: a square that is hidden already in each of another row, another column, and where both meet.
const CHEAPEST: u64 = 3 * PASS;

/// A way of moving counts: so many unserved requests or others, with some left in each square or not.
#[derive(Debug, Clone, Copy)]
struct Way {
    moves: Moves,
    many: u64,
    unserved: bool,
    spare: bool,
    /// Whether the square itself gets more.
    up: bool,
}

/// The squares of a row or column.
#[derive(Debug, Clone, Default)]
struct Squares {
    /// Hidden ones, the fullest first.
    hidden: Vec<usize>,
    /// The others, the cheapest first: empty ones last.
    told: Vec<usize>,
}

/// A step that a search can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    /// What a way that goes on from here costs at least.
    at_least: u64,
    /// What it has cost so far; of equal ones that which has come farthest is looked at first.
    so_far: Reverse<u64>,
    square: usize,
    /// From where, and where in its list; `None` where it leads to the end.
    from: usize,
    listed: Option<usize>,
}

/// The search, with what is hidden so far.
pub(super) struct Ways<'a> {
    grid: &'a Grid,
    least: u64,
    pub hides: Hides,
    rows: usize,
    /// Rows, then columns.
    lists: Vec<Squares>,
    /// By row and column: the search that came there last, and by which square.
    reached: Vec<(u32, usize)>,
    search: u32,
    queue: BinaryHeap<Reverse<Step>>,
}

impl<'a> Ways<'a> {
    pub fn new(grid: &'a Grid, least: u64) -> Self {
        let rows = grid.squares.len().checked_div(grid.columns).unwrap_or(0);
        let hides = Hides { squares: vec![false; grid.squares.len()], requests: vec![false; grid.squares.len()] };
        let mut lists = vec![Squares::default(); rows + grid.columns];
        let mut ways = Self {
            grid,
            least,
            hides,
            rows,
            lists: Vec::new(),
            reached: Vec::new(),
            search: 0,
            queue: BinaryHeap::new(),
        };
        for (at, square) in grid.squares.iter().enumerate() {
            ways.hides.squares[at] = square.is_few || square.is_hidden;
            for node in ways.ends(at) {
                let list = &mut lists[node];
                if ways.hides.squares[at] { &mut list.hidden } else { &mut list.told }.push(at);
            }
        }
        for list in &mut lists {
            list.hidden.sort_unstable_by_key(|at| ways.fullest(*at));
            list.told.sort_unstable_by_key(|at| ways.cheapest(*at));
        }
        ways.reached = vec![(0, 0); lists.len()];
        ways.lists = lists;
        ways
    }

    fn all(&self, at: usize) -> u64 {
        self.grid.squares[at].share.all
    }

    fn fullest(&self, at: usize) -> (Reverse<u64>, usize) {
        (Reverse(self.all(at)), at)
    }

    fn cheapest(&self, at: usize) -> (bool, u64, usize) {
        (self.all(at) == 0, self.all(at), at)
    }

    /// The row and the column of a square.
    fn ends(&self, at: usize) -> [usize; 2] {
        [at / self.grid.columns, self.rows + at % self.grid.columns]
    }

    /// Hides the cheapest way that leaves a square open by as much as can be.
    pub fn protect(&mut self, at: usize) {
        let moves = self.grid.moves;
        if self.open(at, moves, &[false, true]) || moves == Moves::Requests {
            return;
        }
        // Within the requests that there are nothing can be moved, so these are moved themselves.
        let share = self.grid.squares[at].share;
        for (unserved, count) in [(true, share.part), (false, share.rest())] {
            if is_few(count, self.least) {
                self.open(at, Moves::Requests, &[unserved]);
            }
        }
    }

    fn open(&mut self, at: usize, moves: Moves, unserved: &[bool]) -> bool {
        for many in (1..=self.least).rev() {
            for spare in [true, false] {
                let mut best: Option<(u64, Vec<usize>)> = None;
                let ways = [true, false].into_iter().flat_map(|up| {
                    unserved.iter().map(move |unserved| Way { moves, many, unserved: *unserved, spare, up })
                });
                for way in ways {
                    let below = best.as_ref().map_or(u64::MAX, |(cost, _)| *cost);
                    if below > CHEAPEST {
                        best = self.look(at, way, below).or(best);
                    }
                }
                if let Some((_, path)) = best {
                    for passed in path.into_iter().chain([at]) {
                        self.hide(passed);
                        self.hides.requests[passed] |= moves != self.grid.moves;
                    }
                    return true;
                }
            }
        }
        false
    }

    fn hide(&mut self, at: usize) {
        if std::mem::replace(&mut self.hides.squares[at], true) {
            return;
        }
        for node in self.ends(at) {
            let told = self.lists[node].told.binary_search_by_key(&self.cheapest(at), |at| self.cheapest(*at));
            let hidden = self.lists[node].hidden.partition_point(|other| self.fullest(*other) < self.fullest(at));
            if let Ok(place) = told {
                self.lists[node].told.remove(place);
            }
            self.lists[node].hidden.insert(hidden, at);
        }
    }

    /// Whether so many can leave a square, or arrive there.
    fn takes(&self, at: usize, way: Way, leave: bool) -> bool {
        let square = self.grid.squares[at];
        let share = square.share;
        match way.moves {
            // Unserved ones become others there, and the other way round.
            Moves::Fates => way.many <= if leave { share.part } else { share.rest() },
            Moves::Requests if leave => {
                let kept = if square.is_few { 1 } else { self.least };
                let spare = if way.spare { share.all.saturating_sub(kept) } else { share.all };
                way.many <= spare.min(if way.unserved { share.part } else { share.rest() })
            }
            Moves::Requests => true,
        }
    }

    fn cost(&self, at: usize) -> u64 {
        match self.all(at) {
            _ if self.hides.squares[at] => PASS,
            0 => EMPTY,
            all => PASS + HIDE * all,
        }
    }

    /// The cheapest way from the column of a square back to its row, with the squares that it passes, if it costs less than `below`.
    fn look(&mut self, at: usize, way: Way, below: u64) -> Option<(u64, Vec<usize>)> {
        if way.unserved && way.moves == Moves::Fates || !self.takes(at, way, !way.up) {
            return None;
        }
        let [row, column] = self.ends(at);
        let mut last = row * self.grid.columns..(row + 1) * self.grid.columns;
        if !last.any(|square| square != at && self.takes(square, way, way.up)) {
            return None;
        }
        self.search += 1;
        self.queue.clear();
        self.reached[column] = (self.search, at);
        self.go_on(column, 0, (at, way));
        while let Some(Reverse(step)) = self.queue.pop() {
            if step.at_least >= below {
                return None;
            }
            let Reverse(cost) = step.so_far;
            let Some(listed) = step.listed else {
                return Some((cost, self.path(step.square, column)));
            };
            self.take(step.from, listed + 1, cost - self.cost(step.square), (at, way));
            let [its_row, its_column] = self.ends(step.square);
            let next = if step.from == its_row { its_column } else { its_row };
            if self.reached[next].0 != self.search {
                self.reached[next] = (self.search, step.square);
                self.go_on(next, cost, (at, way));
            }
        }
        None
    }

    /// From a row or column that is reached at this cost: to the end, if that is next, and to the cheapest other one.
    fn go_on(&mut self, node: usize, cost: u64, (at, way): (usize, Way)) {
        if let Some(column) = node.checked_sub(self.rows) {
            let square = self.ends(at)[0] * self.grid.columns + column;
            if square != at && self.takes(square, way, way.up) {
                let so_far = cost + self.cost(square);
                let step = Step { at_least: so_far, so_far: Reverse(so_far), square, from: node, listed: None };
                self.queue.push(Reverse(step));
            }
        }
        self.take(node, 0, cost, (at, way));
    }

    /// The next square of a list that can be passed, from a place of it on.
    fn take(&mut self, from: usize, mut listed: usize, cost: u64, (at, way): (usize, Way)) {
        let Squares { hidden, told } = &self.lists[from];
        let is_column = from >= self.rows;
        // In the square's own column others make room for it, if it gets more.
        let leave = is_column == way.up;
        let needed = if leave || way.moves == Moves::Fates { way.many } else { 0 };
        let end = self.ends(at)[0];
        let square = loop {
            let square = match hidden.get(listed) {
                Some(square) if self.all(*square) < needed => {
                    listed = hidden.len();
                    continue;
                }
                Some(square) => *square,
                None => match told.get(listed - hidden.len()) {
                    Some(square) => *square,
                    None => return,
                },
            };
            if square / self.grid.columns != end && self.takes(square, way, leave) {
                break square;
            }
            listed += 1;
        };
        let so_far = cost + self.cost(square);
        // Behind a column there is one square more to the end, behind a row two.
        let at_least = so_far + if is_column { 2 * PASS } else { PASS };
        self.queue.push(Reverse(Step { at_least, so_far: Reverse(so_far), square, from, listed: Some(listed) }));
    }

    /// The squares from the start to the last one.
    fn path(&self, last: usize, start: usize) -> Vec<usize> {
        let mut path = vec![last];
        let mut node = self.ends(last)[1];
        while node != start {
            let square = self.reached[node].1;
            path.push(square);
            let [row, column] = self.ends(square);
            node = if node == row { column } else { row };
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Share, Square};
    use super::*;

    const LEAST: u64 = 5;

    fn grids() -> impl Strategy<Value = Grid> {
        let square = (prop_oneof![Just(0_u64), 1..=30_u64], 0..=100_u64, prop::bool::weighted(0.1));
        let moves = prop_oneof![Just(Moves::Requests), Just(Moves::Fates)];
        let squares = (2..=4_usize, 2..=4_usize).prop_flat_map(move |(rows, columns)| {
            (Just(columns), prop::collection::vec(square.clone(), rows * columns))
        });
        (squares, moves).prop_map(|((columns, counts), moves)| {
            let square = |(all, percent, is_hidden): (u64, u64, bool)| {
                let share = Share { all, part: all * percent / 100 };
                let is_few = if moves == Moves::Requests { is_few(all, LEAST) } else { share.is_few(LEAST) };
                Square { share, is_few: is_few && !is_hidden, is_hidden }
            };
            Grid { columns, squares: counts.into_iter().map(square).collect(), moves }
        })
    }

    fn ways() -> impl Strategy<Value = (u64, bool, bool, bool)> {
        (1..=LEAST, any::<bool>(), any::<bool>(), any::<bool>())
    }

    /// The cheapest of all ways that pass no row and no column twice; tries them one after the other.
    fn cheapest(ways: &Ways<'_>, at: usize, way: Way, node: usize, passed: &mut Vec<usize>) -> Option<u64> {
        let is_column = node >= ways.rows;
        let mut best = None;
        for square in (0..ways.grid.squares.len()).filter(|square| ways.ends(*square)[usize::from(is_column)] == node) {
            let next = ways.ends(square)[usize::from(!is_column)];
            if square == at || passed.contains(&next) || !ways.takes(square, way, is_column == way.up) {
                continue;
            }
            let rest = if next == ways.ends(at)[0] {
                Some(0)
            } else {
                passed.push(next);
                let rest = cheapest(ways, at, way, next, passed);
                passed.pop();
                rest
            };
            best = best.into_iter().chain(rest.map(|rest| rest + ways.cost(square))).min();
        }
        best
    }

    proptest! {
        #[test]
        fn no_way_is_cheaper((grid, (many, spare, up, unserved)) in (grids(), ways())) {
            let mut ways = Ways::new(&grid, LEAST);
            let way = Way { moves: grid.moves, many, unserved: unserved && grid.moves == Moves::Requests, spare, up };
            for at in 0..grid.squares.len() {
                let column = ways.ends(at)[1];
                let expected = ways
                    .takes(at, way, !way.up)
                    .then(|| cheapest(&ways, at, way, column, &mut vec![column]))
                    .flatten();
                let found = ways.look(at, way, u64::MAX);
                prop_assert_eq!(found.as_ref().map(|(cost, _)| *cost), expected, "{} of {:?}", at, &grid);
                if let Some((cost, path)) = found {
                    prop_assert_eq!(path.iter().map(|square| ways.cost(*square)).sum::<u64>(), cost);
                    let [row, column] = ways.ends(at);
                    let touching = |node: usize| path.iter().filter(|square| ways.ends(**square).contains(&node)).count();
                    prop_assert!(touching(row) == 1 && touching(column) == 1);
                }
            }
        }

        #[test]
        fn what_is_hidden_is_listed_as_hidden(grid in grids()) {
            let mut ways = Ways::new(&grid, LEAST);
            (0..grid.squares.len()).filter(|at| grid.squares[*at].is_few).for_each(|at| ways.protect(at));
            let fresh = Grid {
                squares: (0..grid.squares.len())
                    .map(|at| Square { is_hidden: ways.hides.squares[at] || grid.squares[at].is_hidden, ..grid.squares[at] })
                    .collect(),
                ..grid.clone()
            };
            let expected = Ways::new(&fresh, LEAST);
            for (list, expected) in ways.lists.iter().zip(&expected.lists) {
                prop_assert_eq!(&list.hidden, &expected.hidden);
                prop_assert_eq!(&list.told, &expected.told);
            }
        }
    }
}
