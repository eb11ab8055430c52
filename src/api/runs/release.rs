//! `POST /matching-runs/{id}/release`: ask the Lotsen.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::RunView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Line, Need, Operation};
use crate::api::proposals::ReleasedView;
use crate::api::reply::Reply;
use crate::app;
use crate::app::offers::{self, Releasing};
use crate::domain::access::Permission;
use crate::domain::audit::Actor;
use crate::domain::id::RunId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Release;

/// Which proposals of the run.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RunRelease")]
pub struct Form {
    /// Only those that were accepted or swapped by hand; otherwise all that wait.
    #[serde(default)]
    only_reviewed: bool,
}

impl Document for Form {
    fn example() -> Value {
        json!({"only_reviewed": true})
    }
}

impl Endpoint for Release {
    type Path = Id<RunId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = ReleasedView;

    const OPERATION: Operation = Operation {
        id: "matching-runs.release",
        path: "/matching-runs/{id}/release",
        need: Need::Permission(Permission::ProposalsDecide),
        summary: "Release what a run proposes",
        description: "Each Lotse gets a mail with a question. Where an appointment is near and the project wants it, the next best are \
            asked too.",
        problems: &[ProblemCode::Changed],
        heeds_version: true,
        line: Line::Thinking,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ReleasedView> {
        let (context, grant, id) = (call.context, call.grant()?.clone(), call.path.0);
        let which = Releasing::Run { run: id, only_reviewed: call.body.0.only_reviewed };
        let if_match = call.version();
        // Nobody thinks about what is not as it was read.
        if_match.is_if_named(&RunView::of(&app::runs::find(context, &grant, id)?))?;
        let thought = offers::think_of_release(context, which, call.moment).map_err(ApiError::from);
        call.commit(|tx, moment| {
            if_match.is_if_named(&RunView::of(&app::runs::hold(tx, &grant, id)?))?;
            let release = thought.as_ref().map_err(Clone::clone)?;
            let released = offers::release_in(context, tx, release, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(ReleasedView::of(&released)))
        })
    }
}
