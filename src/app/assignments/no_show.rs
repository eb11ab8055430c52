//! Somebody did not come.

use serde_json::json;

use super::{Moved, Refusal, alarm, end, held, minute, post};
use crate::app::{AppError, Context, Moment};
use crate::domain::assignment::Missed;
use crate::domain::audit::Actor;
use crate::domain::hours::HoursState;
use crate::domain::id::AssignmentId;
use crate::domain::time::local;
use crate::storage::{self, WriteTx};

/// Notes who did not come. Where it was the Lotse, the project is alarmed: somebody stood there alone; and where no other came
/// either, the request was not served.
///
/// # Errors
/// [`AppError::Refused`] when it is not confirmed, its last sitting is still ahead, or hours are written down for it; else when the database fails.
pub fn no_show(
    context: &Context,
    id: AssignmentId,
    who: Missed,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    context.database.write_guarded(|tx| no_show_in(context, tx, id, who, actor, moment))
}

/// The same within a transaction, which holds the request from then on.
///
/// # Errors
/// As [`no_show`].
pub fn no_show_in(
    context: &Context,
    tx: &mut WriteTx,
    id: AssignmentId,
    who: Missed,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    let (assignment, request) = held(tx, id)?;
    let missed = assignment.missed(who).map_err(Refusal::from)?;
    // Who misses one sitting of a series may come to the next; who is to be replaced is called off.
    if minute(moment.now) < assignment.last_begins() {
        return Err(Refusal::NotBegun(local(assignment.last_begins())).into());
    }
    // Whoever was there wrote the hours down, so one of the two is wrong, and the project finds out which.
    match storage::hours::of_assignment(tx, id)?.map(|entry| entry.decision.state()) {
        Some(HoursState::Confirmed) => return Err(Refusal::HoursConfirmed.into()),
        Some(HoursState::Logged) => return Err(Refusal::HoursWait.into()),
        Some(HoursState::Rejected) | None => {}
    }
    let details = json!({"request": request.id, "who": who});
    if who == Missed::Lotse {
        // Whatever becomes of the request, they are not asked for it again.
        storage::offers::note_declined(tx, &[(request.id, assignment.lotse)], moment.now)?;
    }
    end(tx, (&assignment, &request), &missed, details, actor, moment)?;
    if who == Missed::Lotse {
        let mails: Vec<_> = alarm(context, tx, (&missed, &request), "no_show", moment)?.into_iter().collect();
        post(tx, &mails, moment)?;
    }
    Ok(Moved::now(tx, request.id, vec![missed])?)
}
