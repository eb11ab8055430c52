//! `POST /assignments/{id}/no-show`: note who did not come.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::AssignmentView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::assignments::{find_in, hold, no_show_in};
use crate::domain::access::{Deed, Permission};
use crate::domain::assignment::Missed;
use crate::domain::audit::Actor;
use crate::domain::id::AssignmentId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct NoShow;

/// Who was missing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AssignmentNoShow")]
pub struct Form {
    /// Who did not come.
    who: Missed,
}

impl Document for Form {
    fn example() -> Value {
        json!({"who": "newcomer"})
    }
}

impl Endpoint for NoShow {
    type Path = Id<AssignmentId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = AssignmentView;

    const OPERATION: Operation = Operation {
        id: "assignments.no_show",
        path: "/assignments/{id}/no-show",
        need: Need::Permission(Permission::AssignmentsMove),
        summary: "Note who did not come",
        description: "By the request's carrier, once the last sitting has begun. Where it was the Lotse the project is alarmed.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AssignmentView> {
        let (context, grant, id) = (call.context, call.grant()?.clone(), call.path.0);
        let who = call.body.0.who;
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = hold(tx, &grant, id, Deed::Close)?;
            if_match.is_if_named(&AssignmentView::of(&current))?;
            no_show_in(context, tx, id, who, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(AssignmentView::of(&find_in(tx, &grant, id)?)))
        })
    }
}
