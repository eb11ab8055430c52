//! Figures of coverage: what has changed, what each request was counted as, and the sums.
//!
//! Triggers note each change to a row that a figure depends on ([`changes`]). Whoever counts takes some of these, reads the requests as
//! they stand ([`raw`]), takes back what they were counted as ([`facts`]) and adds what they count as now to the sums ([`cells`]).
//! What depends on Lotsen as they are today is counted when it is asked for ([`lotsen`]).

pub mod cells;
pub mod changes;
pub mod facts;
pub mod lotsen;
pub mod raw;
pub(super) mod tables;
