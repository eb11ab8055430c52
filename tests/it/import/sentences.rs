//! Each fault, notice and refusal has its sentences in both languages, with every fact filled in.

use lotsenwerk::app::import::{FaultKind, ListError, ListKind, NoticeKind, WordList, table_sentence};
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::i18n::Locale;
use lotsenwerk::tables::{TableError, TextEncoding};

fn faults() -> Vec<FaultKind> {
    use FaultKind as K;
    let s = str::to_owned;
    let lists = [
        WordList::YesNo,
        WordList::Gender,
        WordList::GenderWish,
        WordList::LotseStatus,
        WordList::Transport,
        WordList::Mode,
        WordList::Service,
        WordList::Topic,
        WordList::Priority,
    ];
    let words = lists.into_iter().map(|list| K::UnknownWord { word: s("munter"), list });
    let units = ["min", "h", "km", ""].into_iter().map(|unit| K::OutOfRange { min: 5, max: 1440, unit });
    let near = || vec![s("37293 Herleshausen"), s("37269 Eschwege")];
    let others = vec![
        K::MissingColumns { columns: vec![s("PLZ"), s("Sprachen")] },
        K::MissingValue,
        K::BrokenCell,
        K::TooLong { max: 120 },
        K::ControlCharacter,
        K::DuplicateNumber { first_sheet: String::new(), first_row: 1234 },
        K::DuplicateNumber { first_sheet: s("Lotsen"), first_row: 24 },
        K::NoEmail,
        K::NoPhone,
        K::PostcodeDigits { near: vec![] },
        K::PostcodeDigits { near: near() },
        K::UnknownPostcode { near: vec![] },
        K::UnknownPostcode { near: near() },
        K::NoLanguage,
        K::UnknownLanguage { name: s("Elbisch"), nearest: None },
        K::UnknownLanguage { name: s("Türksich"), nearest: Some(s("Türkisch")) },
        K::AmbiguousLanguage { name: s("Kurdisch"), choices: vec![s("Kurmandschi"), s("Sorani")] },
        K::UnknownLevel { level: s("C3"), language: String::new() },
        K::UnknownLevel { level: s("C3"), language: s("Dari") },
        K::UnknownQualification { name: String::new(), nearest: String::new() },
        K::UnknownQualification { name: s("Fürungszeugnis"), nearest: s("Führungszeugnis") },
        K::ImpossibleDate { date: s("31.02.2024") },
        K::YearMissing { date: s("14.12.") },
        K::ImpossibleTime { time: s("25:00") },
        K::SkippedTime { time: s("28.03.2027 02:30") },
        K::EndsBeforeItBegins { from: s("14:00"), to: s("09:00") },
        K::UnreadableTimes { part: String::new() },
        K::UnreadableTimes { part: s("selten") },
        K::DayWithoutTimes { day: s("Di") },
        K::NoAppointment,
        K::UnreadableAppointment { part: s("bald") },
        K::TimeMissing { date: s("14.12.2026") },
        K::WrongWeekday { weekday: s("Di"), date: s("14.12.2026") },
        K::SeriesOverlaps,
        K::WindowTooShort { room: 30, minutes: 60 },
        K::UnreadableDuration,
        K::UnreadableNumber,
        K::UnreadableDate,
    ];
    others.into_iter().chain(words).chain(units).collect()
}

fn notices() -> Vec<NoticeKind> {
    use NoticeKind as K;
    let s = str::to_owned;
    let others = vec![
        K::ColumnUnknown,
        K::ColumnRepeated { taken: s("PLZ") },
        K::ColumnUntitled { letters: s("AB") },
        K::SheetHidden,
        K::SheetOther { holds: None },
        K::SheetOther { holds: Some(ListKind::Lotsen) },
        K::SheetOther { holds: Some(ListKind::Requests) },
        K::RowSkipped { text: s("2 Personen") },
        K::NoConsent,
        K::NoEmail,
        K::AnyTime,
        K::LevelAssumed { language: s("Dari"), level: s("B2") },
        K::OwnQualification { name: s("Deeskalation") },
        K::LostLetters { value: s("?ukasz") },
        K::Past,
    ];
    let states = [
        RequestState::Offered,
        RequestState::Assigned,
        RequestState::Completed,
        RequestState::Cancelled,
        RequestState::Expired,
    ];
    let left_alone = states.map(|state| K::LeftAlone { number: s("A-017"), state });
    others.into_iter().chain(left_alone).collect()
}

fn refusals(locale: Locale) -> Vec<String> {
    use TableError as E;
    let s = str::to_owned;
    let tables = [
        E::FileTooLarge { bytes: 1, limit: 20 << 20 },
        E::UnpacksTooLarge { limit: 200 << 20 },
        E::TooManyRows { sheet: s("a"), limit: 50_000 },
        E::TooManyColumns { sheet: s("a"), row: 3, limit: 256 },
        E::TooManyCells { limit: 2_000_000 },
        E::CellTooLong { sheet: s("a"), row: 3, column: s("B"), limit: 10_000 },
        E::Empty,
        E::NotATable,
        E::BrokenText { encoding: TextEncoding::Utf8, line: 2 },
        E::UnclosedQuote { line: 2 },
        E::OldWorkbook,
        E::PasswordProtected,
        E::NotAWorkbook { detail: s("no parts") },
        E::BrokenSheet { sheet: s("a"), detail: s("no cells") },
    ];
    let lists = [
        ListError::NoSuchList { wanted: ListKind::Lotsen, found: None },
        ListError::NoSuchList { wanted: ListKind::Lotsen, found: Some(ListKind::Requests) },
        ListError::NoSuchList { wanted: ListKind::Requests, found: Some(ListKind::Lotsen) },
        ListError::NoSuchSheet { name: s("a"), sheets: vec![s("b"), s("c")] },
    ];
    let tables = tables.iter().map(|error| table_sentence(error, locale));
    tables.chain(lists.iter().map(|error| error.sentence(locale))).collect()
}

#[test]
fn every_sentence_is_whole() {
    for locale in Locale::ALL {
        let mut lines = Vec::new();
        for kind in faults() {
            lines.push(format!("{}: {} -> {}", kind.code(), kind.sentence(locale), kind.remedy(locale)));
        }
        for kind in notices() {
            lines.push(format!("{}: {}", kind.code(), kind.sentence(locale)));
        }
        lines.extend(refusals(locale));
        for line in &lines {
            assert!(!line.contains(['⟦', '{', '$']), "{line}");
            assert!(!line.contains("none"), "{line}");
        }
        super::snapshot(&format!("import_sentences_{locale}"), &lines.join("\n"));
    }
}
