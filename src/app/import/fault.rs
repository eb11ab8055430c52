//! What is wrong with a cell: where it stands, what it says, and which remedy helps.
//!
//! A fault carries the facts; `sentences` says them in the reader's language.

use serde::Serialize;

/// One fault in one cell, or in a sheet as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Name of the sheet; empty for separated text.
    pub sheet: String,
    /// Number of the row, as the user sees it.
    pub row: u32,
    /// The heading of the column as typed, or as we would write it where the list has no such column.
    pub column: String,
    /// The value of the cell as the user sees it.
    pub value: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
}

/// A closed list of words that a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordList {
    /// Yes or no.
    YesNo,
    /// Gender of a person.
    Gender,
    /// Gender asked for, and how firmly.
    GenderWish,
    /// Where a Lotse stands.
    LotseStatus,
    /// Means of transport.
    Transport,
    /// Modes of meeting.
    Mode,
    /// Services.
    Service,
    /// Topics.
    Topic,
    /// Priorities.
    Priority,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum FaultKind {
    /// Columns without which the list cannot be read. One fault for the whole sheet.
    MissingColumns {
        /// The headings as we would write them.
        columns: Vec<String>,
    },
    /// Nothing where something is needed.
    MissingValue,
    /// Excel shows an error instead of a value.
    BrokenCell,
    /// More text than the field holds.
    TooLong {
        /// How many characters fit.
        max: usize,
    },
    /// A line break or another control character in a single line.
    ControlCharacter,
    /// The list's own number stands in an earlier row already.
    DuplicateNumber {
        /// The sheet of that row; empty for separated text.
        first_sheet: String,
        /// That row.
        first_row: u32,
    },
    /// Not one of the words that this column knows.
    UnknownWord {
        /// The word.
        word: String,
        /// Which words it knows.
        list: WordList,
    },
    /// A mail address that is none.
    NoEmail,
    /// A telephone number that is none.
    NoPhone,
    /// Not five digits.
    PostcodeDigits {
        /// Postcodes that may be meant, each with its town.
        near: Vec<String>,
    },
    /// Five digits that are no postcode of the area.
    UnknownPostcode {
        /// Postcodes that may be meant, each with its town.
        near: Vec<String>,
    },
    /// A Lotse without any language.
    NoLanguage,
    /// A language that nobody knows.
    UnknownLanguage {
        /// The name.
        name: String,
        /// The most similar name, where one is similar.
        nearest: Option<String>,
    },
    /// A name that several languages share.
    AmbiguousLanguage {
        /// The name.
        name: String,
        /// What it may mean.
        choices: Vec<String>,
    },
    /// A level that does not exist.
    UnknownLevel {
        /// The level as typed.
        level: String,
        /// The language it is said of; empty in a column of levels.
        language: String,
    },
    /// A qualification spelt almost like one we know.
    UnknownQualification {
        /// The name.
        name: String,
        /// What is probably meant; empty where nothing is similar.
        nearest: String,
    },
    /// A day that the calendar does not have.
    ImpossibleDate {
        /// The day as typed.
        date: String,
    },
    /// A day without a year.
    YearMissing {
        /// The day as typed.
        date: String,
    },
    /// A time of day that the clock does not have.
    ImpossibleTime {
        /// The time as typed.
        time: String,
    },
    /// A local time that the change to summer time skips.
    SkippedTime {
        /// Day and time.
        time: String,
    },
    /// The end is not after the begin.
    EndsBeforeItBegins {
        /// The begin.
        from: String,
        /// The end.
        to: String,
    },
    /// Weekly times that cannot be read.
    UnreadableTimes {
        /// The part at which reading stopped.
        part: String,
    },
    /// A day of the week without times, among others that have some.
    DayWithoutTimes {
        /// The day as typed.
        day: String,
    },
    /// A request without an appointment.
    NoAppointment,
    /// An appointment that cannot be read.
    UnreadableAppointment {
        /// The part at which reading stopped.
        part: String,
    },
    /// An appointment without a time of day.
    TimeMissing {
        /// The day.
        date: String,
    },
    /// A day of the week beside a date on which another one falls.
    WrongWeekday {
        /// The day of the week as typed.
        weekday: String,
        /// The date.
        date: String,
    },
    /// Two meetings of one series at the same time.
    SeriesOverlaps,
    /// From begin to end there is less time than the duration.
    WindowTooShort {
        /// Minutes between begin and end.
        room: i64,
        /// Minutes needed.
        minutes: u32,
    },
    /// A duration that cannot be read.
    UnreadableDuration,
    /// A number that cannot be read.
    UnreadableNumber,
    /// A number beyond what is possible here.
    OutOfRange {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
        /// The unit: `min`, `h`, `km`, or empty.
        unit: &'static str,
    },
    /// A day that cannot be read.
    UnreadableDate,
}

impl FaultKind {
    /// Stable code, also in machine-readable reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingColumns { .. } => "missing-columns",
            Self::MissingValue => "missing-value",
            Self::BrokenCell => "broken-cell",
            Self::TooLong { .. } => "too-long",
            Self::ControlCharacter => "control-character",
            Self::DuplicateNumber { .. } => "duplicate-number",
            Self::UnknownWord { .. } => "unknown-word",
            Self::NoEmail => "no-email",
            Self::NoPhone => "no-phone",
            Self::PostcodeDigits { .. } => "postcode-digits",
            Self::UnknownPostcode { .. } => "unknown-postcode",
            Self::NoLanguage => "no-language",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::AmbiguousLanguage { .. } => "ambiguous-language",
            Self::UnknownLevel { .. } => "unknown-level",
            Self::UnknownQualification { .. } => "unknown-qualification",
            Self::ImpossibleDate { .. } => "impossible-date",
            Self::YearMissing { .. } => "year-missing",
            Self::ImpossibleTime { .. } => "impossible-time",
            Self::SkippedTime { .. } => "skipped-time",
            Self::EndsBeforeItBegins { .. } => "ends-before-it-begins",
            Self::UnreadableTimes { .. } => "unreadable-times",
            Self::DayWithoutTimes { .. } => "day-without-times",
            Self::NoAppointment => "no-appointment",
            Self::UnreadableAppointment { .. } => "unreadable-appointment",
            Self::TimeMissing { .. } => "time-missing",
            Self::WrongWeekday { .. } => "wrong-weekday",
            Self::SeriesOverlaps => "series-overlaps",
            Self::WindowTooShort { .. } => "window-too-short",
            Self::UnreadableDuration => "unreadable-duration",
            Self::UnreadableNumber => "unreadable-number",
            Self::OutOfRange { .. } => "out-of-range",
            Self::UnreadableDate => "unreadable-date",
        }
    }
}

/// Why a cell was not taken. A cell that lists several things may have several faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) Vec<FaultKind>);

impl From<FaultKind> for Refusal {
    fn from(kind: FaultKind) -> Self {
        Self(vec![kind])
    }
}

/// What a cell parser yields.
pub(super) type Parsed<T> = Result<T, Refusal>;
