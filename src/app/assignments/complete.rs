//! It took place.

use serde_json::json;

use super::{Moved, Refusal, end, held, minute};
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::Actor;
use crate::domain::id::AssignmentId;
use crate::domain::time::local;
use crate::storage::WriteTx;

/// Notes that an assignment took place. Nobody is written to.
///
/// # Errors
/// [`AppError::Refused`] when it is not confirmed, or its last sitting is still ahead; else when the database fails.
pub fn complete(context: &Context, id: AssignmentId, actor: Actor, moment: &mut Moment) -> Result<Moved, AppError> {
    context.database.write_guarded(|tx| complete_in(tx, id, actor, moment))
}

/// The same within a transaction, which holds the request from then on.
///
/// # Errors
/// As [`complete`].
pub fn complete_in(tx: &mut WriteTx, id: AssignmentId, actor: Actor, moment: &mut Moment) -> Result<Moved, AppError> {
    let (assignment, request) = held(tx, id)?;
    let completed = assignment.completed().map_err(Refusal::from)?;
    if minute(moment.now) < assignment.last_begins() {
        return Err(Refusal::NotBegun(local(assignment.last_begins())).into());
    }
    let details = json!({"request": request.id});
    end(tx, (&assignment, &request), &completed, details, actor, moment)?;
    Ok(Moved::now(tx, request.id, vec![completed])?)
}
