//! An offer as whoever has its link may see it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::requests::{AppointmentForm, appointment};
use crate::api::values::LocalTime;
use crate::app::offer_page::{Asked, OfferPage, Stand};
use crate::domain::code::{Mode, Service};
use crate::domain::language::LanguageCode;
use crate::domain::offer::{DeclineReason, OfferState};

/// A question to whoever has the link.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OfferByToken")]
pub struct TokenView {
    /// Where it stands.
    state: OfferState,
    /// Local time until which an answer counts, while there is none.
    until: Option<LocalTime>,
    /// Why they said no, where they told.
    reason: Option<DeclineReason>,
    /// What is asked; absent once the link has ended.
    asked: Option<AskedView>,
    /// Who asks.
    project: String,
    /// Where to ask back.
    email: String,
}

/// What is asked: no more than the mail says.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Asked")]
pub struct AskedView {
    /// What is done.
    service: Service,
    /// The needed languages, any of which will do; ISO 639-3.
    languages: Vec<LanguageCode>,
    /// Where, or from where the request comes.
    town: String,
    /// How they meet.
    mode: Mode,
    /// When.
    appointment: AppointmentForm,
    /// Minutes of the way from home, estimated, in person.
    travel_minutes: Option<u32>,
    /// Metres of the way from home along roads, estimated, in person.
    travel_metres: Option<u32>,
}

impl TokenView {
    /// As it is shown.
    pub fn of(page: &OfferPage) -> Self {
        let (state, until, reason) = match page.stand {
            Stand::Open { until } => (OfferState::Open, Some(until.into()), None),
            Stand::Accepted | Stand::CalledOff => (OfferState::Accepted, None, None),
            Stand::Declined { reason } => (OfferState::Declined, None, reason),
            Stand::Expired => (OfferState::Expired, None, None),
            Stand::Withdrawn { .. } => (OfferState::Withdrawn, None, None),
        };
        Self {
            state,
            until,
            reason,
            asked: page.asked.as_ref().map(AskedView::of),
            project: page.project.to_string(),
            email: page.email.to_string(),
        }
    }
}

impl AskedView {
    fn of(asked: &Asked) -> Self {
        Self {
            service: asked.service,
            languages: asked.languages.iter().map(|language| language.code).collect(),
            town: asked.town.to_string(),
            mode: asked.mode,
            appointment: appointment(&asked.appointment),
            travel_minutes: asked.way.map(|(_, minutes)| minutes),
            travel_metres: asked.way.map(|(metres, _)| metres),
        }
    }
}
