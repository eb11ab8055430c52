//! `GET /organisations/{id}`: one organisation.

use super::view::OrganisationView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<OrganisationId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = OrganisationView;

    const OPERATION: Operation = Operation {
        id: "organisations.show",
        path: "/organisations/{id}",
        need: Need::Permission(Permission::OrganisationsRead),
        summary: "One organisation",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<OrganisationView> {
        let organisation = app::organisations::find(call.context, call.grant()?, call.path.0)?;
        Ok(Reply::ok(OrganisationView::of(&organisation)))
    }
}
