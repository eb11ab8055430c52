//! Import: the lists of Lotsen and of requests that projects keep, into the database or into faults that help.
//!
//! The way of a file: [`tables::read`](crate::tables::read) makes sheets of cells; `list` finds the sheets and columns
//! (`headings`); each row (`row`) goes through the cell parsers (`cells`) and becomes a [`LotseEntry`] or a
//! [`RequestEntry`], or adds its [`Fault`]s. One pass finds every fault. What is odd but no fault is a [`Notice`].
//! Then `take` brings the entries into the database, all in one transaction or none, and says so in an [`ImportReport`].
//!
//! Deliberately absent: guessing. A cell with no or with two meanings is a fault with a remedy, never half taken.

mod carrier;
mod cells;
mod defaults;
mod fault;
mod file;
mod headings;
mod list;
mod lotsen;
mod notice;
mod report;
mod requests;
mod row;
mod sentences;
mod take;

use chrono::NaiveDate;

pub use carrier::{Carrier, CarrierError, NewCarrier};
pub use cells::Consent;
pub use defaults::Defaults;
pub use fault::{Fault, FaultKind, WordList};
pub use file::{ListFileError, read_lotsen_file, read_requests_file};
pub use list::{ListError, ListKind, ReadList, ReadRow};
pub use lotsen::{LotseEntry, read_lotsen};
pub use notice::{Notice, NoticeKind};
pub use report::{Counts, ImportReport, Outcome, TakenFor};
pub use requests::{RequestEntry, read_requests};
pub use sentences::table_sentence;
pub use take::{
    Faulty, ImportOptions, import_lotsen, import_requests, look_at_lotsen, look_at_requests, take_lotsen, take_requests,
};

use crate::domain::language::LanguageTable;
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
