//! The rows behind a support request, and the way between them and the domain.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::request::{Appointment, GenderWish, MeetingPlace, NeededLanguage, SupportRequest, Urgency, Window};
use crate::domain::search;
use crate::domain::text::{ClientRef, ListNumber, Town};
use crate::storage::error::StorageError;
use crate::storage::schema::{
    request_agreed_sittings, request_languages, request_lotsen, request_modes, request_qualifications,
    request_sittings, request_windows, requests,
};
use crate::storage::types::{Id, Ts};
use crate::storage::{sittings, stored};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = requests, treat_none_as_default_value = false)]
pub struct RequestRow {
    pub id: Id,
    organisation_id: Id,
    carrier_id: Id,
    list_number: Option<String>,
    client_ref: Option<String>,
    confirmation_language: Option<String>,
    service: String,
    topic: String,
    postcode: String,
    town: Option<String>,
    street: Option<String>,
    meeting_point: Option<String>,
    lotsen_needed: i32,
    gender: Option<String>,
    gender_strength: Option<String>,
    priority: String,
    urgency_reason: Option<String>,
    posted_at: Ts,
    deadline: Option<Ts>,
    state: String,
    newcomer_email: Option<String>,
    first_begin: NaiveDateTime,
    search_words: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_languages, treat_none_as_default_value = false)]
pub struct LanguageRow {
    pub request_id: Id,
    position: i32,
    language: String,
    at_least: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_modes, treat_none_as_default_value = false)]
pub struct ModeRow {
    pub request_id: Id,
    position: i32,
    mode: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_sittings, treat_none_as_default_value = false)]
pub struct SittingRow {
    pub request_id: Id,
    appointment: i32,
    sitting: i32,
    begins: NaiveDateTime,
    minutes: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_agreed_sittings, treat_none_as_default_value = false)]
pub struct AgreedRow {
    pub request_id: Id,
    sitting: i32,
    begins: NaiveDateTime,
    minutes: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_windows, treat_none_as_default_value = false)]
pub struct WindowRow {
    pub request_id: Id,
    position: i32,
    earliest: NaiveDateTime,
    latest: NaiveDateTime,
    minutes: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_qualifications, treat_none_as_default_value = false)]
pub struct QualificationRow {
    pub request_id: Id,
    position: i32,
    code: String,
}

/// A Lotse whom the newcomer knows, or who must not be asked.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request_lotsen, treat_none_as_default_value = false)]
pub struct LotseRow {
    pub request_id: Id,
    attitude: String,
    position: i32,
    lotse_id: Id,
}

/// The rows of one request in the tables of lists.
pub struct Parts {
    pub languages: Vec<LanguageRow>,
    pub modes: Vec<ModeRow>,
    pub sittings: Vec<SittingRow>,
    pub windows: Vec<WindowRow>,
    pub agreed: Vec<AgreedRow>,
    pub qualifications: Vec<QualificationRow>,
    pub lotsen: Vec<LotseRow>,
    /// Who declined, first refusal first.
    pub declined: Vec<Id>,
}

const KNOWN: &str = "known";
const EXCLUDED: &str = "excluded";

/// What a request is found by: list number, client reference and town.
pub fn search_words(number: Option<&str>, client: Option<&str>, town: Option<&str>) -> String {
    search::index([number, client, town])
}

impl RequestRow {
    pub fn of(request: &SupportRequest) -> Self {
        let place = &request.place;
        Self {
            id: Id(request.id.as_uuid()),
            organisation_id: Id(request.organisation.as_uuid()),
            carrier_id: Id(request.carrier.as_uuid()),
            list_number: stored::shown(request.list_number.as_ref()),
            client_ref: stored::shown(request.client.as_ref()),
            confirmation_language: stored::shown(request.confirmation_language.as_ref()),
            service: request.service.code().to_owned(),
            topic: request.topic.code().to_owned(),
            postcode: place.postcode.to_string(),
            town: stored::shown(place.town.as_ref()),
            street: stored::shown(place.street.as_ref()),
            meeting_point: stored::shown(place.meeting_point.as_ref()),
            lotsen_needed: i32::from(request.lotsen_needed),
            gender: request.gender.map(|wish| wish.gender.code().to_owned()),
            gender_strength: request.gender.map(|wish| wish.strength.code().to_owned()),
            priority: request.urgency.priority.code().to_owned(),
            urgency_reason: stored::shown(request.urgency.reason.as_ref()),
            posted_at: Ts::from(request.posted_at),
            deadline: stored::instant(request.deadline),
            state: request.state.code().to_owned(),
            newcomer_email: stored::shown(request.newcomer_email.as_ref()),
            first_begin: sittings::begin(request.first_begin()),
            search_words: search_words(
                request.list_number.as_ref().map(ListNumber::as_str),
                request.client.as_ref().map(ClientRef::as_str),
                place.town.as_ref().map(Town::as_str),
            ),
        }
    }

    pub fn into_domain(self, parts: Parts) -> Result<SupportRequest, StorageError> {
        let id = self.id;
        let gender = match (self.gender, self.gender_strength) {
            (Some(gender), Some(strength)) => Some(GenderWish {
                gender: stored::text(&gender, "requests.gender", id)?,
                strength: stored::text(&strength, "requests.gender_strength", id)?,
            }),
            _ => None,
        };
        let (known, excluded): (Vec<_>, Vec<_>) = parts.lotsen.into_iter().partition(|row| row.attitude == KNOWN);
        let mut excluded: Vec<Id> = excluded.into_iter().map(|row| row.lotse_id).collect();
        for lotse in parts.declined {
            if !excluded.contains(&lotse) {
                excluded.push(lotse);
            }
        }
        Ok(SupportRequest {
            id: RequestId::from_uuid(id.0),
            organisation: OrganisationId::from_uuid(self.organisation_id.0),
            carrier: OrganisationId::from_uuid(self.carrier_id.0),
            list_number: stored::owned_if(self.list_number, "requests.list_number", id)?,
            client: stored::owned_if(self.client_ref, "requests.client_ref", id)?,
            confirmation_language: stored::owned_if(self.confirmation_language, "requests.confirmation_language", id)?,
            newcomer_email: stored::owned_if(self.newcomer_email, "requests.newcomer_email", id)?,
            languages: parts.languages.iter().map(LanguageRow::needed).collect::<Result<_, _>>()?,
            service: stored::text(&self.service, "requests.service", id)?,
            modes: parts
                .modes
                .iter()
                .map(|row| stored::text(&row.mode, "request_modes.mode", id))
                .collect::<Result<_, _>>()?,
            topic: stored::text(&self.topic, "requests.topic", id)?,
            place: MeetingPlace {
                postcode: stored::text(&self.postcode, "requests.postcode", id)?,
                town: stored::owned_if(self.town, "requests.town", id)?,
                street: stored::owned_if(self.street, "requests.street", id)?,
                meeting_point: stored::owned_if(self.meeting_point, "requests.meeting_point", id)?,
            },
            appointments: SittingRow::appointments(parts.sittings, id)?,
            windows: parts.windows.iter().map(WindowRow::window).collect::<Result<_, _>>()?,
            agreed: AgreedRow::appointment(parts.agreed, id)?,
            lotsen_needed: stored::number(self.lotsen_needed, "requests.lotsen_needed", id)?,
            qualifications: parts
                .qualifications
                .into_iter()
                .map(|row| stored::owned(row.code, "request_qualifications.code", id))
                .collect::<Result<_, _>>()?,
            gender,
            urgency: Urgency {
                priority: stored::text(&self.priority, "requests.priority", id)?,
                reason: stored::owned_if(self.urgency_reason, "requests.urgency_reason", id)?,
            },
            posted_at: self.posted_at.at(),
            deadline: self.deadline.map(Ts::at),
            known_lotsen: known.into_iter().map(|row| LotseId::from_uuid(row.lotse_id.0)).collect(),
            excluded_lotsen: excluded.into_iter().map(|id| LotseId::from_uuid(id.0)).collect(),
            state: stored::text(&self.state, "requests.state", id)?,
        })
    }
}

impl LanguageRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        let request_id = Id(request.id.as_uuid());
        stored::numbered(&request.languages).map(move |(position, needed)| Self {
            request_id,
            position,
            language: needed.language.to_string(),
            at_least: needed.at_least.code().to_owned(),
        })
    }

    fn needed(&self) -> Result<NeededLanguage, StorageError> {
        Ok(NeededLanguage {
            language: stored::text(&self.language, "request_languages.language", self.request_id)?,
            at_least: stored::text(&self.at_least, "request_languages.at_least", self.request_id)?,
        })
    }
}

impl ModeRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        let request_id = Id(request.id.as_uuid());
        stored::numbered(&request.modes).map(move |(position, mode)| Self {
            request_id,
            position,
            mode: mode.code().to_owned(),
        })
    }
}

impl SittingRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        let request_id = Id(request.id.as_uuid());
        stored::numbered(&request.appointments).flat_map(move |(appointment, sittings)| {
            sittings::of(sittings).map(move |(sitting, begins, minutes)| Self {
                request_id,
                appointment,
                sitting,
                begins,
                minutes,
            })
        })
    }

    fn appointments(rows: Vec<Self>, id: Id) -> Result<Vec<Appointment>, StorageError> {
        let mut appointments: BTreeMap<i32, Vec<(NaiveDateTime, i32)>> = BTreeMap::new();
        for row in rows {
            appointments.entry(row.appointment).or_default().push((row.begins, row.minutes));
        }
        appointments.into_values().map(|rows| sittings::appointment(rows, "request_sittings", id)).collect()
    }
}

impl AgreedRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        request.agreed.iter().flat_map(|agreed| Self::all(request.id, agreed))
    }

    pub fn all(request: RequestId, agreed: &Appointment) -> impl Iterator<Item = Self> {
        let request_id = Id(request.as_uuid());
        sittings::of(agreed).map(move |(sitting, begins, minutes)| Self { request_id, sitting, begins, minutes })
    }

    fn appointment(rows: Vec<Self>, id: Id) -> Result<Option<Appointment>, StorageError> {
        if rows.is_empty() {
            return Ok(None);
        }
        let rows = rows.into_iter().map(|row| (row.begins, row.minutes));
        sittings::appointment(rows, "request_agreed_sittings", id).map(Some)
    }
}

impl WindowRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        let request_id = Id(request.id.as_uuid());
        stored::numbered(&request.windows).map(move |(position, window)| Self {
            request_id,
            position,
            earliest: window.earliest(),
            latest: window.latest(),
            // A window asks for a day at most.
            minutes: i32::try_from(window.minutes()).unwrap_or(i32::MAX),
        })
    }

    fn window(&self) -> Result<Window, StorageError> {
        let minutes = stored::number(self.minutes, "request_windows.minutes", self.request_id)?;
        stored::read(Window::new(self.earliest, self.latest, minutes), "request_windows", self.request_id)
    }
}

impl QualificationRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        let request_id = Id(request.id.as_uuid());
        stored::numbered(&request.qualifications).map(move |(position, code)| Self {
            request_id,
            position,
            code: code.to_string(),
        })
    }
}

impl LotseRow {
    pub fn of(request: &SupportRequest) -> impl Iterator<Item = Self> {
        let request_id = Id(request.id.as_uuid());
        let lists = [(KNOWN, &request.known_lotsen), (EXCLUDED, &request.excluded_lotsen)];
        lists.into_iter().flat_map(move |(attitude, lotsen)| {
            stored::numbered(lotsen).map(move |(position, lotse)| Self {
                request_id,
                attitude: attitude.to_owned(),
                position,
                lotse_id: Id(lotse.as_uuid()),
            })
        })
    }
}
