//! What became of a list, in the caller's language.

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::app::import::{Fault, ImportReport, Notice, Outcome};
use crate::i18n::Locale;

/// What became of a list, or would become of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportReport")]
pub struct ReportView {
    /// Whether anything was stored.
    outcome: OutcomeView,
    /// Whose list it is.
    carrier: Option<Uuid>,
    /// The rows by what becomes of them.
    counts: CountsView,
    /// Organisations that the list names and that were not known; they become agencies.
    new_organisations: Vec<String>,
    /// Every fault, in the order of the list.
    faults: Vec<FaultView>,
    /// What else there is to know.
    notices: Vec<NoticeView>,
}

/// Whether a list was stored.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportOutcome")]
enum OutcomeView {
    /// The rows without fault are stored.
    Taken,
    /// They would have been; this was a dry run.
    Possible,
    /// There are faults, so nothing would be stored.
    Refused,
}

/// The rows of a list. Each is counted once.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportCounts")]
struct CountsView {
    /// Not known before.
    new: usize,
    /// Known, and the list says something else.
    changed: usize,
    /// Known, and the list says the same.
    unchanged: usize,
    /// Known and different, but too far on to be changed by a list.
    left_alone: usize,
    /// Faulty.
    faulty: usize,
}

/// One fault in one cell, or in a sheet as a whole.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportFault")]
struct FaultView {
    /// Name of the sheet; empty for CSV.
    sheet: String,
    /// Number of the row, as an editor shows it.
    row: u32,
    /// The heading of the column.
    column: String,
    /// The value of the cell.
    value: String,
    /// What is wrong, as a stable code.
    code: String,
    /// What is wrong, in the language asked for.
    detail: String,
    /// What to do.
    remedy: String,
}

/// What there is to know although it is no fault.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportNotice")]
struct NoticeView {
    /// Name of the sheet; empty for CSV.
    sheet: String,
    /// Number of the row, where it is about one.
    row: Option<u32>,
    /// The heading of the column, where it is about one.
    column: Option<String>,
    /// What it is, as a stable code.
    code: String,
    /// What it is, in the language asked for.
    detail: String,
}

impl ReportView {
    /// A report as it is shown.
    pub fn of(report: &ImportReport, locale: Locale) -> Self {
        let counts = report.counts;
        Self {
            outcome: match report.outcome {
                Outcome::Taken => OutcomeView::Taken,
                Outcome::Possible => OutcomeView::Possible,
                Outcome::Refused => OutcomeView::Refused,
            },
            carrier: report.carrier.as_ref().map(|carrier| carrier.id.as_uuid()),
            counts: CountsView {
                new: counts.new,
                changed: counts.changed,
                unchanged: counts.unchanged,
                left_alone: counts.left_alone,
                faulty: counts.faulty,
            },
            new_organisations: report.new_organisations.iter().map(ToString::to_string).collect(),
            faults: report.faults.iter().map(|fault| FaultView::of(fault, locale)).collect(),
            notices: report.notices.iter().map(|notice| NoticeView::of(notice, locale)).collect(),
        }
    }
}

impl FaultView {
    fn of(fault: &Fault, locale: Locale) -> Self {
        Self {
            sheet: fault.sheet.clone(),
            row: fault.row,
            column: fault.column.clone(),
            value: fault.value.clone(),
            code: fault.kind.code().to_owned(),
            detail: fault.kind.sentence(locale),
            remedy: fault.kind.remedy(locale),
        }
    }
}

impl NoticeView {
    fn of(notice: &Notice, locale: Locale) -> Self {
        Self {
            sheet: notice.sheet.clone(),
            row: notice.row,
            column: notice.column.clone(),
            code: notice.kind.code().to_owned(),
            detail: notice.kind.sentence(locale),
        }
    }
}
