//! A request as it is typed: read into [`Wanted`], with the faults of all fields at once.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::app::Context;
use crate::app::requests::Wanted;
use crate::domain::code::{Priority, Service, Strength};
use crate::domain::contact::Email;
use crate::domain::geo::Postcode;
use crate::domain::id::OrganisationId;
use crate::domain::language::{LanguageCode, Level};
use crate::domain::qualification::QualificationCode;
use crate::domain::request::{
    Appointment, GenderWish, MeetingPlace, NeededLanguage, Sitting, SupportRequest, Urgency, Window,
};
use crate::domain::text::{ClientRef, ListNumber, MeetingPoint, Reason, Street};
use crate::domain::time::{self, ZONE};
use crate::http::problem::FieldKind;
use crate::i18n::Locale;
use crate::web::components::Faults;
use crate::web::page::Fields;
use crate::web::typed;

/// Languages that can be named.
pub const LANGUAGES: usize = 20;

/// Alternatives that can be named.
pub const ALTERNATIVES: usize = 10;

/// Reads a form.
pub struct Reading<'r> {
    /// Tables of places and languages.
    pub context: &'r Context,
    /// In which language to say what is wrong.
    pub locale: Locale,
    /// What was typed.
    pub said: &'r Fields,
    /// When.
    pub now: DateTime<Utc>,
    /// Who asks, where there is no choice.
    pub organisation: Option<OrganisationId>,
    /// The request that is changed: what the form does not have stays.
    pub before: Option<&'r SupportRequest>,
}

impl Reading<'_> {
    /// What was typed in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self) -> Result<Wanted, Faults> {
        let mut faults = Faults::default();
        let f = &mut faults;
        let organisation = self.organisation(f);
        let place = self.place(f);
        let service = f.take("service", self.said.get("service").parse().map_err(|_| FieldKind::Required));
        let topic = f.take("topic", self.said.get("topic").parse().map_err(|_| FieldKind::Required));
        let modes: Vec<_> = self.said.all("mode").filter_map(|mode| mode.parse().ok()).collect();
        if modes.is_empty() {
            f.note("mode", FieldKind::Required);
        }
        let languages = self.languages(f);
        if service == Some(Service::Interpreting) && languages.is_empty() {
            f.note("language.1", FieldKind::Required);
        }
        let appointments = self.appointments(f);
        // The form has room for one; those beside it stay.
        let beside = self.before.iter().flat_map(|before| before.windows.iter().skip(1)).copied();
        let windows: Vec<Window> = self.window(f).into_iter().chain(beside).collect();
        if appointments.is_empty() && windows.is_empty() && !self.has_times() {
            f.note("date.1", FieldKind::Required);
        }
        let urgency = self.urgency(f);
        let confirmation_language = self.language("confirmation", f);
        let some = |name: &str| self.said.some(name);
        let newcomer_email = some("newcomer_email").and_then(|email| f.take("newcomer_email", Email::parse(email)));
        // Whoever is not shown the number does not take it away.
        let list_number = match (self.said.has("list_number"), self.before) {
            (false, Some(before)) => before.list_number.clone(),
            _ => some("list_number").and_then(|number| f.take("list_number", ListNumber::parse(number))),
        };
        let client = some("client").and_then(|client| f.take("client", ClientRef::parse(client)));
        let lotsen_needed = match some("lotsen_needed") {
            None => Some(1),
            Some(many) => f.take("lotsen_needed", typed::in_range(many, 1, 50)),
        };
        let qualifications =
            self.said.all("qualification").filter_map(|code| QualificationCode::parse(code).ok()).collect();
        let gender = some("gender").and_then(|gender| {
            let strength = if self.said.has("gender_must") { Strength::Must } else { Strength::Wish };
            Some(GenderWish { gender: gender.parse().ok()?, strength })
        });
        let deadline = self.deadline(f);
        let carrier = some("carrier").and_then(|id| id.parse().ok());
        let before = self.before;
        let wanted = (|| {
            Some(Wanted {
                organisation: organisation?,
                carrier: carrier.or(before.map(|before| before.carrier)),
                list_number,
                client,
                confirmation_language,
                newcomer_email,
                languages,
                service: service?,
                modes,
                topic: topic?,
                place: place?,
                appointments,
                windows,
                lotsen_needed: lotsen_needed?,
                qualifications,
                gender,
                urgency,
                deadline,
                known_lotsen: before.map(|before| before.known_lotsen.clone()).unwrap_or_default(),
                excluded_lotsen: before.map(|before| before.excluded_lotsen.clone()).unwrap_or_default(),
            })
        })();
        wanted.filter(|_| faults.is_empty()).ok_or(faults)
    }

    fn organisation(&self, faults: &mut Faults) -> Option<OrganisationId> {
        let named = self.said.some("organisation").and_then(|id| id.parse().ok());
        let organisation = named.or(self.organisation).or(self.before.map(|before| before.organisation));
        faults.take("organisation", organisation.ok_or(FieldKind::Required))
    }

    /// The place by its postcode or, where only one has it, its name.
    fn place(&self, faults: &mut Faults) -> Option<MeetingPlace> {
        let some = |name: &str| self.said.some(name);
        let postcode = faults.take("place", self.postcode());
        // The form has no field for it: what a list said of the place stays as long as it is the place.
        let before = self.before.map(|before| &before.place).filter(|place| Some(place.postcode) == postcode);
        let town = before.and_then(|place| place.town.clone());
        let street = some("street").and_then(|street| faults.take("street", Street::parse(street)));
        let point = some("meeting_point").and_then(|point| faults.take("meeting_point", MeetingPoint::parse(point)));
        Some(MeetingPlace { postcode: postcode?, town, street, meeting_point: point })
    }

    fn postcode(&self) -> Result<Postcode, FieldKind> {
        let typed = self.said.some("place").ok_or(FieldKind::Required)?;
        typed::postcode(self.context, self.locale, typed)
    }

    fn languages(&self, faults: &mut Faults) -> Vec<NeededLanguage> {
        let mut languages: Vec<NeededLanguage> = Vec::new();
        for at in 1..=LANGUAGES {
            let Some(language) = self.language(&format!("language.{at}"), faults) else { continue };
            let at_least = Level::parse(self.said.get(&format!("level.{at}"))).unwrap_or(Level::A1);
            if languages.iter().all(|named| named.language != language) {
                languages.push(NeededLanguage { language, at_least });
            }
        }
        languages
    }

    /// A language by its name or code; none where nothing was typed.
    fn language(&self, name: &str, faults: &mut Faults) -> Option<LanguageCode> {
        let typed = self.said.some(name)?;
        let found = self.context.languages.by_name(typed).map(|language| language.code);
        faults.take(name, found.map_err(|_| FieldKind::UnknownLanguage))
    }

    fn has_times(&self) -> bool {
        let typed = |name: String| self.said.some(&name).is_some();
        (1..=ALTERNATIVES).any(|at| typed(format!("date.{at}")) || typed(format!("time.{at}")))
            || self.said.some("window_date").is_some()
    }

    fn appointments(&self, faults: &mut Faults) -> Vec<Appointment> {
        let mut appointments = Vec::new();
        for at in 1..=ALTERNATIVES {
            // A series that is changed stays as it is: this form has no room for one.
            if let Some(series) = self.series(at) {
                appointments.push(series);
                continue;
            }
            let (date, time) = (format!("date.{at}"), format!("time.{at}"));
            if self.said.some(&date).is_none() && self.said.some(&time).is_none() {
                continue;
            }
            let day = faults.take(date.clone(), self.day(&date));
            let clock = faults.take(time.clone(), self.clock(&time));
            let minutes = self.minutes(&format!("minutes.{at}"), faults);
            let (Some(day), Some(clock), Some(minutes)) = (day, clock, minutes) else { continue };
            let sitting = Sitting::new(day.and_time(clock), minutes).map_err(FieldKind::from);
            let ahead = sitting
                .and_then(|sitting| if self.is_ahead(sitting.begin()) { Ok(sitting) } else { Err(FieldKind::Past) });
            appointments.extend(faults.take(date, ahead).map(Appointment::from));
        }
        appointments
    }

    fn series(&self, at: usize) -> Option<Appointment> {
        let number: usize = self.said.some(&format!("series.{at}"))?.parse().ok()?;
        self.before?.appointments.get(number).cloned()
    }

    fn is_ahead(&self, begin: time::Minute) -> bool {
        begin > self.now.timestamp().div_euclid(60)
    }

    fn day(&self, name: &str) -> Result<NaiveDate, FieldKind> {
        let typed = self.said.some(name).ok_or(FieldKind::Required)?;
        typed::day(typed)
    }

    fn clock(&self, name: &str) -> Result<NaiveTime, FieldKind> {
        let typed = self.said.some(name).ok_or(FieldKind::Required)?;
        let read = |form| NaiveTime::parse_from_str(typed, form).ok();
        read("%H:%M").or_else(|| read("%H.%M")).ok_or(FieldKind::Time)
    }

    fn minutes(&self, name: &str, faults: &mut Faults) -> Option<u32> {
        match self.said.some(name) {
            None => Some(60),
            Some(minutes) => faults.take(name, typed::in_range(minutes, 1, 1440)),
        }
    }

    /// A flexible time within one day.
    fn window(&self, faults: &mut Faults) -> Option<Window> {
        let typed = |name: &&str| self.said.some(name).is_some();
        if self.said.some("window_date").is_none() {
            if ["window_until", "window_from", "window_to"].iter().any(typed) {
                faults.note("window_date", FieldKind::Required);
            }
            return None;
        }
        let day = faults.take("window_date", self.day("window_date"));
        let last = match self.said.some("window_until") {
            Some(_) => faults.take("window_until", self.day("window_until")),
            None => day,
        };
        let from = faults.take("window_from", self.clock("window_from"));
        let to = faults.take("window_to", self.clock("window_to"));
        let minutes = self.minutes("window_minutes", faults);
        let at =
            |day: Option<NaiveDate>, time: Option<NaiveTime>| -> Option<NaiveDateTime> { Some(day?.and_time(time?)) };
        let window = Window::new(at(day, from)?, at(last, to)?, minutes?).map_err(FieldKind::from);
        let window = faults.take("window_date", window)?;
        if !window.sittings().last().is_some_and(|sitting| self.is_ahead(sitting.begin())) {
            faults.note("window_date", FieldKind::Past);
        }
        Some(window)
    }

    fn urgency(&self, faults: &mut Faults) -> Urgency {
        let priority = self.said.get("priority").parse().unwrap_or(Priority::Normal);
        let reason =
            self.said.some("urgency_reason").and_then(|reason| faults.take("urgency_reason", Reason::parse(reason)));
        if priority == Priority::Urgent && self.said.some("urgency_reason").is_none() {
            faults.note("urgency_reason", FieldKind::Required);
        }
        Urgency { priority, reason }
    }

    fn deadline(&self, faults: &mut Faults) -> Option<DateTime<Utc>> {
        self.said.some("deadline")?;
        let day = faults.take("deadline", self.day("deadline"))?;
        // The whole day counts.
        let end = day.succ_opt()?.and_time(NaiveTime::MIN).and_local_timezone(ZONE).earliest()?.with_timezone(&Utc);
        if end <= self.now {
            faults.note("deadline", FieldKind::Past);
        }
        Some(end)
    }
}
