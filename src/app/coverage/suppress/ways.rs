//! Ways along which counts of a grid can be moved: what each hidden square needs so that it could be another count.
//!
//! A way is a ring of squares, of which each second one gets more and the others less; two that follow one another share a row
//! or a column. So it leads from column to column, each time along some row. For each two columns it is known which row is the
//! cheapest, and a search looks at columns alone. These are the shorter side of the grid, which is turned for that where it is
//! wider than high: however many projects there are, languages and topics are some dozens, and regions some hundreds at most.
#![expect(clippy::indexing_slicing, reason = "squares, rows and columns are numbered by the same grid")]

use std::collections::HashMap;

use super::{Grid, Hides, Moves, is_few};

/// What it costs to pass a hidden square, and to hide one for each request in it and for an empty one.
const PASS: u64 = 1;
const HIDE: u64 = 1_000;
const EMPTY: u64 = 1_000_000_000_000;
/// More than any way costs.
const NEVER: u64 = u64::MAX / 4;

/// No way is cheaper: a square that is hidden already in each of another row, another column, and where both meet.
const CHEAPEST: u64 = 3 * PASS;

/// A way of moving counts: so many unserved requests or others, with some left in each square or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Way {
    moves: Moves,
    many: u64,
    unserved: bool,
    spare: bool,
    /// Whether the square itself gets more.
    up: bool,
}

/// A row along which a way leads from one column to another, and what that costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Along {
    cost: u64,
    row: usize,
}

const NOWHERE: Along = Along { cost: NEVER, row: usize::MAX };

/// By column, left and arrived at: the two cheapest rows, because one of them can be the one that a way is to end in.
type Table = Vec<[Along; 2]>;

/// The search, with what is hidden so far.
pub(super) struct Ways {
    grid: Grid,
    /// Whether rows and columns have changed places.
    is_turned: bool,
    least: u64,
    hides: Hides,
    tables: HashMap<Way, Table>,
}

/// The place of a square when rows and columns change places.
const fn turned(at: usize, rows: usize, columns: usize) -> usize {
    at % columns * rows + at / columns
}

fn turn<T: Copy>(squares: &[T], columns: usize) -> Vec<T> {
    let rows = squares.len().checked_div(columns).unwrap_or(0);
    // A square of the turned grid stands where it stood before that is turned again.
    (0..squares.len()).map(|at| squares[turned(at, columns, rows)]).collect()
}

impl Ways {
    pub fn new(grid: &Grid, least: u64) -> Self {
        let rows = grid.squares.len().checked_div(grid.columns).unwrap_or(0);
        let is_turned = rows < grid.columns;
        let grid = if is_turned {
            Grid { columns: rows, squares: turn(&grid.squares, grid.columns), moves: grid.moves }
        } else {
            grid.clone()
        };
        let squares = grid.squares.iter().map(|square| square.is_few || square.is_hidden).collect();
        let hides = Hides { squares, requests: vec![false; grid.squares.len()] };
        Self { grid, is_turned, least, hides, tables: HashMap::new() }
    }

    /// Protects every small count; what is hidden then.
    pub fn protect_all(mut self) -> Hides {
        let (columns, rows) = (self.grid.columns, self.rows());
        let few = self.grid.squares.iter().enumerate().filter(|(_, square)| square.is_few);
        let place = |at| if self.is_turned { turned(at, rows, columns) } else { at };
        let mut few: Vec<(u64, usize, usize)> = few.map(|(at, square)| (square.share.all, place(at), at)).collect();
        // The largest first: what is hidden for these serves the smaller ones.
        few.sort_unstable_by(|one, other| other.cmp(one));
        for (.., at) in few {
            self.protect(at);
        }
        let Hides { squares, requests } = self.hides;
        if self.is_turned {
            Hides { squares: turn(&squares, columns), requests: turn(&requests, columns) }
        } else {
            Hides { squares, requests }
        }
    }

    fn rows(&self) -> usize {
        self.grid.squares.len().checked_div(self.grid.columns).unwrap_or(0)
    }

    /// Hides the cheapest way that leaves a square open by as much as can be.
    fn protect(&mut self, at: usize) {
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
                    let below = best.as_ref().map_or(NEVER, |(cost, _)| *cost);
                    if below > CHEAPEST {
                        best = self.look(at, way).filter(|(cost, _)| *cost < below).or(best);
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
        let columns = self.grid.columns;
        let (row, column) = (at / columns, at % columns);
        let mut tables = std::mem::take(&mut self.tables);
        for (way, table) in &mut tables {
            for other in (0..columns).filter(|other| *other != column) {
                self.offer(*way, table, row, (column, other));
                self.offer(*way, table, row, (other, column));
            }
        }
        self.tables = tables;
    }

    /// Takes a row for the way from one column to another, if it is cheaper than those known.
    fn offer(&self, way: Way, table: &mut Table, row: usize, (from, to): (usize, usize)) {
        let columns = self.grid.columns;
        let cost = self.passing(row * columns + from, way, way.up) + self.passing(row * columns + to, way, !way.up);
        if cost >= NEVER {
            return;
        }
        let known = &mut table[from * columns + to];
        let new = Along { cost, row };
        if known[0].row == row || new < known[0] {
            // What is hidden only becomes cheaper.
            let second = if known[0].row == row { known[1] } else { known[0] };
            *known = [new.min(known[0]), second];
        } else if new < known[1] {
            known[1] = new;
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
        match self.grid.squares[at].share.all {
            _ if self.hides.squares[at] => PASS,
            0 => EMPTY,
            all => PASS + HIDE * all,
        }
    }

    fn passing(&self, at: usize, way: Way, leave: bool) -> u64 {
        if self.takes(at, way, leave) { self.cost(at) } else { NEVER }
    }

    fn table(&self, way: Way) -> Table {
        let columns = self.grid.columns;
        let mut table = vec![[NOWHERE; 2]; columns * columns];
        for row in 0..self.rows() {
            for from in (0..columns).filter(|from| self.takes(row * columns + from, way, way.up)) {
                for to in (0..columns).filter(|to| *to != from) {
                    self.offer(way, &mut table, row, (from, to));
                }
            }
        }
        table
    }

    /// The cheapest way from the column of a square back to its row, with the squares that it passes.
    fn look(&mut self, at: usize, way: Way) -> Option<(u64, Vec<usize>)> {
        if way.unserved && way.moves == Moves::Fates || !self.takes(at, way, !way.up) {
            return None;
        }
        let columns = self.grid.columns;
        let (row, column) = (at / columns, at % columns);
        let last: Vec<u64> = (0..columns).map(|to| self.passing(row * columns + to, way, way.up)).collect();
        if last.iter().enumerate().all(|(to, cost)| to == column || *cost >= NEVER) {
            return None;
        }
        if !self.tables.contains_key(&way) {
            self.tables.insert(way, self.table(way));
        }
        let table = &self.tables[&way];
        // By column: what a way to it costs at least, along which row, and from which column.
        let mut reached = vec![(NOWHERE, column); columns];
        for (to, reached) in reached.iter_mut().enumerate().filter(|(to, _)| *to != column) {
            let [one, other] = table[column * columns + to];
            // Along its own row the square itself would be passed.
            reached.0 = if one.row == row { other } else { one };
        }
        let mut is_done = vec![false; columns];
        is_done[column] = true;
        let mut best: Option<(u64, usize)> = None;
        while let Some(from) = (0..columns).filter(|at| !is_done[*at]).min_by_key(|at| reached[*at].0.cost) {
            let cost = reached[from].0.cost;
            if cost >= best.map_or(NEVER, |(cost, _)| cost) {
                break;
            }
            is_done[from] = true;
            // A way that goes on along the row of its end costs more than one that ends there.
            if last[from] < NEVER && best.is_none_or(|(known, _)| cost + last[from] < known) {
                best = Some((cost + last[from], from));
            }
            for to in (0..columns).filter(|to| !is_done[*to]) {
                let [along, _] = table[from * columns + to];
                if cost + along.cost < reached[to].0.cost {
                    reached[to] = (Along { cost: cost + along.cost, row: along.row }, from);
                }
            }
        }
        let (cost, end) = best?;
        let (mut path, mut to) = (vec![row * columns + end], end);
        while to != column {
            let (along, from) = reached[to];
            path.extend([along.row * columns + to, along.row * columns + from]);
            to = from;
        }
        Some((cost, path))
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

    /// The row and the column of a square: rows are numbered first, then columns.
    fn ends(ways: &Ways, at: usize) -> [usize; 2] {
        [at / ways.grid.columns, ways.rows() + at % ways.grid.columns]
    }

    /// The cheapest of all ways that pass no row and no column twice; tries them one after the other.
    fn cheapest(ways: &Ways, at: usize, way: Way, node: usize, passed: &mut Vec<usize>) -> Option<u64> {
        let is_column = node >= ways.rows();
        let mut best = None;
        for square in (0..ways.grid.squares.len()).filter(|square| ends(ways, *square)[usize::from(is_column)] == node)
        {
            let next = ends(ways, square)[usize::from(!is_column)];
            if square == at || passed.contains(&next) || !ways.takes(square, way, is_column == way.up) {
                continue;
            }
            let rest = if next == ends(ways, at)[0] {
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
                let column = ends(&ways, at)[1];
                let expected = ways
                    .takes(at, way, !way.up)
                    .then(|| cheapest(&ways, at, way, column, &mut vec![column]))
                    .flatten();
                let found = ways.look(at, way);
                prop_assert_eq!(found.as_ref().map(|(cost, _)| *cost), expected, "{} of {:?}", at, &grid);
                if let Some((cost, path)) = found {
                    prop_assert_eq!(path.iter().map(|square| ways.cost(*square)).sum::<u64>(), cost);
                    let [row, column] = ends(&ways, at);
                    let touching = |node: usize| path.iter().filter(|square| ends(&ways, **square).contains(&node)).count();
                    prop_assert!(touching(row) == 1 && touching(column) == 1);
                }
            }
        }

        #[test]
        fn tables_follow_what_is_hidden(grid in grids()) {
            let mut ways = Ways::new(&grid, LEAST);
            let few: Vec<usize> = (0..ways.grid.squares.len()).filter(|at| ways.grid.squares[*at].is_few).collect();
            few.into_iter().for_each(|at| ways.protect(at));
            let costs = |table: &Table| table.iter().map(|[one, other]| [one.cost, other.cost]).collect::<Vec<_>>();
            for (way, table) in &ways.tables {
                prop_assert_eq!(costs(table), costs(&ways.table(*way)), "{:?}", way);
                prop_assert!(table.iter().all(|[one, other]| one == &NOWHERE || one.row != other.row));
            }
        }

        #[test]
        fn a_turned_grid_is_protected_as_well(grid in grids()) {
            let rows = grid.squares.len() / grid.columns;
            let hides = Ways::new(&grid, LEAST).protect_all();
            let other = Grid { columns: rows, squares: turn(&grid.squares, grid.columns), moves: grid.moves };
            prop_assert_eq!(&turn(&other.squares, rows), &grid.squares);
            let others = Ways::new(&other, LEAST).protect_all();
            // Equally cheap ways may differ, but not by how much each square can be another one.
            prop_assert_eq!(open_by(&grid, &hides), turn(&open_by(&other, &others), rows));
        }
    }

    /// By how much each small count can be another one along what is hidden.
    fn open_by(grid: &Grid, hides: &Hides) -> Vec<Option<(u64, bool)>> {
        let hidden = |(at, square): (usize, &Square)| Square { is_hidden: hides.squares[at], ..*square };
        let squares = grid.squares.iter().enumerate().map(hidden).collect();
        let mut ways = Ways::new(&Grid { squares, ..grid.clone() }, LEAST);
        let columns = grid.columns;
        let rows = grid.squares.len() / columns;
        let mut open = Vec::new();
        for (at, square) in grid.squares.iter().enumerate() {
            let at = if ways.is_turned { turned(at, rows, columns) } else { at };
            let mut is_open = |many: u64, spare: bool| {
                let all = [(true, false), (true, true), (false, false), (false, true)];
                all.into_iter().any(|(up, unserved)| {
                    let way = Way { moves: grid.moves, many, unserved, spare, up };
                    ways.look(at, way).is_some_and(|(cost, _)| cost < HIDE)
                })
            };
            let levels = (1..=LEAST).rev().flat_map(|many| [(many, true), (many, false)]);
            let mut levels = levels.filter(|_| square.is_few);
            open.push(levels.find(|(many, spare)| is_open(*many, *spare)));
        }
        open
    }
}
