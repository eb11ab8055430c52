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
    /// Whether all of its squares are hidden where it meets another dimension.
    pub is_apart: bool,
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
            // Any two requests of two parts that are apart can have changed places: nothing that is told would differ.
            part.is_apart = part.is_hidden || fates.next().unwrap_or(true);
            part.fates_hidden = part.is_apart || total.is_few(least);
        }
        Self { parts }
    }

    /// What of a part is told; nothing is hidden of what is not there.
    pub fn hidden(&self, key: &str) -> Hidden {
        let part = self.parts.get(key).copied().unwrap_or_default();
        Hidden { all: part.is_hidden, fates: part.fates_hidden }
    }

    /// All parts as rows of a grid.
    fn rows(&self) -> Rows<'_> {
        Rows { parts: self.parts.iter().map(|(key, part)| (key.as_str(), part.is_apart)).collect() }
    }

    fn is_apart(&self, key: &str) -> bool {
        self.parts.get(key).is_some_and(|part| part.is_apart)
    }
}

/// Parts as rows or columns of a grid, each with whether it is not told.
struct Rows<'a> {
    parts: Vec<(&'a str, bool)>,
}

impl Rows<'_> {
    /// Where a part stands; they are in the order of their keys.
    fn at(&self, key: &str) -> Option<usize> {
        self.parts.binary_search_by_key(&key, |(key, _)| key).ok()
    }
}

/// Which squares are hidden, by the keys of both.
type Squares = BTreeMap<(String, String), bool>;

/// What of a grid is hidden: squares, and squares whose number of requests has to be hidden too.
struct Decided {
    squares: Squares,
    requests: Vec<(String, String)>,
}

/// Puts counts into a grid and takes out what is hidden. In rows and columns that are not told everything is hidden; all the same counts are
/// moved only such that their sums stay as well, so that what is protected here is protected whatever other tables tell of them.
fn squared(
    rows: &Rows<'_>,
    columns: &Rows<'_>,
    counts: &BTreeMap<(String, String), Share>,
    moves: Moves,
    least: u64,
    square: impl Fn(&(String, String), Share) -> Square,
) -> Decided {
    let width = columns.parts.len();
    let keys = || rows.parts.iter().flat_map(|row| columns.parts.iter().map(move |column| (row, column)));
    let hidden = keys().map(|(row, column)| Square { is_hidden: row.1 || column.1, ..Square::default() });
    let mut grid = Grid { columns: width, squares: hidden.collect(), moves };
    for (key, share) in counts {
        let (Some(row), Some(column)) = (rows.at(&key.0), columns.at(&key.1)) else { continue };
        if let Some(place) = grid.squares.get_mut(row * width + column) {
            let new = square(key, *share);
            *place = Square { share: *share, is_few: new.is_few, is_hidden: new.is_hidden || place.is_hidden };
        }
    }
    let hides = suppress::grid(&grid, least);
    let named = || keys().map(|(row, column)| (row.0.to_owned(), column.0.to_owned()));
    Decided {
        // Empty squares may be hidden too, to make a way.
        squares: named().zip(hides.squares).collect(),
        requests: named().zip(hides.requests).filter(|(_, is_hidden)| *is_hidden).map(|(key, _)| key).collect(),
    }
}

/// What is hidden where two dimensions meet.
#[derive(Debug, Clone, Default)]
pub struct Crossing {
    all: Squares,
    fates: Squares,
}

impl Crossing {
    /// Decides it for a table of both, each of which is told by itself too.
    pub fn of(table: &Table, total: Share, rows: &Margin, columns: &Margin, least: u64) -> Self {
        let counts: BTreeMap<(String, String), Share> =
            table.iter().map(|(key, counts)| (key.clone(), share(counts))).collect();
        let (first, second) = (rows.rows(), columns.rows());
        let is_apart = |key: &(String, String)| rows.is_apart(&key.0) || columns.is_apart(&key.1);
        let of_requests = |key: &(String, String), share: Share| Square {
            is_few: is_few(share.all, least) && !is_apart(key),
            ..Square::default()
        };
        let mut all = squared(&first, &second, &counts, Moves::Requests, least, of_requests).squares;
        if total.is_few(least) {
            // Of nothing it is told how many are unserved.
            return Self { fates: all.keys().map(|key| (key.clone(), true)).collect(), all };
        }
        let of_shares = |key: &(String, String), share: Share| Square {
            is_few: share.is_few(least) && !is_apart(key),
            is_hidden: all.get(key).copied().unwrap_or(true),
            ..Square::default()
        };
        let Decided { squares: fates, requests } = squared(&first, &second, &counts, Moves::Fates, least, of_shares);
        all.extend(requests.into_iter().map(|key| (key, true)));
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
        let mut columns = Rows { parts: total.iter().map(|(reason, hidden)| (reason.code(), *hidden)).collect() };
        columns.parts.sort_unstable();
        let rows = margin.rows();
        let mut squares = BTreeMap::new();
        for ((key, _), counts) in table {
            for (reason, count) in reasons(counts) {
                squares.insert((key.clone(), reason.code().to_owned()), Share { all: count, part: 0 });
            }
        }
        let few = |key: &(String, String), share: Share| Square {
            is_few: is_few(share.all, least) && !margin.is_apart(&key.0),
            ..Square::default()
        };
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
