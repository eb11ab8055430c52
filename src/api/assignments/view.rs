//! An assignment as it is shown: of the Lotse the given name, which is all that a requester learns.

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::requests::{AppointmentForm, appointment};
use crate::app::assignments::Shown;
use crate::domain::assignment::AssignmentState;
use crate::domain::code::Mode;

/// A Lotse who goes to an appointment of a request.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Assignment")]
pub struct AssignmentView {
    /// Identity.
    id: Uuid,
    /// What for.
    request: Uuid,
    /// Who goes.
    lotse: Uuid,
    /// The Lotse's given name.
    given_name: String,
    /// When.
    appointment: AppointmentForm,
    /// How they meet.
    mode: Mode,
    /// Where it stands.
    state: AssignmentState,
    /// Changes so far, the cancellation included.
    sequence: u32,
}

impl AssignmentView {
    /// An assignment as it is shown.
    pub fn of(shown: &Shown) -> Self {
        let Shown { assignment, given_name } = shown;
        Self {
            id: assignment.id.as_uuid(),
            request: assignment.request.as_uuid(),
            lotse: assignment.lotse.as_uuid(),
            given_name: given_name.to_string(),
            appointment: appointment(&assignment.appointment),
            mode: assignment.mode,
            state: assignment.state,
            sequence: assignment.sequence,
        }
    }
}
