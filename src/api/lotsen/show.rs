//! `GET /lotsen/{id}`: one Lotse.

use super::view::LotseView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = LotseView;

    const OPERATION: Operation = Operation {
        id: "lotsen.show",
        path: "/lotsen/{id}",
        need: Need::Permission(Permission::LotsenRead),
        summary: "One Lotse",
        description: "Without how to reach them, and without when they are away.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<LotseView> {
        let lotse = app::lotsen::find(call.context, call.grant()?, call.path.0)?;
        Ok(Reply::ok(LotseView::of(&lotse)))
    }
}
