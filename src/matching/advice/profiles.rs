//! People who could be won: each needed language, from the places where most is open, with a few common weeks.
//!
//! [`WEEKS`] are wide, for a first look at a problem. [`pairs`] are what volunteers mostly give, two mornings or afternoons, so that advice can
//! name them.

use std::collections::{BTreeMap, HashSet};

use chrono::Weekday;
use rayon::prelude::*;

use crate::domain::availability::{Availability, WeeklyWindow};
use crate::domain::code::{LotseStatus, Mode, Service};
use crate::domain::geo::Point;
use crate::domain::language::Level;
use crate::domain::travel::Transport;
use crate::matching::file::{LotseEntry, ProblemFile, QualificationEntry, RequestEntry, SpokenEntry, WindowEntry};
use crate::matching::problem::{Code, DatedQualification, Lotse, Problem, Spoken};

/// How far they go, metres.
pub(super) const RADIUS_M: u32 = 30_000;

/// Sittings that they take in a week.
const SITTINGS: u32 = 3;

/// Times of the week: a name and, for each day from Monday to Saturday, hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekly {
    /// A code.
    pub code: &'static str,
    days: &'static [Weekday],
    from: u16,
    to: u16,
}

const WORKDAYS: &[Weekday] = &[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// The weeks that are tried.
pub const WEEKS: [Weekly; 3] =
    [mornings(WORKDAYS), afternoons(WORKDAYS), Weekly { code: "workdays", days: WORKDAYS, from: 8 * 60, to: 18 * 60 }];

const fn mornings(days: &'static [Weekday]) -> Weekly {
    Weekly { code: "mornings", days, from: 8 * 60, to: 13 * 60 }
}

const fn afternoons(days: &'static [Weekday]) -> Weekly {
    Weekly { code: "afternoons", days, from: 12 * 60, to: 18 * 60 }
}

/// Two workdays each.
const TWO_DAYS: [&[Weekday]; 10] = {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    [
        &[Mon, Tue],
        &[Mon, Wed],
        &[Mon, Thu],
        &[Mon, Fri],
        &[Tue, Wed],
        &[Tue, Thu],
        &[Tue, Fri],
        &[Wed, Thu],
        &[Wed, Fri],
        &[Thu, Fri],
    ]
};

/// Two mornings or two afternoons of a week.
pub fn pairs() -> Vec<Weekly> {
    TWO_DAYS.into_iter().flat_map(|days| [mornings(days), afternoons(days)]).collect()
}

impl Weekly {
    /// The days, in order.
    pub const fn days(&self) -> &'static [Weekday] {
        self.days
    }
}

/// Somebody who could join.
#[derive(Debug, Clone)]
pub struct Profile {
    /// As they would stand in the problem.
    pub lotse: Lotse,
    /// The language, by the problem's number.
    pub language: Code,
    /// A request at whose place they live.
    pub near: u32,
    /// Their week.
    pub week: Weekly,
}

impl Profile {
    /// As the file would have them, under this identity: adding it to the file and compiling gives the profile's Lotse. `None` where the
    /// file is not the problem's.
    pub fn entry(&self, id: &str, file: &ProblemFile, problem: &Problem) -> Option<LotseEntry> {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let mut asked: Vec<&String> = file.requests.iter().flat_map(RequestEntry::required).collect();
        asked.sort_unstable();
        asked.dedup();
        let held = |code: &String| QualificationEntry { code: code.clone(), from: None, until: None };
        let window = |day: &Weekday| WindowEntry {
            weekday: u8::try_from(day.number_from_monday()).unwrap_or(1),
            from: clock(self.week.from),
            to: clock(self.week.to),
        };
        let spoken = SpokenEntry { code: self.language_code(file, problem)?.to_owned(), level: Level::Native };
        Some(LotseEntry {
            id: id.to_owned(),
            carrier: None,
            status: LotseStatus::Active,
            consent: true,
            services: Service::ALL.to_vec(),
            languages: vec![spoken],
            qualifications: asked.into_iter().map(held).collect(),
            gender: None,
            home: file.requests.get(self.near as usize)?.place.clone(),
            radius_km: Some(RADIUS_M / 1000),
            transport: Transport::Car,
            modes: Mode::ALL.to_vec(),
            topics_wished: Vec::new(),
            topics_refused: Vec::new(),
            availability: Some(self.week.days.iter().map(window).collect()),
            absences: Vec::new(),
            minutes_per_week: None,
            assignments_per_week: Some(SITTINGS),
            minutes_left_in_year: BTreeMap::new(),
            asks_left: None,
            last_asked: None,
            blocked_organisations: Vec::new(),
            blocked_clients: Vec::new(),
        })
    }

    /// The language as the file has it: that of the needed ones, or of their varieties, which has the profile's number.
    pub fn language_code<'a>(&self, file: &'a ProblemFile, problem: &Problem) -> Option<&'a str> {
        let accepted = problem.requests.get(self.near as usize)?.accepted.as_deref()?;
        let needed = &file.requests.get(self.near as usize)?.languages;
        let codes = needed.iter().flat_map(|needed| {
            let varieties = file.substitutions.iter().filter(|s| s.needed == needed.code && s.spoken != s.needed);
            std::iter::once(needed.code.as_str()).chain(varieties.map(|variety| variety.spoken.as_str()))
        });
        accepted.iter().zip(codes).find(|(accepted, _)| accepted.language == self.language).map(|(_, code)| code)
    }
}

/// Profiles for a problem, with each of these weeks: at most `places` homes for each language, those where most gain lies within the
/// radius first.
pub fn profiles(problem: &Problem, gains: &[i64], places: usize, weeks: &[Weekly]) -> Vec<Profile> {
    let mut by_language: BTreeMap<Code, Vec<(i64, u32, Point)>> = BTreeMap::new();
    for (number, (request, gain)) in (0..).zip(problem.requests.iter().zip(gains)).filter(|(_, (_, gain))| **gain > 0) {
        let own = request.accepted.iter().flatten().filter(|accepted| accepted.minutes == 0);
        for accepted in own {
            if let Some(place) = request.place {
                by_language.entry(accepted.language).or_default().push((*gain, number, place));
            }
        }
    }
    let mut held: Vec<Code> =
        problem.requests.iter().flat_map(|r| r.qualifications.iter().map(|required| required.qualification)).collect();
    held.sort_unstable();
    held.dedup();
    let mut profiles = Vec::new();
    for (language, wanted) in by_language {
        let within = |home: Point| -> i64 {
            let near = wanted.iter().filter(|(_, _, place)| home.is_within_m(*place, RADIUS_M));
            near.map(|(gain, _, _)| gain).sum()
        };
        let mut seen = HashSet::new();
        let homes: Vec<(u32, Point)> =
            wanted.iter().filter(|(_, _, home)| seen.insert(*home)).map(|(_, near, home)| (*near, *home)).collect();
        let mut homes: Vec<(i64, u32, Point)> =
            homes.into_par_iter().map(|(near, home)| (within(home), near, home)).collect();
        homes.sort_unstable_by_key(|(gain, near, _)| (std::cmp::Reverse(*gain), *near));
        for (_, near, home) in homes.into_iter().take(places) {
            profiles.extend(weeks.iter().map(|week| Profile {
                lotse: somebody(&held, language, home, *week),
                language,
                near,
                week: *week,
            }));
        }
    }
    profiles
}

/// A Lotse of no carrier who holds every qualification and works in every way.
fn somebody(held: &[Code], language: Code, home: Point, week: Weekly) -> Lotse {
    let windows = week.days.iter().filter_map(|day| WeeklyWindow::new(*day, week.from, week.to).ok());
    Lotse {
        id: String::new(),
        carrier: None,
        status: LotseStatus::Active,
        consent: true,
        services: Service::ALL.to_vec(),
        spoken: vec![Spoken { language, level: Level::Native }],
        held: held.iter().map(|code| DatedQualification { qualification: *code, from: None, until: None }).collect(),
        gender: None,
        home: Some(home),
        radius_m: Some(RADIUS_M),
        transport: Transport::Car,
        modes: Mode::ALL.to_vec(),
        topics_wished: Vec::new(),
        topics_refused: Vec::new(),
        availability: Some(Availability::from(windows.collect::<Vec<_>>())),
        absences: Vec::new(),
        minutes_per_week: None,
        sittings_per_week: Some(SITTINGS),
        minutes_left: Vec::new(),
        asks_left: None,
        asked_days_ago: None,
        blocked_organisations: Vec::new(),
        blocked_clients: Vec::new(),
        pinned: Vec::new(),
    }
}
