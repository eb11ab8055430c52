//! People who could be won: each needed language, from the places where most is open, with a few common weeks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;

use crate::domain::availability::{Availability, WeeklyWindow};
use crate::domain::code::{LotseStatus, Mode, Service};
use crate::domain::geo::Point;
use crate::domain::language::Level;
use crate::domain::travel::Transport;
use crate::matching::problem::{Code, Held, Lotse, Problem, Spoken};

/// How far they go, metres.
const RADIUS_M: u32 = 30_000;

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
pub const WEEKS: [Weekly; 3] = [
    Weekly { code: "mornings", days: WORKDAYS, from: 8 * 60, to: 13 * 60 },
    Weekly { code: "afternoons", days: WORKDAYS, from: 12 * 60, to: 18 * 60 },
    Weekly { code: "workdays", days: WORKDAYS, from: 8 * 60, to: 18 * 60 },
];

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

/// Profiles for a problem: at most `places` homes for each language, those where most gain lies within the radius first.
pub fn profiles(problem: &Problem, gains: &[i64], places: usize) -> Vec<Profile> {
    let mut by_language: BTreeMap<Code, Vec<(i64, u32, Point)>> = BTreeMap::new();
    for (number, (request, gain)) in (0..).zip(problem.requests.iter().zip(gains)).filter(|(_, (_, gain))| **gain > 0) {
        let own = request.accepted.iter().flatten().filter(|accepted| accepted.minutes == 0);
        for accepted in own {
            if let Some(place) = request.place {
                by_language.entry(accepted.language).or_default().push((*gain, number, place));
            }
        }
    }
    let mut profiles = Vec::new();
    for (language, wanted) in by_language {
        let within = |home: Point| -> i64 {
            wanted.iter().filter(|(_, _, place)| home.distance_m(*place) <= RADIUS_M).map(|(gain, _, _)| gain).sum()
        };
        let mut homes: Vec<(i64, u32, Point)> =
            wanted.iter().map(|(_, near, home)| (within(*home), *near, *home)).collect();
        homes.sort_by_key(|(gain, near, _)| (std::cmp::Reverse(*gain), *near));
        let mut seen = BTreeSet::new();
        for (_, near, home) in homes.into_iter().filter(|(_, _, home)| seen.insert(*home)).take(places) {
            profiles.extend(WEEKS.map(|week| Profile {
                lotse: somebody(problem, language, home, week),
                language,
                near,
                week,
            }));
        }
    }
    profiles
}

/// A Lotse of no carrier who holds every qualification and works in every way.
fn somebody(problem: &Problem, language: Code, home: Point, week: Weekly) -> Lotse {
    let windows = week.days.iter().filter_map(|day| WeeklyWindow::new(*day, week.from, week.to).ok());
    let mut codes: Vec<Code> = problem.requests.iter().flat_map(|r| r.qualifications.iter().copied()).collect();
    codes.sort_unstable();
    codes.dedup();
    Lotse {
        id: String::new(),
        carrier: None,
        status: LotseStatus::Active,
        consent: true,
        services: Service::ALL.to_vec(),
        spoken: vec![Spoken { language, level: Level::Native }],
        held: codes.into_iter().map(|qualification| Held { qualification, from: None, until: None }).collect(),
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
