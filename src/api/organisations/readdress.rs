//! `PUT /organisations/{id}/email`: its mails go elsewhere.

use super::form::AddressForm;
use super::view::OrganisationView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;

/// The operation.
pub struct Readdress;

impl Endpoint for Readdress {
    type Path = Id<OrganisationId>;
    type Query = NoQuery;
    type Body = Json<AddressForm>;
    type Answer = OrganisationView;

    const OPERATION: Operation = Operation {
        id: "organisations.readdress",
        path: "/organisations/{id}/email",
        need: Need::Permission(Permission::OrganisationsAddress),
        summary: "Change an organisation's mail address",
        description: "Digests, alarms and whom to call go there: so a carrier's own coordinators change it, and operators. The version is \
            that of the organisation.",
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<OrganisationView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let email = call.body.0.read();
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::organisations::hold(tx, &grant, id)?;
            if_match.is(&OrganisationView::of(&current))?;
            let email = email.as_ref().map_err(Clone::clone)?.clone();
            let organisation = app::organisations::readdress(tx, &grant, &current, email, moment)?;
            Ok(Reply::ok(OrganisationView::of(&organisation)))
        })
    }
}
