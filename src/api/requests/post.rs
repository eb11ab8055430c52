//! `POST /requests/{id}/post`: a draft is ready.

use super::view::RequestView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::RequestId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Post;

impl Endpoint for Post {
    type Path = Id<RequestId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = RequestView;

    const OPERATION: Operation = Operation {
        id: "requests.post",
        path: "/requests/{id}/post",
        need: Need::Permission(Permission::RequestsWrite),
        summary: "Post a draft",
        description: "From now on somebody is looked for: in the night, or at once where it is urgent. Not when its times have passed.",
        problems: &[ProblemCode::State],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<RequestView> {
        let (context, id) = (call.context, call.path.0);
        let grant = call.grant()?.clone();
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::requests::hold(tx, &grant, id)?;
            if_match.is_if_named(&RequestView::of(&current))?;
            Ok(Reply::ok(RequestView::of(&app::requests::post_draft(context, tx, &grant, &current, moment)?)))
        })
    }
}
