//! `POST /matching-runs`: have requests matched.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::view::RunView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::runs::{self, Order};
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;

/// The operation.
pub struct Start;

/// Which requests are to be matched.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MatchingRunOrder")]
pub struct Form {
    /// Those of this carrier.
    carrier: Uuid,
    /// Whether the plan becomes offers without anybody's review. Asks for the permission `proposals.decide` too.
    #[serde(default)]
    release: bool,
}

impl Document for Form {
    fn example() -> Value {
        json!({"carrier": "0197a3c0-0000-7000-8000-000000000001", "release": false})
    }
}

impl Endpoint for Start {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = RunView;

    const OPERATION: Operation = Operation {
        id: "matching-runs.start",
        path: "/matching-runs",
        need: Need::Permission(Permission::RunsStart),
        summary: "Have requests matched",
        description: "A worker decides all open requests of the carrier together as soon as it can. Where such a run waits already, it \
            is that one.",
        success: 202,
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<RunView> {
        let grant = call.grant()?.clone();
        let Form { carrier, release } = call.body.0;
        if release {
            call.caller()?.access.grant(Permission::ProposalsDecide)?;
        }
        let order = Order { carrier: OrganisationId::from_uuid(carrier), release };
        call.commit(|tx, moment| {
            let run = runs::order(tx, &grant, order, moment)?;
            Ok(Reply::accepted(format_args!("/matching-runs/{}", run.id), RunView::of(&run)))
        })
    }
}
