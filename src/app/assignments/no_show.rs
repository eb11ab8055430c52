//! Somebody did not come.

use serde_json::json;

use super::{Moved, Refusal, alarm, clock, end, held, minute, post};
use crate::app::{AppError, Context, Moment};
use crate::domain::assignment::{AssignmentState, Missed};
use crate::domain::audit::Actor;
use crate::domain::id::AssignmentId;

/// Notes who did not come. Where it was the Lotse, the project is alarmed: somebody stood there alone.
///
/// # Errors
/// [`AppError::Refused`] when it is not confirmed, or is still ahead; else when the database fails.
pub fn no_show(
    context: &Context,
    id: AssignmentId,
    who: Missed,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    context.database.write(|tx| {
        let (assignment, request) = held(tx, id)?;
        assignment.ended(AssignmentState::NoShow).map_err(Refusal::from)?;
        if minute(moment.now) < assignment.begins() {
            return Err(Refusal::NotBegun(clock(assignment.begins())).into());
        }
        let details = json!({"request": request.id, "who": who});
        let missed = end(tx, (&assignment, &request), AssignmentState::NoShow, details, actor, moment)?;
        if who == Missed::Lotse {
            let mails: Vec<_> = alarm(context, tx, (&missed, &request), "no_show", moment)?.into_iter().collect();
            post(tx, &mails, moment)?;
        }
        Ok(Moved::now(tx, request.id, vec![missed])?)
    })
}
