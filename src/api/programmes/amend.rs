//! `POST /programmes/amendments`: other values, from a day on.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::view::AmendmentView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::app::programmes::Wanted;
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;
use crate::domain::rulebook::Values;
use crate::domain::text::Reason;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Amend;

/// Other values for all carriers or one, from a day on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewProgrammeAmendment")]
pub struct Form {
    /// For this carrier alone; for all where nothing is said.
    organisation: Option<Uuid>,
    /// The first day; not in a year whose accounts are closed.
    valid_from: NaiveDate,
    /// The last day; they go on where nothing is said.
    valid_until: Option<NaiveDate>,
    /// The values; what is absent stays as it is.
    values: Values,
    /// Why.
    #[schemars(length(min = 1, max = 500))]
    reason: String,
}

impl Document for Form {
    fn example() -> Value {
        json!({
            "organisation": "0197a3c0-0000-7000-8000-000000000001",
            "valid_from": "2027-01-01",
            "values": {
                "cents_per_assignment": 2400,
                "budget_cents_per_year": 1_500_000,
                "accompaniment_required": ["basic_course"],
            },
            "reason": "Decision of the county of 1 December 2026",
        })
    }
}

impl Endpoint for Amend {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = AmendmentView;

    const OPERATION: Operation = Operation {
        id: "programmes.amend",
        path: "/programmes/amendments",
        need: Need::Permission(Permission::ProgrammesWrite),
        summary: "Change funding rules or a budget",
        description: "From a day on, for all carriers or one. What was made last for the same day holds, each value by itself. \
                      Qualifications that are required replace those before as a whole, and count by the day of an appointment; those that \
                      nobody holds and no file names are refused.",
        problems: &[ProblemCode::NotFound, ProblemCode::State, ProblemCode::MissingReference],
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AmendmentView> {
        let (context, grant) = (call.context, call.grant()?.clone());
        let form = &call.body.0;
        let reason = Reason::parse(&form.reason).map_err(|error| ApiError::field("/reason", error))?;
        let wanted = Wanted {
            organisation: form.organisation.map(OrganisationId::from_uuid),
            valid_from: form.valid_from,
            valid_until: form.valid_until,
            values: form.values.clone(),
            reason,
        };
        call.commit(|tx, moment| {
            let amendment = app::programmes::amend(context, tx, &grant, wanted.clone(), moment)?;
            Ok(Reply::created("/programmes/amendments", AmendmentView::from(amendment)))
        })
    }
}
