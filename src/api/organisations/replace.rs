//! `PUT /organisations/{id}`: another name, address, or other regions.

use super::form::OrganisationForm;
use super::view::OrganisationView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;
use crate::http::problem::{FieldKind, ProblemCode};

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Id<OrganisationId>;
    type Query = NoQuery;
    type Body = Json<OrganisationForm>;
    type Answer = OrganisationView;

    const OPERATION: Operation = Operation {
        id: "organisations.replace",
        path: "/organisations/{id}",
        need: Need::Permission(Permission::OrganisationsWrite),
        summary: "Change an organisation",
        description: "Name, mail address and regions are sent as a whole; the kind stays. Another mail address wants the permission \
            `organisations.address` for the organisation.",
        problems: &[ProblemCode::Duplicate],
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<OrganisationView> {
        let (context, id) = (call.context, call.path.0);
        let grant = call.grant()?.clone();
        let address = call.caller()?.access.grant(Permission::OrganisationsAddress);
        let if_match = call.version();
        let form = call.body.0.clone();
        call.commit(|tx, moment| {
            let current = app::organisations::hold(tx, &grant, id)?;
            if_match.is(&OrganisationView::of(&current))?;
            let described = form.read(current.kind, context)?;
            let is_elsewhere = described.email != current.email;
            if is_elsewhere && !address.as_ref().is_ok_and(|grant| grant.scope().has_organisation(id)) {
                return Err(ApiError::field("/email", FieldKind::NotYours));
            }
            let organisation = app::organisations::replace(tx, &grant, &current, described, moment)?;
            Ok(Reply::ok(OrganisationView::of(&organisation)))
        })
    }
}
