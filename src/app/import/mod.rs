//! Import: the lists of Lotsen and of requests that projects keep, into entries or into faults that help.
//!
//! The way of a file: [`tables::read`](crate::tables::read) makes sheets of cells; `list` finds the sheets and columns
//! (`headings`); each row (`row`) goes through the cell parsers (`cells`) and becomes a [`LotseEntry`] or a
//! [`RequestEntry`], or adds its [`Fault`]s. One pass finds every fault. What is odd but no fault is a [`Notice`].
//!
//! Deliberately absent: guessing. A cell with no or with two meanings is a fault with a remedy, never half taken.

mod cells;
mod fault;
mod headings;
mod list;
mod lotsen;
mod notice;
mod requests;
mod row;
mod sentences;

use chrono::NaiveDate;

pub use cells::Consent;
pub use fault::{Fault, FaultKind, WordList};
pub use list::{ListError, ListKind, ReadList, ReadRow};
pub use lotsen::{LotseEntry, read_lotsen};
pub use notice::{Notice, NoticeKind};
pub use requests::{RequestEntry, read_requests};
pub use sentences::table_sentence;

use crate::domain::language::{LanguageTable, Level};
use crate::domain::region::Gazetteer;

/// What cells are checked against.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// The languages we know.
    pub languages: &'a LanguageTable,
    /// The postcodes of the area.
    pub gazetteer: &'a Gazetteer,
    /// The local day of the import.
    pub today: NaiveDate,
}

/// What is taken where a list says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// The level of a Lotse in a language that is named without one.
    pub level_spoken: Level,
    /// The least level for a request that states none: enough for a conversation.
    pub level_needed: Level,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { level_spoken: Level::B2, level_needed: Level::B1 }
    }
}
