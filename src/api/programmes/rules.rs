//! `GET /programmes/rules`: the funding rules that hold for a carrier on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::{self, AppError};
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;
use crate::domain::programme::Programme;
use crate::domain::qualification::QualificationCode;
use crate::domain::rulebook::Values;
use crate::domain::time::ZONE;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Rules;

/// For whom, and when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProgrammeRulesQuery")]
pub struct Query {
    /// For this carrier; where nothing is said, those of all.
    carrier: Option<Uuid>,
    /// On this day; today where nothing is said.
    day: Option<NaiveDate>,
}

/// The rules that hold.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProgrammeRules")]
pub struct RulesView {
    /// The programme.
    programme: String,
    /// For this carrier; absent for all.
    carrier: Option<Uuid>,
    /// On this day.
    day: NaiveDate,
    /// Every value that holds.
    values: Values,
    /// Qualifications without which nobody accompanies, as among the values.
    accompaniment_required: BTreeSet<QualificationCode>,
    /// Qualifications without which nobody interprets, as among the values.
    interpreting_required: BTreeSet<QualificationCode>,
}

impl RulesView {
    fn of(rules: &Programme, carrier: Option<Uuid>, day: NaiveDate) -> Self {
        Self {
            programme: rules.code.clone(),
            carrier,
            day,
            values: Values::of(rules),
            accompaniment_required: rules.accompaniment.required.clone(),
            interpreting_required: rules.interpreting.required.clone(),
        }
    }
}

impl Endpoint for Rules {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = RulesView;

    const OPERATION: Operation = Operation {
        id: "programmes.rules",
        path: "/programmes/rules",
        need: Need::Permission(Permission::ProgrammesRead),
        summary: "The funding rules that hold",
        description: "For a carrier on a day: those of the installation's files with all that was changed about them.",
        problems: &[ProblemCode::NotFound],
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<RulesView> {
        let day = call.query.day.unwrap_or_else(|| call.moment.now.with_timezone(&ZONE).date_naive());
        let carrier = call.query.carrier.map(OrganisationId::from_uuid);
        let rules = match app::programmes::rules(call.context, call.grant()?, carrier, day) {
            // Before the programme began there are none.
            Err(AppError::Programme(_)) => return Err(ApiError::not_found()),
            rules => rules?,
        };
        Ok(Reply::ok(RulesView::of(&rules, call.query.carrier, day)))
    }
}
