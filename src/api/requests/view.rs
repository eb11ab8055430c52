//! A request as it is shown.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::form::{AppointmentForm, GenderForm, Needed, PlaceForm, RequestForm, SittingForm, WindowForm};
use crate::domain::request::{Appointment, RequestState, SupportRequest};

/// A support request.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Request")]
pub struct RequestView {
    /// Identity.
    pub id: Uuid,
    /// Where it stands.
    pub state: RequestState,
    /// When it was posted.
    pub posted_at: DateTime<Utc>,
    /// What everybody was told; while there is one, no other appointment will do.
    pub agreed: Option<AppointmentForm>,
    /// Whether the newcomer gets a confirmation by mail. The address is shown by the contact of the request alone.
    pub newcomer_is_told: bool,
    /// What is needed, as it was sent.
    #[serde(flatten)]
    pub wanted: RequestForm,
}

impl RequestView {
    /// A request as it is shown.
    pub fn of(request: &SupportRequest) -> Self {
        let text = |text: Option<&str>| text.map(str::to_owned);
        let place = &request.place;
        Self {
            id: request.id.as_uuid(),
            state: request.state,
            posted_at: request.posted_at,
            agreed: request.agreed.as_ref().map(appointment),
            newcomer_is_told: request.newcomer_email.is_some(),
            wanted: RequestForm {
                organisation: request.organisation.as_uuid(),
                carrier: Some(request.carrier.as_uuid()),
                list_number: request.list_number.as_ref().map(ToString::to_string),
                client: request.client.as_ref().map(ToString::to_string),
                confirmation_language: request.confirmation_language,
                newcomer_email: None,
                languages: request
                    .languages
                    .iter()
                    .map(|needed| Needed { language: needed.language, at_least: needed.at_least })
                    .collect(),
                service: request.service,
                modes: request.modes.clone(),
                topic: request.topic,
                place: PlaceForm {
                    postcode: place.postcode.to_string(),
                    town: text(place.town.as_ref().map(|town| town.as_str())),
                    street: text(place.street.as_ref().map(|street| street.as_str())),
                    meeting_point: text(place.meeting_point.as_ref().map(|point| point.as_str())),
                },
                appointments: request.appointments.iter().map(appointment).collect(),
                windows: request
                    .windows
                    .iter()
                    .map(|window| WindowForm {
                        earliest: window.earliest().into(),
                        latest: window.latest().into(),
                        minutes: window.minutes(),
                    })
                    .collect(),
                lotsen_needed: request.lotsen_needed,
                qualifications: request.qualifications.iter().map(ToString::to_string).collect(),
                gender: request.gender.map(|wish| GenderForm { gender: wish.gender, strength: wish.strength }),
                priority: request.urgency.priority,
                urgency_reason: request.urgency.reason.as_ref().map(ToString::to_string),
                deadline: request.deadline,
                known_lotsen: request.known_lotsen.iter().map(|id| id.as_uuid()).collect(),
                excluded_lotsen: request.excluded_lotsen.iter().map(|id| id.as_uuid()).collect(),
                draft: false,
            },
        }
    }
}

/// An appointment as it is shown.
pub fn appointment(appointment: &Appointment) -> AppointmentForm {
    let sittings = appointment.sittings().iter();
    AppointmentForm {
        sittings: sittings
            .map(|sitting| SittingForm { start: sitting.start().into(), minutes: sitting.minutes() })
            .collect(),
    }
}
