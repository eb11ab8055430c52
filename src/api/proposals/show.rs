//! `GET /proposals/{id}`: one proposal.

use super::view::ProposalView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::ProposalId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<ProposalId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ProposalView;

    const OPERATION: Operation = Operation {
        id: "proposals.show",
        path: "/proposals/{id}",
        need: Need::Permission(Permission::RunsRead),
        summary: "One proposal",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<ProposalView> {
        Ok(Reply::ok(ProposalView::of(&app::proposals::find(call.context, call.grant()?, call.path.0)?)))
    }
}
