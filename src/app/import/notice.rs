//! What a user should know about a list although it is no fault.

use serde::Serialize;

use super::ListKind;
use crate::domain::request::RequestState;

/// One notice. `row` and `column` are absent where it is about a sheet or the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Name of the sheet; empty for separated text.
    pub sheet: String,
    /// Number of the row, as the user sees it.
    pub row: Option<u32>,
    /// The heading as typed.
    pub column: Option<String>,
    /// What there is to know.
    #[serde(flatten)]
    pub kind: NoticeKind,
}

/// What there is to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum NoticeKind {
    /// A column with a heading we do not know is not read.
    ColumnUnknown,
    /// A second column with the same meaning is not read.
    ColumnRepeated {
        /// The heading of the column that is read.
        taken: String,
    },
    /// A column without heading is not read.
    ColumnUntitled {
        /// Its letters.
        letters: String,
    },
    /// A hidden sheet is not read.
    SheetHidden,
    /// A sheet that is no such list is not read.
    SheetOther {
        /// The list it holds instead, where it is one.
        holds: Option<ListKind>,
    },
    /// A row that holds no entry (a remark, a total) is not read.
    RowSkipped {
        /// What stands there.
        text: String,
    },
    /// No consent is recorded: this Lotse will not be proposed.
    NoConsent,
    /// No mail address: this Lotse cannot be asked by mail.
    NoEmail,
    /// No weekly times: this Lotse is asked for any time.
    AnyTime,
    /// A language without a level; one was assumed.
    LevelAssumed {
        /// The German name of the language.
        language: String,
        /// The level assumed, by its code.
        level: String,
    },
    /// A qualification none of the known ones was taken as one of the project's own.
    OwnQualification {
        /// Its name.
        name: String,
    },
    /// A `?` in a name: letters were lost when the list was saved in an old encoding.
    LostLetters {
        /// The value with the question mark.
        value: String,
    },
    /// All appointments lie in the past: the request will not be matched.
    Past,
    /// The row says something new about a request that a list no longer changes: somebody has been asked, or it is over.
    LeftAlone {
        /// The list's own number.
        number: String,
        /// Where the request stands.
        state: RequestState,
    },
}

impl NoticeKind {
    /// Stable code, also in machine-readable reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ColumnUnknown => "column-unknown",
            Self::ColumnRepeated { .. } => "column-repeated",
            Self::ColumnUntitled { .. } => "column-untitled",
            Self::SheetHidden => "sheet-hidden",
            Self::SheetOther { .. } => "sheet-other",
            Self::RowSkipped { .. } => "row-skipped",
            Self::NoConsent => "no-consent",
            Self::NoEmail => "no-email",
            Self::AnyTime => "any-time",
            Self::LevelAssumed { .. } => "level-assumed",
            Self::OwnQualification { .. } => "own-qualification",
            Self::LostLetters { .. } => "lost-letters",
            Self::Past => "past",
            Self::LeftAlone { .. } => "left-alone",
        }
    }
}
