//! When a Lotse is away. What is proposed for these days and not released is dropped; what they have agreed to stays.

use serde_json::json;

use super::hold;
use crate::app::audit::note;
use crate::app::receipts::KeyReused;
use crate::app::requests::drop_waiting;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::availability::Absence;
use crate::domain::id::LotseId;
use crate::domain::lotse::Lotse;
use crate::domain::offer::ProposalState;
use crate::storage::runs::Proposed;
use crate::storage::{self, StorageError, WriteTx};

/// The most absences of one Lotse; those of years ago may be taken back.
const MOST: usize = 200;

/// Why an absence is not noted.
#[derive(Debug, thiserror::Error)]
pub enum AbsenceError {
    /// It overlaps one that is noted.
    #[error("the Lotse is away from {} to {} already; take that back first", .0.first(), .0.last())]
    Overlaps(Absence),
    /// There are too many.
    #[error("{0} absences are noted; take back those that are over first")]
    TooMany(usize),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<KeyReused> for AbsenceError {
    fn from(error: KeyReused) -> Self {
        Self::App(error.into())
    }
}

impl From<StorageError> for AbsenceError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// Notes that a Lotse is away.
///
/// # Errors
/// [`AbsenceError`].
pub fn note_absence(
    tx: &mut WriteTx,
    grant: &Grant,
    id: LotseId,
    absence: Absence,
    moment: &mut Moment,
) -> Result<(), AbsenceError> {
    let lotse = hold(tx, grant, id)?;
    if let Some(other) = lotse.absences.iter().find(|other| other.overlaps(absence)) {
        return Err(AbsenceError::Overlaps(*other));
    }
    if lotse.absences.len() >= MOST {
        return Err(AbsenceError::TooMany(lotse.absences.len()));
    }
    add(tx, lotse, absence, Actor::User(grant.user()), moment)
}

/// Puts other days in the place of an absence's.
///
/// # Errors
/// [`AbsenceError`]; [`StorageError::NotFound`] in it when the grant does not reach the Lotse, or none such is noted.
pub fn replace_absence(
    tx: &mut WriteTx,
    grant: &Grant,
    id: LotseId,
    (before, after): (Absence, Absence),
    moment: &mut Moment,
) -> Result<(), AbsenceError> {
    let lotse = hold(tx, grant, id)?;
    let left = without(&lotse, before)?;
    if before == after {
        return Ok(());
    }
    if let Some(other) = left.iter().find(|other| other.overlaps(after)) {
        return Err(AbsenceError::Overlaps(*other));
    }
    let actor = Actor::User(grant.user());
    let lotse = Lotse { absences: left, ..lotse };
    noted(tx, id, (Action::LotseAbsenceTakenBack, before), actor, moment)?;
    add(tx, lotse, after, actor, moment)
}

/// The absence of this name, if one such is noted.
///
/// # Errors
/// [`StorageError::NotFound`] when the grant does not reach the Lotse, or none such is noted.
pub fn find_absence(context: &Context, grant: &Grant, id: LotseId, absence: Absence) -> Result<Absence, StorageError> {
    without(&super::find(context, grant, id)?, absence).map(|_| absence)
}

/// The same, while nobody else changes the Lotse.
///
/// # Errors
/// As [`find_absence`].
pub fn hold_absence(tx: &mut WriteTx, grant: &Grant, id: LotseId, absence: Absence) -> Result<Absence, StorageError> {
    without(&hold(tx, grant, id)?, absence).map(|_| absence)
}

/// The other absences of a Lotse.
fn without(lotse: &Lotse, absence: Absence) -> Result<Vec<Absence>, StorageError> {
    let left: Vec<Absence> = lotse.absences.iter().copied().filter(|other| *other != absence).collect();
    if left.len() == lotse.absences.len() { Err(StorageError::NotFound { what: "absence" }) } else { Ok(left) }
}

/// One more absence; what is proposed for its days is dropped.
fn add(
    tx: &mut WriteTx,
    lotse: Lotse,
    absence: Absence,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), AbsenceError> {
    let id = lotse.id;
    let mut absences = lotse.absences.clone();
    absences.push(absence);
    absences.sort_by_key(|absence| absence.first());
    storage::lotsen::save_all(tx, &[Lotse { absences, ..lotse }])?;
    noted(tx, id, (Action::LotseAbsenceNoted, absence), actor, moment)?;
    let mut waiting = storage::runs::proposals(tx, Proposed::To(id, ProposalState::Proposed))?;
    waiting.retain(|proposal| proposal.appointment.sittings().iter().any(|s| absence.covers(s.start().date())));
    Ok(drop_waiting(tx, waiting, actor, moment)?)
}

/// Takes an absence back.
///
/// # Errors
/// [`StorageError::NotFound`] when the grant does not reach the Lotse, or none such is noted.
pub fn take_absence_back(
    tx: &mut WriteTx,
    grant: &Grant,
    id: LotseId,
    absence: Absence,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    let lotse = hold(tx, grant, id)?;
    let absences = without(&lotse, absence)?;
    storage::lotsen::save_all(tx, &[Lotse { absences, ..lotse }])?;
    noted(tx, id, (Action::LotseAbsenceTakenBack, absence), Actor::User(grant.user()), moment)
}

fn noted(
    tx: &mut WriteTx,
    lotse: LotseId,
    (action, absence): (Action, Absence),
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    let details = json!({"first": absence.first(), "last": absence.last()});
    note(tx, actor, action, Subject::Lotse(lotse), details, moment)
}
