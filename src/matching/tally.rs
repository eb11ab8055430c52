//! What a set of proposals comes to: served requests, both objective levels, hours and ways.

use std::collections::{HashMap, HashSet};

use super::ledger::meeting_of;
use super::objectives::load;
use super::plan::{Candidate, PriorityTotal, Totals};
use super::problem::Problem;
use crate::domain::code::{Mode, Priority};
use crate::domain::time::Week;
use crate::matching::constraints::weekly_load;

/// Adds up a plan.
pub fn totals(problem: &Problem, chosen: &[Candidate]) -> Totals {
    let mut filled: HashMap<u32, u16> = HashMap::new();
    let mut sittings: HashMap<u32, u64> = HashMap::new();
    let mut totals = Totals { requests: problem.requests.len() as u64, places: problem.places(), ..Totals::default() };
    for candidate in chosen {
        let Some(meeting) = meeting_of(problem, candidate) else { continue };
        let (lotse, request) = (meeting.pair.lotse, meeting.pair.request);
        let count = meeting.alternative.appointment.sittings().len() as u64;
        *filled.entry(candidate.request).or_default() += 1;
        *sittings.entry(candidate.lotse).or_default() += count;
        totals.weight += request.weight;
        totals.effort += i64::from(candidate.effort);
        totals.minutes +=
            meeting.alternative.appointment.sittings().iter().map(|s| u64::from(s.minutes())).sum::<u64>();
        totals.travel_minutes += 2 * count * u64::from(meeting.way);
        if let (Some(travel), Mode::InPerson, Some(home), Some(place)) =
            (&problem.travel, candidate.mode, lotse.home, request.place)
        {
            totals.travel_metres += 2 * count * u64::from(travel.road_m(home.distance_m(place)));
        }
    }
    totals.effort += load_effort(problem, chosen);
    let is_served = |number: usize| {
        let places = problem.requests.get(number).map_or(0, |request| request.places);
        filled.get(&(number as u32)).is_some_and(|filled| *filled >= places)
    };
    let mut priorities = Priority::ALL.to_vec();
    priorities.reverse();
    for priority in priorities {
        let of_priority = problem.requests.iter().enumerate().filter(|(_, request)| request.priority == priority);
        let (mut requests, mut served) = (0, 0);
        for (number, _) in of_priority {
            requests += 1;
            served += u64::from(is_served(number));
        }
        totals.served += served;
        totals.by_priority.push(PriorityTotal { priority, requests, served });
    }
    totals.filled = chosen.len() as u64;
    totals.lotsen = chosen.iter().map(|c| c.lotse).collect::<HashSet<_>>().len() as u64;
    totals.busiest = sittings.values().copied().max().unwrap_or(0);
    totals
}

/// The load term over all Lotsen and weeks.
fn load_effort(problem: &Problem, chosen: &[Candidate]) -> i64 {
    let mut added: HashMap<(u32, Week), u32> = HashMap::new();
    for candidate in chosen {
        if let Some(meeting) = meeting_of(problem, candidate) {
            for (week, (_, count)) in weekly_load::loads(&meeting) {
                *added.entry((candidate.lotse, week)).or_default() += count;
            }
        }
    }
    added
        .into_iter()
        .map(|((lotse, week), added)| {
            let confirmed = problem.lotsen.get(lotse as usize).map_or(0, |lotse| lotse.pinned_in(week).1);
            load::minutes(problem.weights.effort.load_step, confirmed, added)
        })
        .sum()
}
