//! The same way for both kinds of lists: bytes, sheets, rows, report.

use super::body::ListFile;
use super::query::Query;
use super::view::ReportView;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome as Answered};
use crate::api::fault::ApiError;
use crate::api::reply::Reply;
use crate::app::import::{
    Defaults, Fault, ImportOptions, ImportReport, ListError, ListFileError, Outcome, ReadList, Reference,
};
use crate::app::receipts::Transaction;
use crate::app::{AppError, Context, Moment};
use crate::domain::time::ZONE;
use crate::http::problem::{FieldFault, FieldKind, Place};
use crate::i18n::Locale;

/// Reads the rows of a file.
type Read<E> = fn(&[u8], Option<&str>, &Reference<'_>, &Defaults) -> Result<ReadList<E>, ListFileError>;

/// Takes rows within a transaction.
type Take<E> =
    fn(&Context, &mut Transaction, &ReadList<E>, &ImportOptions, &mut Moment) -> Result<ImportReport, AppError>;

/// What is done with the rows of one kind of list.
pub struct Kind<E> {
    /// Reads them.
    pub read: Read<E>,
    /// Says what would become of them.
    pub look: fn(&Context, &ReadList<E>, &ImportOptions, &mut Moment) -> Result<ImportReport, AppError>,
    /// Takes them within a transaction.
    pub take: Take<E>,
}

/// Takes a list, or says what would become of it.
pub fn take<C, E>(mut call: Call<'_, C>, kind: &Kind<E>) -> Answered<ReportView>
where
    C: Endpoint<Path = Nothing, Query = Query, Body = ListFile, Answer = ReportView>,
{
    let (context, locale) = (call.context, call.locale);
    let options = call.query.options(call.grant()?)?;
    let reference = Reference {
        languages: &context.languages,
        gazetteer: context.area.gazetteer(),
        today: call.moment.now.with_timezone(&ZONE).date_naive(),
    };
    let list = (kind.read)(&call.body.0, call.query.sheet.as_deref(), &reference, &options.defaults)
        .map_err(|error| unreadable(&error, locale))?;
    if options.dry_run {
        let report = (kind.look)(context, &list, &options, call.moment).map_err(not_taken)?;
        return Ok(Reply::ok(ReportView::of(&report, locale)));
    }
    call.commit(|tx, moment| {
        let report = (kind.take)(context, tx, &list, &options, moment).map_err(not_taken)?;
        match report.outcome {
            Outcome::Refused => Err(refused(&report, locale)),
            Outcome::Taken | Outcome::Possible => Ok(Reply::ok(ReportView::of(&report, locale))),
        }
    })
}

/// Why a list is not taken whatever is in it.
fn not_taken(error: AppError) -> ApiError {
    match error {
        AppError::Carrier(_) => ApiError::parameter("carrier", FieldKind::UnknownReference),
        other => other.into(),
    }
}

/// Why a file is no list.
fn unreadable(error: &ListFileError, locale: Locale) -> ApiError {
    let kind = |code| FieldKind::Cell { code, detail: error.sentence(locale) };
    match error {
        ListFileError::Table(_) => ApiError::field("", kind("unreadable_list")),
        ListFileError::List(ListError::NoSuchSheet { .. }) => ApiError::parameter("sheet", kind("no_such_sheet")),
        ListFileError::List(ListError::NoSuchList { .. }) => ApiError::field("", kind("no_headings")),
    }
}

/// Every fault of a list, each with its place.
fn refused(report: &ImportReport, locale: Locale) -> ApiError {
    ApiError::Fields(report.faults.iter().map(|fault| told(fault, locale)).collect())
}

fn told(fault: &Fault, locale: Locale) -> FieldFault {
    let escaped = |text: &str| text.replace('~', "~0").replace('/', "~1");
    let sheet = if fault.sheet.is_empty() { String::new() } else { format!("/sheets/{}", escaped(&fault.sheet)) };
    let detail = format!("{} {}", fault.kind.sentence(locale), fault.kind.remedy(locale));
    FieldFault {
        place: Place::Body,
        pointer: format!("{sheet}/rows/{}/{}", fault.row, escaped(&fault.column)),
        kind: FieldKind::Cell { code: fault.kind.code(), detail },
    }
}
