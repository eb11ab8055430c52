//! Why nothing could be made up.

use chrono::NaiveDate;

use crate::domain::language::LanguageCode;

/// Why a recipe gives no data.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SyntheticError {
    /// The first day is another day of the week.
    #[error("the first day {day} is no Monday")]
    NotAMonday {
        /// As given.
        day: NaiveDate,
    },
    /// So close to the beginning or the end of the calendar that days around it do not exist.
    #[error("the first day {day} lies at the edge of the calendar")]
    EdgeOfTime {
        /// As given.
        day: NaiveDate,
    },
    /// No place of the area has inhabitants.
    #[error("nobody lives in the area {area:?}")]
    NobodyLivesThere {
        /// The area's name.
        area: String,
    },
    /// A language of the tables is not in the table of languages.
    #[error("the language {code} of config/synthetic is not in the table of languages")]
    UnknownLanguage {
        /// Its code.
        code: LanguageCode,
    },
    /// A table of `config/synthetic` cannot be read.
    #[error("config/synthetic/{file}: {why}")]
    Table {
        /// Its name.
        file: &'static str,
        /// Line, column and fault, in the reader's words.
        why: String,
    },
    /// A table of `config/synthetic` names something that another one does not have, or leaves out what is needed.
    #[error("config/synthetic/{file} has no {missing:?}")]
    Missing {
        /// The table in which it should stand.
        file: &'static str,
        /// What is missing.
        missing: String,
    },
    /// A value of the tables is not one of the domain.
    #[error("{value:?} {why}")]
    Value {
        /// The value.
        value: String,
        /// What is wrong with it.
        why: String,
    },
}

impl SyntheticError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAMonday { .. } => "synthetic_not_a_monday",
            Self::EdgeOfTime { .. } => "synthetic_edge_of_time",
            Self::NobodyLivesThere { .. } => "synthetic_nobody_lives_there",
            Self::UnknownLanguage { .. } => "synthetic_unknown_language",
            Self::Table { .. } => "synthetic_table",
            Self::Missing { .. } => "synthetic_missing",
            Self::Value { .. } => "synthetic_value",
        }
    }

    /// For `map_err`: the value was refused for this reason.
    pub(super) fn value<E: std::fmt::Display>(value: impl ToString) -> impl FnOnce(E) -> Self {
        let value = value.to_string();
        move |why| Self::Value { value, why: why.to_string() }
    }
}
