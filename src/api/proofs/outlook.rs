//! `GET /organisations/{id}/forecast`: what a project will probably need next year.

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::sight;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::api::values::MonthText;
use crate::app::forecasts::{self, Outlook, rounded};
use crate::domain::access::Permission;
use crate::domain::code::Service;
use crate::domain::forecast::Basis;
use crate::domain::id::OrganisationId;

/// The operation.
pub struct Show;

/// What a project will probably need.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Forecast")]
pub struct OutlookView {
    /// Whose.
    organisation: Uuid,
    /// The year that is looked ahead to.
    year: i32,
    /// The last month that counts.
    known_until: MonthText,
    /// Accompaniment, in minutes.
    accompaniment: NeedView,
    /// Interpreting, in sittings.
    interpreting: NeedView,
}

/// What is needed of one service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ForecastOfService")]
pub struct NeedView {
    /// What was worked.
    years: Vec<YearView>,
    /// So many months are known.
    months_known: usize,
    /// So many are needed to say anything.
    months_needed: usize,
    /// What will probably be; absent where too few months are known.
    expected: Option<ExpectedView>,
    /// What nobody was found for in the last twelve months; not contained in the forecast.
    unmet: Option<UnmetView>,
}

/// What was worked in a year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ForecastYear")]
pub struct YearView {
    /// The year.
    year: i32,
    /// Minutes or sittings.
    sum: u64,
    /// Of so many months.
    months: u32,
}

/// What will probably be.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ForecastExpected")]
pub struct ExpectedView {
    /// Minutes or sittings of the year.
    sum: u64,
    /// Nine of ten such years come to something between this
    least: u64,
    /// and this.
    most: u64,
    /// Euro cents for the sum; absent where no rules hold.
    cents: Option<u64>,
    /// Euro cents for the most.
    cents_at_most: Option<u64>,
    /// Month by month.
    months: Vec<u64>,
    /// `trend_and_season`, or `last_year` where too few months are known to tell these apart.
    basis: BasisCode,
}

/// How a forecast was made.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ForecastBasis")]
pub enum BasisCode {
    /// Trend and season of two years and more.
    TrendAndSeason,
    /// The last twelve months as they were.
    LastYear,
}

/// What nobody was found for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ForecastUnmet")]
pub struct UnmetView {
    /// Requests.
    requests: u64,
    /// How long they were to take.
    minutes: u64,
    /// In how many sittings.
    sittings: u64,
}

fn need(need: &forecasts::Need, service: Service) -> NeedView {
    let expected = need.forecast.as_ref().map(|forecast| ExpectedView {
        sum: rounded(forecast.sum),
        least: rounded(forecast.least),
        most: rounded(forecast.most),
        cents: need.cents(service, forecast.sum),
        cents_at_most: need.cents(service, forecast.most),
        months: forecast.months.iter().map(|month| rounded(*month)).collect(),
        basis: match forecast.basis {
            Basis::TrendAndSeason => BasisCode::TrendAndSeason,
            Basis::LastYear => BasisCode::LastYear,
        },
    });
    NeedView {
        years: need
            .years
            .iter()
            .map(|(year, sum, months)| YearView { year: *year, sum: *sum, months: *months })
            .collect(),
        months_known: need.months_known,
        months_needed: need.months_needed,
        expected,
        unmet: need.unmet.map(|unmet| UnmetView {
            requests: unmet.requests,
            minutes: unmet.minutes,
            sittings: unmet.sittings,
        }),
    }
}

impl From<&Outlook> for OutlookView {
    fn from(outlook: &Outlook) -> Self {
        Self {
            organisation: outlook.organisation.as_uuid(),
            year: outlook.year,
            known_until: outlook.until.into(),
            accompaniment: need(&outlook.accompaniment, Service::Accompaniment),
            interpreting: need(&outlook.interpreting, Service::Interpreting),
        }
    }
}

impl Endpoint for Show {
    type Path = Id<OrganisationId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = OutlookView;

    const OPERATION: Operation = Operation {
        id: "proofs.forecast",
        path: "/organisations/{id}/forecast",
        need: Need::Permission(Permission::ProofsRead),
        summary: "What a project will probably need next year",
        description: "From trend and season of the hours that were worked, with a range that nine of ten such years lie in; what nobody was \
            found for is told apart. Nothing is foretold from fewer than twelve months, and no trend from fewer than 24.",
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<OutlookView> {
        let outlook =
            forecasts::outlook(call.context, call.grant()?, sight(&call, call.path.0), call.path.0, call.moment.now)?;
        Ok(Reply::ok(OutlookView::from(&outlook)))
    }
}
