//! `GET /outbox/{id}`: one mail.

use super::view::MailView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::MailId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<MailId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = MailView;

    const OPERATION: Operation = Operation {
        id: "outbox.show",
        path: "/outbox/{id}",
        need: Need::Permission(Permission::OutboxRead),
        summary: "One mail",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<MailView> {
        let mail = app::outbox::find(call.context, call.grant()?, call.path.0)?;
        Ok(Reply::ok(MailView::of(mail)))
    }
}
