//! `PUT /requests/{id}/contact`: another address of the newcomer, or none.

use super::form::ContactForm;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::RequestId;

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Id<RequestId>;
    type Query = NoQuery;
    type Body = Json<ContactForm>;
    type Answer = ContactForm;

    const OPERATION: Operation = Operation {
        id: "requests.contact.replace",
        path: "/requests/{id}/contact",
        need: Need::Permission(Permission::RequestsContact),
        summary: "Change where the newcomer is told",
        description: "An address that is left out is gone. Possible at any time: the new one is told how things stand, and the former one that it hears no more.",
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ContactForm> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let email = call.body.0.read();
        let (if_match, context) = (call.version(), call.context);
        call.commit(|tx, moment| {
            let current = app::requests::hold(tx, &grant, id)?;
            if_match.is(&ContactForm::of(current.newcomer_email.as_ref()))?;
            let email = email.as_ref().map_err(Clone::clone)?;
            app::requests::replace_contact(context, tx, &grant, &current, email.clone(), moment)?;
            Ok(Reply::ok(ContactForm::of(email.as_ref())))
        })
    }
}
