//! Coarse tests of a pair: a few instructions on 32 bytes of each side. They never lose anybody whom the constraints take.
//!
//! The constraints decide; here only what one look can rule out is ruled out, so that the exact tests, which wait for memory,
//! are asked about few pairs. Both sides are cut down to a [`Card`], of which thousands fit into a cache.

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::domain::availability::{Availability, DAY};
use crate::domain::code::{Gender, Mode, Service, Strength, Topic};
use crate::domain::geo::Point;
use crate::domain::language::Level;
use crate::matching::problem::{Lotse, Problem, Request};

/// Levels come first in the bits of needs, then services, genders and topics.
const SERVICES: u32 = Level::Native as u32 + 1;
const GENDERS: u32 = SERVICES + Service::ALL.len() as u32;
const TOPICS: u32 = GENDERS + Gender::ALL.len() as u32;
const _: () = assert!(TOPICS + (Topic::ALL.len() as u32) <= u32::BITS, "every need has a bit");

/// Parts of a day in an [`Card::hours`]: seven days of nine parts leave one of 64 bits.
const PARTS: u32 = 9;
/// The first part ends at half past seven, each further one an hour and a half later; the last one takes the evening.
const FIRST_PART: u32 = 450;
const PART: u32 = 90;

const IN_PERSON: u8 = 1 << Mode::InPerson as u8;

/// What a coarse test sees of a request or of a Lotse.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct Card {
    /// Of a request: the parts of a week in which an alternative begins. Of a Lotse: those that a window touches.
    hours: u64,
    /// Of a request: what it needs. Of a Lotse: what they offer.
    needs: u32,
    /// Index of the request or Lotse.
    pub number: u32,
    x: i32,
    y: i32,
    z: i32,
    modes: u8,
    is_placed: bool,
}

/// A Lotse's card and how far they go.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct Person {
    pub card: Card,
    /// The square of the radius in metres; `u64::MAX` where nothing limits it.
    reach: u64,
}

impl Card {
    /// A request's, but for the level of the language.
    pub(in crate::matching) fn of_request(number: u32, request: &Request) -> Self {
        let begins = request.options.iter().filter_map(|alternative| alternative.appointment.sittings().first());
        let must = request.gender.filter(|asked| asked.strength == Strength::Must);
        let needs = (1 << (SERVICES + request.service as u32))
            | must.map_or(0, |asked| 1 << (GENDERS + asked.gender as u32))
            | request.topic.map_or(0, |topic| 1 << (TOPICS + topic as u32));
        let hours = begins.fold(0, |hours, sitting| hours | part_of(sitting.start()));
        Self::new(number, request.place, (hours, needs, modes(&request.modes)))
    }

    fn new(number: u32, place: Option<Point>, (hours, needs, modes): (u64, u32, u8)) -> Self {
        let (x, y, z) = place.map_or((0, 0, 0), |place| (place.x(), place.y(), place.z()));
        Self { hours, needs, number, x, y, z, modes, is_placed: place.is_some() }
    }

    /// A request for a language spoken at this level.
    pub(in crate::matching) fn at_least(self, level: Level) -> Self {
        Self { needs: self.needs | 1 << level as u32, ..self }
    }

    /// Whether a Lotse has to go there: in person, to a known place.
    pub(in crate::matching) fn is_local(&self) -> bool {
        self.is_placed && self.modes == IN_PERSON
    }

    pub(in crate::matching) fn is_placed(&self) -> bool {
        self.is_placed
    }

    /// The square of the distance in metres.
    pub(in crate::matching) fn squared_distance(&self, other: &Self) -> u64 {
        let squared = |a: i32, b: i32| u64::from(a.abs_diff(b)).pow(2);
        squared(self.x, other.x) + squared(self.y, other.y) + squared(self.z, other.z)
    }

    /// Metres from west to east where Europe lies, and towards the north pole.
    pub(in crate::matching) fn across(&self) -> (i32, i32) {
        (self.y, self.z)
    }
}

impl Person {
    /// A Lotse's, but for the level of the language.
    pub(in crate::matching) fn new(problem: &Problem, number: u32, lotse: &Lotse) -> Self {
        let bits =
            |start: u32, codes: &mut dyn Iterator<Item = u32>| codes.fold(0, |bits, code| bits | 1 << (start + code));
        let topics = Topic::ALL.iter().filter(|topic| !lotse.topics_refused.contains(topic));
        let offers = bits(SERVICES, &mut lotse.services.iter().map(|service| *service as u32))
            | bits(GENDERS, &mut lotse.gender.iter().map(|gender| *gender as u32))
            | bits(TOPICS, &mut topics.map(|topic| *topic as u32));
        let hours = lotse.availability.as_ref().map_or(u64::MAX, parts_touched);
        let card = Card::new(number, lotse.home, (hours, offers, modes(&lotse.modes)));
        let radius = lotse.radius_m.filter(|_| problem.travel.is_some() && lotse.home.is_some());
        Self { card, reach: radius.map_or(u64::MAX, |radius| u64::from(radius).pow(2)) }
    }

    /// The Lotse as one who speaks a language at this level.
    pub(in crate::matching) fn speaking(mut self, level: Level) -> Self {
        self.card.needs |= (2 << level as u32) - 1;
        self
    }

    /// The radius in metres; `None` where nothing limits it.
    pub(in crate::matching) fn radius(&self) -> Option<i32> {
        (self.reach != u64::MAX).then(|| i32::try_from(self.reach.isqrt()).unwrap_or(i32::MAX))
    }

    /// Whether the constraints have to be asked; `false` is certain.
    pub(in crate::matching) fn may_serve(&self, request: &Card) -> bool {
        request.needs & !self.card.needs == 0
            && request.hours & self.card.hours != 0
            && self.shares_mode(request)
            && self.is_near(request)
    }

    /// Whether the Lotse gives the service and speaks well enough.
    pub(in crate::matching) fn gives_and_speaks(&self, request: &Card) -> bool {
        self.lacking(request) & ((1 << GENDERS) - 1) == 0
    }

    /// Whether a gender that must be is met.
    pub(in crate::matching) fn is_of_gender(&self, request: &Card) -> bool {
        self.lacking(request) & ((1 << TOPICS) - (1 << GENDERS)) == 0
    }

    /// Whether the Lotse takes the topic.
    pub(in crate::matching) fn takes_topic(&self, request: &Card) -> bool {
        self.lacking(request) >> TOPICS == 0
    }

    /// Whether there is a mode in which both work.
    pub(in crate::matching) fn shares_mode(&self, request: &Card) -> bool {
        self.card.modes & request.modes != 0
    }

    /// Whether they can meet otherwise than in person, or the place is not too far.
    pub(in crate::matching) fn is_near(&self, request: &Card) -> bool {
        self.card.modes & request.modes != IN_PERSON || !request.is_placed || self.reaches(request)
    }

    fn lacking(&self, request: &Card) -> u32 {
        request.needs & !self.card.needs
    }

    fn reaches(&self, request: &Card) -> bool {
        // Rounding up to whole metres changes nothing against a radius that is whole.
        self.card.squared_distance(request) <= self.reach
    }
}

fn modes(modes: &[Mode]) -> u8 {
    modes.iter().fold(0, |bits, mode| bits | 1 << *mode as u8)
}

fn part(minute_of_day: u32) -> u32 {
    ((minute_of_day + PART).saturating_sub(FIRST_PART) / PART).min(PARTS - 1)
}

fn part_of(start: NaiveDateTime) -> u64 {
    1 << (start.weekday().num_days_from_monday() * PARTS + part(start.hour() * 60 + start.minute()))
}

/// A sitting that lies within a window begins in a part that the window touches: a window bound that the clocks skip or
/// repeat keeps its place between the begins on the clock.
fn parts_touched(availability: &Availability) -> u64 {
    let windows = availability.windows().iter();
    windows.fold(0, |parts, window| {
        let last = part(u32::from(window.to().clamp(1, DAY)) - 1);
        let day = window.weekday().num_days_from_monday() * PARTS;
        (part(u32::from(window.from()))..=last).fold(parts, |parts, part| parts | 1 << (day + part))
    })
}
