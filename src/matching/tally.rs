//! What a set of proposals comes to: served requests, both objective levels, hours and ways.

use super::constraints::weekly_load;
use super::ledger::meeting_of;
use super::objectives::load;
use super::plan::{Candidate, PriorityTotal, Totals};
use super::problem::Problem;
use crate::domain::code::{Mode, Priority};
use crate::domain::time::Week;

/// Adds up a plan.
pub fn totals(problem: &Problem, chosen: &[Candidate]) -> Totals {
    let mut filled: Vec<u16> = vec![0; problem.requests.len()];
    let mut sittings: Vec<u64> = vec![0; problem.lotsen.len()];
    let mut loads: Vec<(u32, Week, u32)> = Vec::with_capacity(chosen.len());
    let mut totals = Totals { requests: problem.requests.len() as u64, places: problem.places(), ..Totals::default() };
    for candidate in chosen {
        let Some(meeting) = meeting_of(problem, candidate) else { continue };
        let (lotse, request) = (meeting.pair.lotse, meeting.pair.request);
        let all = meeting.alternative.appointment.sittings();
        let count = all.len() as u64;
        if let Some(filled) = filled.get_mut(candidate.request as usize) {
            *filled = filled.saturating_add(1);
        }
        if let Some(sittings) = sittings.get_mut(candidate.lotse as usize) {
            *sittings += count;
        }
        loads.extend(weekly_load::loads(&meeting).map(|(week, (_, count))| (candidate.lotse, week, count)));
        totals.weight += request.weight;
        totals.effort += i64::from(candidate.effort);
        totals.minutes += all.iter().map(|s| u64::from(s.minutes())).sum::<u64>();
        totals.travel_minutes += 2 * count * u64::from(meeting.way);
        if let (Some(travel), Mode::InPerson, Some(home), Some(place)) =
            (&problem.travel, candidate.mode, lotse.home, request.place)
        {
            totals.travel_metres += 2 * count * u64::from(travel.road_m(home.distance_m(place)));
        }
    }
    totals.effort += load_effort(problem, loads);
    let total = |priority: &Priority| PriorityTotal { priority: *priority, requests: 0, served: 0 };
    totals.by_priority = Priority::ALL.iter().rev().map(total).collect();
    for (request, filled) in problem.requests.iter().zip(filled) {
        let is_served = u64::from(filled >= request.places);
        totals.served += is_served;
        if let Some(total) = totals.by_priority.iter_mut().find(|total| total.priority == request.priority) {
            total.requests += 1;
            total.served += is_served;
        }
    }
    totals.filled = chosen.len() as u64;
    totals.lotsen = sittings.iter().filter(|sittings| **sittings > 0).count() as u64;
    totals.busiest = sittings.into_iter().max().unwrap_or(0);
    totals
}

/// The load term over all Lotsen and weeks.
fn load_effort(problem: &Problem, mut loads: Vec<(u32, Week, u32)>) -> i64 {
    loads.sort_unstable();
    let of_week = |loads: &[(u32, Week, u32)]| {
        let Some((lotse, week, _)) = loads.first() else { return 0 };
        let confirmed = problem.lotsen.get(*lotse as usize).map_or(0, |lotse| lotse.pinned_in(*week).1);
        let added = loads.iter().map(|(.., count)| count).sum();
        load::minutes(problem.weights.effort.load_step, confirmed, added)
    };
    loads.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)).map(of_week).sum()
}
