//! Other times at which a Lotse who fits is free: the nearest ones within two weeks, on the quarter hour.
//!
//! Only Lotsen are looked at who satisfy everything that does not depend on the time. Times at which they would be free of the
//! plan's proposals come first; where there are none, those at which only confirmed assignments leave room.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::{CureKind, Idea};
use crate::domain::request::{Appointment, Sitting};
use crate::domain::time::Day;
use crate::matching::constraints::Pair;
use crate::matching::incremental::{Standing, Swap, is_free, possible};
use crate::matching::plan::Candidate;
use crate::matching::problem::{Alternative, Problem, Request};

/// Days before and after the appointment.
const DAYS: i64 = 14;

/// Minutes of the grid.
const GRID: i64 = 15;

/// Hours in which authorities, doctors and schools receive people: times outside are only offered for what began outside.
const OPEN: (i64, i64) = (8 * 60, 18 * 60);

/// Alternatives whose neighbourhood in time is looked at.
const BASES: usize = 3;

/// Lotsen who are looked at, those with the least way first.
const LOTSEN: usize = 60;

/// Times that are handed on.
const TIMES: usize = 12;

/// Sizes: another time of the same day, another day.
const SAME_DAY: u32 = 10;
const OTHER_DAY: u32 = 20;

/// The nearest times, each with those who could go then.
pub(super) fn ideas(standing: &Standing, number: u32, request: &Request) -> Vec<Idea> {
    let problem = standing.problem();
    let mut bases: Vec<u16> = Vec::new();
    for (at, option) in (0..).zip(&request.options) {
        let known = bases.iter().filter_map(|base| request.options.get(usize::from(*base)));
        // One of each flexible window does: the others are shifts of it.
        if !known.into_iter().any(|other| other.wish == option.wish) && bases.len() < BASES {
            bases.push(at);
        }
    }
    let mut times: BTreeMap<(u32, NaiveDateTime, u16), Time> = BTreeMap::new();
    for (lotse, way) in nearest(problem, number) {
        for base in &bases {
            let Some(option) = request.options.get(usize::from(*base)) else { continue };
            let Some(first) = option.appointment.sittings().first() else { continue };
            for start in starts(problem, lotse, first, way) {
                if request.options.iter().any(|o| o.appointment.sittings().first().map(Sitting::start) == Some(start)) {
                    continue;
                }
                times.entry((size(first.start(), start), start, *base)).or_default().lotsen.push(lotse);
            }
        }
    }
    let mut free: Vec<Idea> = Vec::new();
    let mut taken: Vec<Idea> = Vec::new();
    let mut seen: Vec<NaiveDateTime> = Vec::new();
    for ((size, start, base), time) in times {
        if free.len() == TIMES {
            break;
        }
        if seen.contains(&start) {
            continue;
        }
        let Some(version) = shifted(request, base, start) else { continue };
        let kind = CureKind::OtherTime { instead_of: base, start };
        let mut idea = Idea { kind, size, request: version, new: Vec::new() };
        let added = idea.request.options.len() as u16 - 1;
        for lotse in time.lotsen {
            let Some(pair) = Pair::of(problem, lotse, number) else { continue };
            idea.new.extend(possible(&Pair { request: &idea.request, ..pair }));
        }
        idea.new.retain(|candidate| candidate.appointment == added);
        if idea.new.is_empty() {
            continue;
        }
        seen.push(start);
        let swap = Swap { number, request: Some(&idea.request), candidates: &[], forced: false };
        let free_ones: Vec<Candidate> = idea.new.iter().filter(|new| is_free(standing, &swap, new)).copied().collect();
        if free_ones.is_empty() {
            if taken.len() < 2 {
                taken.push(idea);
            }
        } else {
            free.push(Idea { new: free_ones, ..idea });
        }
    }
    if free.is_empty() { taken } else { free }
}

/// Who could be there at a time.
#[derive(Debug, Default)]
struct Time {
    lotsen: Vec<u32>,
}

/// Lotsen whom nothing but the time can keep out, with the least minutes of their way, the nearest first.
fn nearest(problem: &Problem, number: u32) -> Vec<(u32, u32)> {
    let mut nearest: Vec<(u32, u32)> = Vec::new();
    for lotse in 0..problem.lotsen.len() as u32 {
        let Some(pair) = Pair::of(problem, lotse, number) else { continue };
        if pair.first_failing().is_some() || pair.lotse.asks_left == Some(0) {
            continue;
        }
        let modes = pair.request.modes.iter().filter(|mode| pair.lotse.modes.contains(mode));
        let ways = modes.filter_map(|mode| {
            let meeting = pair.at(0, *mode)?;
            crate::matching::constraints::distance::holds(&meeting).then_some(meeting.way)
        });
        nearest.extend(ways.min().map(|way| (lotse, way)));
    }
    nearest.sort_by_key(|(lotse, way)| (*way, *lotse));
    nearest.truncate(LOTSEN);
    nearest
}

/// Begins near `first` at which the weekly windows of a Lotse leave room: of each window the nearest, the first and the last.
fn starts(problem: &Problem, lotse: u32, first: &Sitting, way: u32) -> Vec<NaiveDateTime> {
    let Some(person) = problem.lotsen.get(lotse as usize) else { return Vec::new() };
    let (begun, length, way) = (clock(first.start()), i64::from(first.minutes()), i64::from(way));
    let within = OPEN.0 <= begun && begun + length <= OPEN.1;
    let open = if within { OPEN } else { (0, 24 * 60) };
    let mut found = Vec::new();
    for shift in -DAYS..=DAYS {
        let Some(day) = shift_day(first.start().date(), shift) else { continue };
        let sunday = day.weekday() == Weekday::Sun && first.start().weekday() != Weekday::Sun;
        if day <= problem.today || sunday || person.absences.iter().any(|absence| absence.covers(day)) {
            continue;
        }
        let windows: Vec<(i64, i64)> = match &person.availability {
            None => vec![(0, 24 * 60)],
            Some(availability) => {
                availability.on(day.weekday()).map(|w| (i64::from(w.from()), i64::from(w.to()))).collect()
            }
        };
        for (from, to) in windows {
            let earliest = (from + way).max(open.0).div_euclid(GRID) * GRID;
            let earliest = if earliest < (from + way).max(open.0) { earliest + GRID } else { earliest };
            let latest = (to - way - length).min(open.1 - length).div_euclid(GRID) * GRID;
            if earliest > latest {
                continue;
            }
            let nearest = (begun.div_euclid(GRID) * GRID).clamp(earliest, latest);
            let mut minutes = vec![nearest, earliest, latest, nearest + 4 * GRID, nearest - 4 * GRID];
            minutes.retain(|minute| (earliest..=latest).contains(minute));
            minutes.sort_unstable();
            minutes.dedup();
            found.extend(minutes.into_iter().map(|minute| day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute)));
        }
    }
    found
}

fn clock(at: NaiveDateTime) -> i64 {
    (at - at.date().and_time(NaiveTime::MIN)).num_minutes()
}

fn shift_day(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let days = Days::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

/// How much another begin asks of people: the clock of the same day costs least, each day further away more.
fn size(from: NaiveDateTime, to: NaiveDateTime) -> u32 {
    let clock = u32::try_from((clock(to) - clock(from)).abs()).unwrap_or(u32::MAX);
    match u32::try_from((to.date() - from.date()).num_days().abs()).unwrap_or(u32::MAX) {
        0 => SAME_DAY + clock / 15,
        days => OTHER_DAY + 4 * days + clock / 30,
    }
}

/// The request with one more alternative: one of its own, begun at another time. `None` where the clocks skip a sitting.
fn shifted(request: &Request, base: u16, start: NaiveDateTime) -> Option<Request> {
    let option = request.options.get(usize::from(base))?;
    let first = option.appointment.sittings().first()?;
    let shift = start - first.start();
    let sittings = option.appointment.sittings().iter();
    let moved = sittings.map(|sitting| Sitting::new(sitting.start() + shift, sitting.minutes()));
    let appointment = Appointment::new(moved.collect::<Result<_, _>>().ok()?).ok()?;
    let wish = request.options.iter().map(|option| option.wish).max().unwrap_or(0).saturating_add(1);
    if request.options.len() >= usize::from(u16::MAX) {
        return None;
    }
    let mut version = request.clone();
    version.options.push(Alternative::new(appointment, wish, Day::of)?);
    Some(version)
}
