//! Another time for what is confirmed. The appointment of a request moves as a whole, with all who go.
//!
//! Offers that ask for the old time are taken back, and proposals for it dropped; places that are still free are matched for the new one.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::{Letter, Moved, Refusal, cause, confirmed, held, look_again, minute, post, tell};
use crate::app::audit::note;
use crate::app::mails::newcomer::{self, News};
use crate::app::mails::{self, kind};
use crate::app::requests::drop_proposals;
use crate::app::{AppError, Context, Moment, answers};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::AssignmentId;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::Appointment;
use crate::domain::time::local;
use crate::storage::assignments::Selection;
use crate::storage::outbox::Handed;
use crate::storage::{self, ReadTx, WriteTx};

/// When it is to be instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTime {
    /// Local begin of the first sitting; the others of a series keep their distance from it.
    pub start: NaiveDateTime,
    /// How long each sitting takes; as before by default.
    pub minutes: Option<u32>,
}

/// Moves an assignment, and all others that are confirmed for the same request, to another time.
///
/// # Errors
/// [`AppError::Refused`] when it is not confirmed or has begun, the new time is none, has passed or is the old one, or one of the
/// Lotsen goes somewhere else then; else when the database fails. Nothing is changed then.
pub fn change(
    context: &Context,
    id: AssignmentId,
    to: NewTime,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    context.database.write_guarded(|tx| change_in(context, tx, id, to, actor, moment))
}

/// The same within a transaction, which holds the request from then on.
///
/// # Errors
/// As [`change`].
pub fn change_in(
    context: &Context,
    tx: &mut WriteTx,
    id: AssignmentId,
    to: NewTime,
    actor: Actor,
    moment: &mut Moment,
) -> Result<Moved, AppError> {
    let (wanted, request) = held(tx, id)?;
    if wanted.state != AssignmentState::Confirmed {
        return Err(Refusal::NotConfirmed(wanted.state).into());
    }
    let appointment = wanted.appointment.moved_to(to.start, to.minutes).map_err(Refusal::Time)?;
    if appointment.sittings().first().is_some_and(|first| first.begin() <= minute(moment.now)) {
        return Err(Refusal::Past(to.start).into());
    }
    let mut moved = Vec::new();
    let mut mails = Vec::new();
    let going = confirmed(tx, request.id)?;
    storage::lotsen::hold_all(tx, going.iter().map(|assignment| assignment.lotse))?;
    for before in going {
        let after = allowed(tx, &before, &appointment, moment)?;
        storage::assignments::replace(tx, &before, &after)?;
        let details = json!({
            "request": request.id,
            "sequence": after.sequence,
            "before": mails::sittings(&before.appointment),
            "after": mails::sittings(&appointment),
        });
        note(tx, actor, Action::AssignmentChanged, Subject::Assignment(after.id), details, moment)?;
        let letters = [
            letter(tx, kind::CHANGE_LOTSE, &before, &after, moment)?,
            letter(tx, kind::CHANGE_REQUESTER, &before, &after, moment)?,
        ];
        mails.extend(tell(context, tx, (&after, &request), letters, moment)?);
        moved.push(after);
    }
    mails.extend(newcomer::about(context, tx, News::Changed, &request, moment)?);
    storage::requests::agree(tx, request.id, &appointment)?;
    mails.extend(answers::call_off(context, tx, &request, kind::OFFER_WITHDRAWN, actor, moment)?);
    drop_proposals(tx, request.id)?;
    if moved.len() < usize::from(request.lotsen_needed) {
        look_again(context, tx, &request, moment)?;
    }
    post(tx, &mails, moment)?;
    Ok(Moved::now(tx, request.id, moved)?)
}

/// The assignment at its new time, if that can be.
fn allowed(
    tx: &mut WriteTx,
    before: &Assignment,
    appointment: &Appointment,
    moment: &Moment,
) -> Result<Assignment, AppError> {
    // A series of which one sitting is over cannot move as a whole.
    if before.begins() <= minute(moment.now) {
        return Err(Refusal::Begun(local(before.begins())).into());
    }
    if before.appointment == *appointment {
        return Err(Refusal::Unchanged.into());
    }
    let others = storage::assignments::load(tx, Selection::Lotse(before.lotse, AssignmentState::Confirmed))?;
    let clash = |other: &Assignment| {
        let mut sittings = other.appointment.sittings().iter().copied();
        sittings.find(|sitting| other.id != before.id && Appointment::from(*sitting).overlaps(appointment))
    };
    if let Some((other, clash)) = others.iter().find_map(|other| Some((other, clash(other)?))) {
        let lotse = storage::lotsen::find(tx, before.lotse)?;
        let request = storage::requests::find(tx, other.request)?;
        return Err(Refusal::Overlap {
            lotse: format!("{} {}", lotse.given_name, lotse.family_name),
            assignment: other.id,
            reference: mails::reference(&request)?.to_string(),
            at: local(clash.begin()),
        }
        .into());
    }
    Ok(before.changed(appointment.clone()).map_err(Refusal::from)?)
}

/// The mail says when it was before, as its reader knows: where the mail about an earlier change never went out, that is the
/// time before that change. The earlier mail will find itself outdated.
fn letter(
    tx: &mut ReadTx,
    kind: &'static str,
    before: &Assignment,
    after: &Assignment,
    moment: &Moment,
) -> Result<Letter<'static>, AppError> {
    let is_last = |mail: &&OutboxMail| {
        let sequence = mail.payload.get("sequence").and_then(Value::as_u64);
        mail.kind == kind && sequence == Some(u64::from(before.sequence))
    };
    let all = storage::outbox::about(tx, &cause(before))?;
    let handed = storage::outbox::handed(tx, &cause(before), moment.now)?;
    let is_told = |mail: &&OutboxMail| handed.iter().any(|(told, how)| told.id == mail.id && *how == Handed::Over);
    let untold = all.iter().filter(is_last).find(|mail| !is_told(mail));
    let known = untold.and_then(|mail| mail.payload.get("before").cloned());
    let known = known.unwrap_or_else(|| mails::sittings(&before.appointment));
    Ok(Letter { kind, payload: json!({"sequence": after.sequence, "before": known}) })
}
