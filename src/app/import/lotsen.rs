//! A list of Lotsen: one row becomes one [`LotseEntry`].

use super::cells::{self, Consent, TimeUnit};
use super::headings::LotseColumn as C;
use super::list::{ListError, ListKind, ReadList, read_list};
use super::notice::NoticeKind;
use super::row::RowReader;
use super::{Defaults, Reference};
use crate::domain::availability::Availability;
use crate::domain::code::{Gender, LotseStatus, Mode, Service, Topic};
use crate::domain::contact::{Email, Phone};
use crate::domain::geo::Postcode;
use crate::domain::lotse::{Limits, SpokenLanguage};
use crate::domain::qualification::{Qualification, QualificationCode};
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::domain::travel::Transport;
use crate::tables::Workbook;

/// What a row says about a Lotse. `None` means that the list says nothing: a new Lotse gets the default, a known one
/// keeps what is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct LotseEntry {
    /// The list's own number.
    pub number: ListNumber,
    /// Given name.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Mail address.
    pub email: Option<Email>,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// Gender, where stated.
    pub gender: Option<Gender>,
    /// Home.
    pub home: Postcode,
    /// Town, as the list has it.
    pub town: Option<Town>,
    /// Own radius in km.
    pub radius_km: Option<u16>,
    /// Languages, German included.
    pub languages: Vec<SpokenLanguage>,
    /// Qualifications.
    pub qualifications: Option<Vec<Qualification>>,
    /// Weekly times.
    pub availability: Option<Availability>,
    /// Limits per week.
    pub limits: Limits,
    /// Means of transport.
    pub transport: Option<Transport>,
    /// Modes offered.
    pub modes: Option<Vec<Mode>>,
    /// Services given.
    pub services: Option<Vec<Service>>,
    /// Topics liked.
    pub topics_wished: Option<Vec<Topic>>,
    /// Topics not taken.
    pub topics_refused: Option<Vec<Topic>>,
    /// Consent; a "no" withdraws one that is stored.
    pub consent: Option<Consent>,
    /// Where they stand.
    pub status: Option<LotseStatus>,
}

impl LotseEntry {
    /// The services of a new Lotse. Where the list does not state them, the courses tell: the interpreting course alone
    /// makes a lay interpreter, the basic course a Lotse, both courses both. Without any course it is a Lotse, since
    /// that is what the list is of.
    #[must_use]
    pub fn services_of_new(&self) -> Vec<Service> {
        if let Some(stated) = &self.services {
            return stated.clone();
        }
        let held = |code: &str| self.qualifications.iter().flatten().any(|held| held.code.as_str() == code);
        let interprets = held(QualificationCode::INTERPRETING_COURSE);
        let accompanies = held(QualificationCode::BASIC_COURSE) || !interprets;
        let services = [(Service::Accompaniment, accompanies), (Service::Interpreting, interprets)];
        services.into_iter().filter(|(_, given)| *given).map(|(service, _)| service).collect()
    }
}

/// Reads the lists of Lotsen in a workbook.
///
/// # Errors
/// [`ListError`] when there is no such list. Faults in rows are no errors; they are in [`ReadList::faults`].
pub fn read_lotsen(
    book: &Workbook,
    sheet: Option<&str>,
    reference: &Reference<'_>,
    defaults: &Defaults,
) -> Result<ReadList<LotseEntry>, ListError> {
    read_list(book, ListKind::Lotsen, sheet, |row| read_row(row, reference, defaults))
}

fn read_row(row: &mut RowReader<'_, C>, reference: &Reference<'_>, defaults: &Defaults) -> Option<LotseEntry> {
    let number = row.required(C::Number, cells::text(ListNumber::parse));
    let names = read_names(row);
    let email = row.optional(C::Email, cells::email);
    let phone = row.optional(C::Phone, cells::phone);
    let gender = row.any(C::Gender, cells::gender);
    let town_cell = row.cell(C::Town);
    let home = row.required(C::Postcode, |cell| cells::postcode(cell, town_cell, reference.gazetteer));
    let town = row.optional(C::Town, cells::text(Town::parse));
    let radius_km = row.optional(C::Radius, cells::radius_km);
    let spoken = row.any(C::Languages, |cell| cells::spoken(cell, reference.languages, defaults.level_spoken));
    let held = row.optional(C::Qualifications, cells::held_qualifications);
    let availability = row.any(C::Availability, cells::weekly_times);
    let limits = read_limits(row);
    let transport = row.optional(C::Transport, cells::transport);
    let modes = row.optional(C::Modes, cells::modes);
    let services = row.optional(C::Services, cells::services);
    let topics_wished = row.optional(C::TopicsWished, cells::topics);
    let topics_refused = row.optional(C::TopicsRefused, cells::topics);
    let consent = row.optional(C::Consent, cells::consent);
    let status = row.optional(C::Status, cells::lotse_status);

    row.notice_lost_letters(&[C::GivenName, C::FamilyName, C::Town]);
    let (spoken, held) = (spoken?, held?);
    for language in spoken.assumed.iter().filter_map(|code| reference.languages.get(*code)) {
        let (language, level) = (language.name_de.clone(), defaults.level_spoken.to_string());
        row.notice(C::Languages, NoticeKind::LevelAssumed { language, level });
    }
    let qualifications = held.map(|held| {
        for name in held.own {
            row.notice(C::Qualifications, NoticeKind::OwnQualification { name });
        }
        held.qualifications
    });
    let (email, availability, consent) = (email?, availability?, consent?);
    if email.is_none() {
        row.notice(C::Email, NoticeKind::NoEmail);
    }
    if availability.is_none() {
        row.notice(C::Availability, NoticeKind::AnyTime);
    }
    if !matches!(consent, Some(Consent::Given { .. })) {
        row.notice(C::Consent, NoticeKind::NoConsent);
    }
    let (given_name, family_name) = names?;
    Some(LotseEntry {
        number: number?,
        given_name,
        family_name,
        email,
        phone: phone?,
        gender: gender?,
        home: home?,
        town: town?,
        radius_km: radius_km?,
        languages: spoken.languages,
        qualifications,
        availability,
        limits: limits?,
        transport: transport?,
        modes: modes?,
        services: services?,
        topics_wished: topics_wished?,
        topics_refused: topics_refused?,
        consent,
        status: status?,
    })
}

/// Given and family name, from two columns or from one.
fn read_names(row: &mut RowReader<'_, C>) -> Option<(PersonName, PersonName)> {
    if !row.has(C::GivenName) {
        return row.required(C::FamilyName, cells::full_name);
    }
    let given = row.required(C::GivenName, cells::text(PersonName::parse));
    let family = row.required(C::FamilyName, cells::text(PersonName::parse));
    given.zip(family)
}

fn read_limits(row: &mut RowReader<'_, C>) -> Option<Limits> {
    let unit = TimeUnit::of_heading(row.title(C::WeeklyHours), TimeUnit::Hours);
    let minutes_per_week = row.optional(C::WeeklyHours, |cell| cells::weekly_load(cell, unit));
    let assignments_per_week = row.optional(C::AssignmentsPerWeek, cells::per_week);
    let offers_per_week = row.optional(C::OffersPerWeek, cells::per_week);
    Some(Limits {
        minutes_per_week: minutes_per_week?,
        assignments_per_week: assignments_per_week?,
        offers_per_week: offers_per_week?,
    })
}
