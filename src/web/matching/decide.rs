//! What a coordinator decides about a run and what it proposes.

use crate::app::offers::{self, Releasing};
use crate::app::{proposals, runs};
use crate::domain::audit::Actor;
use crate::domain::id::{ProposalId, RunId};
use crate::web::page::{Outcome, PageError, Visit};

/// Calls a run off.
pub fn stop(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<RunId>()?);
    visit.commit(|tx, moment| {
        runs::cancel(tx, &grant, id, moment)?;
        Ok::<_, PageError>(format!("/matching/{id}?done=stopped"))
    })
}

/// Asks the Lotsen.
pub fn release(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<RunId>()?);
    runs::find(context, &grant, id)?;
    let which = Releasing::Run { run: id, only_reviewed: visit.said.has("only_reviewed") };
    let release = offers::think_of_release(context, which, visit.moment)?;
    visit.commit(|tx, moment| {
        offers::release_in(context, tx, &release, Actor::User(grant.user()), moment)?;
        Ok::<_, PageError>(format!("/matching/{id}?done=released"))
    })
}

/// Finds a proposal good.
pub fn accept(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<ProposalId>()?);
    visit.commit(|tx, moment| {
        let proposal = proposals::accept(tx, &grant, id, moment)?;
        Ok::<_, PageError>(format!("/matching/{}?done=accepted", proposal.run))
    })
}

/// Drops one.
pub fn drop(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id, exclude) = (visit.grant()?.clone(), visit.id::<ProposalId>()?, visit.said.has("exclude"));
    visit.commit(|tx, moment| {
        let proposal = proposals::drop(tx, &grant, id, exclude, moment)?;
        Ok::<_, PageError>(format!("/matching/{}?done=dropped", proposal.run))
    })
}
