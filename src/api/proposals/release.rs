//! `POST /proposals/{id}/release`: ask this Lotse.

use super::view::{ProposalView, ReleasedView};
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::app::offers::{self, Releasing};
use crate::domain::access::Permission;
use crate::domain::audit::Actor;
use crate::domain::id::ProposalId;
use crate::domain::offer::ProposalState;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Release;

impl Endpoint for Release {
    type Path = Id<ProposalId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ReleasedView;

    const OPERATION: Operation = Operation {
        id: "proposals.release",
        path: "/proposals/{id}/release",
        need: Need::Permission(Permission::ProposalsDecide),
        summary: "Release one proposal",
        description: "The Lotse gets a mail with a question. Where the appointment is near and the project wants it, the next best are \
            asked too.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        line: Line::Thinking,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ReleasedView> {
        let (context, grant, id) = (call.context, call.grant()?.clone(), call.path.0);
        let proposal = app::proposals::find(context, &grant, id)?;
        let waits = proposal.state.move_to(ProposalState::Released).map(|_| ()).map_err(ApiError::from);
        let thought = offers::think_of_release(context, Releasing::One(id), call.moment).map_err(ApiError::from);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&ProposalView::of(&app::proposals::hold(tx, &grant, id)?))?;
            waits.clone()?;
            let release = thought.as_ref().map_err(Clone::clone)?;
            let released = offers::release_in(context, tx, release, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(ReleasedView::of(&released)))
        })
    }
}
