//! A Lotse as it is sent: read into [`Profile`], with all faults at once.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::week::{self, WindowForm};
use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::app::Context;
use crate::app::lotsen::Profile;
use crate::domain::code::{Gender, LotseStatus, Mode, Service, Topic};
use crate::domain::contact::{Email, Phone};
use crate::domain::geo::Postcode;
use crate::domain::id::OrganisationId;
use crate::domain::language::{LanguageCode, Level};
use crate::domain::lotse::{Limits, SpokenLanguage};
use crate::domain::qualification::{Qualification, QualificationCode};
use crate::domain::text::{ClientRef, ListNumber, PersonName, Town};
use crate::domain::travel::Transport;
use crate::http::problem::FieldKind;

/// A volunteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LotseForm {
    /// The carrier whose project they belong to.
    pub organisation: Uuid,
    /// The number in the project's own list; unique for each carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 60))]
    pub list_number: Option<String>,
    /// Given name: all that a newcomer is told.
    #[schemars(length(min = 1, max = 120))]
    pub given_name: String,
    /// Family name.
    #[schemars(length(min = 1, max = 120))]
    pub family_name: String,
    /// Where offers go. Is taken, and never shown here: see the contact of the Lotse. Left out, it stays.
    #[serde(default, skip_serializing)]
    #[schemars(length(min = 3, max = 254))]
    pub email: Option<String>,
    /// Telephone number. Is taken, and never shown here: see the contact of the Lotse. Left out, it stays.
    #[serde(default, skip_serializing)]
    #[schemars(length(min = 4, max = 60))]
    pub phone: Option<String>,
    /// Where they stand with the project. Left out, it stays, and whoever is new has just asked to join. Whoever is known moves one
    /// step: applicant, in training, active, paused; everybody may leave, and come back as applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LotseStatus>,
    /// If stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Postcode of where trips begin.
    #[schemars(regex(pattern = "^[0-9]{5}$"))]
    pub home: String,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub town: Option<String>,
    /// How far they travel from home, in a straight line.
    #[schemars(range(min = 0, max = 500))]
    pub radius_km: u16,
    /// How they travel.
    pub transport: Transport,
    /// In which modes they work.
    #[schemars(length(min = 1, max = 3))]
    pub modes: Vec<Mode>,
    /// Which services they give.
    #[schemars(length(min = 1, max = 2))]
    pub services: Vec<Service>,
    /// What they speak, German included.
    #[schemars(length(min = 1, max = 30))]
    pub languages: Vec<Spoken>,
    /// What they have learned and shown.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub qualifications: Vec<Held>,
    /// Topics they like.
    #[serde(default)]
    #[schemars(length(max = 9))]
    pub topics_wished: Vec<Topic>,
    /// Topics they do not take.
    #[serde(default)]
    #[schemars(length(max = 9))]
    pub topics_refused: Vec<Topic>,
    /// When they can be asked, every week. Left out: at any time; empty: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 70))]
    pub availability: Option<Vec<WindowForm>>,
    /// Minutes of appointments in a week; left out: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 10080))]
    pub minutes_per_week: Option<u32>,
    /// Assignments in a week; left out: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1000))]
    pub assignments_per_week: Option<u32>,
    /// Offers in a week; left out: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1000))]
    pub offers_per_week: Option<u32>,
    /// Organisations they do not work for.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub blocked_organisations: Vec<Uuid>,
    /// Pseudonyms of newcomers whom they do not accompany.
    #[serde(default)]
    #[schemars(length(max = 100), inner(length(min = 1, max = 60)))]
    pub blocked_clients: Vec<String>,
    /// The day on which they agreed that their data are used. Without it they are not proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_on: Option<NaiveDate>,
}

/// A language that a Lotse speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SpokenLanguage")]
pub struct Spoken {
    /// ISO 639-3.
    pub language: LanguageCode,
    /// How well.
    pub level: Level,
}

/// Something that a Lotse has learned or shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "HeldQualification")]
pub struct Held {
    /// Which.
    #[schemars(regex(pattern = "^[a-z][a-z0-9_]{0,39}$"))]
    pub code: String,
    /// The day of the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acquired_on: Option<NaiveDate>,
    /// The last day on which it counts; left out: it does not expire, or as the programme has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
}

impl Document for LotseForm {
    fn example() -> Value {
        json!({
            "organisation": "01936c80-0000-7000-8000-000000000001",
            "list_number": "L-017",
            "given_name": "Mina",
            "family_name": "Rahimi",
            "email": "mina@example.org",
            "status": "active",
            "home": "37269",
            "town": "Eschwege",
            "radius_km": 25,
            "transport": "car",
            "modes": ["in_person", "phone"],
            "services": ["accompaniment"],
            "languages": [{"language": "prs", "level": "native"}, {"language": "deu", "level": "C1"}],
            "qualifications": [{"code": "basic_course", "acquired_on": "2025-03-14"}],
            "availability": [{"weekday": "mon", "from": "09:00", "to": "12:00"}],
            "consent_on": "2026-01-15",
        })
    }
}

impl LotseForm {
    /// The profile in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self, context: &Context, today: NaiveDate) -> Result<Profile, ApiError> {
        let mut faults = Faults::default();
        let f = &mut faults;
        let given_name = f.take("/given_name", PersonName::parse(&self.given_name));
        let family_name = f.take("/family_name", PersonName::parse(&self.family_name));
        let home = Postcode::parse(&self.home).ok();
        let home = home.filter(|postcode| context.area.gazetteer().place(*postcode).is_ok());
        let home = f.take("/home", home.ok_or(FieldKind::UnknownPostcode));
        let list_number = f.take_if("/list_number", self.list_number.as_deref(), ListNumber::parse);
        let email = f.take_if("/email", self.email.as_deref(), Email::parse);
        let phone = f.take_if("/phone", self.phone.as_deref(), Phone::parse);
        let town = f.take_if("/town", self.town.as_deref(), Town::parse);
        let languages = self.languages(context, f);
        let qualifications = self.qualifications(f);
        for (at, topic) in self.topics_refused.iter().enumerate() {
            if self.topics_wished.contains(topic) {
                f.note(format!("/topics_refused/{at}"), FieldKind::Repeated);
            }
        }
        let availability = self.availability.as_ref().map(|windows| week::read(windows, f));
        let blocked_clients = f.take_all("/blocked_clients", &self.blocked_clients, |text| ClientRef::parse(text));
        if self.consent_on.is_some_and(|day| day > today) {
            f.note("/consent_on", FieldKind::TooGreat { max: today.to_string() });
        }
        let names = given_name.zip(family_name).zip(home);
        let profile = names.map(|((given_name, family_name), home)| Profile {
            organisation: OrganisationId::from_uuid(self.organisation),
            list_number,
            given_name,
            family_name,
            email,
            phone,
            status: self.status,
            gender: self.gender,
            home,
            town,
            radius_km: self.radius_km,
            transport: self.transport,
            modes: once(&self.modes),
            services: once(&self.services),
            languages,
            qualifications,
            topics_wished: once(&self.topics_wished),
            topics_refused: once(&self.topics_refused),
            availability,
            limits: Limits {
                minutes_per_week: self.minutes_per_week,
                assignments_per_week: self.assignments_per_week,
                offers_per_week: self.offers_per_week,
            },
            blocked_organisations: once(&self.blocked_organisations)
                .into_iter()
                .map(OrganisationId::from_uuid)
                .collect(),
            blocked_clients,
            consent_on: self.consent_on,
        });
        faults.finish(profile)
    }

    fn languages(&self, context: &Context, faults: &mut Faults) -> Vec<SpokenLanguage> {
        let mut spoken: Vec<SpokenLanguage> = Vec::with_capacity(self.languages.len());
        for (at, one) in self.languages.iter().enumerate() {
            let pointer = format!("/languages/{at}/language");
            if context.languages.get(one.language).is_none() {
                faults.note(pointer, FieldKind::UnknownLanguage);
            } else if spoken.iter().any(|other| other.language == one.language) {
                faults.note(pointer, FieldKind::Repeated);
            } else {
                spoken.push(SpokenLanguage { language: one.language, level: one.level });
            }
        }
        spoken
    }

    fn qualifications(&self, faults: &mut Faults) -> Vec<Qualification> {
        let mut held = Vec::with_capacity(self.qualifications.len());
        for (at, one) in self.qualifications.iter().enumerate() {
            let expected = || FieldKind::Format { expected: "^[a-z][a-z0-9_]{0,39}$".to_owned() };
            let code = QualificationCode::parse(&one.code).map_err(|_| expected());
            let code = faults.take(format!("/qualifications/{at}/code"), code);
            if one.acquired_on.zip(one.valid_until).is_some_and(|(from, until)| until < from) {
                faults.note(format!("/qualifications/{at}/valid_until"), FieldKind::EndsBeforeItBegins);
            }
            held.extend(code.map(|code| Qualification {
                code,
                acquired_on: one.acquired_on,
                valid_until: one.valid_until,
            }));
        }
        held
    }
}

/// What stands twice counts once, where it stands first.
fn once<T: Copy + PartialEq>(all: &[T]) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(one) {
            once.push(*one);
        }
    }
    once
}
