//! A problem that has been checked: codes are numbers, places are points, times are instants, every reference resolves.
//!
//! [`super::compile()`] is the only maker. Lotsen and requests keep the order of the file and are named by their index.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::constraints::yearly_cap;
use super::plan::Candidate;
use super::weights::Weights;
use crate::domain::availability::{Absence, Availability};
use crate::domain::code::{Gender, LotseStatus, Mode, Priority, Service, Strength, Topic};
use crate::domain::geo::Point;
use crate::domain::language::Level;
use crate::domain::request::{Appointment, Sitting};
use crate::domain::time::{Day, Minute, Week};
use crate::domain::travel::{Transport, TravelTable};

/// A code of the file (language, qualification, carrier, organisation, client) as a number.
pub type Code = u32;

/// The whole problem.
#[derive(Debug, Clone)]
pub struct Problem {
    /// For people.
    pub name: String,
    /// The local day of the decision.
    pub today: NaiveDate,
    /// How long ways take; `None` switches travel and distance limits off.
    pub travel: Option<TravelTable>,
    /// Both objective levels.
    pub weights: Weights,
    /// In the order of the file.
    pub lotsen: Vec<Lotse>,
    /// In the order of the file.
    pub requests: Vec<Request>,
    /// Sets of carriers, lenders included, each sorted. Most requests of a region share one.
    pub pools: Vec<Vec<Code>>,
    /// Caps that bind the requests of one client in one year, by client and year. Those that all requests together could
    /// not exceed are left out.
    pub client_caps: Vec<ClientCap>,
    /// What the caps come from, for requests that arrive later.
    pub client_rule: Option<ClientRule>,
    /// The candidates that the file lists itself, sorted by request, then Lotse, appointment and mode.
    pub listed: Option<Vec<Candidate>>,
}

/// A spoken language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// Which.
    pub language: Code,
    /// How well.
    pub level: Level,
}

/// A qualification and some days: of a Lotse those on which it counts, of a request those of sittings on which it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedQualification {
    /// Which.
    pub qualification: Code,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

impl DatedQualification {
    /// Whether a day is one of them.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether somebody who holds these has what is asked for on a day.
    pub fn is_met_on(&self, day: NaiveDate, held: &[Self]) -> bool {
        !self.is_on(day) || held.iter().any(|held| held.qualification == self.qualification && held.is_on(day))
    }
}

/// Where a Lotse is during a sitting. `None` where the place is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// At home, on the telephone or by video.
    Home(Option<Point>),
    /// Somewhere else, in person.
    Place(Option<Point>),
}

impl Stay {
    fn point(self) -> Option<Point> {
        match self {
            Self::Home(point) | Self::Place(point) => point,
        }
    }
}

/// Time that a confirmed assignment takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pinned {
    /// When.
    pub sitting: Sitting,
    /// Where the Lotse is meanwhile.
    pub at: Stay,
    /// Its place in the calendar.
    pub date: Date,
    /// What is given.
    pub service: Service,
}

/// A Lotse.
#[derive(Debug, Clone)]
pub struct Lotse {
    /// As in the file.
    pub id: String,
    /// `None` serves everywhere.
    pub carrier: Option<Code>,
    /// Where they stand.
    pub status: LotseStatus,
    /// Whether they agreed.
    pub consent: bool,
    /// What they give.
    pub services: Vec<Service>,
    /// What they speak.
    pub spoken: Vec<Spoken>,
    /// What they hold.
    pub held: Vec<DatedQualification>,
    /// If stated.
    pub gender: Option<Gender>,
    /// Where trips begin.
    pub home: Option<Point>,
    /// Straight line from home.
    pub radius_m: Option<u32>,
    /// How they travel.
    pub transport: Transport,
    /// How they work.
    pub modes: Vec<Mode>,
    /// What they like.
    pub topics_wished: Vec<Topic>,
    /// What they do not take.
    pub topics_refused: Vec<Topic>,
    /// `None` is always.
    pub availability: Option<Availability>,
    /// Days away.
    pub absences: Vec<Absence>,
    /// Minutes of sittings in a week.
    pub minutes_per_week: Option<u32>,
    /// Sittings in a week.
    pub sittings_per_week: Option<u32>,
    /// Minutes of sittings left by calendar year, confirmed ones still included.
    pub minutes_left: Vec<(i32, u32)>,
    /// Offers left this week.
    pub asks_left: Option<u32>,
    /// Whole days since the last offer.
    pub asked_days_ago: Option<u32>,
    /// Organisations they do not work for.
    pub blocked_organisations: Vec<Code>,
    /// Clients they do not accompany.
    pub blocked_clients: Vec<Code>,
    /// Confirmed sittings, by begin.
    pub pinned: Vec<Pinned>,
}

/// A language that would do, varieties included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// Which is spoken.
    pub language: Code,
    /// At least so well.
    pub at_least: Level,
    /// What standing in costs; 0 for the language itself.
    pub minutes: u32,
}

/// A sitting's place in the calendar, looked up once, because the constraints ask for it again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The local day of the begin.
    pub day: Day,
    /// The local date of the last minute.
    pub last: NaiveDate,
    /// The ISO week of the day.
    pub week: Week,
    /// The calendar year of the day.
    pub year: i32,
}

impl Date {
    /// The place of a sitting that begins on a day.
    pub fn of(sitting: &Sitting, day: Day) -> Self {
        let date = day.date();
        let last = day.date_of(sitting.end() - 1);
        Self { day, last, week: Week::of(date), year: chrono::Datelike::year(&date) }
    }
}

/// An alternative.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// When.
    pub appointment: Appointment,
    /// Its place in the wishes, from 0.
    pub wish: u16,
    first: Date,
    further: Box<[Date]>,
}

impl Alternative {
    /// An alternative with its sittings' places in the calendar.
    pub fn new(appointment: Appointment, wish: u16, mut day: impl FnMut(NaiveDate) -> Day) -> Option<Self> {
        let mut dates = appointment.sittings().iter().map(|sitting| Date::of(sitting, day(sitting.start().date())));
        let first = dates.next()?;
        let further = dates.collect();
        Some(Self { appointment, wish, first, further })
    }

    /// The sittings in order, each with its place in the calendar.
    pub fn dated(&self) -> impl Iterator<Item = (&Sitting, &Date)> {
        self.appointment.sittings().iter().zip(std::iter::once(&self.first).chain(&self.further))
    }

    /// The instant of the first begin.
    pub fn begin(&self) -> Minute {
        self.appointment.sittings().first().map_or(Minute::MAX, Sitting::begin)
    }
}

/// A gender asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WishedGender {
    /// Which.
    pub gender: Gender,
    /// How firmly.
    pub strength: Strength,
}

/// A support request.
#[derive(Debug, Clone)]
pub struct Request {
    /// As in the file.
    pub id: String,
    /// Who posted it.
    pub organisation: Option<Code>,
    /// Whose Lotsen may serve it: an index into [`Problem::pools`]; `None` is every carrier.
    pub pool: Option<u32>,
    /// For whom.
    pub client: Option<Code>,
    /// Any of these; `None` where no language is needed.
    pub accepted: Option<Vec<Accepted>>,
    /// What is asked for.
    pub service: Service,
    /// Dearest first.
    pub modes: Vec<Mode>,
    /// What it is about.
    pub topic: Option<Topic>,
    /// Where.
    pub place: Option<Point>,
    /// Alternatives, dearest first.
    pub options: Vec<Alternative>,
    /// Places to fill at the same appointment.
    pub places: u16,
    /// What each Lotse must hold.
    pub qualifications: Vec<DatedQualification>,
    /// A gender asked for.
    pub gender: Option<WishedGender>,
    /// How urgent.
    pub priority: Priority,
    /// Whole days since it was posted.
    pub waiting_days: u32,
    /// Level 1: what each place is worth.
    pub weight: i64,
    /// Lotsen whom the newcomer knows, with the number of meetings, sorted by Lotse.
    pub known: Vec<(u32, u32)>,
    /// Lotsen not to be asked, sorted.
    pub excluded: Vec<u32>,
    /// The caps of its client, from the first to before the last: indices into [`Problem::client_caps`].
    pub caps: (u32, u32),
}

/// No more than `left` interpreting assignments among these requests in `year`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCap {
    /// For whom.
    pub client: Code,
    /// Calendar year.
    pub year: i32,
    /// Sittings left, confirmed ones already taken off.
    pub left: u32,
    /// Requests with an appointment in that year, ascending.
    pub requests: Vec<u32>,
}

/// The cap on interpreting for one client in one year, and what of it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRule {
    /// Most sittings.
    pub cap: u32,
    /// Sittings used already, confirmed ones included.
    pub used: BTreeMap<(Code, i32), u32>,
}

impl ClientRule {
    /// What is left of a client's year.
    pub fn left(&self, client: Code, year: i32) -> u32 {
        self.cap.saturating_sub(self.used.get(&(client, year)).copied().unwrap_or(0))
    }
}

impl Problem {
    /// The same rules with nobody in it.
    #[cfg(feature = "highs")]
    pub(super) fn shell(&self) -> Self {
        Self {
            name: String::new(),
            today: self.today,
            travel: self.travel.clone(),
            weights: self.weights,
            lotsen: Vec::new(),
            requests: Vec::new(),
            client_caps: Vec::new(),
            client_rule: None,
            listed: self.listed.as_ref().map(|_| Vec::new()),
            pools: Vec::new(),
        }
    }

    /// Minutes from one place to another; 0 where either is unknown or travel is off.
    pub fn minutes_between(&self, transport: Transport, from: Option<Point>, to: Option<Point>) -> u32 {
        match (&self.travel, from, to) {
            (Some(travel), Some(from), Some(to)) => travel.minutes_between(transport, from, to),
            _ => 0,
        }
    }

    /// Where a Lotse is during a sitting: at the place of the request, or at home on the telephone.
    pub fn whereabouts(&self, lotse: &Lotse, request: &Request, mode: Mode) -> Stay {
        if mode == Mode::InPerson { Stay::Place(request.place) } else { Stay::Home(lotse.home) }
    }

    /// Minutes from one sitting to another; none between two from home.
    fn way_between(&self, transport: Transport, from: Stay, to: Stay) -> u32 {
        match (from, to) {
            (Stay::Home(_), Stay::Home(_)) => 0,
            _ => self.minutes_between(transport, from.point(), to.point()),
        }
    }

    /// Minutes from home to the sitting, and as many back; 0 on the telephone.
    pub fn way(&self, lotse: &Lotse, request: &Request, mode: Mode) -> u32 {
        if mode == Mode::InPerson { self.minutes_between(lotse.transport, lotse.home, request.place) } else { 0 }
    }

    /// The carriers whose Lotsen may serve a request, sorted; `None` is every carrier.
    pub fn carriers(&self, request: &Request) -> Option<&[Code]> {
        request.pool.map(|pool| self.pools.get(pool as usize).map(Vec::as_slice).unwrap_or_default())
    }

    /// The caps that bind a request, with their indices.
    pub fn caps_of(&self, request: &Request) -> impl Iterator<Item = (usize, &ClientCap)> {
        let (from, to) = (request.caps.0 as usize, request.caps.1 as usize);
        (from..to).zip(self.client_caps.get(from..to).unwrap_or_default())
    }

    /// Places of all requests together.
    pub fn places(&self) -> u64 {
        self.requests.iter().map(|request| u64::from(request.places)).sum()
    }
}

impl Lotse {
    /// Minutes and number of confirmed sittings in a week.
    pub fn pinned_in(&self, week: Week) -> (u32, u32) {
        self.pinned
            .iter()
            .filter(|pinned| pinned.date.week == week)
            .fold((0, 0), |(minutes, count), pinned| (minutes + pinned.sitting.minutes(), count + 1))
    }

    /// Minutes of accompaniment left in a calendar year after the confirmed sittings; `None` where the year has no cap.
    pub fn left_in(&self, year: i32) -> Option<u32> {
        let (_, left) = self.minutes_left.iter().find(|(capped, _)| *capped == year)?;
        let counted = self.pinned.iter().filter(|p| p.date.year == year && yearly_cap::counts(p.service));
        Some(left.saturating_sub(counted.map(|p| p.sitting.minutes()).sum()))
    }
}

impl Request {
    /// The client and the years in which interpreting for them counts against a cap.
    pub fn capped_years(&self) -> BTreeSet<(Code, i32)> {
        let Some(client) = self.client.filter(|_| self.service == Service::Interpreting) else {
            return BTreeSet::new();
        };
        let dated = self.options.iter().flat_map(Alternative::dated);
        dated.map(|(_, date)| (client, date.year)).collect()
    }
}

/// Whether a Lotse can be in both sittings: there must be time for the way between them.
pub fn reachable(problem: &Problem, transport: Transport, a: (&Sitting, Stay), b: (&Sitting, Stay)) -> bool {
    let way = || Minute::from(problem.way_between(transport, a.1, b.1));
    if a.0.end() <= b.0.begin() {
        a.0.end() + way() <= b.0.begin()
    } else if b.0.end() <= a.0.begin() {
        b.0.end() + way() <= a.0.begin()
    } else {
        false
    }
}
