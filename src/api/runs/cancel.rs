//! `POST /matching-runs/{id}/cancel`: the plan is not wanted any more.

use super::view::RunView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::RunId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Cancel;

impl Endpoint for Cancel {
    type Path = Id<RunId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = RunView;

    const OPERATION: Operation = Operation {
        id: "matching-runs.cancel",
        path: "/matching-runs/{id}/cancel",
        need: Need::Permission(Permission::RunsStart),
        summary: "Call a matching run off",
        description: "One that waits ends at once. One that runs stops at the next opportunity, and stores no plan; until then it is \
            `stopping`.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<RunView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&RunView::of(&app::runs::hold(tx, &grant, id)?))?;
            Ok(Reply::ok(RunView::of(&app::runs::cancel(tx, &grant, id, moment)?)))
        })
    }
}
