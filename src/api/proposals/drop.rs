//! `POST /proposals/{id}/drop`: it is not wanted.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::ProposalView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::ProposalId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Drop;

/// How it is dropped.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProposalDrop")]
pub struct Form {
    /// Whether the Lotse is not to be proposed for the request again.
    #[serde(default)]
    exclude: bool,
}

impl Document for Form {
    fn example() -> Value {
        json!({"exclude": true})
    }
}

impl Endpoint for Drop {
    type Path = Id<ProposalId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = ProposalView;

    const OPERATION: Operation = Operation {
        id: "proposals.drop",
        path: "/proposals/{id}/drop",
        need: Need::Permission(Permission::ProposalsDecide),
        summary: "Drop a proposal",
        description: "Where nothing else is proposed or asked for the request it is open again, and the next run decides on it.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ProposalView> {
        let (grant, id, exclude) = (call.grant()?.clone(), call.path.0, call.body.0.exclude);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&ProposalView::of(&app::proposals::hold(tx, &grant, id)?))?;
            Ok(Reply::ok(ProposalView::of(&app::proposals::drop(tx, &grant, id, exclude, moment)?)))
        })
    }
}
