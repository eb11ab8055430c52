//! Open requests: a newcomer needs something, somewhere, at some time.

mod dates;
mod newcomer;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use self::newcomer::Newcomer;
use super::chance::{Chance, Lottery, Stream};
use super::lotsen::{Resident, minute_of_work};
use super::organisations::Organisations;
use super::tables::{Tongue, TopicRow, VOLUNTEERS};
use super::{SyntheticError, World, text};
use crate::domain::code::{LotseStatus, Mode, Priority, Service, Topic};
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::{LanguageCode, Level};
use crate::domain::qualification::QualificationCode;
use crate::domain::region::Place;
use crate::domain::request::{MeetingPlace, NeededLanguage, RequestState, SupportRequest, Urgency};
use crate::domain::text::{ListNumber, Reason, Street, Town};

/// Topics about which groups meet.
const GROUP_TOPICS: [Topic; 3] = [Topic::Leisure, Topic::SchoolOrDayCare, Topic::Advice];
/// Topics that take place on the spot or not at all.
const ON_THE_SPOT: [Topic; 4] = [Topic::Leisure, Topic::ChildCare, Topic::Housing, Topic::Bank];
/// Days before the Monday on which requests are posted, each with a hundred in a thousand: the weekdays of two weeks, of
/// which [`FIRST_POSTED`] is the first.
const POSTED: [(u32, u32); 9] =
    [(100, 3), (100, 4), (100, 5), (100, 6), (100, 7), (100, 10), (100, 11), (100, 12), (100, 13)];
/// The earliest day of posting, before the Monday.
const FIRST_POSTED: u32 = 14;

/// As many as the recipe says.
pub(super) fn all(
    world: &World<'_>,
    organisations: &Organisations,
    lotsen: &[Resident<'_>],
) -> Result<Vec<SupportRequest>, SyntheticError> {
    let desk = Desk::new(world, organisations, lotsen)?;
    super::numbered(world.recipe.requests, |number| desk.request(world, u64::from(number)))
}

/// The topics by weight.
pub(super) fn topics<'a>(world: &World<'a>) -> Result<Lottery<&'a TopicRow>, SyntheticError> {
    let weighted = world.tables.topics.iter().map(|row| (u64::from(row.weight), row));
    Lottery::new(weighted).ok_or_else(|| missing("weight"))
}

fn missing(what: &str) -> SyntheticError {
    SyntheticError::Missing { file: "topics.toml", missing: what.to_owned() }
}

/// Where requests are written.
pub(super) struct Desk<'a> {
    organisations: &'a Organisations,
    topics: Lottery<&'a TopicRow>,
    speakers: Speakers,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        world: &World<'a>,
        organisations: &'a Organisations,
        lotsen: &[Resident<'_>],
    ) -> Result<Self, SyntheticError> {
        Ok(Self { organisations, topics: topics(world)?, speakers: Speakers::new(lotsen) })
    }

    /// A request of the two weeks around which the world's calendar lies.
    pub(super) fn request(&self, world: &World<'_>, number: u64) -> Result<SupportRequest, SyntheticError> {
        let newcomer = newcomer::of_request(world, number)?;
        let project = |region| self.organisations.project(region, &mut world.seed.chance(Stream::InCharge, number));
        let carrier = project(newcomer.region);
        self.written(world, number, newcomer, carrier)
    }

    /// The same where the newcomer lives in this region and this project is in charge.
    pub(super) fn request_of(
        &self,
        world: &World<'_>,
        number: u64,
        (region, carrier): (usize, OrganisationId),
    ) -> Result<SupportRequest, SyntheticError> {
        let newcomer = newcomer::of_request(world, number)?.moved(world, region);
        self.written(world, number, newcomer, Some(carrier))
    }

    fn written(
        &self,
        world: &World<'_>,
        number: u64,
        newcomer: Newcomer<'_>,
        carrier: Option<OrganisationId>,
    ) -> Result<SupportRequest, SyntheticError> {
        let mut chance = world.seed.chance(Stream::Request, number);
        let topic = self.topics.draw(&mut chance);
        let group = GROUP_TOPICS.contains(&topic.topic) && chance.happens(group_share(world));
        let interprets = chance.happens(topic.interpreting) && !group;
        let minutes = if group { 30 * chance.between(4, 6) } else { minutes(topic, &mut chance)? };
        let dates = dates::draw(world, &newcomer, group, minutes, topic.topic, &mut chance)?;
        let urgency = urgency(world, &mut chance);
        let posted_at = posted_at(world, urgency.priority, &mut chance)?;
        // Still open on the Monday: a search that is over already would be no open request.
        let monday = world.calendar.instant(0, 0)?;
        let deadline = dates.a_day_before().filter(|deadline| chance.happens(300) && *deadline >= monday);
        let spot = if chance.happens(450) { None } else { world.settlement.place_in(newcomer.region, &mut chance) };
        let languages = languages(world, newcomer.tongue, interprets, &mut chance);
        let qualifications = qualifications(topic, &mut chance);
        let word = if newcomer.by_volunteers { VOLUNTEERS } else { &topic.agency };
        let posted_by = self.organisations.agency(newcomer.region, word);
        let (organisation, carrier) = posted_by.zip(carrier).ok_or_else(|| missing(word))?;
        let (known_lotsen, excluded_lotsen) = self.speakers.of(world, &newcomer, number);
        let gender = newcomer.gender.filter(|_| !group);
        let remote = !group && !ON_THE_SPOT.contains(&topic.topic);
        Ok(SupportRequest {
            id: RequestId::new(posted_at, chance.bytes()),
            organisation,
            carrier,
            list_number: Some(text(&format!("A-{:05}", number + 1), ListNumber::parse)?),
            client: if group { None } else { Some(newcomer.reference) },
            confirmation_language: Some(confirmation(newcomer.tongue)?),
            newcomer_email: None,
            languages,
            service: if interprets { Service::Interpreting } else { Service::Accompaniment },
            modes: if remote { modes(world, &mut chance) } else { vec![Mode::InPerson] },
            topic: topic.topic,
            place: meeting_place(world, spot.unwrap_or(newcomer.home), topic, &mut chance)?,
            appointments: dates.appointments,
            windows: dates.windows,
            agreed: None,
            lotsen_needed: if group { 2 } else { 1 },
            qualifications,
            gender,
            urgency,
            posted_at,
            deadline,
            known_lotsen,
            excluded_lotsen,
            state: RequestState::Open,
        })
    }
}

/// Of a thousand requests about a group topic, how many are for a group, so that the knob holds for all requests.
fn group_share(world: &World<'_>) -> u32 {
    let sum = |rows: &mut dyn Iterator<Item = &TopicRow>| rows.map(|row| u64::from(row.weight)).sum::<u64>();
    let all = sum(&mut world.tables.topics.iter());
    let possible = sum(&mut world.tables.topics.iter().filter(|row| GROUP_TOPICS.contains(&row.topic)));
    let share = (u64::from(world.knobs().groups) * all).checked_div(possible).unwrap_or(0);
    u32::try_from(share).unwrap_or(1000)
}

fn minutes(topic: &TopicRow, chance: &mut Chance) -> Result<u32, SyntheticError> {
    let weighted = topic.minutes.iter().map(|(minutes, weight)| (u64::from(*weight), *minutes));
    Ok(Lottery::new(weighted).ok_or_else(|| missing("minutes"))?.draw(chance))
}

fn urgency(world: &World<'_>, chance: &mut Chance) -> Urgency {
    let others = [(100, Priority::Low), (200, Priority::High), (80, Priority::Urgent)];
    let priority = chance.one_of(&others, Priority::Normal);
    let reason: &Reason = world.tables.phrases.reasons.draw(chance);
    Urgency { priority, reason: (priority == Priority::Urgent).then(|| reason.clone()) }
}

/// Urgent ones over the last weekend too, others on a weekday.
fn posted_at(world: &World<'_>, priority: Priority, chance: &mut Chance) -> Result<DateTime<Utc>, SyntheticError> {
    let days = match priority {
        Priority::Urgent => chance.between(1, 3),
        _ => chance.one_of(&POSTED, FIRST_POSTED),
    };
    world.calendar.instant(-i64::from(days), minute_of_work(chance))
}

fn languages(world: &World<'_>, tongue: &Tongue, interprets: bool, chance: &mut Chance) -> Vec<NeededLanguage> {
    let at_least = if interprets {
        chance.one_of(&[(500, Level::B1)], Level::B2)
    } else {
        chance.one_of(&[(200, Level::A2), (700, Level::B1)], Level::B2)
    };
    let enough = chance.happens(world.knobs().no_language);
    let own = std::iter::once(tongue.language);
    let instead = tongue.accepts.iter().filter(|(_, permille)| chance.happens(*permille)).map(|(code, _)| *code);
    let needed: Vec<NeededLanguage> =
        own.chain(instead).map(|language| NeededLanguage { language, at_least }).collect();
    if enough && !interprets { Vec::new() } else { needed }
}

fn qualifications(topic: &TopicRow, chance: &mut Chance) -> Vec<QualificationCode> {
    let asked = topic.requires.iter().filter(|(_, permille)| chance.happens(*permille));
    asked.map(|(code, _)| code.clone()).collect()
}

fn modes(world: &World<'_>, chance: &mut Chance) -> Vec<Mode> {
    use Mode::{InPerson, Phone, Video};
    let remote: [&[Mode]; 4] = [&[InPerson, Phone], &[InPerson, Video], &[InPerson, Phone, Video], &[Phone, Video]];
    let [phone, video, either, away] = remote;
    let chosen = chance.one_of(&[(450, phone), (150, video), (200, either), (100, away)], &[Phone]);
    if chance.happens(world.knobs().remote) { chosen.to_vec() } else { vec![InPerson] }
}

/// The language of the confirmation: German where there is none in the newcomer's own.
pub(super) fn confirmation(tongue: &Tongue) -> Result<LanguageCode, SyntheticError> {
    match tongue.confirmation {
        Some(language) => Ok(language),
        None => LanguageCode::parse("deu").map_err(SyntheticError::value("deu")),
    }
}

/// An address in a place.
pub(super) fn meeting_place(
    world: &World<'_>,
    place: &Place,
    topic: &TopicRow,
    chance: &mut Chance,
) -> Result<MeetingPlace, SyntheticError> {
    let street = format!("{} {}", world.tables.phrases.streets.draw(chance), chance.between(1, 99));
    Ok(MeetingPlace {
        postcode: place.postcode,
        town: Some(text(&place.name, Town::parse)?),
        street: Some(text(&street, Street::parse)?),
        meeting_point: Some(topic.meeting_points.draw(chance).clone()),
    })
}

/// Active Lotsen by region and language.
struct Speakers(BTreeMap<(usize, LanguageCode), Vec<LotseId>>);

impl Speakers {
    fn new(lotsen: &[Resident<'_>]) -> Self {
        let mut speakers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for resident in lotsen.iter().filter(|resident| resident.lotse.status == LotseStatus::Active) {
            for spoken in &resident.lotse.languages {
                speakers.entry((resident.region, spoken.language)).or_default().push(resident.lotse.id);
            }
        }
        Self(speakers)
    }

    /// Whom the newcomer of a request knows, and who is not to be asked: Lotsen near by who speak the language.
    fn of(&self, world: &World<'_>, newcomer: &Newcomer<'_>, number: u64) -> (Vec<LotseId>, Vec<LotseId>) {
        let mut chance = world.seed.chance(Stream::Acquaintance, number);
        let (knows, excludes) = (chance.happens(world.knobs().known), chance.happens(world.knobs().excluded));
        let near = self.0.get(&(newcomer.region, newcomer.tongue.language)).map_or(&[][..], Vec::as_slice);
        let mut somebody = |wanted: bool| {
            let at = usize::try_from(chance.below(near.len() as u64)).ok()?;
            near.get(at).copied().filter(|_| wanted)
        };
        let known = somebody(knows);
        let excluded = somebody(excludes).filter(|lotse| known != Some(*lotse));
        (known.into_iter().collect(), excluded.into_iter().collect())
    }
}
