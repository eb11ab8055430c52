//! That somebody is reminded of a sitting the day before.

use chrono::NaiveDateTime;

use super::id::AssignmentId;

super::code::codes! {
    /// Who is reminded.
    ReminderReader {
        /// Who goes.
        Lotse = "lotse",
        /// Who is accompanied.
        Newcomer = "newcomer",
    }
}

/// One sitting that somebody is reminded of. One that is moved is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reminder {
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// Its local begin.
    pub begins: NaiveDateTime,
    /// Who is reminded.
    pub reader: ReminderReader,
}
