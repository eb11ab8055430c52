//! `PUT /lotsen/{id}/contact`: another address, another number.

use super::form::ContactForm;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = Json<ContactForm>;
    type Answer = ContactForm;

    const OPERATION: Operation = Operation {
        id: "lotsen.contact.replace",
        path: "/lotsen/{id}/contact",
        need: Need::Permission(Permission::LotsenContact),
        summary: "Change how to reach a Lotse",
        description: "The whole contact is sent: what is left out is gone. Lotsen change their own.",
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ContactForm> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let contact = call.body.0.read();
        let if_match = call.version();
        call.commit(|tx, moment| {
            let (lotse, current) = app::lotsen::hold_contact(tx, &grant, id)?;
            if_match.is(&ContactForm::of(&current))?;
            let contact = contact.as_ref().map_err(Clone::clone)?;
            app::lotsen::replace_contact(tx, &grant, &lotse, contact, moment)?;
            Ok(Reply::ok(ContactForm::of(contact)))
        })
    }
}
