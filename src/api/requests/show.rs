//! `GET /requests/{id}`: one request.

use super::view::RequestView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::RequestId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<RequestId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = RequestView;

    const OPERATION: Operation = Operation {
        id: "requests.show",
        path: "/requests/{id}",
        need: Need::Permission(Permission::RequestsRead),
        summary: "One support request",
        description: "Without how to reach the newcomer.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<RequestView> {
        let request = app::requests::find(call.context, call.grant()?, call.path.0)?;
        Ok(Reply::ok(RequestView::of(&request)))
    }
}
