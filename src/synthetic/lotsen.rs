//! Lotsen: who they are, where they live, what they can and how much they give.

mod skills;
mod week;

use super::chance::{Chance, Stream};
use super::organisations::Organisations;
use super::{SyntheticError, World, text};
use crate::domain::availability::Absence;
use crate::domain::code::{Gender, LotseStatus, Mode, Topic};
use crate::domain::contact::{Email, Phone};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::lotse::{Limits, Lotse};
use crate::domain::region::Place;
use crate::domain::text::{ListNumber, Town};
use crate::domain::travel::Transport;

/// Days before the appointments when the Lotsen were entered.
const ENTERED: i64 = -300;

/// A Lotse and where in the settlement they live.
#[derive(Debug)]
pub(super) struct Resident<'a> {
    pub(super) lotse: Lotse,
    /// Position of the region.
    pub(super) region: usize,
    pub(super) home: &'a Place,
}

/// As many as the recipe says.
pub(super) fn all<'a>(world: &World<'a>, organisations: &Organisations) -> Result<Vec<Resident<'a>>, SyntheticError> {
    super::numbered(world.recipe.lotsen, |number| resident(world, organisations, number))
}

fn resident<'a>(world: &World<'a>, organisations: &Organisations, number: u32) -> Result<Resident<'a>, SyntheticError> {
    let knobs = world.knobs();
    let mut chance = world.seed.chance(Stream::Lotse, u64::from(number));
    let id = LotseId::new(world.calendar.entered(ENTERED, u64::from(number))?, chance.bytes());
    let (region, home) = world.settlement.home(&mut chance);
    let nowhere = || SyntheticError::NobodyLivesThere { area: home.name.clone() };
    let tongue = world.tongues.native(region, &mut chance).ok_or_else(nowhere)?;
    let gender = gender(world, &mut chance);
    let (given_name, family_name) = world.tables.name(&tongue.culture, gender, &mut chance)?;
    let status = chance.one_of(
        &[(knobs.paused, LotseStatus::Paused), (knobs.in_training, LotseStatus::InTraining)],
        LotseStatus::Active,
    );
    let (transport, radius_km) = reach(&mut chance);
    let skills = skills::draw(world, tongue, status, &mut chance)?;
    let (topics_wished, topics_refused) = topics(world, &mut chance);
    let availability = week::availability(&mut chance)?;
    let limits = limits(&mut chance);
    let absences = absences(world, &mut chance)?;
    let blocks = chance.happens(knobs.block_organisation);
    let blocked = organisations.any_agency(region, &mut chance).filter(|_| blocks);
    let consents = !chance.happens(knobs.without_consent);
    let consented = -i64::from(chance.between(30, 1800));
    let asked = chance.happens(600);
    let last_asked = world.calendar.instant(-i64::from(chance.between(1, 90)), minute_of_work(&mut chance))?;
    let email = format!("lotse{:04}@example.org", number + 1);
    // A block that the Bundesnetzagentur keeps free for books and films.
    let phone = format!("069 90009{:03}", number % 1000);
    let phoned = chance.happens(850);

    let lotse = Lotse {
        id,
        organisation: project(world, organisations, region, number).ok_or_else(nowhere)?,
        list_number: Some(text(&format!("L-{:05}", number + 1), ListNumber::parse)?),
        given_name,
        family_name,
        email: Some(text(&email, Email::parse)?),
        phone: if phoned { Some(text(&phone, Phone::parse)?) } else { None },
        status,
        gender,
        home: home.postcode,
        town: Some(text(&home.name, Town::parse)?),
        radius_km,
        transport,
        modes: modes(&mut chance),
        services: skills.services,
        languages: skills.languages,
        qualifications: skills.qualifications,
        topics_wished,
        topics_refused,
        availability,
        absences,
        limits,
        blocked_organisations: blocked.into_iter().collect(),
        blocked_clients: Vec::new(),
        consent_on: if consents { Some(world.calendar.day(consented)?) } else { None },
        last_asked_at: asked.then_some(last_asked),
    };
    Ok(Resident { lotse, region, home })
}

/// A project of the region, or of one of the regions around it.
fn project(world: &World<'_>, organisations: &Organisations, region: usize, number: u32) -> Option<OrganisationId> {
    let mut chance = world.seed.chance(Stream::Project, u64::from(number));
    let neighbours = world.settlement.regions().get(region).map_or(&[][..], |settled| &settled.neighbours);
    let commutes = chance.happens(world.knobs().commuters);
    let at = usize::try_from(chance.below(neighbours.len() as u64)).unwrap_or(0);
    let workplace = neighbours.get(at).copied().filter(|_| commutes).unwrap_or(region);
    organisations.project(workplace, &mut chance)
}

fn gender(world: &World<'_>, chance: &mut Chance) -> Option<Gender> {
    let knobs = world.knobs();
    let stated = [(knobs.women, Some(Gender::Female)), (knobs.men, Some(Gender::Male)), (5, Some(Gender::Diverse))];
    chance.one_of(&stated, None)
}

/// Means of transport and radius in km.
fn reach(chance: &mut Chance) -> (Transport, u16) {
    let transport = chance.one_of(
        &[(620, Transport::Car), (230, Transport::PublicTransport), (100, Transport::Bicycle)],
        Transport::Foot,
    );
    let radius = match transport {
        Transport::Car => chance.one_of(&[(60, 10), (120, 15), (190, 20), (190, 25), (220, 30), (130, 40)], 50),
        Transport::PublicTransport => chance.one_of(&[(120, 5), (300, 10), (280, 15), (200, 20)], 25),
        Transport::Bicycle => chance.one_of(&[(500, 5), (300, 8)], 12),
        Transport::Foot => 5,
    };
    (transport, radius)
}

fn modes(chance: &mut Chance) -> Vec<Mode> {
    let in_person = chance.happens(970);
    let phone = !in_person || chance.happens(450);
    let video = chance.happens(300);
    let offered = [(in_person, Mode::InPerson), (phone, Mode::Phone), (video, Mode::Video)];
    offered.into_iter().filter(|(offers, _)| *offers).map(|(_, mode)| mode).collect()
}

/// Topics wished and refused, none of them both.
fn topics(world: &World<'_>, chance: &mut Chance) -> (Vec<Topic>, Vec<Topic>) {
    let refuses = chance.happens(world.knobs().refuse_topics);
    let refused = if refuses { one_or_two(chance) } else { Vec::new() };
    let wishes = chance.happens(world.knobs().wish_topics);
    let mut wished = if wishes { one_or_two(chance) } else { Vec::new() };
    wished.retain(|topic| !refused.contains(topic));
    (wished, refused)
}

fn one_or_two(chance: &mut Chance) -> Vec<Topic> {
    let wanted = u64::from(chance.between(1, 2));
    let mut topics: Vec<Topic> = Vec::new();
    for (topic, left) in Topic::ALL.iter().zip((1..=Topic::ALL.len() as u64).rev()) {
        // Each is taken with the chance that makes all choices of so many equally likely.
        if chance.below(left) + topics.len() as u64 >= wanted {
            continue;
        }
        topics.push(*topic);
    }
    topics
}

/// Two to six hours, one to five assignments, an offer or more beyond those.
fn limits(chance: &mut Chance) -> Limits {
    let minutes = 30 * chance.between(4, 12);
    let assignments = chance.between(1, 1 + minutes / 90);
    let offers = assignments + chance.between(1, 3);
    Limits { minutes_per_week: Some(minutes), assignments_per_week: Some(assignments), offers_per_week: Some(offers) }
}

fn absences(world: &World<'_>, chance: &mut Chance) -> Result<Vec<Absence>, SyntheticError> {
    let away = chance.happens(world.knobs().away);
    let first = i64::from(chance.between(0, 20)) - 7;
    let days = i64::from(chance.one_of(&[(300, 1), (200, 3), (300, 7)], 16));
    if !away {
        return Ok(Vec::new());
    }
    let (first, last) = (world.calendar.day(first)?, world.calendar.day(first + days - 1)?);
    Ok(vec![Absence::new(first, last).map_err(SyntheticError::value(first))?])
}

/// A minute of the day at which mails are sent and requests posted.
pub(super) fn minute_of_work(chance: &mut Chance) -> u16 {
    u16::try_from(chance.between(8 * 60, 17 * 60)).unwrap_or(720)
}

#[cfg(test)]
mod tests {
    use super::super::chance::Seed;
    use super::*;

    #[test]
    fn one_or_two_topics_of_all() {
        let mut chance = Seed(1).chance(Stream::Lotse, 0);
        let mut seen = [0; Topic::ALL.len()];
        for _ in 0..900 {
            let topics = one_or_two(&mut chance);
            assert!((1..=2).contains(&topics.len()), "{topics:?}");
            assert!(topics.is_sorted() && topics.first() != topics.get(1));
            topics.iter().for_each(|topic| seen[*topic as usize] += 1);
        }
        // 1.5 of nine topics on average: 150 of 900 each.
        assert!(seen.iter().all(|count| (110..190).contains(count)), "{seen:?}");
    }
}
