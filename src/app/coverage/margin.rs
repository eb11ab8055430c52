//! What of one table's sums is hidden, and what of the table where two such meet. See [`suppress`].

use std::collections::BTreeMap;

use super::suppress::{self, Grid, Moves, Share, Square, is_few};
use crate::domain::coverage::{Counts, Measure, UnservedReason};
use crate::storage::coverage::cells::Table;

/// How many requests were decided, and how many of them are unserved.
pub fn share(counts: &Counts) -> Share {
    let count = |measure| counts.get(&measure).copied().unwrap_or(0);
    let part = count(Measure::Unserved);
    Share { all: count(Measure::Served) + part, part }
}

/// A year as a whole, or by one dimension: what each part is, and what of it is told.
#[derive(Debug, Clone, Default)]
pub struct Margin {
    parts: BTreeMap<String, Part>,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// What it counts.
    pub share: Share,
    /// Whether it is not told how many there are.
    pub is_hidden: bool,
    /// Whether it is not told how many of them are unserved.
    pub fates_hidden: bool,
}

/// What of a part is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The number of requests is not.
    pub all: bool,
    /// How many of them are unserved is not.
    pub fates: bool,
}

impl Margin {
    /// The parts of a year by one dimension.
    pub fn of(table: &Table, total: Share, least: u64) -> Self {
        let mut parts: BTreeMap<String, Part> = table
            .iter()
            .map(|((key, _), counts)| (key.clone(), Part { share: share(counts), ..Part::default() }))
            .filter(|(_, part)| part.share.all > 0)
            .collect();
        let alls: Vec<u64> = parts.values().map(|part| part.share.all).collect();
        for (part, hidden) in parts.values_mut().zip(suppress::line(&alls, least)) {
            part.is_hidden = hidden;
        }
        let beside: Vec<Share> = parts.values().filter(|part| part.is_hidden).map(|part| part.share).collect();
        let beside = beside.into_iter().reduce(Share::and);
        let told: Vec<Share> = parts.values().filter(|part| !part.is_hidden).map(|part| part.share).collect();
        let mut fates = suppress::shares(&told, beside, least).into_iter();
        for part in parts.values_mut() {
            part.fates_hidden = part.is_hidden || fates.next().unwrap_or(true) || total.is_few(least);
        }
        Self { parts }
    }

    /// What of a part is told; nothing is hidden of what is not there.
    pub fn hidden(&self, key: &str) -> Hidden {
        let part = self.parts.get(key).copied().unwrap_or_default();
        Hidden { all: part.is_hidden, fates: part.fates_hidden }
    }

    /// One part, or those of which it is not told how many are unserved.
    fn named(&self, key: Option<&str>) -> Vec<String> {
        let is_meant = |other: &str, part: &Part| key.map_or(part.fates_hidden, |key| key == other);
        self.parts.iter().filter(|(other, part)| is_meant(other, part)).map(|(other, _)| other.clone()).collect()
    }

    /// The place of each part that is told in a grid, and how many rows it has: those that are not told are one more row.
    fn rows(&self, is_hidden: impl Fn(&Part) -> bool) -> Rows<'_> {
        let told = self.parts.iter().filter(|(_, part)| !is_hidden(part)).map(|(key, _)| key.as_str());
        let told: BTreeMap<&str, usize> = told.zip(0..).collect();
        let rest = told.len() < self.parts.len();
        Rows { count: told.len() + usize::from(rest), told }
    }
}

/// Parts as rows or columns of a grid.
struct Rows<'a> {
    told: BTreeMap<&'a str, usize>,
    count: usize,
}

impl Rows<'_> {
    /// The part that stands there; `None` for those that are not told.
    fn key(&self, at: usize) -> Option<String> {
        self.told.iter().find(|(_, place)| **place == at).map(|(key, _)| (*key).to_owned())
    }

    /// Where a part stands, and whether it is told.
    fn at(&self, key: &str) -> (usize, bool) {
        self.told.get(key).map_or((self.count.saturating_sub(1), false), |at| (*at, true))
    }
}

/// Which squares are hidden, by the keys of both.
type Squares = BTreeMap<(String, String), bool>;

/// What of a grid is hidden: squares whose row and column are told, and requests of squares, in whose row or column may be all that are not
/// told (`None`).
struct Decided {
    squares: Squares,
    requests: Vec<[Option<String>; 2]>,
}

/// Puts counts into a grid and takes out what is hidden.
fn squared(
    rows: &Rows<'_>,
    columns: &Rows<'_>,
    counts: &BTreeMap<(String, String), Share>,
    moves: Moves,
    least: u64,
    few: impl Fn(&(String, String), Share) -> (bool, bool),
) -> Decided {
    let mut grid = Grid { columns: columns.count, squares: vec![Square::default(); rows.count * columns.count], moves };
    let place = |key: &(String, String)| {
        let ((row, row_told), (column, column_told)) = (rows.at(&key.0), columns.at(&key.1));
        (row * columns.count + column, row_told && column_told)
    };
    // What stands in the row of those that are not told is not told either, also where it is nothing.
    for (at, square) in grid.squares.iter_mut().enumerate() {
        let (row, column) = (at / columns.count.max(1), at % columns.count.max(1));
        square.is_hidden = row >= rows.told.len() || column >= columns.told.len();
    }
    for (key, share) in counts {
        let (at, is_told) = place(key);
        if let Some(square) = grid.squares.get_mut(at) {
            square.share = square.share.and(*share);
            if is_told {
                (square.is_few, square.is_hidden) = few(key, square.share);
            }
        }
    }
    let hides = suppress::grid(&grid, least);
    // Empty squares may be hidden too, to make a way.
    let mut squares = Squares::new();
    for (row, row_at) in &rows.told {
        for (column, column_at) in &columns.told {
            let is_hidden = hides.squares.get(row_at * columns.count + column_at).copied().unwrap_or(true);
            squares.insert(((*row).to_owned(), (*column).to_owned()), is_hidden);
        }
    }
    let passed = hides.requests.iter().enumerate().filter(|(_, is_hidden)| **is_hidden);
    let requests = passed.map(|(at, _)| [rows.key(at / columns.count), columns.key(at % columns.count)]).collect();
    Decided { squares, requests }
}

/// What is hidden where two dimensions meet.
#[derive(Debug, Clone, Default)]
pub struct Crossing {
    all: Squares,
    fates: Squares,
}

impl Crossing {
    /// Decides it for a table of both, each of which is told by itself too.
    pub fn of(table: &Table, rows: &Margin, columns: &Margin, least: u64) -> Self {
        let counts: BTreeMap<(String, String), Share> =
            table.iter().map(|(key, counts)| (key.clone(), share(counts))).collect();
        let of_all = [rows, columns].map(|margin| margin.rows(|part| part.is_hidden));
        let [first, second] = &of_all;
        let few_requests = |_: &(String, String), share: Share| (is_few(share.all, least), false);
        let mut all = squared(first, second, &counts, Moves::Requests, least, few_requests).squares;
        let of_fates = [rows, columns].map(|margin| margin.rows(|part| part.fates_hidden));
        let [first, second] = &of_fates;
        let Decided { squares: fates, requests } =
            squared(first, second, &counts, Moves::Fates, least, |key, share| {
                (share.is_few(least), all.get(key).copied().unwrap_or(true))
            });
        for [row, column] in requests {
            for row in rows.named(row.as_deref()) {
                for column in columns.named(column.as_deref()) {
                    all.insert((row.clone(), column), true);
                }
            }
        }
        Self { all, fates }
    }

    /// All squares whose row and column have something.
    pub fn keys(&self, rows: &Margin, columns: &Margin) -> Vec<(String, String)> {
        let columns: Vec<&String> = columns.parts.keys().collect();
        rows.parts.keys().flat_map(|row| columns.iter().map(|column| (row.clone(), (*column).clone()))).collect()
    }

    /// What is hidden of one of them.
    pub fn hidden(&self, key: &(String, String)) -> Hidden {
        let is = |squares: &Squares| squares.get(key).copied().unwrap_or(true);
        Hidden { all: is(&self.all), fates: is(&self.fates) }
    }
}

/// Reasons of the unserved of each part, and of all: which counts are hidden.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    total: BTreeMap<UnservedReason, bool>,
    parts: Squares,
}

fn reasons(counts: &Counts) -> impl Iterator<Item = (UnservedReason, u64)> {
    counts.iter().filter_map(|(measure, count)| match measure {
        Measure::Reason(reason) if *count > 0 => Some((*reason, *count)),
        _ => None,
    })
}

impl Reasons {
    /// Decides it for a year by one dimension. Where the sum of all is not told, nothing is.
    pub fn of(total: &Counts, table: &Table, margin: &Margin, least: u64) -> Self {
        if share(total).is_few(least) {
            return Self::default();
        }
        let all: Vec<(UnservedReason, u64)> = reasons(total).collect();
        let counts: Vec<u64> = all.iter().map(|(_, count)| *count).collect();
        let hidden = suppress::line(&counts, least);
        let total: BTreeMap<UnservedReason, bool> =
            all.iter().zip(hidden).map(|((reason, _), hidden)| (*reason, hidden)).collect();
        let told = total.iter().filter(|(_, hidden)| !**hidden).map(|(reason, _)| reason.code());
        let told: BTreeMap<&str, usize> = told.zip(0..).collect();
        let columns = Rows { count: told.len() + usize::from(told.len() < total.len()), told };
        let rows = margin.rows(|part| part.fates_hidden);
        let mut squares = BTreeMap::new();
        for ((key, _), counts) in table {
            for (reason, count) in reasons(counts) {
                squares.insert((key.clone(), reason.code().to_owned()), Share { all: count, part: 0 });
            }
        }
        let few = |_: &(String, String), share: Share| (is_few(share.all, least), false);
        let parts = squared(&rows, &columns, &squares, Moves::Requests, least, few).squares;
        Self { total, parts }
    }

    /// Whether a reason's count over all is hidden.
    pub fn is_hidden(&self, reason: UnservedReason) -> bool {
        self.total.get(&reason).copied().unwrap_or(false)
    }

    /// Whether a reason's count of one part is hidden, whose unserved are told.
    pub fn is_hidden_of(&self, key: &str, reason: UnservedReason) -> bool {
        match self.total.get(&reason) {
            // Nobody has this reason.
            None => false,
            Some(true) => true,
            Some(false) => self.parts.get(&(key.to_owned(), reason.code().to_owned())).copied().unwrap_or(false),
        }
    }
}
