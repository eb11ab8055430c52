//! `POST /proposals/{id}/accept`: it is good.

use super::view::ProposalView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::ProposalId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Accept;

impl Endpoint for Accept {
    type Path = Id<ProposalId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ProposalView;

    const OPERATION: Operation = Operation {
        id: "proposals.accept",
        path: "/proposals/{id}/accept",
        need: Need::Permission(Permission::ProposalsDecide),
        summary: "Find a proposal good",
        description: "No later run decides on its request, until it is released or dropped or its time is over. Nobody is asked yet.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ProposalView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&ProposalView::of(&app::proposals::hold(tx, &grant, id)?))?;
            Ok(Reply::ok(ProposalView::of(&app::proposals::accept(tx, &grant, id, moment)?)))
        })
    }
}
