//! A list of support requests: one row becomes one [`RequestEntry`].

use chrono::{DateTime, NaiveDate, Utc};

use super::cells::{self, TimeUnit};
use super::fault::FaultKind;
use super::headings::RequestColumn as C;
use super::list::{ListError, ListKind, ReadList, read_list};
use super::notice::NoticeKind;
use super::row::RowReader;
use super::{Defaults, Reference};
use crate::domain::availability::DAY;
use crate::domain::code::{Mode, Priority, Service, Topic};
use crate::domain::contact::Email;
use crate::domain::language::LanguageCode;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::{Appointment, GenderWish, MeetingPlace, NeededLanguage, Urgency, Window};
use crate::domain::text::{ClientRef, ListNumber, MeetingPoint, OrganisationName, Reason, Street, Town};
use crate::domain::time::minute_on;
use crate::tables::Workbook;

/// What a row says about a request. Where the list says nothing, the usual is taken ([`Defaults`]).
#[derive(Debug, Clone, PartialEq)]
pub struct RequestEntry {
    /// The list's own number.
    pub number: ListNumber,
    /// Who asks.
    pub organisation: OrganisationName,
    /// The pseudonym of the newcomer.
    pub client: Option<ClientRef>,
    /// In which language the newcomer reads the confirmation.
    pub confirmation_language: Option<LanguageCode>,
    /// Where the newcomer gets it.
    pub newcomer_email: Option<Email>,
    /// Any of these will do; empty where the list says that none is needed.
    pub languages: Vec<NeededLanguage>,
    /// What is asked for.
    pub service: Service,
    /// Acceptable modes, dearest first.
    pub modes: Vec<Mode>,
    /// What it is about.
    pub topic: Topic,
    /// Where.
    pub place: MeetingPlace,
    /// Alternative appointments, dearest first.
    pub appointments: Vec<Appointment>,
    /// Flexible times beside them.
    pub windows: Vec<Window>,
    /// How many Lotsen are needed.
    pub lotsen_needed: u16,
    /// What each of them must hold.
    pub qualifications: Vec<QualificationCode>,
    /// Gender asked for.
    pub gender: Option<GenderWish>,
    /// How urgent.
    pub urgency: Urgency,
    /// The beginning of the day on which it came in, where the list knows it.
    pub posted_at: Option<DateTime<Utc>>,
    /// The end of the last day on which somebody may be asked.
    pub deadline: Option<DateTime<Utc>>,
}

/// Reads the lists of requests in a workbook.
///
/// # Errors
/// [`ListError`] when there is no such list. Faults in rows are no errors; they are in [`ReadList::faults`].
pub fn read_requests(
    book: &Workbook,
    sheet: Option<&str>,
    reference: &Reference<'_>,
    defaults: &Defaults,
) -> Result<ReadList<RequestEntry>, ListError> {
    read_list(book, ListKind::Requests, sheet, |row| read_row(row, reference, defaults))
}

fn read_row(row: &mut RowReader<'_, C>, reference: &Reference<'_>, defaults: &Defaults) -> Option<RequestEntry> {
    let number = row.required(C::Number, cells::text(ListNumber::parse));
    let organisation = row.required(C::Organisation, cells::text(OrganisationName::parse));
    let client = row.optional(C::Client, cells::text(ClientRef::parse));
    let languages = read_languages(row, reference, defaults);
    let service = row.optional(C::Service, cells::service);
    let modes = row.optional(C::Modes, cells::modes);
    let topic = row.required(C::Topic, cells::topic);
    let place = read_place(row, reference);
    let when = read_when(row);
    let gender = row.any(C::Gender, cells::gender_wish);
    let urgency = read_urgency(row);
    let confirmation_language =
        row.optional(C::ConfirmationLanguage, |cell| cells::single_language(cell, reference.languages));
    let newcomer_email = row.optional(C::NewcomerEmail, cells::email);
    let lotsen_needed = row.optional(C::LotsenNeeded, cells::lotsen_needed);
    let qualifications = row.optional(C::Qualifications, cells::needed_qualifications);
    let posted_on = row.optional(C::PostedOn, cells::day);
    let deadline = row.optional(C::Deadline, cells::day);

    row.notice_lost_letters(&[C::Organisation, C::Town]);
    let (appointments, windows) = when?;
    let last_day = last_day(&appointments, &windows);
    if last_day.is_some_and(|last| last < reference.today) {
        row.notice(C::Appointments, NoticeKind::Past);
    }
    Some(RequestEntry {
        number: number?,
        organisation: organisation?,
        client: client?,
        confirmation_language: confirmation_language?,
        newcomer_email: newcomer_email?,
        languages: languages?,
        service: service?.unwrap_or(Service::Accompaniment),
        modes: modes?.unwrap_or_else(|| vec![Mode::InPerson]),
        topic: topic?,
        place: place?,
        appointments,
        windows,
        lotsen_needed: lotsen_needed?.unwrap_or(1),
        qualifications: qualifications?.unwrap_or_default(),
        gender: gender?,
        urgency: urgency?,
        posted_at: posted_on?.and_then(|day| instant(day, 0)),
        deadline: deadline?.and_then(|day| instant(day, DAY)),
    })
}

/// The needed languages. A level beside the name counts before the one in the column of levels.
fn read_languages(
    row: &mut RowReader<'_, C>,
    reference: &Reference<'_>,
    defaults: &Defaults,
) -> Option<Vec<NeededLanguage>> {
    let named = row.required(C::Languages, |cell| cells::needed_languages(cell, reference.languages));
    let level = row.optional(C::Level, cells::level);
    let (named, level) = (named?, level?);
    let at_least = |own: Option<_>| own.or(level).unwrap_or(defaults.level_needed);
    Some(named.into_iter().map(|(language, own)| NeededLanguage { language, at_least: at_least(own) }).collect())
}

fn read_place(row: &mut RowReader<'_, C>, reference: &Reference<'_>) -> Option<MeetingPlace> {
    let town_cell = row.cell(C::Town);
    let postcode = row.required(C::Postcode, |cell| cells::postcode(cell, town_cell, reference.gazetteer));
    let town = row.optional(C::Town, cells::text(Town::parse));
    let street = row.optional(C::Street, cells::text(Street::parse));
    let meeting_point = row.optional(C::MeetingPoint, cells::text(MeetingPoint::parse));
    Some(MeetingPlace { postcode: postcode?, town: town?, street: street?, meeting_point: meeting_point? })
}

/// Appointments and duration stand in two columns and only together say when.
fn read_when(row: &mut RowReader<'_, C>) -> Option<(Vec<Appointment>, Vec<Window>)> {
    let unit = TimeUnit::of_heading(row.title(C::Duration), TimeUnit::Minutes);
    let stated = row.any(C::Appointments, cells::stated);
    let duration = row.optional(C::Duration, |cell| cells::duration(cell, unit));
    let (stated, duration) = (stated?, duration?);
    if duration.is_none() && !stated.has_ends() {
        row.fault(C::Duration, FaultKind::MissingValue);
        return None;
    }
    let when = row.any(C::Appointments, |_| stated.lasting(duration))?;
    Some((when.appointments, when.windows))
}

fn read_urgency(row: &mut RowReader<'_, C>) -> Option<Urgency> {
    let priority = row.optional(C::Priority, cells::priority);
    let reason = row.optional(C::Reason, cells::text(Reason::parse));
    Some(Urgency { priority: priority?.unwrap_or(Priority::Normal), reason: reason? })
}

/// The last day on which the request can be served.
fn last_day(appointments: &[Appointment], windows: &[Window]) -> Option<NaiveDate> {
    let fixed = appointments.iter().flat_map(Appointment::sittings).map(|sitting| sitting.start().date());
    let flexible = windows.iter().map(|window| window.latest().date());
    fixed.chain(flexible).max()
}

/// The instant of a minute (0 to 1440) of a local day.
fn instant(day: NaiveDate, minute: u16) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(minute_on(day, minute) * 60, 0)
}
