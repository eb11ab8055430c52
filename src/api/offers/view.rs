//! An offer as it is shown: no more of the request than its mail says.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::requests::{AppointmentForm, appointment};
use crate::app::answers::Answered;
use crate::app::offers::Shown;
use crate::domain::code::{Mode, Service};
use crate::domain::language::LanguageCode;
use crate::domain::offer::OfferState;

/// A question to a Lotse.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Offer")]
pub struct OfferView {
    /// Identity.
    id: Uuid,
    /// Who is asked.
    lotse: Uuid,
    /// What for.
    request: Uuid,
    /// The proposal that it was made from.
    proposal: Uuid,
    /// Where it stands.
    state: OfferState,
    /// When the question was decided on.
    asked_at: DateTime<Utc>,
    /// Until when an answer counts.
    expires_at: DateTime<Utc>,
    /// When it was decided.
    answered_at: Option<DateTime<Utc>>,
    /// What is done.
    service: Service,
    /// The needed languages, any of which will do; ISO 639-3.
    languages: Vec<LanguageCode>,
    /// Where, as far as it was said.
    town: Option<String>,
    /// When.
    appointment: AppointmentForm,
    /// How they would meet.
    mode: Mode,
}

/// What an answer came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OfferAnswered")]
pub struct AnsweredView {
    /// Whether it counted.
    outcome: Outcome,
    /// The assignment that came of a yes.
    assignment: Option<Uuid>,
    /// The offer as it is now.
    offer: OfferView,
}

/// Whether an answer counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "AnswerOutcome")]
pub enum Outcome {
    /// The Lotse goes; everybody is told.
    Accepted,
    /// The Lotse does not; the next best is looked for.
    Declined,
    /// It was decided before, its time was over, all places are taken, or the Lotse cannot go any more: see where the offer stands.
    Settled,
}

impl OfferView {
    /// An offer as it is shown.
    pub fn of(shown: &Shown) -> Self {
        let Shown { offer, proposal, request } = shown;
        Self {
            id: offer.id.as_uuid(),
            lotse: offer.lotse.as_uuid(),
            request: offer.request.as_uuid(),
            proposal: offer.proposal.as_uuid(),
            state: offer.state,
            asked_at: offer.asked_at,
            expires_at: offer.expires_at,
            answered_at: offer.answered_at,
            service: request.service,
            languages: request.languages.iter().map(|needed| needed.language).collect(),
            town: request.place.town.as_ref().map(ToString::to_string),
            appointment: appointment(&proposal.appointment),
            mode: proposal.mode,
        }
    }
}

impl AnsweredView {
    /// An answer as it is shown.
    pub fn of(answered: Answered, shown: &Shown) -> Self {
        let (outcome, assignment) = match answered {
            Answered::Accepted(id) => (Outcome::Accepted, Some(id.as_uuid())),
            Answered::Declined => (Outcome::Declined, None),
            Answered::Settled(_) | Answered::Unfit(_) => (Outcome::Settled, None),
        };
        Self { outcome, assignment, offer: OfferView::of(shown) }
    }
}
