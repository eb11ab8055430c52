//! In which line a use case waits for its turn, so that what takes long holds up nothing but its like.
//!
//! ```text
//! usual      as many as the database has connections; everything that is answered at once
//! hashing    a few, impatient: a password takes a whole core for a moment
//! thinking   a few, patient: a small matching, or a list of thousands of rows, takes a core for seconds
//! ```
//!
//! Of those who think each caller has a share (see `share`), because they are few and take long.
//!
//! Deliberately absent: an order of rank between the lines. Each has its own number of turns, and the system shares the cores.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

/// A line in which use cases wait, by what they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Reads or writes a few records.
    Usual,
    /// Hashes a password.
    Hashing,
    /// Thinks: who could be asked, why nobody could, whether somebody else will do, what would become of a list.
    Thinking,
}

impl Line {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Hashing, Self::Thinking];

    /// As metrics name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Hashing => "hashing",
            Self::Thinking => "thinking",
        }
    }

    /// Whether one caller may not take all of it. Elsewhere a turn is over before anybody has waited for it.
    pub(super) const fn is_shared(self) -> bool {
        matches!(self, Self::Thinking)
    }

    /// So long somebody waits for their turn before they are told to come again.
    pub(super) const fn patience(self) -> Duration {
        match self {
            Self::Usual | Self::Thinking => Duration::from_secs(30),
            Self::Hashing => Duration::from_secs(3),
        }
    }
}

/// The turns of each line.
#[derive(Clone)]
pub(super) struct Lines {
    turns: [(usize, Arc<Semaphore>); Line::ALL.len()],
}

impl Lines {
    /// Lines for a database with so many connections, on a machine that hashes so many passwords side by side: one fewer than it has
    /// cores.
    pub(super) fn new(connections: usize, hashes: usize) -> Self {
        let room = |line| match line {
            Line::Usual => connections,
            // As many wait on threads for their turn to hash as hash: a thread is worth nothing while it waits.
            Line::Hashing => hashes.saturating_mul(2),
            // A core stays free for the others, and so does half of the connections, because much of the time is reading.
            Line::Thinking => hashes.min(connections / 2),
        };
        let turns = |line| {
            let room = room(line).max(1);
            (room, Arc::new(Semaphore::new(room)))
        };
        Self { turns: Line::ALL.map(turns) }
    }

    /// How many of a line have their turn at once.
    pub(super) fn room(&self, line: Line) -> usize {
        self.of(line).0
    }

    /// Where to wait for a turn.
    pub(super) fn turns(&self, line: Line) -> Arc<Semaphore> {
        Arc::clone(&self.of(line).1)
    }

    fn of(&self, line: Line) -> &(usize, Arc<Semaphore>) {
        let [usual, hashing, thinking] = &self.turns;
        match line {
            Line::Usual => usual,
            Line::Hashing => hashing,
            Line::Thinking => thinking,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_goes_on_and_who_thinks_leaves_room() {
        for (connections, hashes, rooms) in
            [(1, 1, [1, 2, 1]), (8, 1, [8, 2, 1]), (8, 7, [8, 14, 4]), (32, 7, [32, 14, 7]), (0, 0, [1, 1, 1])]
        {
            let lines = Lines::new(connections, hashes);
            assert_eq!(Line::ALL.map(|line| lines.room(line)), rooms, "{connections} {hashes}");
        }
    }
}
