//! A request as it is sent: read into [`Wanted`], with all faults at once.

use chrono::{DateTime, Duration, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::api::values::LocalTime;
use crate::app::Context;
use crate::app::requests::Wanted;
use crate::domain::code::{Gender, Mode, Priority, Service, Strength, Topic};
use crate::domain::contact::Email;
use crate::domain::geo::Postcode;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::{LanguageCode, Level};
use crate::domain::qualification::QualificationCode;
use crate::domain::request::{Appointment, GenderWish, MeetingPlace, NeededLanguage, Sitting, Urgency, Window};
use crate::domain::text::{ClientRef, ListNumber, MeetingPoint, Reason, Street, Town};
use crate::http::problem::FieldKind;

/// What a newcomer needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestForm {
    /// The organisation that asks.
    pub organisation: Uuid,
    /// The carrier whose Lotsen are asked first; absent is the one that serves the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Uuid>,
    /// The number in the carrier's list, unique there; given by the carrier alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 60))]
    pub list_number: Option<String>,
    /// A pseudonym under which you know the newcomer: never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 60))]
    pub client: Option<String>,
    /// In which language the newcomer reads the confirmation, beside plain German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_language: Option<LanguageCode>,
    /// Where the newcomer gets the confirmation. Is taken, and never shown here: see the contact of the request.
    #[serde(default, skip_serializing)]
    #[schemars(length(min = 3, max = 254))]
    pub newcomer_email: Option<String>,
    /// Any of these will do; none means that no language is needed.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub languages: Vec<Needed>,
    /// What is asked for.
    pub service: Service,
    /// Acceptable modes, dearest first.
    #[schemars(length(min = 1, max = 3))]
    pub modes: Vec<Mode>,
    /// What it is about.
    pub topic: Topic,
    /// Where.
    pub place: PlaceForm,
    /// Alternative appointments, dearest first.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub appointments: Vec<AppointmentForm>,
    /// Flexible times beside them.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub windows: Vec<WindowForm>,
    /// How many Lotsen are needed at the same appointment.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 50))]
    pub lotsen_needed: u16,
    /// What each of them must hold.
    #[serde(default)]
    #[schemars(length(max = 20), inner(regex(pattern = "^[a-z][a-z0-9_]{0,39}$")))]
    pub qualifications: Vec<String>,
    /// Gender asked for. The reason is never stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<GenderForm>,
    /// How urgent.
    #[serde(default = "normal")]
    pub priority: Priority,
    /// Why, where it is urgent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 500))]
    pub urgency_reason: Option<String>,
    /// After this instant nobody needs to be asked any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DateTime<Utc>>,
    /// Lotsen whom the newcomer knows already; of those whom you know.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub known_lotsen: Vec<Uuid>,
    /// Lotsen who must not be asked; of those whom you know.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub excluded_lotsen: Vec<Uuid>,
    /// Whether a new request is kept as a draft, for which nobody is looked for until it is posted. A change leaves it what it is.
    #[serde(default, skip_serializing)]
    pub draft: bool,
}

/// A language that would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NeededLanguage")]
pub struct Needed {
    /// ISO 639-3.
    pub language: LanguageCode,
    /// At least this level.
    #[serde(default = "beginner")]
    pub at_least: Level,
}

/// Where Lotse and newcomer meet. Before a Lotse has said yes they learn the town only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MeetingPlace")]
pub struct PlaceForm {
    /// Five digits.
    #[schemars(regex(pattern = "^[0-9]{5}$"))]
    pub postcode: String,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 120))]
    pub town: Option<String>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub street: Option<String>,
    /// Where exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub meeting_point: Option<String>,
}

/// One alternative: a sitting, or a series that one Lotse takes as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Appointment")]
pub struct AppointmentForm {
    /// The sittings, in order, none overlapping the next.
    #[schemars(length(min = 1, max = 60))]
    pub sittings: Vec<SittingForm>,
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sitting")]
pub struct SittingForm {
    /// Local begin.
    pub start: LocalTime,
    /// Length.
    #[schemars(range(min = 1, max = 1440))]
    pub minutes: u32,
}

/// A flexible time: any begin from `earliest` so that it ends by `latest`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Window")]
pub struct WindowForm {
    /// First local begin.
    pub earliest: LocalTime,
    /// Last local end.
    pub latest: LocalTime,
    /// Length of the appointment.
    #[schemars(range(min = 1, max = 1440))]
    pub minutes: u32,
}

/// A gender asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "GenderWish")]
pub struct GenderForm {
    /// Which.
    pub gender: Gender,
    /// Whether it has to be.
    pub strength: Strength,
}

const fn one() -> u16 {
    1
}

const fn normal() -> Priority {
    Priority::Normal
}

const fn beginner() -> Level {
    Level::A1
}

impl Document for RequestForm {
    fn example() -> Value {
        json!({
            "organisation": "01936c80-0000-7000-8000-000000000001",
            "client": "K-17",
            "confirmation_language": "prs",
            "languages": [{"language": "prs", "at_least": "B1"}],
            "service": "interpreting",
            "modes": ["in_person", "phone"],
            "topic": "health",
            "place": {"postcode": "37269", "town": "Eschwege", "meeting_point": "Main entrance"},
            "appointments": [{"sittings": [{"start": "2026-12-03T10:30", "minutes": 60}]}],
            "priority": "urgent",
            "urgency_reason": "Hospital date on Thursday",
        })
    }
}

impl RequestForm {
    /// The request in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self, context: &Context, now: DateTime<Utc>) -> Result<Wanted, ApiError> {
        let mut faults = Faults::default();
        let f = &mut faults;
        let known = |code: LanguageCode| context.languages.get(code).map(|_| code).ok_or(FieldKind::UnknownLanguage);
        let place = self.place.read(context, f);
        let languages = f.take_all("/languages", &self.languages, |needed| {
            Ok::<_, FieldKind>(NeededLanguage { language: known(needed.language)?, at_least: needed.at_least })
        });
        let mut appointments = Vec::new();
        for (at, appointment) in self.appointments.iter().enumerate() {
            appointments.extend(appointment.read(&format!("/appointments/{at}"), now, f));
        }
        let mut windows = Vec::new();
        for (at, window) in self.windows.iter().enumerate() {
            windows.extend(window.read(&format!("/windows/{at}"), now, f));
        }
        let together: Duration = windows.iter().map(|window| window.latest() - window.earliest()).sum();
        if together > Duration::days(Window::LONGEST_DAYS) {
            f.note("/windows", FieldKind::WindowTooLong { days: Window::LONGEST_DAYS });
        }
        if self.appointments.is_empty() && self.windows.is_empty() {
            f.note("/appointments", FieldKind::Required);
        }
        if self.deadline.is_some_and(|deadline| deadline <= now) {
            f.note("/deadline", FieldKind::Past);
        }
        let reason = f.take_if("/urgency_reason", self.urgency_reason.as_deref(), Reason::parse);
        if self.priority == Priority::Urgent && self.urgency_reason.is_none() {
            f.note("/urgency_reason", FieldKind::Required);
        }
        let confirmation_language =
            self.confirmation_language.and_then(|code| f.take("/confirmation_language", known(code)));
        let newcomer_email = f.take_if("/newcomer_email", self.newcomer_email.as_deref(), Email::parse);
        let list_number = f.take_if("/list_number", self.list_number.as_deref(), ListNumber::parse);
        let client = f.take_if("/client", self.client.as_deref(), ClientRef::parse);
        let qualifications = f.take_all("/qualifications", &self.qualifications, |code| {
            QualificationCode::parse(code)
                .map_err(|_| FieldKind::Format { expected: "^[a-z][a-z0-9_]{0,39}$".to_owned() })
        });
        let wanted = place.map(|place| Wanted {
            organisation: OrganisationId::from_uuid(self.organisation),
            carrier: self.carrier.map(OrganisationId::from_uuid),
            list_number,
            client,
            confirmation_language,
            newcomer_email,
            languages,
            service: self.service,
            modes: without_doubles(&self.modes),
            topic: self.topic,
            place,
            appointments,
            windows,
            lotsen_needed: self.lotsen_needed,
            qualifications,
            gender: self.gender.as_ref().map(|wish| GenderWish { gender: wish.gender, strength: wish.strength }),
            urgency: Urgency { priority: self.priority, reason },
            deadline: self.deadline,
            known_lotsen: without_doubles(&self.known_lotsen).into_iter().map(LotseId::from_uuid).collect(),
            excluded_lotsen: without_doubles(&self.excluded_lotsen).into_iter().map(LotseId::from_uuid).collect(),
        });
        faults.finish(wanted)
    }
}

/// What stands twice counts once, where it stands first.
fn without_doubles<T: Copy + PartialEq>(all: &[T]) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(one) {
            once.push(*one);
        }
    }
    once
}

impl PlaceForm {
    fn read(&self, context: &Context, faults: &mut Faults) -> Option<MeetingPlace> {
        let postcode = Postcode::parse(&self.postcode).ok();
        let known = postcode.filter(|postcode| context.area.gazetteer().place(*postcode).is_ok());
        let postcode = faults.take("/place/postcode", known.ok_or(FieldKind::UnknownPostcode));
        let town = faults.take_if("/place/town", self.town.as_deref(), Town::parse);
        let street = faults.take_if("/place/street", self.street.as_deref(), Street::parse);
        let meeting_point = faults.take_if("/place/meeting_point", self.meeting_point.as_deref(), MeetingPoint::parse);
        Some(MeetingPlace { postcode: postcode?, town, street, meeting_point })
    }
}

impl AppointmentForm {
    /// The appointment; what does not fit is noted below `pointer`.
    pub fn read(&self, pointer: &str, now: DateTime<Utc>, faults: &mut Faults) -> Option<Appointment> {
        let sittings = faults.take_all(format!("{pointer}/sittings"), &self.sittings, |sitting| {
            let sitting = Sitting::new(sitting.start.parse()?, sitting.minutes)?;
            if sitting.begin() > now.timestamp().div_euclid(60) { Ok(sitting) } else { Err(FieldKind::Past) }
        });
        if sittings.len() < self.sittings.len() {
            return None;
        }
        faults.take(format!("{pointer}/sittings"), Appointment::new(sittings))
    }
}

impl WindowForm {
    fn read(&self, pointer: &str, now: DateTime<Utc>, faults: &mut Faults) -> Option<Window> {
        let earliest = faults.take(format!("{pointer}/earliest"), self.earliest.parse());
        let latest = faults.take(format!("{pointer}/latest"), self.latest.parse());
        let window = faults.take(pointer, Window::new(earliest?, latest?, self.minutes))?;
        let last = window.sittings().last().is_some_and(|sitting| sitting.begin() > now.timestamp().div_euclid(60));
        if !last {
            faults.note(format!("{pointer}/latest"), FieldKind::Past);
        }
        Some(window)
    }
}
