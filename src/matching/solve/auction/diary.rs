//! What a Lotse has taken on in an auction, with what bounds them, side by side in memory: most of the time of an auction is
//! waiting for it.
#![expect(clippy::indexing_slicing, reason = "positions come from the board")]

use super::super::board::{Board, Group, Slot, WeekLeft};

/// A place that a request has at a Lotse, and what it paid.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Held {
    pub arc: u32,
    pub request: u32,
    pub bid: i64,
    /// From the begin of the first sitting to the end of the last.
    begin: i32,
    end: i32,
    /// Of the only sitting.
    minutes: u32,
    week: u16,
    is_series: bool,
}

impl Held {
    pub fn new(board: &Board<'_>, at: u32, bid: i64) -> Self {
        let arc = &board.arcs[at as usize];
        let slots = board.slots_of_arc(arc);
        let first = slots[0];
        let end = slots.iter().fold(first.end, |end, slot| end.max(slot.end));
        let is_series = slots.len() > 1;
        let (begin, week, minutes) = (first.begin, first.week, first.minutes());
        Self { arc: at, request: arc.request, bid, begin, end, minutes, week, is_series }
    }

    /// The same for another bid.
    pub fn paying(self, bid: i64) -> Self {
        Self { bid, ..self }
    }

    /// Minutes and sittings in a week.
    pub fn in_week(&self, board: &Board<'_>, week: u16) -> (u32, u32) {
        if !self.is_series {
            return if self.week == week { (self.minutes, 1) } else { (0, 0) };
        }
        in_week(board.slots_of_arc(&board.arcs[self.arc as usize]), week)
    }
}

/// Minutes and sittings in a week.
pub(super) fn in_week(slots: &[Slot], week: u16) -> (u32, u32) {
    let of_week = slots.iter().filter(|slot| slot.week == week);
    of_week.fold((0, 0), |(minutes, count), slot| (minutes + slot.minutes(), count + 1))
}

/// One Lotse's.
#[derive(Debug, Clone)]
pub(super) struct Diary {
    pub held: Vec<Held>,
    /// `u32::MAX` where nothing limits it, as in all others.
    pub asks: u32,
    minutes_per_week: u32,
    sittings_per_week: u32,
    /// Two sittings with this many minutes between them never clash.
    far: i32,
    /// Whether sittings are confirmed already.
    has_confirmed: bool,
    /// Whether a year's minutes are limited.
    pub has_years: bool,
}

impl Diary {
    pub fn new(board: &Board<'_>, group: &Group) -> Self {
        let lotse = board.lotse(group);
        Self {
            held: Vec::new(),
            asks: lotse.asks_left.unwrap_or(u32::MAX),
            minutes_per_week: lotse.minutes_per_week.unwrap_or(u32::MAX),
            sittings_per_week: lotse.sittings_per_week.unwrap_or(u32::MAX),
            far: group.far,
            has_confirmed: !lotse.pinned.is_empty(),
            has_years: !lotse.minutes_left.is_empty(),
        }
    }

    /// What is left of a week.
    pub fn week_left(&self, board: &Board<'_>, group: usize, week: u16) -> WeekLeft {
        if self.has_confirmed {
            return board.week_left(group, week);
        }
        WeekLeft { minutes: self.minutes_per_week, sittings: self.sittings_per_week, confirmed: 0 }
    }

    /// Whether there is so much time between what is held and another candidate that they cannot clash.
    pub fn is_far(&self, held: &Held, (begin, end): (i32, i32)) -> bool {
        (held.begin - end).max(begin - held.end) >= self.far.max(0)
    }
}
