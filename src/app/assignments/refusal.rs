//! Why an assignment or a request does not move as asked. Nothing was changed then.

use chrono::NaiveDateTime;

use crate::domain::assignment::{AssignmentMoveError, AssignmentState};
use crate::domain::id::AssignmentId;
use crate::domain::request::{RequestError, RequestMoveError, RequestState};

/// Why something does not move as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The assignment has moved before.
    #[error("the assignment is {0}; only what is confirmed can be cancelled, changed, completed or missed")]
    NotConfirmed(AssignmentState),
    /// The request is past the point where it can be called off.
    #[error("the request is {0}; only what is still to take place can be called off")]
    RequestOver(RequestState),
    /// The appointment has begun.
    #[error("the appointment began at {0}; note that it took place, or who did not come")]
    Begun(NaiveDateTime),
    /// The appointment is still ahead.
    #[error("the appointment begins at {0}; before that it can only be cancelled or changed")]
    NotBegun(NaiveDateTime),
    /// Hours are written down for it, so it has been said that it took place.
    #[error("hours are written down for it; send them back first")]
    HoursWait,
    /// Its hours were confirmed, and these stay.
    #[error("its hours were confirmed, and what is confirmed stays")]
    HoursConfirmed,
    /// The new time is not in the future.
    #[error("{0} has passed; give a time in the future")]
    Past(NaiveDateTime),
    /// The new time is the old one.
    #[error("the appointment is at this time already; give another one")]
    Unchanged,
    /// The new time is none.
    #[error("{0}; give a local time that exists, and a length of 1 to 1440 minutes")]
    Time(RequestError),
    /// The Lotse goes somewhere else at the new time.
    #[error(
        "the Lotse goes to {reference} (assignment {assignment}) at {at}; choose another time, or move that one first"
    )]
    Overlap {
        /// Given and family name, for those who may see it; not part of the message.
        lotse: String,
        /// The assignment that is in the way.
        assignment: AssignmentId,
        /// The number of its request as the project knows it.
        reference: String,
        /// When it begins.
        at: NaiveDateTime,
    },
}

impl From<AssignmentMoveError> for Refusal {
    fn from(error: AssignmentMoveError) -> Self {
        Self::NotConfirmed(error.from)
    }
}

impl From<RequestMoveError> for Refusal {
    fn from(error: RequestMoveError) -> Self {
        Self::RequestOver(error.state)
    }
}
