//! `GET /matching-runs/{id}/progress`: how far a run has come, as it goes on.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::api::stream::{Feed, Told};
use crate::app::{self, AppError};
use crate::domain::access::Permission;
use crate::domain::id::RunId;
use crate::http::problem::ProblemCode;

use super::view::CourseView;

/// The operation.
pub struct Progress;

impl Endpoint for Progress {
    type Path = Id<RunId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = CourseView;

    const OPERATION: Operation = Operation {
        id: "matching-runs.progress",
        path: "/matching-runs/{id}/progress",
        need: Need::Permission(Permission::RunsRead),
        summary: "Follow a matching run",
        description: "Server-sent events: `progress` with each change and `end` when the run is over, each with a document. Where the \
            stream breaks off, ask again: it begins with how things stand.",
        problems: &[ProblemCode::Busy],
        ..Operation::FOLLOW
    };

    fn run(call: Call<'_, Self>) -> Outcome<CourseView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        app::runs::find(call.context, &grant, id)?;
        Ok(Reply::stream(Feed::new(move |context| {
            let run = app::runs::find(context, &grant, id)?;
            let json = serde_json::to_string(&CourseView::of(&run)).map_err(AppError::Document)?;
            Ok(Told { json, is_last: run.progress.state().is_over() })
        })))
    }
}
