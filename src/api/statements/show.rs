//! `GET /lotsen/{id}/statement`: what the confirmed work of a month is paid.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::api::values::MonthText;
use crate::app;
use crate::app::statements::{Line, Part, Statement, Sums};
use crate::domain::access::Permission;
use crate::domain::allowance::HeldBack;
use crate::domain::code::Service;
use crate::domain::id::LotseId;

/// The operation.
pub struct Show;

/// Which month.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "StatementQuery")]
pub struct Query {
    /// The month; the current one where nothing is said.
    month: Option<MonthText>,
}

/// What a Lotse's confirmed work of a month is paid.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Statement")]
pub struct StatementView {
    /// Who.
    lotse: Uuid,
    /// The month.
    month: MonthText,
    /// All that is paid, euro cents.
    cents: u64,
    /// A part for each carrier that accounts for some of it.
    parts: Vec<PartView>,
}

/// What one carrier pays.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StatementPart")]
pub struct PartView {
    /// Which one.
    carrier: Uuid,
    /// All that it pays, euro cents.
    cents: u64,
    /// Sums of accompaniment.
    accompaniment: SumsView,
    /// Sums of interpreting.
    interpreting: SumsView,
    /// Entries of the month that do not count, because they were not confirmed yet.
    undecided: u64,
    /// Minutes of accompaniment that are paid of the whole year by now.
    paid_minutes_this_year: u64,
    /// The most that are paid in the year; absent where no rules hold.
    most_minutes_a_year: Option<u64>,
    /// Entry by entry, in the order in which they were worked.
    lines: Vec<LineView>,
}

/// Sums of entries.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WorkSums")]
pub struct SumsView {
    /// Entries.
    entries: u64,
    /// Minutes that were worked.
    minutes: u64,
    /// Minutes that are paid.
    paid_minutes: u64,
    /// Sittings.
    sittings: u64,
    /// Sittings that are paid.
    paid_sittings: u64,
    /// Euro cents.
    cents: u64,
}

/// An entry.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StatementLine")]
pub struct LineView {
    /// The entry of hours.
    hours: Uuid,
    /// The day of the last sitting.
    day: NaiveDate,
    /// The request's number.
    reference: String,
    /// As what they went.
    service: Service,
    /// Minutes that were worked.
    minutes: u32,
    /// Sittings.
    sittings: u32,
    /// Minutes that are paid; none where sittings are.
    paid_minutes: u32,
    /// Sittings that are paid; none where minutes are.
    paid_sittings: u32,
    /// Euro cents for an hour or a sitting.
    rate_cents: u32,
    /// Euro cents.
    cents: u64,
    /// The limit that it is beyond, in part or altogether.
    beyond: Option<HeldBack>,
}

impl From<Sums> for SumsView {
    fn from(sums: Sums) -> Self {
        let Sums { entries, minutes, paid_minutes, sittings, paid_sittings, cents } = sums;
        Self { entries, minutes, paid_minutes, sittings, paid_sittings, cents }
    }
}

impl From<&Line> for LineView {
    fn from(line: &Line) -> Self {
        Self {
            hours: line.work.entry.as_uuid(),
            day: line.work.worked_until.date(),
            reference: line.reference.to_string(),
            service: line.work.service,
            minutes: line.work.minutes,
            sittings: line.work.sittings,
            paid_minutes: line.paid.minutes,
            paid_sittings: line.paid.sittings,
            rate_cents: line.paid.rate,
            cents: line.paid.cents,
            beyond: line.paid.beyond,
        }
    }
}

impl From<&Part> for PartView {
    fn from(part: &Part) -> Self {
        Self {
            carrier: part.carrier.as_uuid(),
            cents: part.cents(),
            accompaniment: part.sums(Service::Accompaniment).into(),
            interpreting: part.sums(Service::Interpreting).into(),
            undecided: part.undecided,
            paid_minutes_this_year: part.year_minutes,
            most_minutes_a_year: part.most_minutes,
            lines: part.lines.iter().map(LineView::from).collect(),
        }
    }
}

impl From<&Statement> for StatementView {
    fn from(statement: &Statement) -> Self {
        Self {
            lotse: statement.lotse.as_uuid(),
            month: statement.month.into(),
            cents: statement.cents(),
            parts: statement.parts.iter().map(PartView::from).collect(),
        }
    }
}

impl Endpoint for Show {
    type Path = Id<LotseId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = StatementView;

    const OPERATION: Operation = Operation {
        id: "statements.show",
        path: "/lotsen/{id}/statement",
        need: Need::Permission(Permission::HoursRead),
        summary: "What the confirmed work of a month is paid",
        description: "By the rules of each day, up to the yearly limits, entry by entry; for Lotsen their own, for coordinators what \
            their carrier accounts for. Computed from what is confirmed now.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<StatementView> {
        let month = MonthText::or_current(call.query.month.as_ref(), call.moment.now)?;
        let statement = app::statements::statement(call.context, call.grant()?, call.path.0, month)?;
        Ok(Reply::ok(StatementView::from(&statement)))
    }
}
