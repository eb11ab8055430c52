//! Constraints that count or compare: overlap, weekly load, yearly cap, client cap, ask budget.
//!
//! Each is written once for any amount, so that one candidate (for explanations) and all proposals together are measured alike.

use super::{Pair, TimedRule};
use crate::domain::code::{Mode, Service};
use crate::domain::time::Week;
use crate::matching::verify::facts::{Alternative, Facts, Load, Loads, LotseFacts, RequestFacts, Span, Stay};
use crate::matching::verify::violation::{Hard, Limit};

/// What one candidate breaks by itself, in the order of section 2.
pub(super) const RULES: [TimedRule; 5] = [overlap, weekly_load, yearly_cap, client_cap, ask_budget];

fn overlap(pair: &Pair<'_>, mode: Mode, alternative: &Alternative) -> Option<Hard> {
    clash_with_confirmed(pair, mode, alternative)
}

fn weekly_load(pair: &Pair<'_>, _: Mode, alternative: &Alternative) -> Option<Hard> {
    alternative.weeks.iter().find_map(|(week, load)| week_exceeded(pair.lotse, week, load).next())
}

fn yearly_cap(pair: &Pair<'_>, _: Mode, alternative: &Alternative) -> Option<Hard> {
    let mut years = years_of_cap(pair.request, alternative).iter();
    years.find_map(|(year, load)| year_exceeded(pair.lotse, year, load))
}

fn client_cap(pair: &Pair<'_>, _: Mode, alternative: &Alternative) -> Option<Hard> {
    let client = capped_client(pair.request)?;
    alternative.years.iter().find_map(|(year, load)| client_exceeded(pair.facts, client, year, load.sittings))
}

fn ask_budget(pair: &Pair<'_>, _: Mode, _: &Alternative) -> Option<Hard> {
    asks_exceeded(pair.lotse, 1)
}

/// The first clash of a candidate with a confirmed sitting of its Lotse.
pub(super) fn clash_with_confirmed(pair: &Pair<'_>, mode: Mode, alternative: &Alternative) -> Option<Hard> {
    let here = pair.whereabouts(mode);
    alternative.sittings.iter().find_map(|sitting| {
        let mut confirmed = pair.lotse.confirmed.iter();
        confirmed.find_map(|other| clash(pair, (sitting, here), (&other.sitting, other.at), "confirmed"))
    })
}

/// Whether the Lotse of `pair` comes too late from one sitting to the other, whichever is first.
pub(super) fn clash(
    pair: &Pair<'_>,
    (sitting, here): (&Span, Stay),
    (other, there): (&Span, Stay),
    name: &str,
) -> Option<Hard> {
    let transport = pair.lotse.entry.transport;
    let way = |from: Stay, to: Stay| match (from.remote, to.remote) {
        (true, true) => 0,
        _ => pair.facts.way(transport, from.point, to.point),
    };
    let (to, back) = (way(here, there), way(there, here));
    let apart = sitting.end + to <= other.begin || other.end + back <= sitting.begin;
    (!apart).then(|| Hard::Overlap { start: sitting.start, other_start: other.start, other: name.to_owned(), way: to })
}

/// The weekly limits of a Lotse that a load of proposed sittings exceeds.
pub(super) fn week_exceeded(lotse: &LotseFacts<'_>, week: Week, load: Load) -> impl Iterator<Item = Hard> {
    let (minutes, sittings) = lotse.left_in_week(week);
    let measured = [(Limit::Minutes, load.minutes, minutes), (Limit::Sittings, load.sittings, sittings)];
    measured.into_iter().filter_map(move |(limit, proposed, left)| {
        let left = left.filter(|&left| proposed > left)?;
        Some(Hard::WeeklyLoad { week, limit, proposed, left })
    })
}

/// The years in which an alternative counts against the cap of whoever takes it: those of accompaniment.
pub(super) fn years_of_cap<'a>(request: &RequestFacts<'_>, alternative: &'a Alternative) -> &'a Loads<i32> {
    if request.entry.service == Service::Accompaniment { &alternative.years } else { const { &Loads::none() } }
}

/// The yearly cap of a Lotse, if a load of proposed sittings exceeds it.
pub(super) fn year_exceeded(lotse: &LotseFacts<'_>, year: i32, load: Load) -> Option<Hard> {
    let left = lotse.left_in_year(year).filter(|&left| load.minutes > left)?;
    Some(Hard::YearlyCap { year, proposed: load.minutes, left })
}

/// The client whose cap a request counts against.
pub(super) fn capped_client<'f>(request: &RequestFacts<'f>) -> Option<&'f str> {
    request.entry.client.as_deref().filter(|_| request.entry.service == Service::Interpreting)
}

/// The cap of a client, if a number of proposed sittings exceeds it.
pub(super) fn client_exceeded(facts: &Facts<'_>, client: &str, year: i32, proposed: i64) -> Option<Hard> {
    let left = facts.left_of_client(client, year).filter(|&left| proposed > left)?;
    Some(Hard::ClientCap { client: client.to_owned(), year, proposed, left })
}

/// The ask budget of a Lotse, if a number of proposals exceeds it.
pub(super) fn asks_exceeded(lotse: &LotseFacts<'_>, proposed: i64) -> Option<Hard> {
    let left = lotse.entry.asks_left.map(i64::from).filter(|&left| proposed > left)?;
    Some(Hard::AskBudget { proposed, left })
}
