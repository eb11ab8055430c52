//! `GET /matching-runs/{id}`: one run.

use super::view::RunView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::RunId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<RunId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = RunView;

    const OPERATION: Operation = Operation {
        id: "matching-runs.show",
        path: "/matching-runs/{id}",
        need: Need::Permission(Permission::RunsRead),
        summary: "One matching run",
        description: "Where it stands and, once it has finished, what it came to: served and unserved by priority, how far the plan is \
            from the best possible, time by phase, and what first come, first served would have come to.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<RunView> {
        Ok(Reply::ok(RunView::of(&app::runs::find(call.context, call.grant()?, call.path.0)?)))
    }
}
