//! A profile as it is typed: read into [`Profile`], with the faults of all fields at once.

use chrono::NaiveDate;

use super::draft::{ANY, WEEKLY};
use super::week::{self, DAYS};
use crate::app::Context;
use crate::app::lotsen::Profile;
use crate::domain::availability::Availability;
use crate::domain::code::{LotseStatus, Topic};
use crate::domain::contact::{Email, Phone};
use crate::domain::id::OrganisationId;
use crate::domain::language::Level;
use crate::domain::lotse::{Limits, Lotse, SpokenLanguage};
use crate::domain::qualification::{Qualification, QualificationCode};
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::domain::travel::Transport;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, text};
use crate::web::components::Faults;
use crate::web::page::Fields;
use crate::web::typed;

/// Languages that can be named.
pub const LANGUAGES: usize = 30;

/// Qualifications that can be named.
pub const QUALIFICATIONS: usize = 50;

/// Reads a form.
pub struct Reading<'r> {
    /// Tables of places and languages.
    pub context: &'r Context,
    /// In which language to say what is wrong.
    pub locale: Locale,
    /// What was typed.
    pub said: &'r Fields,
    /// The local day.
    pub today: NaiveDate,
    /// Whose Lotse it is, where there is no choice.
    pub organisation: Option<OrganisationId>,
    /// The Lotse whose profile is changed: what the form does not have stays.
    pub before: Option<&'r Lotse>,
}

impl Reading<'_> {
    /// What was typed in the domain's terms.
    ///
    /// # Errors
    /// All faults at once.
    pub fn read(&self) -> Result<Profile, Faults> {
        let mut faults = Faults::default();
        let f = &mut faults;
        let some = |name: &str| self.said.some(name);
        let organisation = some("organisation").and_then(|id| id.parse().ok()).or(self.organisation);
        let organisation = organisation.or(self.before.map(|before| before.organisation));
        let organisation = f.take("organisation", organisation.ok_or(FieldKind::Required));
        let given_name = f.take("given_name", self.name("given_name"));
        let family_name = f.take("family_name", self.name("family_name"));
        let list_number = some("list_number").and_then(|number| f.take("list_number", ListNumber::parse(number)));
        let email = some("email").and_then(|email| f.take("email", Email::parse(email)));
        let phone = some("phone").and_then(|phone| f.take("phone", Phone::parse(phone)));
        let home = some("home").ok_or(FieldKind::Required);
        let home = home.and_then(|typed| typed::postcode(self.context, self.locale, typed));
        let home = f.take("home", home);
        let town = some("town").and_then(|town| f.take("town", Town::parse(town)));
        let radius_km = some("radius_km").ok_or(FieldKind::Required);
        let radius_km = f.take("radius_km", radius_km.and_then(|typed| typed::in_range(typed, 0, 500)));
        let transport = Transport::parse(self.said.get("transport")).map_err(|_| FieldKind::Required);
        let transport = f.take("transport", transport);
        let modes = self.chosen("mode", f);
        let services = self.chosen("service", f);
        let languages = self.languages(f);
        let qualifications = self.qualifications(f);
        let topics_wished: Vec<Topic> = self.said.all("wished").filter_map(|one| one.parse().ok()).collect();
        let topics_refused: Vec<Topic> = self.said.all("refused").filter_map(|one| one.parse().ok()).collect();
        if topics_refused.iter().any(|topic| topics_wished.contains(topic)) {
            f.note("refused", FieldKind::Repeated);
        }
        let availability = self.availability(f);
        let limits = Limits {
            minutes_per_week: self.limit("minutes_per_week", 10_080, f),
            assignments_per_week: self.limit("assignments_per_week", 1_000, f),
            offers_per_week: self.limit("offers_per_week", 1_000, f),
        };
        let consent_on = self.day("consent_on", f);
        if consent_on.is_some_and(|day| day > self.today) {
            f.note("consent_on", FieldKind::TooGreat { max: self.today.to_string() });
        }
        let before = self.before;
        let profile = (|| {
            Some(Profile {
                organisation: organisation?,
                list_number,
                given_name: given_name?,
                family_name: family_name?,
                email,
                phone,
                status: self.said.get("status").parse::<LotseStatus>().ok(),
                gender: self.said.get("gender").parse().ok(),
                home: home?,
                town,
                radius_km: radius_km?,
                transport: transport?,
                modes,
                services,
                languages,
                qualifications,
                topics_wished,
                topics_refused,
                availability,
                limits,
                blocked_organisations: before.map(|before| before.blocked_organisations.clone()).unwrap_or_default(),
                blocked_clients: before.map(|before| before.blocked_clients.clone()).unwrap_or_default(),
                consent_on,
            })
        })();
        profile.filter(|_| faults.is_empty()).ok_or(faults)
    }

    fn name(&self, name: &str) -> Result<PersonName, FieldKind> {
        PersonName::parse(self.said.some(name).ok_or(FieldKind::Required)?).map_err(FieldKind::from)
    }

    /// At least one of several.
    fn chosen<T: std::str::FromStr>(&self, name: &str, faults: &mut Faults) -> Vec<T> {
        let chosen: Vec<T> = self.said.all(name).filter_map(|one| one.parse().ok()).collect();
        if chosen.is_empty() {
            faults.note(name, FieldKind::Required);
        }
        chosen
    }

    fn limit(&self, name: &str, most: u32, faults: &mut Faults) -> Option<u32> {
        let typed = self.said.some(name)?;
        faults.take(name, typed::in_range(typed, 0, most))
    }

    fn day(&self, name: &str, faults: &mut Faults) -> Option<NaiveDate> {
        let typed = self.said.some(name)?;
        faults.take(name, typed::day(typed))
    }

    fn languages(&self, faults: &mut Faults) -> Vec<SpokenLanguage> {
        let mut spoken: Vec<SpokenLanguage> = Vec::new();
        for at in 1..=LANGUAGES {
            let (name, level) = (format!("language.{at}"), format!("level.{at}"));
            let Some(typed) = self.said.some(&name) else { continue };
            let found = self.context.languages.by_name(typed).map(|language| language.code);
            let language = faults.take(name.clone(), found.map_err(|_| FieldKind::UnknownLanguage));
            let level =
                faults.take(level.clone(), Level::parse(self.said.get(&level)).map_err(|_| FieldKind::Required));
            let Some((language, level)) = language.zip(level) else { continue };
            if spoken.iter().any(|other| other.language == language) {
                faults.note(name, FieldKind::Repeated);
            } else {
                spoken.push(SpokenLanguage { language, level });
            }
        }
        if spoken.is_empty() {
            faults.note("language.1", FieldKind::Required);
        }
        spoken
    }

    fn qualifications(&self, faults: &mut Faults) -> Vec<Qualification> {
        let mut held = Vec::new();
        for at in 1..=QUALIFICATIONS {
            let (name, from, until) = (format!("qualification.{at}"), format!("acquired.{at}"), format!("until.{at}"));
            let acquired_on = self.day(&from, faults);
            let valid_until = self.day(&until, faults);
            if acquired_on.zip(valid_until).is_some_and(|(from, until)| until < from) {
                faults.note(until, FieldKind::EndsBeforeItBegins);
            }
            match self.said.some(&name) {
                Some(code) => {
                    let code = QualificationCode::parse(code).map_err(|_| FieldKind::Required);
                    let code = faults.take(name, code);
                    held.extend(code.map(|code| Qualification { code, acquired_on, valid_until }));
                }
                None if acquired_on.is_some() || valid_until.is_some() => faults.note(name, FieldKind::Required),
                None => {}
            }
        }
        held
    }

    /// Times that stand beside "at any time" are no times to be lost: which of both is meant has to be said.
    fn availability(&self, faults: &mut Faults) -> Option<Availability> {
        let mut windows = Vec::new();
        for (day, name) in DAYS {
            windows.extend(faults.take(name, week::read(self.locale, day, self.said.get(name))).into_iter().flatten());
        }
        match self.said.get("availability") {
            WEEKLY => return Some(Availability::from(windows)),
            ANY if DAYS.iter().all(|(_, name)| self.said.some(name).is_none()) => {}
            ANY => {
                let detail = text(self.locale, "lotse-week-either", &[]);
                faults.note("availability", FieldKind::Cell { code: "either", detail });
            }
            _ => faults.note("availability", FieldKind::Required),
        }
        None
    }
}
