//! Which figures are not told, so that nobody finds out one that could be somebody.
//!
//! A count from one up to below the threshold is hidden. Whoever knows a sum and all of its parts but one knows that one too, so more is
//! hidden beside it: as little as will do, but such that a hidden count can be another one by at least the threshold while every figure that is
//! told stays what it is. Three shapes are enough for all that is told:
//!
//! - [`line()`]: parts of a whole;
//! - [`shares`]: the same where the parts are told and only how many of each are unserved is not;
//! - [`grid`]: rows and columns whose sums are told. For each hidden count a way is looked for along which counts can be moved: some
//!   leave its row, arrive in the row of another one, leave that one's column, and so on, until they arrive in its own column. The
//!   cheapest way over what is hidden already and what need not be told is the one that is hidden. (Known as the network-flow heuristic
//!   for cell suppression; in two dimensions what it protects is protected for certain.)
//!
//! Pure: no database and no clock. That it holds over all tables together is tested by trying to find out.

mod ways;

use ways::Ways;

/// Whether a count must not be told by itself.
pub const fn is_few(count: u64, least: u64) -> bool {
    count > 0 && count < least
}

/// Which parts of a whole that is told are hidden.
pub fn line(parts: &[u64], least: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = parts.iter().map(|part| is_few(*part, least)).collect();
    if !hidden.contains(&true) {
        return hidden;
    }
    // Beside the small ones there is always one that is not, or its place would tell that it is small.
    let mut slack = 0;
    for (at, part) in ascending(parts, &hidden) {
        if slack >= least && hidden.iter().filter(|hidden| **hidden).count() > 1 {
            break;
        }
        slack += part.saturating_sub(least);
        if let Some(place) = hidden.get_mut(at) {
            *place = true;
        }
    }
    hidden
}

/// Parts that are not nothing and not hidden, smallest first.
fn ascending(parts: &[u64], hidden: &[bool]) -> Vec<(usize, u64)> {
    let told = parts.iter().zip(hidden).enumerate().filter(|(_, (part, hidden))| **part > 0 && !**hidden);
    let mut told: Vec<(usize, u64)> = told.map(|(at, (part, _))| (at, *part)).collect();
    told.sort_unstable_by_key(|(at, part)| (*part, *at));
    told
}

/// A number of requests and how many of them are unserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// All.
    pub all: u64,
    /// Of these unserved.
    pub part: u64,
}

impl Share {
    /// Those that are not unserved.
    pub const fn rest(self) -> u64 {
        self.all.saturating_sub(self.part)
    }

    /// Whether its part, or what is left, must not be told by itself.
    pub const fn is_few(self, least: u64) -> bool {
        is_few(self.part, least) || is_few(self.rest(), least)
    }

    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self { all: self.all + other.all, part: self.part + other.part }
    }
}

/// Of which parts, all told, it is hidden how many are unserved; the sum of these is told. `beside` are parts of the same whole that are
/// not told at all.
pub fn shares(parts: &[Share], beside: Option<Share>, least: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = parts.iter().map(|share| share.is_few(least)).collect();
    if !hidden.contains(&true) {
        return hidden;
    }
    let alls: Vec<u64> = parts.iter().map(|share| share.all).collect();
    let mut others = ascending(&alls, &hidden).into_iter();
    loop {
        let together = parts.iter().zip(&hidden).filter(|(_, hidden)| **hidden);
        let sum = together.clone().fold(beside.unwrap_or_default(), |sum, (share, _)| sum.and(*share));
        let is_open = |share: &Share| {
            // All others could be unserved, or none.
            let most = share.all.min(sum.part);
            let fewest = sum.part.saturating_sub(sum.all - share.all);
            most - fewest >= least.min(share.all)
        };
        if together.clone().all(|(share, _)| !share.is_few(least) || is_open(share)) {
            return hidden;
        }
        let Some((at, _)) = others.next() else { return hidden };
        if let Some(place) = hidden.get_mut(at) {
            *place = true;
        }
    }
}

/// What of a grid can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moves {
    /// Requests, unserved ones or others: a square that is hidden can have any number.
    Requests,
    /// Which of the requests are unserved: no more than there are.
    Fates,
}

/// One count of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Square {
    /// What it counts.
    pub share: Share,
    /// It must not be told.
    pub is_few: bool,
    /// It is not told in any case.
    pub is_hidden: bool,
}

/// Rows and columns of counts whose sums are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Columns in a row.
    pub columns: usize,
    /// Row by row.
    pub squares: Vec<Square>,
    /// What can be moved.
    pub moves: Moves,
}

/// What of a grid is hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hides {
    /// Which squares.
    pub squares: Vec<bool>,
    /// Where only fates are moved: squares whose number of requests has to be hidden too, because within those that there are nothing can
    /// be moved.
    pub requests: Vec<bool>,
}

/// What of a grid is hidden.
pub fn grid(grid: &Grid, least: u64) -> Hides {
    Ways::new(grid, least).protect_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_never_stands_alone() {
        assert_eq!(line(&[20, 30, 0, 7], 5), [false; 4]);
        assert_eq!(line(&[20, 30, 3, 7], 5), [true, false, true, true], "two more than the threshold is too little");
        assert_eq!(line(&[20, 30, 3, 0], 5), [true, false, true, false]);
        assert_eq!(line(&[3], 5), [true]);
        assert_eq!(line(&[3, 2, 40], 5), [true; 3]);
        assert_eq!(line(&[], 5), [false; 0]);
    }

    #[test]
    fn how_many_are_unserved_is_hidden_with_another_one() {
        let share = |all, part| Share { all, part };
        assert_eq!(shares(&[share(50, 10), share(60, 0)], None, 5), [false; 2]);
        assert_eq!(shares(&[share(50, 2), share(60, 10), share(70, 10)], None, 5), [true, true, false]);
        assert_eq!(shares(&[share(50, 2), share(60, 0), share(70, 10)], None, 5), [true; 3]);
        assert_eq!(shares(&[share(50, 2), share(60, 0)], Some(share(30, 9)), 5), [true, false]);
    }

    fn requests(columns: usize, counts: &[u64]) -> Grid {
        let square =
            |all: &u64| Square { share: Share { all: *all, part: 0 }, is_few: is_few(*all, 5), is_hidden: false };
        Grid { columns, squares: counts.iter().map(square).collect(), moves: Moves::Requests }
    }

    #[test]
    fn a_small_square_is_hidden_with_a_way_around() {
        let hidden = grid(&requests(3, &[3, 20, 90, 20, 30, 90, 90, 90, 90]), 5).squares;
        assert_eq!(hidden, [true, true, false, true, true, false, false, false, false]);
        assert_eq!(grid(&requests(2, &[20, 30, 40, 50]), 5).squares, [false; 4]);
        // Two small ones in different rows and columns serve each other's corners.
        let hidden = grid(&requests(3, &[3, 20, 90, 20, 2, 90, 90, 90, 90]), 5).squares;
        assert_eq!(hidden, [true, true, false, true, true, false, false, false, false]);
    }

    #[test]
    fn where_only_empty_squares_are_left_these_are_hidden() {
        let hidden = grid(&requests(2, &[2, 10, 10, 0]), 5).squares;
        assert_eq!(hidden, [true; 4]);
    }

    fn fates(columns: usize, shares: &[(u64, u64)]) -> Hides {
        let square = |(all, part): &(u64, u64)| {
            let share = Share { all: *all, part: *part };
            Square { share, is_few: share.is_few(5), is_hidden: false }
        };
        grid(&Grid { columns, squares: shares.iter().map(square).collect(), moves: Moves::Fates }, 5)
    }

    #[test]
    fn fates_move_within_the_requests_that_there_are() {
        let hides = fates(3, &[(30, 2), (30, 10), (30, 0), (30, 12), (30, 12), (30, 12)]);
        assert_eq!(hides.squares, [true, true, false, true, true, false], "where nobody is unserved nobody can leave");
        assert_eq!(hides.requests, [false; 6]);
    }

    #[test]
    fn where_fates_cannot_move_requests_do() {
        // All others are unserved already, so none of them can become so.
        let hides = fates(2, &[(30, 2), (10, 10), (10, 10), (20, 20)]);
        assert_eq!(hides, Hides { squares: vec![true; 4], requests: vec![true; 4] });
    }
}
