//! Faults, notices and refusals in the words of the reader (`import.ftl`).

use super::fault::{FaultKind, WordList};
use super::list::{ListError, ListKind};
use super::notice::NoticeKind;
use crate::i18n::{Locale, Value, one_of, text};
use crate::tables::TableError;

/// What stands for "nothing" in the selectors of the Fluent file.
const NONE: &str = "none";

type Args<'a> = Vec<(&'static str, Value<'a>)>;

impl FaultKind {
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        let say = |key| text(locale, key, &self.facts(locale));
        say(self.keys().0)
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self, locale: Locale) -> String {
        let say = |key| text(locale, key, &self.facts(locale));
        say(self.keys().1)
    }

    const fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::MissingColumns { .. } => ("import-fault-missing-columns", "import-remedy-missing-columns"),
            Self::MissingValue => ("import-fault-missing-value", "import-remedy-missing-value"),
            Self::BrokenCell => ("import-fault-broken-cell", "import-remedy-broken-cell"),
            Self::TooLong { .. } => ("import-fault-too-long", "import-remedy-too-long"),
            Self::ControlCharacter => ("import-fault-control-character", "import-remedy-control-character"),
            Self::DuplicateNumber { .. } => ("import-fault-duplicate-number", "import-remedy-duplicate-number"),
            Self::UnknownWord { .. } => ("import-fault-unknown-word", "import-remedy-unknown-word"),
            Self::NoEmail => ("import-fault-no-email", "import-remedy-no-email"),
            Self::NoPhone => ("import-fault-no-phone", "import-remedy-no-phone"),
            Self::PostcodeDigits { .. } => ("import-fault-postcode-digits", "import-remedy-postcode-digits"),
            Self::UnknownPostcode { .. } => ("import-fault-unknown-postcode", "import-remedy-unknown-postcode"),
            Self::NoLanguage => ("import-fault-no-language", "import-remedy-no-language"),
            Self::UnknownLanguage { .. } => ("import-fault-unknown-language", "import-remedy-unknown-language"),
            Self::AmbiguousLanguage { .. } => ("import-fault-ambiguous-language", "import-remedy-ambiguous-language"),
            Self::UnknownLevel { .. } => ("import-fault-unknown-level", "import-remedy-unknown-level"),
            Self::UnknownQualification { .. } => {
                ("import-fault-unknown-qualification", "import-remedy-unknown-qualification")
            }
            Self::ImpossibleDate { .. } => ("import-fault-impossible-date", "import-remedy-impossible-date"),
            Self::YearMissing { .. } => ("import-fault-year-missing", "import-remedy-year-missing"),
            Self::ImpossibleTime { .. } => ("import-fault-impossible-time", "import-remedy-impossible-time"),
            Self::SkippedTime { .. } => ("import-fault-skipped-time", "import-remedy-skipped-time"),
            Self::EndsBeforeItBegins { .. } => {
                ("import-fault-ends-before-it-begins", "import-remedy-ends-before-it-begins")
            }
            Self::UnreadableTimes { .. } => ("import-fault-unreadable-times", "import-remedy-unreadable-times"),
            Self::DayWithoutTimes { .. } => ("import-fault-day-without-times", "import-remedy-day-without-times"),
            Self::NoAppointment => ("import-fault-no-appointment", "import-remedy-no-appointment"),
            Self::UnreadableAppointment { .. } => {
                ("import-fault-unreadable-appointment", "import-remedy-unreadable-appointment")
            }
            Self::TimeMissing { .. } => ("import-fault-time-missing", "import-remedy-time-missing"),
            Self::WrongWeekday { .. } => ("import-fault-wrong-weekday", "import-remedy-wrong-weekday"),
            Self::SeriesOverlaps => ("import-fault-series-overlaps", "import-remedy-series-overlaps"),
            Self::WindowTooShort { .. } => ("import-fault-window-too-short", "import-remedy-window-too-short"),
            Self::UnreadableDuration => ("import-fault-unreadable-duration", "import-remedy-unreadable-duration"),
            Self::UnreadableNumber => ("import-fault-unreadable-number", "import-remedy-unreadable-number"),
            Self::OutOfRange { .. } => ("import-fault-out-of-range", "import-remedy-out-of-range"),
            Self::UnreadableDate => ("import-fault-unreadable-date", "import-remedy-unreadable-date"),
        }
    }

    fn facts(&self, locale: Locale) -> Args<'_> {
        match self {
            Self::MissingColumns { columns } => vec![("columns", columns.join(", ").into())],
            Self::TooLong { max } => vec![("max", count(*max))],
            // A row number is no quantity: it takes no separators.
            Self::DuplicateNumber { first_sheet, first_row } => {
                vec![("row", first_row.to_string().into()), ("sheet", or_none(first_sheet))]
            }
            Self::UnknownWord { word, list } => {
                vec![("word", word.as_str().into()), ("words", text(locale, list.key(), &[]).into())]
            }
            Self::PostcodeDigits { near } | Self::UnknownPostcode { near } => {
                vec![("near", some_of(locale, near))]
            }
            Self::UnknownLanguage { name, nearest } => {
                vec![("name", name.as_str().into()), ("nearest", or_none(nearest.as_deref().unwrap_or_default()))]
            }
            Self::AmbiguousLanguage { name, choices } => {
                vec![("name", name.as_str().into()), ("choices", some_of(locale, choices))]
            }
            Self::UnknownLevel { level, language } => {
                vec![("level", level.as_str().into()), ("language", or_none(language))]
            }
            Self::UnknownQualification { name, nearest } => {
                vec![("name", or_none(name)), ("nearest", or_none(nearest))]
            }
            Self::ImpossibleDate { date } | Self::YearMissing { date } | Self::TimeMissing { date } => {
                vec![("date", date.as_str().into())]
            }
            Self::ImpossibleTime { time } | Self::SkippedTime { time } => vec![("time", time.as_str().into())],
            Self::EndsBeforeItBegins { from, to } => vec![("from", from.as_str().into()), ("to", to.as_str().into())],
            Self::UnreadableTimes { part } | Self::UnreadableAppointment { part } => vec![("part", or_none(part))],
            Self::DayWithoutTimes { day } => vec![("day", day.as_str().into())],
            Self::WrongWeekday { weekday, date } => {
                vec![("weekday", weekday.as_str().into()), ("date", date.as_str().into())]
            }
            Self::WindowTooShort { room, minutes } => vec![("room", (*room).into()), ("minutes", (*minutes).into())],
            Self::OutOfRange { min, max, unit } => {
                vec![("min", (*min).into()), ("max", (*max).into()), ("unit", or_none(unit))]
            }
            Self::MissingValue
            | Self::BrokenCell
            | Self::ControlCharacter
            | Self::NoEmail
            | Self::NoPhone
            | Self::NoLanguage
            | Self::NoAppointment
            | Self::SeriesOverlaps
            | Self::UnreadableDuration
            | Self::UnreadableNumber
            | Self::UnreadableDate => Vec::new(),
        }
    }
}

impl WordList {
    const fn key(self) -> &'static str {
        match self {
            Self::YesNo => "import-words-yes-no",
            Self::Gender => "import-words-gender",
            Self::GenderWish => "import-words-gender-wish",
            Self::LotseStatus => "import-words-lotse-status",
            Self::Transport => "import-words-transport",
            Self::Mode => "import-words-mode",
            Self::Service => "import-words-service",
            Self::Topic => "import-words-topic",
            Self::Priority => "import-words-priority",
        }
    }
}

impl NoticeKind {
    /// What there is to know, in one or two sentences.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        let say = |key, args: &[(&'static str, Value<'_>)]| text(locale, key, args);
        match self {
            Self::ColumnUnknown => say("import-notice-column-unknown", &[]),
            Self::ColumnRepeated { taken } => say("import-notice-column-repeated", &[("taken", taken.as_str().into())]),
            Self::ColumnUntitled { letters } => {
                say("import-notice-column-untitled", &[("letters", letters.as_str().into())])
            }
            Self::SheetHidden => say("import-notice-sheet-hidden", &[]),
            Self::SheetOther { holds } => say("import-notice-sheet-other", &[("holds", kind_or_none(*holds))]),
            Self::RowSkipped { text } => say("import-notice-row-skipped", &[("text", text.as_str().into())]),
            Self::NoConsent => say("import-notice-no-consent", &[]),
            Self::NoEmail => say("import-notice-no-email", &[]),
            Self::AnyTime => say("import-notice-any-time", &[]),
            Self::LevelAssumed { language, level } => say(
                "import-notice-level-assumed",
                &[("language", language.as_str().into()), ("level", level.as_str().into())],
            ),
            Self::OwnQualification { name } => {
                say("import-notice-own-qualification", &[("name", name.as_str().into())])
            }
            Self::LostLetters { value } => say("import-notice-lost-letters", &[("value", value.as_str().into())]),
            Self::Past => say("import-notice-past", &[]),
            Self::LeftAlone { number, state } => {
                say("import-notice-left-alone", &[("number", number.as_str().into()), ("state", state.code().into())])
            }
        }
    }
}

impl ListError {
    /// Why the workbook was not read as this list.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        match self {
            Self::NoSuchList { wanted, found } => text(
                locale,
                "import-list-missing",
                &[("wanted", kind_or_none(Some(*wanted))), ("found", kind_or_none(*found))],
            ),
            Self::NoSuchSheet { name, sheets } => text(
                locale,
                "import-sheet-missing",
                &[("name", name.as_str().into()), ("sheets", sheets.join(", ").into())],
            ),
        }
    }
}

/// Why a file was not read as a table, with what to do about it.
#[must_use]
pub fn table_sentence(error: &TableError, locale: Locale) -> String {
    let say = |key, args: &[(&'static str, Value<'_>)]| text(locale, key, args);
    let megabytes = |bytes: u64| (bytes / (1024 * 1024)).into();
    match error {
        TableError::FileTooLarge { limit, .. } => {
            let limit = u64::try_from(*limit).unwrap_or(u64::MAX);
            say("import-file-too-large", &[("limit", megabytes(limit))])
        }
        TableError::UnpacksTooLarge { limit } => say("import-file-unpacks-too-large", &[("limit", megabytes(*limit))]),
        TableError::TooManyRows { limit, .. } => say("import-file-too-many-rows", &[("limit", count(*limit))]),
        TableError::TooManyColumns { row, limit, .. } => {
            say("import-file-too-many-columns", &[("row", row.to_string().into()), ("limit", count(*limit))])
        }
        TableError::TooManyCells { limit } => say("import-file-too-many-cells", &[("limit", count(*limit))]),
        TableError::CellTooLong { row, column, limit, .. } => say(
            "import-file-cell-too-long",
            &[("row", row.to_string().into()), ("column", column.as_str().into()), ("limit", count(*limit))],
        ),
        TableError::Empty => say("import-file-empty-file", &[]),
        TableError::NotATable => say("import-file-not-a-table", &[]),
        TableError::BrokenText { encoding, line } => say(
            "import-file-broken-text",
            &[("encoding", encoding.to_string().into()), ("line", line.to_string().into())],
        ),
        TableError::UnclosedQuote { line } => say("import-file-unclosed-quote", &[("line", line.to_string().into())]),
        TableError::OldWorkbook => say("import-file-old-workbook", &[]),
        TableError::PasswordProtected => say("import-file-password-protected", &[]),
        TableError::NotAWorkbook { detail } => say("import-file-not-a-workbook", &[("detail", detail.as_str().into())]),
        TableError::BrokenSheet { sheet, detail } => {
            say("import-file-broken-sheet", &[("sheet", sheet.as_str().into()), ("detail", detail.as_str().into())])
        }
    }
}

fn count(number: usize) -> Value<'static> {
    u64::try_from(number).unwrap_or(u64::MAX).into()
}

fn or_none(value: &str) -> Value<'_> {
    if value.is_empty() { NONE.into() } else { value.into() }
}

fn some_of(locale: Locale, values: &[String]) -> Value<'static> {
    if values.is_empty() { NONE.into() } else { one_of(locale, values).into() }
}

fn kind_or_none(kind: Option<ListKind>) -> Value<'static> {
    match kind {
        Some(ListKind::Lotsen) => "lotsen".into(),
        Some(ListKind::Requests) => "requests".into(),
        None => NONE.into(),
    }
}
