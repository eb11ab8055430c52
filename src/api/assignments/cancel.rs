//! `POST /assignments/{id}/cancel`: call an assignment off.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::AssignmentView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::assignments::{cancel_in, find_in, hold};
use crate::domain::access::{Deed, Permission};
use crate::domain::assignment::CancelledBy;
use crate::domain::audit::Actor;
use crate::domain::id::AssignmentId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Cancel;

/// Who calls it off.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AssignmentCancellation")]
pub struct Form {
    /// In whose name.
    by: CancelledBy,
}

impl Document for Form {
    fn example() -> Value {
        json!({"by": "lotse"})
    }
}

impl Endpoint for Cancel {
    type Path = Id<AssignmentId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = AssignmentView;

    const OPERATION: Operation = Operation {
        id: "assignments.cancel",
        path: "/assignments/{id}/cancel",
        need: Need::Permission(Permission::AssignmentsMove),
        summary: "Call an assignment off",
        description: "Lotse, requester and newcomer are told. Where the requester does so the whole request is called off; otherwise somebody else is \
            looked for, at the same time. The request's carrier may do so in anybody's name, a carrier that lends the Lotse in the \
            Lotse's.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AssignmentView> {
        let (context, grant, id) = (call.context, call.grant()?.clone(), call.path.0);
        let by = call.body.0.by;
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = hold(tx, &grant, id, Deed::CallOff(by))?;
            if_match.is_if_named(&AssignmentView::of(&current))?;
            cancel_in(context, tx, id, by, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(AssignmentView::of(&find_in(tx, &grant, id)?)))
        })
    }
}
