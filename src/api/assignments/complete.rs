//! `POST /assignments/{id}/complete`: note that an assignment took place.

use super::view::AssignmentView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::assignments::{complete_in, find_in, hold};
use crate::domain::access::{Deed, Permission};
use crate::domain::audit::Actor;
use crate::domain::id::AssignmentId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Complete;

impl Endpoint for Complete {
    type Path = Id<AssignmentId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = AssignmentView;

    const OPERATION: Operation = Operation {
        id: "assignments.complete",
        path: "/assignments/{id}/complete",
        need: Need::Permission(Permission::AssignmentsMove),
        summary: "Note that an assignment took place",
        description: "By the request's carrier, once its last sitting has begun. With the last assignment the request is completed.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AssignmentView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = hold(tx, &grant, id, Deed::Close)?;
            if_match.is_if_named(&AssignmentView::of(&current))?;
            complete_in(tx, id, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(AssignmentView::of(&find_in(tx, &grant, id)?)))
        })
    }
}
