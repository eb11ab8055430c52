//! The rows behind a Lotse, and the way between them and the domain.

use chrono::{NaiveDate, Weekday};
use diesel::prelude::*;

use crate::domain::availability::{Absence, Availability, WeeklyWindow};
use crate::domain::code::Topic;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::lotse::{Limits, Lotse, SpokenLanguage};
use crate::domain::qualification::Qualification;
use crate::domain::search;
use crate::domain::text::ListNumber;
use crate::storage::error::StorageError;
use crate::storage::schema::{
    lotse_absences, lotse_availability, lotse_blocks, lotse_languages, lotse_modes, lotse_qualifications,
    lotse_services, lotse_topics, lotsen,
};
use crate::storage::stored;
use crate::storage::types::{Id, Ts};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotsen, treat_none_as_default_value = false)]
pub struct LotseRow {
    pub id: Id,
    organisation_id: Id,
    list_number: Option<String>,
    given_name: String,
    family_name: String,
    email: Option<String>,
    phone: Option<String>,
    status: String,
    gender: Option<String>,
    home: String,
    town: Option<String>,
    radius_km: i32,
    transport: String,
    always_available: bool,
    minutes_per_week: Option<i64>,
    assignments_per_week: Option<i64>,
    offers_per_week: Option<i64>,
    consent_on: Option<NaiveDate>,
    last_asked_at: Option<Ts>,
    name_key: String,
    number_key: String,
    search_words: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_modes, treat_none_as_default_value = false)]
pub struct ModeRow {
    pub lotse_id: Id,
    position: i32,
    mode: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_services, treat_none_as_default_value = false)]
pub struct ServiceRow {
    pub lotse_id: Id,
    position: i32,
    service: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_languages, treat_none_as_default_value = false)]
pub struct LanguageRow {
    pub lotse_id: Id,
    position: i32,
    language: String,
    level: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_qualifications, treat_none_as_default_value = false)]
pub struct QualificationRow {
    pub lotse_id: Id,
    position: i32,
    code: String,
    acquired_on: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_topics, treat_none_as_default_value = false)]
pub struct TopicRow {
    pub lotse_id: Id,
    attitude: String,
    position: i32,
    topic: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_availability, treat_none_as_default_value = false)]
pub struct AvailabilityRow {
    pub lotse_id: Id,
    weekday: i32,
    from_minute: i32,
    to_minute: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_absences, treat_none_as_default_value = false)]
pub struct AbsenceRow {
    pub lotse_id: Id,
    position: i32,
    first_on: NaiveDate,
    last_on: NaiveDate,
}

/// Either an organisation or a client is blocked.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lotse_blocks, treat_none_as_default_value = false)]
pub struct BlockRow {
    pub lotse_id: Id,
    position: i32,
    organisation_id: Option<Id>,
    client_ref: Option<String>,
}

/// The rows of one Lotse in the tables of lists.
pub struct Parts {
    pub modes: Vec<ModeRow>,
    pub services: Vec<ServiceRow>,
    pub languages: Vec<LanguageRow>,
    pub qualifications: Vec<QualificationRow>,
    pub topics: Vec<TopicRow>,
    pub availability: Vec<AvailabilityRow>,
    pub absences: Vec<AbsenceRow>,
    pub blocks: Vec<BlockRow>,
}

const WISHED: &str = "wished";
const REFUSED: &str = "refused";

/// What a Lotse is found by.
pub fn search_words(given: &str, family: &str, number: Option<&str>) -> String {
    search::index([Some(family), Some(given), number])
}

/// What Lotsen are sorted by.
pub fn name_key(given: &str, family: &str) -> String {
    search::sort_key([family, given])
}

impl LotseRow {
    pub fn of(lotse: &Lotse) -> Self {
        let number = lotse.list_number.as_ref().map(ListNumber::as_str);
        Self {
            id: Id(lotse.id.as_uuid()),
            organisation_id: Id(lotse.organisation.as_uuid()),
            list_number: stored::shown(lotse.list_number.as_ref()),
            given_name: lotse.given_name.to_string(),
            family_name: lotse.family_name.to_string(),
            email: stored::shown(lotse.email.as_ref()),
            phone: stored::shown(lotse.phone.as_ref()),
            status: lotse.status.code().to_owned(),
            gender: stored::shown(lotse.gender.as_ref()),
            home: lotse.home.to_string(),
            town: stored::shown(lotse.town.as_ref()),
            radius_km: i32::from(lotse.radius_km),
            transport: lotse.transport.code().to_owned(),
            always_available: lotse.availability.is_none(),
            minutes_per_week: lotse.limits.minutes_per_week.map(i64::from),
            assignments_per_week: lotse.limits.assignments_per_week.map(i64::from),
            offers_per_week: lotse.limits.offers_per_week.map(i64::from),
            consent_on: lotse.consent_on,
            last_asked_at: stored::instant(lotse.last_asked_at),
            name_key: name_key(lotse.given_name.as_str(), lotse.family_name.as_str()),
            number_key: search::number_key(number),
            search_words: search_words(lotse.given_name.as_str(), lotse.family_name.as_str(), number),
        }
    }

    pub fn into_domain(self, parts: Parts) -> Result<Lotse, StorageError> {
        let id = self.id;
        let limit = |value: Option<i64>, what| value.map(|value| stored::number(value, what, id)).transpose();
        let (wished, refused): (Vec<_>, Vec<_>) = parts.topics.into_iter().partition(|row| row.attitude == WISHED);
        let topics = |rows: Vec<TopicRow>| -> Result<Vec<Topic>, StorageError> {
            rows.iter().map(|row| stored::text(&row.topic, "lotse_topics.topic", id)).collect()
        };
        let windows = parts.availability.iter().map(AvailabilityRow::window).collect::<Result<Vec<_>, _>>()?;
        let (mut blocked_organisations, mut blocked_clients) = (Vec::new(), Vec::new());
        for block in parts.blocks {
            blocked_organisations.extend(block.organisation_id.map(|id| OrganisationId::from_uuid(id.0)));
            blocked_clients.extend(stored::owned_if(block.client_ref, "lotse_blocks.client_ref", id)?);
        }
        Ok(Lotse {
            id: LotseId::from_uuid(id.0),
            organisation: OrganisationId::from_uuid(self.organisation_id.0),
            list_number: stored::owned_if(self.list_number, "lotsen.list_number", id)?,
            given_name: stored::owned(self.given_name, "lotsen.given_name", id)?,
            family_name: stored::owned(self.family_name, "lotsen.family_name", id)?,
            email: stored::owned_if(self.email, "lotsen.email", id)?,
            phone: stored::owned_if(self.phone, "lotsen.phone", id)?,
            status: stored::text(&self.status, "lotsen.status", id)?,
            gender: self.gender.map(|code| stored::text(&code, "lotsen.gender", id)).transpose()?,
            home: stored::text(&self.home, "lotsen.home", id)?,
            town: stored::owned_if(self.town, "lotsen.town", id)?,
            radius_km: stored::number(self.radius_km, "lotsen.radius_km", id)?,
            transport: stored::text(&self.transport, "lotsen.transport", id)?,
            modes: parts
                .modes
                .iter()
                .map(|row| stored::text(&row.mode, "lotse_modes.mode", id))
                .collect::<Result<_, _>>()?,
            services: parts
                .services
                .iter()
                .map(|row| stored::text(&row.service, "lotse_services.service", id))
                .collect::<Result<_, _>>()?,
            languages: parts.languages.iter().map(LanguageRow::spoken).collect::<Result<_, _>>()?,
            qualifications: parts
                .qualifications
                .into_iter()
                .map(QualificationRow::qualification)
                .collect::<Result<_, _>>()?,
            topics_wished: topics(wished)?,
            topics_refused: topics(refused)?,
            availability: (!self.always_available).then(|| Availability::from(windows)),
            absences: parts.absences.iter().map(AbsenceRow::absence).collect::<Result<_, _>>()?,
            limits: Limits {
                minutes_per_week: limit(self.minutes_per_week, "lotsen.minutes_per_week")?,
                assignments_per_week: limit(self.assignments_per_week, "lotsen.assignments_per_week")?,
                offers_per_week: limit(self.offers_per_week, "lotsen.offers_per_week")?,
            },
            blocked_organisations,
            blocked_clients,
            consent_on: self.consent_on,
            last_asked_at: self.last_asked_at.map(Ts::at),
        })
    }
}

impl ModeRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        stored::numbered(&lotse.modes).map(move |(position, mode)| Self {
            lotse_id,
            position,
            mode: mode.code().to_owned(),
        })
    }
}

impl ServiceRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        stored::numbered(&lotse.services).map(move |(position, service)| Self {
            lotse_id,
            position,
            service: service.code().to_owned(),
        })
    }
}

impl LanguageRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        stored::numbered(&lotse.languages).map(move |(position, spoken)| Self {
            lotse_id,
            position,
            language: spoken.language.to_string(),
            level: spoken.level.code().to_owned(),
        })
    }

    fn spoken(&self) -> Result<SpokenLanguage, StorageError> {
        Ok(SpokenLanguage {
            language: stored::text(&self.language, "lotse_languages.language", self.lotse_id)?,
            level: stored::text(&self.level, "lotse_languages.level", self.lotse_id)?,
        })
    }
}

impl QualificationRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        stored::numbered(&lotse.qualifications).map(move |(position, qualification)| Self {
            lotse_id,
            position,
            code: qualification.code.to_string(),
            acquired_on: qualification.acquired_on,
            valid_until: qualification.valid_until,
        })
    }

    fn qualification(self) -> Result<Qualification, StorageError> {
        Ok(Qualification {
            code: stored::owned(self.code, "lotse_qualifications.code", self.lotse_id)?,
            acquired_on: self.acquired_on,
            valid_until: self.valid_until,
        })
    }
}

impl TopicRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        let lists = [(WISHED, &lotse.topics_wished), (REFUSED, &lotse.topics_refused)];
        lists.into_iter().flat_map(move |(attitude, topics)| {
            stored::numbered(topics).map(move |(position, topic)| Self {
                lotse_id,
                attitude: attitude.to_owned(),
                position,
                topic: topic.code().to_owned(),
            })
        })
    }
}

impl AvailabilityRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        let windows = lotse.availability.iter().flat_map(|availability| availability.windows());
        windows.map(move |window| Self {
            lotse_id,
            // chrono numbers the days from Monday, 0.
            weekday: window.weekday() as i32,
            from_minute: i32::from(window.from()),
            to_minute: i32::from(window.to()),
        })
    }

    fn window(&self) -> Result<WeeklyWindow, StorageError> {
        let id = self.lotse_id;
        let weekday: u8 = stored::number(self.weekday, "lotse_availability.weekday", id)?;
        let weekday = stored::read(Weekday::try_from(weekday), "lotse_availability.weekday", id)?;
        let from = stored::number(self.from_minute, "lotse_availability.from_minute", id)?;
        let to = stored::number(self.to_minute, "lotse_availability.to_minute", id)?;
        stored::read(WeeklyWindow::new(weekday, from, to), "lotse_availability", id)
    }
}

impl AbsenceRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        stored::numbered(&lotse.absences).map(move |(position, absence)| Self {
            lotse_id,
            position,
            first_on: absence.first(),
            last_on: absence.last(),
        })
    }

    fn absence(&self) -> Result<Absence, StorageError> {
        stored::read(Absence::new(self.first_on, self.last_on), "lotse_absences", self.lotse_id)
    }
}

impl BlockRow {
    pub fn of(lotse: &Lotse) -> impl Iterator<Item = Self> {
        let lotse_id = Id(lotse.id.as_uuid());
        let organisations = lotse.blocked_organisations.iter().map(|id| (Some(Id(id.as_uuid())), None));
        let clients = lotse.blocked_clients.iter().map(|client| (None, Some(client.to_string())));
        (0..).zip(organisations.chain(clients)).map(move |(position, (organisation_id, client_ref))| Self {
            lotse_id,
            position,
            organisation_id,
            client_ref,
        })
    }
}
