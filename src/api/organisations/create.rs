//! `POST /organisations`: one more organisation.

use super::form::NewOrganisation;
use super::view::OrganisationView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Create;

impl Endpoint for Create {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<NewOrganisation>;
    type Answer = OrganisationView;

    const OPERATION: Operation = Operation {
        id: "organisations.create",
        path: "/organisations",
        need: Need::Permission(Permission::OrganisationsWrite),
        summary: "Add an organisation",
        description: "Its kind stays what it is.",
        problems: &[ProblemCode::Duplicate],
        versioned: true,
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<OrganisationView> {
        let grant = call.grant()?.clone();
        let (kind, described) = call.body.0.read(call.context)?;
        call.commit(|tx, moment| {
            let organisation = app::organisations::add(tx, &grant, kind, described.clone(), moment)?;
            let path = format_args!("/organisations/{}", organisation.id);
            Ok(Reply::created(path, OrganisationView::of(&organisation)))
        })
    }
}
