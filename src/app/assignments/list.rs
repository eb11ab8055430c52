//! Assignments as a coordinator looks at them.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::app::{AppError, Context, mails};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::Mode;
use crate::domain::id::{AssignmentId, RequestId};
use crate::storage;
use crate::storage::assignments::Selection;

/// One assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Identity.
    pub id: AssignmentId,
    /// Its request.
    pub request: RequestId,
    /// The request's number as the project knows it.
    pub reference: String,
    /// Who goes.
    pub lotse: String,
    /// Local begin of the first sitting.
    pub start: NaiveDateTime,
    /// How long that takes, minutes.
    pub minutes: u32,
    /// How many sittings there are.
    pub sittings: usize,
    /// How they meet.
    pub mode: Mode,
    /// Where it stands.
    pub state: AssignmentState,
    /// How often it has changed.
    pub sequence: u32,
}

/// The assignments in a state, earliest first.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, state: AssignmentState) -> Result<Vec<Listed>, AppError> {
    let mut listed = context.database.read(|tx| -> Result<Vec<Listed>, AppError> {
        let all = storage::assignments::load(tx, Selection::In(state))?;
        let mut named = |assignment: Assignment| -> Result<Option<Listed>, AppError> {
            let lotse = storage::lotsen::find(tx, assignment.lotse)?;
            let request = storage::requests::find(tx, assignment.request)?;
            let Some(first) = assignment.appointment.sittings().first() else { return Ok(None) };
            Ok(Some(Listed {
                id: assignment.id,
                request: request.id,
                reference: mails::reference(&request)?.to_string(),
                lotse: format!("{} {}", lotse.given_name, lotse.family_name),
                start: first.start(),
                minutes: first.minutes(),
                sittings: assignment.appointment.sittings().len(),
                mode: assignment.mode,
                state: assignment.state,
                sequence: assignment.sequence,
            }))
        };
        all.into_iter().filter_map(|assignment| named(assignment).transpose()).collect()
    })?;
    listed.sort_by_key(|assignment| (assignment.start, assignment.id));
    Ok(listed)
}
