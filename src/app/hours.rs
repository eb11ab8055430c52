//! Hours: written down after an appointment, corrected, confirmed, sent back, counted.
//!
//! A Lotse writes down the own ones, a coordinator those of the project's Lotsen. Every change is guarded by what it was made from and
//! audited with the minutes, so that what was confirmed is never lost or changed without a word.

mod balance;
mod overview;

pub use balance::{Balance, balance};
pub use overview::{Row, rows, some};

use std::collections::HashMap;

use chrono::{Datelike, Duration};
use serde_json::json;

use super::audit::note;
use super::receipts::KeyReused;
use super::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::filter::{HoursFilter, HoursSort};
use crate::domain::hours::{
    Decision, HoursChange, HoursEntry, HoursMoveError, HoursState, Worked, first_open_day, most_minutes,
};
use crate::domain::id::{AssignmentId, HoursEntryId, UserId};
use crate::domain::page::{Page, Paging};
use crate::domain::text::Reason;
use crate::domain::time::{ZONE, local};
use crate::storage::{self, StorageError, WriteTx};

/// Why hours are not taken as asked. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum HoursError {
    /// It did not take place.
    #[error("the assignment is {0}; hours are written down for what took place")]
    NotTakenPlace(AssignmentState),
    /// It is not over.
    #[error("the last sitting ends at {0}; write the hours down afterwards")]
    NotOver(chrono::NaiveDateTime),
    /// More than is believed of such an appointment.
    #[error("the appointment was not so long; up to {0} minutes are written down for it")]
    TooLong(u32),
    /// The accounts of its year are closed: its proof of use was due.
    #[error("the accounts of {0} are closed; what was confirmed for it stays")]
    Closed(i32),
    /// They stand elsewhere.
    #[error(transparent)]
    Move(#[from] HoursMoveError),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<KeyReused> for HoursError {
    fn from(error: KeyReused) -> Self {
        Self::App(error.into())
    }
}

impl From<StorageError> for HoursError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// A page of the entries that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &HoursFilter,
    paging: &Paging<HoursSort>,
) -> Result<Page<HoursEntry>, StorageError> {
    context.database.read(|tx| storage::hours::page(tx, grant.scope(), filter, paging))
}

/// One entry, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: HoursEntryId) -> Result<HoursEntry, StorageError> {
    context.database.read(|tx| storage::hours::find_within(tx, grant.scope(), id))
}

/// Holds an entry that the grant reaches until the transaction ends.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none.
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: HoursEntryId) -> Result<HoursEntry, StorageError> {
    storage::hours::hold(tx, id)?;
    storage::hours::find_within(tx, grant.scope(), id)
}

/// Writes down how long an assignment took.
///
/// # Errors
/// [`HoursError`]; [`StorageError::NotFound`] when the grant does not reach the Lotse, [`StorageError::Duplicate`] when they are
/// written down already.
pub fn log(
    tx: &mut WriteTx,
    grant: &Grant,
    id: AssignmentId,
    worked: Worked,
    moment: &mut Moment,
) -> Result<HoursEntry, HoursError> {
    let assignment = storage::assignments::find(tx, id)?;
    let lotse = storage::lotsen::find(tx, assignment.lotse)?;
    if !grant.scope().has_lotse(lotse.id, lotse.organisation) {
        return Err(StorageError::NotFound { what: "assignment" }.into());
    }
    let assignment = took_place(tx, &assignment)?;
    believable(&assignment, &worked)?;
    let worked_until = local(assignment.ends());
    if moment.now.timestamp().div_euclid(60) < assignment.ends() {
        return Err(HoursError::NotOver(worked_until));
    }
    let entry = HoursEntry {
        id: HoursEntryId::new(moment.now, moment.random()),
        assignment: id,
        lotse: lotse.id,
        organisation: lotse.organisation,
        service: storage::requests::find(tx, assignment.request)?.service,
        worked_until,
        worked,
        logged_by: grant.user(),
        logged_at: moment.now,
        decision: Decision::Waiting,
        revision: 0,
    };
    storage::hours::add(tx, &entry)?;
    tell(tx, grant, Action::HoursLogged, &entry, moment)?;
    Ok(entry)
}

/// The assignment as it stands while nobody can note that somebody did not come: whoever does that holds the request too.
fn took_place(tx: &mut WriteTx, assignment: &Assignment) -> Result<Assignment, HoursError> {
    storage::requests::hold(tx, assignment.request)?;
    let assignment = storage::assignments::find(tx, assignment.id)?;
    match assignment.state {
        AssignmentState::Completed | AssignmentState::Confirmed => Ok(assignment),
        state @ (AssignmentState::Cancelled | AssignmentState::NoShow) => Err(HoursError::NotTakenPlace(state)),
    }
}

/// That it does not take much longer than it was planned.
fn believable(assignment: &Assignment, worked: &Worked) -> Result<(), HoursError> {
    let most = most_minutes(assignment.appointment.sittings().iter().map(|sitting| sitting.minutes()));
    if worked.minutes() > most { Err(HoursError::TooLong(most)) } else { Ok(()) }
}

/// That the accounts of its year are still open: what was handed in does not change afterwards.
fn is_open(entry: &HoursEntry, moment: &Moment) -> Result<(), HoursError> {
    let worked_on = entry.worked_until.date();
    let is_closed = worked_on < first_open_day(moment.now.with_timezone(&ZONE).date_naive());
    if is_closed { Err(HoursError::Closed(worked_on.year())) } else { Ok(()) }
}

/// Writes down something else; `current` is the entry as this transaction holds it.
///
/// # Errors
/// [`HoursError::Move`] when it was confirmed, `NotTakenPlace` when somebody did not come, `TooLong`.
pub fn correct(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &HoursEntry,
    worked: Worked,
    moment: &mut Moment,
) -> Result<HoursEntry, HoursError> {
    let assignment = storage::assignments::find(tx, current.assignment)?;
    believable(&took_place(tx, &assignment)?, &worked)?;
    let corrected = current.corrected(worked, grant.user(), moment.now)?;
    storage::hours::replace(tx, current, &corrected)?;
    tell(tx, grant, Action::HoursCorrected, &corrected, moment)?;
    Ok(corrected)
}

/// Writes hours down, or corrects them where the project has sent them back.
///
/// # Errors
/// As [`log`] and [`correct`].
pub fn log_or_correct(
    tx: &mut WriteTx,
    grant: &Grant,
    id: AssignmentId,
    worked: Worked,
    moment: &mut Moment,
) -> Result<HoursEntry, HoursError> {
    match storage::hours::of_assignment(tx, id)? {
        Some(entry) if entry.decision.state() == HoursState::Rejected => {
            let current = hold(tx, grant, entry.id)?;
            correct(tx, grant, &current, worked, moment)
        }
        _ => log(tx, grant, id, worked, moment),
    }
}

/// Confirms an entry; `current` is it as this transaction holds it.
///
/// # Errors
/// [`HoursError::Move`] when it does not wait, `NotTakenPlace` when somebody did not come, `Closed` when the accounts of its year are.
pub fn confirm(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &HoursEntry,
    moment: &mut Moment,
) -> Result<HoursEntry, HoursError> {
    let assignment = storage::assignments::find(tx, current.assignment)?;
    took_place(tx, &assignment)?;
    // What was confirmed first is paid first, also where another machine's clock is ahead of this one's.
    let last = storage::hours::last_confirmed(tx, current.organisation, current.worked_until.year())?;
    let behind = last.filter(|last| *last > moment.now).map(|last| last + Duration::microseconds(1));
    let confirmed = current.confirmed(grant.user(), behind.unwrap_or(moment.now))?;
    is_open(current, moment)?;
    storage::hours::replace(tx, current, &confirmed)?;
    tell(tx, grant, Action::HoursConfirmed, &confirmed, moment)?;
    Ok(confirmed)
}

/// Sends an entry back for a correction; `current` is it as this transaction holds it.
///
/// # Errors
/// [`HoursError::Move`] when it does not wait.
pub fn reject(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &HoursEntry,
    reason: Reason,
    moment: &mut Moment,
) -> Result<HoursEntry, HoursError> {
    let rejected = current.rejected(grant.user(), moment.now, reason)?;
    storage::hours::replace(tx, current, &rejected)?;
    tell(tx, grant, Action::HoursRejected, &rejected, moment)?;
    Ok(rejected)
}

/// Takes a confirmation back, for a correction; `current` is the entry as this transaction holds it.
///
/// # Errors
/// [`HoursError::Move`] when it was not confirmed, `Closed` when the accounts of its year are.
pub fn reopen(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &HoursEntry,
    reason: Reason,
    moment: &mut Moment,
) -> Result<HoursEntry, HoursError> {
    let reopened = current.reopened(grant.user(), moment.now, reason)?;
    is_open(current, moment)?;
    storage::hours::replace(tx, current, &reopened)?;
    tell(tx, grant, Action::HoursReopened, &reopened, moment)?;
    Ok(reopened)
}

/// An entry that the grant reaches with all that it has said, the first first.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn history(
    context: &Context,
    grant: &Grant,
    id: HoursEntryId,
) -> Result<(HoursEntry, Vec<HoursChange>), StorageError> {
    context.database.read(|tx| {
        let entry = storage::hours::find_within(tx, grant.scope(), id)?;
        Ok((entry, storage::hours::changes(tx, id)?))
    })
}

/// The names of those who changed it, as far as they still have accounts.
///
/// # Errors
/// When the database fails.
pub fn who_changed(context: &Context, changes: &[HoursChange]) -> Result<HashMap<UserId, String>, StorageError> {
    context.database.read(|tx| {
        let mut names = HashMap::new();
        for change in changes {
            match storage::users::find(tx, change.by) {
                Ok((user, _)) => drop(names.insert(change.by, user.name.to_string())),
                Err(StorageError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(names)
    })
}

fn tell(
    tx: &mut WriteTx,
    grant: &Grant,
    action: Action,
    entry: &HoursEntry,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    let details = json!({
        "assignment": entry.assignment,
        "minutes": entry.worked.minutes(),
        "kilometres": entry.worked.kilometres(),
        "revision": entry.revision,
    });
    note(tx, Actor::User(grant.user()), action, Subject::Hours(entry.id), details, moment)
}
