//! Proposals of a plan and the offers made from them.
//!
//! A proposal is what the matching suggests; a coordinator releases or drops it. An offer is the question that goes to the
//! Lotse by mail. Exactly one answer decides an offer.

use chrono::{DateTime, Utc};

use super::code::Mode;
use super::id::{LotseId, OfferId, ProposalId, RequestId, RunId};
use super::request::Appointment;

/// One pair that a run found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Identity.
    pub id: ProposalId,
    /// The run that found it.
    pub run: RunId,
    /// What would be served.
    pub request: RequestId,
    /// By whom.
    pub lotse: LotseId,
    /// When.
    pub appointment: Appointment,
    /// How.
    pub mode: Mode,
    /// What it costs in the second objective, minutes of volunteer effort.
    pub effort: i64,
    /// When a coordinator found it good. No later run decides on its request then.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub state: ProposalState,
}

/// One question to one Lotse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Identity.
    pub id: OfferId,
    /// The proposal it was made from; appointment and mode stand there.
    pub proposal: ProposalId,
    /// What is asked about.
    pub request: RequestId,
    /// Who is asked.
    pub lotse: LotseId,
    /// When the question was decided on.
    pub asked_at: DateTime<Utc>,
    /// Until when an answer counts.
    pub expires_at: DateTime<Utc>,
    /// Where it stands.
    pub state: OfferState,
    /// When it left the state `open`.
    pub answered_at: Option<DateTime<Utc>>,
}

super::code::codes! {
    /// Where a proposal stands.
    ProposalState {
        /// Waits for the coordinator.
        Proposed = "proposed",
        /// An offer has been made from it.
        Released = "released",
        /// The coordinator did not want it, or a later run replaced it.
        Dropped = "dropped",
    }

    /// Where an offer stands.
    OfferState {
        /// The Lotse has been asked.
        Open = "open",
        /// The Lotse said yes.
        Accepted = "accepted",
        /// The Lotse said no.
        Declined = "declined",
        /// Nobody answered in time.
        Expired = "expired",
        /// The question was taken back.
        Withdrawn = "withdrawn",
    }

    /// Why a yes does not count although the place is free: something has come between since the Lotse was asked.
    Unfit {
        /// They have agreed to something else at that time.
        Busy = "busy",
        /// They are not active, or have not agreed that their data are used.
        Away = "away",
    }

    /// Why a Lotse said no, where they tell.
    DeclineReason {
        /// No time at the moment.
        NotNow = "not_now",
        /// The way is too long.
        TooFar = "too_far",
        /// The topic is nothing for them.
        Topic = "topic",
        /// Something else.
        Other = "other",
    }
}

/// What a Lotse has told by saying no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decline {
    /// What was asked about.
    pub request: RequestId,
    /// Who was asked.
    pub lotse: LotseId,
    /// Why not.
    pub reason: DeclineReason,
}

/// A move that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is {from} cannot become {to}")]
pub struct OfferMoveError {
    /// Code of the state it is in.
    pub from: &'static str,
    /// Code of the state it should have moved to.
    pub to: &'static str,
}

impl ProposalState {
    /// Only a waiting proposal moves, and only once.
    pub fn move_to(self, to: Self) -> Result<Self, OfferMoveError> {
        if self == Self::Proposed && to != Self::Proposed {
            Ok(to)
        } else {
            Err(OfferMoveError { from: self.code(), to: to.code() })
        }
    }
}

impl OfferState {
    /// Only an open offer moves, and only once: the first answer decides.
    pub fn move_to(self, to: Self) -> Result<Self, OfferMoveError> {
        if self == Self::Open && to != Self::Open {
            Ok(to)
        } else {
            Err(OfferMoveError { from: self.code(), to: to.code() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_answer_decides() {
        for &from in OfferState::ALL {
            for &to in OfferState::ALL {
                assert_eq!(from.move_to(to).is_ok(), from == OfferState::Open && to != OfferState::Open);
            }
        }
        assert!(ProposalState::Released.move_to(ProposalState::Dropped).is_err());
    }
}
