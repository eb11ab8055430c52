//! What is confirmed already: an appointment that suits the Lotse, with its request.
//!
//! It is made from the Lotse's side (language, free window, own town), so it keeps every hard constraint by construction.

use rayon::prelude::*;

use super::chance::{Chance, Lottery, Stream};
use super::lotsen::{Resident, minute_of_work};
use super::organisations::Organisations;
use super::tables::{Tongue, TopicRow, VOLUNTEERS};
use super::{SyntheticError, World, requests, text};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::availability::DAY;
use crate::domain::code::{LotseStatus, Mode, Priority, Service};
use crate::domain::id::{AssignmentId, OrganisationId, RequestId};
use crate::domain::language::Level;
use crate::domain::lotse::Lotse;
use crate::domain::request::{Appointment, NeededLanguage, RequestState, SupportRequest, Urgency};
use crate::domain::text::{ClientRef, ListNumber};

/// Minutes kept free for the way, before and after: more than any means of transport takes within one postcode.
const WAY: u16 = 30;

/// The assignments and their requests, in the order of the Lotsen.
pub(super) fn all(
    world: &World<'_>,
    organisations: &Organisations,
    lotsen: &[Resident<'_>],
) -> Result<(Vec<SupportRequest>, Vec<Assignment>), SyntheticError> {
    let topics = requests::topics(world)?;
    let confirmed = lotsen.par_iter().enumerate().map(|(number, resident)| {
        let number = number as u64;
        let mut chance = world.seed.chance(Stream::Confirmed, number);
        let agreed = chance.happens(world.knobs().confirmed);
        if agreed { confirm(world, organisations, &topics, resident, number, &mut chance) } else { Ok(None) }
    });
    let confirmed: Result<Vec<_>, SyntheticError> = confirmed.filter_map(Result::transpose).collect();
    Ok(confirmed?.into_iter().unzip())
}

/// `None` where the Lotse cannot be asked, has no time, or shares no topic or language with anybody.
fn confirm(
    world: &World<'_>,
    organisations: &Organisations,
    topics: &Lottery<&TopicRow>,
    resident: &Resident<'_>,
    number: u64,
    chance: &mut Chance,
) -> Result<Option<(SupportRequest, Assignment)>, SyntheticError> {
    let lotse = &resident.lotse;
    let topic = topics.draw(chance);
    let askable = lotse.status == LotseStatus::Active && lotse.consent_on.is_some();
    let minutes = 15 * chance.between(2, 4);
    let free = free_times(world, lotse, minutes)?;
    let free = usize::try_from(chance.below(free.len() as u64)).ok().and_then(|at| free.get(at).copied());
    let parties = free.zip(shared_tongue(world, lotse)).zip(poster(organisations, resident, topic));
    let Some(((time, (tongue, level)), posted_by)) = parties.filter(|_| askable) else { return Ok(None) };
    if lotse.topics_refused.contains(&topic.topic) {
        return Ok(None);
    }

    let start = world.calendar.local(time.day, time.of_day.into())?;
    let appointment = Appointment::single(start, minutes).map_err(SyntheticError::value(start))?;
    let mode = lotse.modes.first().copied().unwrap_or(Mode::InPerson);
    let posted_at = world.calendar.instant(-i64::from(chance.between(10, 14)), minute_of_work(chance))?;
    let accepted_at = world.calendar.instant(-i64::from(chance.between(2, 6)), minute_of_work(chance))?;
    let request = SupportRequest {
        id: RequestId::new(posted_at, chance.bytes()),
        organisation: posted_by,
        carrier: lotse.organisation,
        list_number: Some(text(&format!("B-{:05}", number + 1), ListNumber::parse)?),
        client: Some(text(&format!("NB-{:05}", number + 1), ClientRef::parse)?),
        confirmation_language: Some(requests::confirmation(tongue)?),
        newcomer_email: None,
        languages: vec![NeededLanguage { language: tongue.language, at_least: level.min(Level::B1) }],
        service: Service::Accompaniment,
        modes: vec![mode],
        topic: topic.topic,
        place: requests::meeting_place(world, resident.home, topic, chance)?,
        appointments: vec![appointment.clone()],
        windows: Vec::new(),
        agreed: None,
        lotsen_needed: 1,
        qualifications: Vec::new(),
        gender: None,
        urgency: Urgency { priority: Priority::Normal, reason: None },
        posted_at,
        deadline: None,
        known_lotsen: Vec::new(),
        excluded_lotsen: Vec::new(),
        state: RequestState::Assigned,
    };
    let id = AssignmentId::new(accepted_at, chance.bytes());
    let state = AssignmentState::Confirmed;
    let assignment =
        Assignment { id, lotse: lotse.id, request: request.id, appointment, mode, state, sequence: 0, missed: None };
    Ok(Some((request, assignment)))
}

/// The first language of the Lotse that newcomers need.
fn shared_tongue<'a>(world: &World<'a>, lotse: &Lotse) -> Option<(&'a Tongue, Level)> {
    let needed =
        lotse.languages.iter().filter_map(|spoken| Some((world.tables.tongue(spoken.language)?, spoken.level)));
    let mut needed = needed.filter(|(tongue, _)| tongue.demand > 0);
    needed.next()
}

/// An agency of the region for which the Lotse works.
fn poster(organisations: &Organisations, resident: &Resident<'_>, topic: &TopicRow) -> Option<OrganisationId> {
    let agencies = [topic.agency.as_str(), VOLUNTEERS];
    let mut agencies = agencies.into_iter().filter_map(|word| organisations.agency(resident.region, word));
    agencies.find(|agency| !resident.lotse.blocked_organisations.contains(agency))
}

/// A begin.
#[derive(Debug, Clone, Copy)]
struct Time {
    /// After the Monday.
    day: i64,
    /// Minute of the day.
    of_day: u16,
}

/// When the Lotse could take a sitting: at the beginning of a free window, in either week. Who may be asked at any time is
/// asked for ten o'clock.
fn free_times(world: &World<'_>, lotse: &Lotse, minutes: u32) -> Result<Vec<Time>, SyntheticError> {
    let room = u16::try_from(minutes).unwrap_or(DAY).saturating_add(2 * WAY);
    let mut free = Vec::new();
    for day in 0..14 {
        let date = world.calendar.day(day)?;
        if lotse.absences.iter().any(|absence| absence.covers(date)) {
            continue;
        }
        match &lotse.availability {
            None if day % 7 < 5 => free.push(Time { day, of_day: 10 * 60 }),
            None => {}
            Some(availability) => {
                let windows = availability.on(chrono::Datelike::weekday(&date));
                let wide = windows.filter(|window| window.to() - window.from() >= room);
                free.extend(wide.map(|window| Time { day, of_day: window.from() + WAY }));
            }
        }
    }
    Ok(free)
}
