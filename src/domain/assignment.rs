//! Accepted offers and the states they go through. An assignment that is confirmed is never moved by a matching.
//!
//! Each move gives the assignment as it is afterwards. Change and cancellation raise [`Assignment::sequence`], so that calendars
//! know which word is the last.

use super::code::Mode;
use super::id::{AssignmentId, LotseId, RequestId};
use super::request::Appointment;
use super::time::Minute;

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
    /// Changes so far: 0 at confirmation, one more with each change of time and with the cancellation.
    pub sequence: u32,
    /// Who did not come, where somebody did not.
    pub missed: Option<Missed>,
}

impl Assignment {
    /// Called off.
    pub fn cancelled(&self) -> Result<Self, AssignmentMoveError> {
        let state = self.state.move_to(AssignmentState::Cancelled)?;
        Ok(Self { state, sequence: self.sequence.saturating_add(1), ..self.clone() })
    }

    /// At another time. Only what is confirmed can be changed.
    pub fn changed(&self, appointment: Appointment) -> Result<Self, AssignmentMoveError> {
        if self.state != AssignmentState::Confirmed {
            return Err(AssignmentMoveError { from: self.state, to: AssignmentState::Confirmed });
        }
        Ok(Self { appointment, sequence: self.sequence.saturating_add(1), ..self.clone() })
    }

    /// It took place.
    pub fn completed(&self) -> Result<Self, AssignmentMoveError> {
        Ok(Self { state: self.state.move_to(AssignmentState::Completed)?, ..self.clone() })
    }

    /// Somebody did not come.
    pub fn missed(&self, who: Missed) -> Result<Self, AssignmentMoveError> {
        Ok(Self { state: self.state.move_to(AssignmentState::NoShow)?, missed: Some(who), ..self.clone() })
    }

    /// Whether the Lotse was there: who waited for a newcomer in vain has done their part.
    pub fn was_kept(&self) -> bool {
        match self.state {
            AssignmentState::Completed => true,
            AssignmentState::NoShow => self.missed == Some(Missed::Newcomer),
            AssignmentState::Confirmed | AssignmentState::Cancelled => false,
        }
    }

    /// The instant at which the first sitting begins.
    pub fn begins(&self) -> Minute {
        self.appointment.sittings().first().map_or(0, |sitting| sitting.begin())
    }

    /// The instant at which the last sitting begins.
    pub fn last_begins(&self) -> Minute {
        self.appointment.sittings().last().map_or(0, |sitting| sitting.begin())
    }

    /// The instant at which the last sitting ends.
    pub fn ends(&self) -> Minute {
        self.appointment.sittings().last().map_or(0, |sitting| sitting.end())
    }
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

    /// Who calls an assignment or a request off.
    CancelledBy {
        /// The Lotse cannot go; somebody else is looked for.
        Lotse = "lotse",
        /// Whoever posted the request: it does not take place.
        Requester = "requester",
        /// The newcomer needs nobody: nobody goes.
        Newcomer = "newcomer",
        /// The project.
        Project = "project",
    }

    /// Who did not come.
    Missed {
        /// The Lotse.
        Lotse = "lotse",
        /// The newcomer, or whoever they were to meet.
        Newcomer = "newcomer",
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

    #[test]
    fn changes_and_cancellations_are_counted() {
        use chrono::{DateTime, NaiveDate};
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let appointment = |hour| {
            let start = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap().and_hms_opt(hour, 0, 0).unwrap();
            Appointment::single(start, 60).unwrap()
        };
        let confirmed = Assignment {
            id: AssignmentId::new(at, [1; 10]),
            lotse: LotseId::new(at, [2; 10]),
            request: RequestId::new(at, [3; 10]),
            appointment: appointment(9),
            mode: Mode::Phone,
            state: AssignmentState::Confirmed,
            sequence: 0,
            missed: None,
        };
        let changed = confirmed.changed(appointment(10)).unwrap();
        assert_eq!((changed.sequence, &changed.appointment), (1, &appointment(10)));
        let cancelled = changed.cancelled().unwrap();
        assert_eq!((cancelled.sequence, cancelled.state), (2, AssignmentState::Cancelled));
        assert!(cancelled.changed(appointment(11)).is_err() && cancelled.cancelled().is_err());
        let completed = changed.completed().unwrap();
        assert_eq!((completed.sequence, completed.state), (1, AssignmentState::Completed));
        let [by_lotse, by_newcomer] = [Missed::Lotse, Missed::Newcomer].map(|who| changed.missed(who).unwrap());
        assert_eq!((by_lotse.state, by_lotse.missed), (AssignmentState::NoShow, Some(Missed::Lotse)));
        assert!(completed.was_kept() && by_newcomer.was_kept());
        assert!(!by_lotse.was_kept() && !confirmed.was_kept() && !cancelled.was_kept());
        assert_eq!(confirmed.ends() - confirmed.begins(), 60);
    }
}
