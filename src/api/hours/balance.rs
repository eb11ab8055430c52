//! `GET /lotsen/{id}/hours-balance`: what a Lotse has worked this year, and what is funded.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::app::hours::Balance;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;

/// The operation.
pub struct Show;

/// What a Lotse has worked in this calendar year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HoursBalance")]
pub struct BalanceView {
    /// The year.
    year: i32,
    /// Minutes of accompaniment that were confirmed.
    minutes_confirmed_this_year: u64,
    /// Minutes of accompaniment that wait for the project.
    minutes_waiting_this_year: u64,
    /// The most minutes of accompaniment in a year that the programme funds; absent where no rules hold.
    minutes_funded_a_year: Option<u64>,
    /// What is left of them; none where more was confirmed than is funded.
    minutes_left_this_year: Option<u64>,
    /// Assignments of interpreting that were confirmed; these are funded one by one.
    interpreting_confirmed_this_year: u64,
    /// Minutes of accompaniment of this ISO week that they have agreed to or done, as planned.
    minutes_this_week: u64,
    /// The guide value for a week; absent where no rules hold. Nothing is held back by it.
    minutes_guide_a_week: Option<u64>,
}

impl From<Balance> for BalanceView {
    fn from(balance: Balance) -> Self {
        let funded = balance.minutes_funded;
        Self {
            year: balance.year,
            minutes_confirmed_this_year: balance.minutes_confirmed,
            minutes_waiting_this_year: balance.minutes_waiting,
            minutes_funded_a_year: funded,
            minutes_left_this_year: funded.map(|funded| funded.saturating_sub(balance.minutes_confirmed)),
            interpreting_confirmed_this_year: balance.interpreting_confirmed,
            minutes_this_week: balance.minutes_this_week,
            minutes_guide_a_week: balance.minutes_guide,
        }
    }
}

impl Endpoint for Show {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = BalanceView;

    const OPERATION: Operation = Operation {
        id: "hours.balance",
        path: "/lotsen/{id}/hours-balance",
        need: Need::Permission(Permission::HoursRead),
        summary: "What a Lotse has worked this year and works this week, and what is funded",
        description: "A year's hours are those of assignments whose last sitting ends in it.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<BalanceView> {
        let grant = call.grant()?.clone();
        let balance = app::hours::balance(call.context, &grant, call.path.0, call.moment)?;
        Ok(Reply::ok(balance.into()))
    }
}
