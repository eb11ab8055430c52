//! Accepted offers and the states they go through. An assignment that is confirmed is never moved by a matching.

use super::code::Mode;
use super::id::{AssignmentId, LotseId, RequestId};
use super::request::Appointment;

/// A Lotse who has said yes to one appointment of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Identity.
    pub id: AssignmentId,
    /// Who goes.
    pub lotse: LotseId,
    /// To what.
    pub request: RequestId,
    /// When.
    pub appointment: Appointment,
    /// How.
    pub mode: Mode,
    /// Where it stands.
    pub state: AssignmentState,
}

super::code::codes! {
    /// Where an assignment stands.
    AssignmentState {
        /// Accepted; everybody knows.
        Confirmed = "confirmed",
        /// It took place.
        Completed = "completed",
        /// Called off by either side.
        Cancelled = "cancelled",
        /// Somebody did not come.
        NoShow = "no_show",
    }
}

/// A move that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an assignment that is {from} cannot become {to}")]
pub struct AssignmentMoveError {
    /// Where it stands.
    pub from: AssignmentState,
    /// Where it should have gone.
    pub to: AssignmentState,
}

impl AssignmentState {
    /// Only a confirmed assignment moves, and only once.
    pub fn move_to(self, to: Self) -> Result<Self, AssignmentMoveError> {
        if self == Self::Confirmed && to != Self::Confirmed {
            Ok(to)
        } else {
            Err(AssignmentMoveError { from: self, to })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_confirmed_assignments_move() {
        for &from in AssignmentState::ALL {
            for &to in AssignmentState::ALL {
                let allowed = from == AssignmentState::Confirmed && to != AssignmentState::Confirmed;
                assert_eq!(from.move_to(to).is_ok(), allowed, "{from} to {to}");
            }
        }
    }
}
