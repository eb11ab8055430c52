//! `GET /assignments/{id}`: one assignment.

use super::view::AssignmentView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::AssignmentId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<AssignmentId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = AssignmentView;

    const OPERATION: Operation = Operation {
        id: "assignments.show",
        path: "/assignments/{id}",
        need: Need::Permission(Permission::AssignmentsRead),
        summary: "One assignment",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<AssignmentView> {
        Ok(Reply::ok(AssignmentView::of(&app::assignments::find(call.context, call.grant()?, call.path.0)?)))
    }
}
