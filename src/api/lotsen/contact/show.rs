//! `GET /lotsen/{id}/contact`: how to reach a Lotse.

use super::form::ContactForm;
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
    type Answer = ContactForm;

    const OPERATION: Operation = Operation {
        id: "lotsen.contact.show",
        path: "/lotsen/{id}/contact",
        need: Need::Permission(Permission::LotsenContact),
        summary: "How to reach a Lotse",
        description: "The look is noted in the audit.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<ContactForm> {
        let grant = call.grant()?.clone();
        let contact = app::lotsen::contact(call.context, &grant, call.path.0, call.moment)?;
        Ok(Reply::ok(ContactForm::of(&contact)))
    }
}
