//! Which candidates of a Lotse cannot be taken together, found out once: searches ask again at every price.
#![expect(clippy::indexing_slicing, reason = "positions come from the board that the table belongs to")]

use std::sync::OnceLock;

use super::board::{Board, Group};
use crate::matching::plan::Candidate;

/// Candidates of a Lotse up to which a table is kept: at most 128 KiB.
pub(super) const MOST: usize = 1_024;

/// From the beginning of the first sitting to the end of the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    request: u32,
    begin: i32,
    end: i32,
    is_series: bool,
}

impl Span {
    pub fn of(board: &Board<'_>, arc: &Candidate) -> Self {
        let slots = board.slots_of_arc(arc);
        let end = slots.iter().map(|slot| slot.end).max().unwrap_or(slots[0].end);
        Self { request: arc.request, begin: slots[0].begin, end, is_series: slots.len() > 1 }
    }

    /// Whether a Lotse cannot take both candidates. Most pairs are told apart by the clock, without looking at ways.
    pub fn clashes(self, other: Self, board: &Board<'_>, group: &Group, (one, another): (u32, u32)) -> bool {
        let between = (other.begin - self.end).max(self.begin - other.end);
        if between >= group.far && self.request != other.request {
            return false;
        }
        let is_plain = between < 0 && !self.is_series && !other.is_series;
        is_plain || board.clash(group, &board.arcs[one as usize], &board.arcs[another as usize])
    }
}

/// The tables of a board's Lotsen, each made when it is first asked for.
#[derive(Default)]
pub(super) struct Clashes(Vec<OnceLock<Box<[u64]>>>);

/// One Lotse's: a row of whole words for each candidate, with a bit for each candidate.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    bits: &'t [u64],
    from: u32,
    /// Words of a row.
    words: usize,
}

impl Clashes {
    pub fn new(groups: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(groups).collect())
    }

    /// The table of a group; `None` where none is kept.
    pub fn of(&self, board: &Board<'_>, group: usize) -> Option<Table<'_>> {
        let of = &board.groups[group];
        let bits = self.0.get(group).filter(|_| of.arcs.len() <= MOST)?;
        let bits = bits.get_or_init(|| table(board, of));
        Some(Table { bits, from: of.arcs.start, words: of.arcs.len().div_ceil(64) })
    }
}

impl<'t> Table<'t> {
    /// What a candidate clashes with.
    pub fn row(self, one: u32) -> Row<'t> {
        let begin = (one - self.from) as usize * self.words;
        Row { bits: &self.bits[begin..begin + self.words], from: self.from }
    }

    /// The place of a candidate in its row and those of others.
    pub fn place(self, at: u32) -> usize {
        (at - self.from) as usize
    }
}

/// What one candidate clashes with.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    bits: &'t [u64],
    from: u32,
}

impl Row<'_> {
    /// Whether another candidate of the same Lotse cannot be taken with it.
    pub fn has(self, other: u32) -> bool {
        let place = (other - self.from) as usize;
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }

    /// Those places that it has in common with a set, ascending.
    pub fn among(self, set: &[u64]) -> impl Iterator<Item = usize> {
        self.bits.iter().zip(set).enumerate().flat_map(|(at, (word, of_set))| {
            let mut both = word & of_set;
            std::iter::from_fn(move || {
                (both != 0).then(|| {
                    let bit = both.trailing_zeros() as usize;
                    both &= both - 1;
                    64 * at + bit
                })
            })
        })
    }
}

fn table(board: &Board<'_>, group: &Group) -> Box<[u64]> {
    let spans: Vec<Span> = group.arcs.clone().map(|at| Span::of(board, &board.arcs[at as usize])).collect();
    let words = spans.len().div_ceil(64);
    let mut bits = vec![0_u64; spans.len() * words];
    for (one, at) in (0..).zip(group.arcs.clone()) {
        for (other, another) in (0..one).zip(group.arcs.clone()) {
            if spans[one].clashes(spans[other], board, group, (at, another)) {
                bits[one * words + other / 64] |= 1 << (other % 64);
                bits[other * words + one / 64] |= 1 << (one % 64);
            }
        }
    }
    bits.into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::testing::compile;

    #[test]
    fn the_table_says_what_the_board_says() {
        let request = |n: u32| {
            let start = |day: u32| format!("2026-12-{day}T{:02}:{:02}:00", 9 + n / 3, 20 * (n % 3));
            let further: Vec<_> = (0..n % 2).map(|_| json!({"start": start(22), "minutes": 30})).collect();
            json!({"id": format!("R{n}"), "service": "interpreting", "modes": ["in_person", "phone"],
                "place": {"lat": 50.0 + 0.05 * f64::from(n % 5), "lon": 9.0},
                "appointments": [{"start": start(15), "minutes": 45}, {"start": start(16), "minutes": 30, "further": further}]})
        };
        let problem = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
            "lotsen": [{"id": "L1", "home": {"lat": 50.1, "lon": 9.0}, "radius_km": 40}, {"id": "L2"}],
            "requests": (0..12).map(request).collect::<Vec<_>>()}));
        let candidates = generate(&problem);
        let board = Board::new(&problem, candidates.all());
        let (mut clashing, mut all) = (0, 0);
        for (at, group) in board.groups.iter().enumerate() {
            let table = board.clashes.of(&board, at).unwrap();
            for one in group.arcs.clone() {
                for other in group.arcs.clone().filter(|other| *other != one) {
                    let clash = board.clash(group, &board.arcs[one as usize], &board.arcs[other as usize]);
                    assert_eq!(table.row(one).has(other), clash, "{one} {other}");
                    let only = 1 << table.place(other);
                    assert_eq!(table.row(one).among(&[only]).next(), clash.then_some(table.place(other)));
                    (clashing, all) = (clashing + u32::from(clash), all + 1);
                }
            }
        }
        assert!(clashing > 300 && all - clashing > 300, "{clashing} of {all}");
    }
}
