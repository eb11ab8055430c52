//! `POST /assignments/{id}/change`: move an assignment to another time.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::AssignmentView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::api::values::LocalTime;
use crate::app::assignments::{NewTime, change_in, find_in, hold};
use crate::domain::access::{Deed, Permission};
use crate::domain::audit::Actor;
use crate::domain::id::AssignmentId;
use crate::http::problem::{FieldKind, ProblemCode};

/// The operation.
pub struct Change;

/// When it is to be instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AssignmentChange")]
pub struct Form {
    /// Local begin of the first sitting; the others of a series keep their distance from it.
    start: LocalTime,
    /// How long each sitting takes; as before where nothing is said.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1440))]
    minutes: Option<u32>,
}

impl Document for Form {
    fn example() -> Value {
        json!({"start": "2026-12-16T14:00", "minutes": 60})
    }
}

impl Endpoint for Change {
    type Path = Id<AssignmentId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = AssignmentView;

    const OPERATION: Operation = Operation {
        id: "assignments.change",
        path: "/assignments/{id}/change",
        need: Need::Permission(Permission::AssignmentsMove),
        summary: "Move an assignment to another time",
        description: "With all others that are confirmed for the same request; everybody is told. Lotsen who go elsewhere at that time are \
            in the way. By the request's carrier.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AssignmentView> {
        let (context, grant, id) = (call.context, call.grant()?.clone(), call.path.0);
        let Form { start, minutes } = &call.body.0;
        let start = start.parse().map_err(|kind: FieldKind| ApiError::field("/start", kind))?;
        let to = NewTime { start, minutes: *minutes };
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = hold(tx, &grant, id, Deed::Change)?;
            if_match.is_if_named(&AssignmentView::of(&current))?;
            change_in(context, tx, id, to, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(AssignmentView::of(&find_in(tx, &grant, id)?)))
        })
    }
}
