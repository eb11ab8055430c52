//! A Lotse as they are shown: without how to reach them.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::form::{Held, LotseForm, Spoken};
use super::week;
use crate::domain::lotse::Lotse;

/// A volunteer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Lotse")]
pub struct LotseView {
    /// Identity.
    pub id: Uuid,
    /// Whether offers reach them by mail. The address is shown by the contact of the Lotse alone.
    pub has_email: bool,
    /// The last time an offer went out to them.
    pub last_asked_at: Option<DateTime<Utc>>,
    /// What is known, as it was sent.
    #[serde(flatten)]
    pub profile: LotseForm,
}

impl LotseView {
    /// A Lotse as they are shown.
    pub fn of(lotse: &Lotse) -> Self {
        let spoken = lotse.languages.iter();
        let held = lotse.qualifications.iter();
        Self {
            id: lotse.id.as_uuid(),
            has_email: lotse.email.is_some(),
            last_asked_at: lotse.last_asked_at,
            profile: LotseForm {
                organisation: lotse.organisation.as_uuid(),
                list_number: lotse.list_number.as_ref().map(ToString::to_string),
                given_name: lotse.given_name.to_string(),
                family_name: lotse.family_name.to_string(),
                email: None,
                phone: None,
                status: Some(lotse.status),
                gender: lotse.gender,
                home: lotse.home.to_string(),
                town: lotse.town.as_ref().map(ToString::to_string),
                radius_km: lotse.radius_km,
                transport: lotse.transport,
                modes: lotse.modes.clone(),
                services: lotse.services.clone(),
                languages: spoken.map(|one| Spoken { language: one.language, level: one.level }).collect(),
                qualifications: held
                    .map(|held| Held {
                        code: held.code.to_string(),
                        acquired_on: held.acquired_on,
                        valid_until: held.valid_until,
                    })
                    .collect(),
                topics_wished: lotse.topics_wished.clone(),
                topics_refused: lotse.topics_refused.clone(),
                availability: lotse.availability.as_ref().map(week::shown),
                minutes_per_week: lotse.limits.minutes_per_week,
                assignments_per_week: lotse.limits.assignments_per_week,
                offers_per_week: lotse.limits.offers_per_week,
                blocked_organisations: lotse.blocked_organisations.iter().map(|id| id.as_uuid()).collect(),
                blocked_clients: lotse.blocked_clients.iter().map(ToString::to_string).collect(),
                consent_on: lotse.consent_on,
            },
        }
    }
}
