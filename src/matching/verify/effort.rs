//! Section 3 of `docs/MATCHING.md`: the terms of a candidate's effort, and the load of a whole plan.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Alternative, Facts};
use super::rules::{Candidate, Pair};
use crate::domain::code::{Mode, Strength};
use crate::domain::language::Level;
use crate::domain::time::Week;
use crate::matching::objectives::Objective;
use crate::matching::weights::EffortWeights;

/// Every term of a candidate that is not zero, in minutes.
pub fn terms(candidate: &Candidate<'_>) -> BTreeMap<Objective, i64> {
    let Candidate { choice, pair, alternative } = candidate;
    let weights = &pair.facts.problem.weights.effort;
    let all = [
        (Objective::Travel, travel(pair, choice.mode, alternative, weights)),
        (Objective::Language, language(pair, weights)),
        (Objective::Mode, mode(pair, choice.mode, weights)),
        (Objective::Appointment, i64::from(weights.appointment_step) * alternative.wish),
        (Objective::Gender, gender(pair, weights)),
        (Objective::Known, known(pair, weights)),
        (Objective::Topic, topic(pair, weights)),
        (Objective::Asked, asked(pair, weights)),
    ];
    all.into_iter().filter(|&(_, minutes)| minutes != 0).collect()
}

/// The effort of a candidate, load apart: the lister's word, or the sum of its terms.
pub fn of(candidate: &Candidate<'_>) -> i64 {
    match &candidate.pair.facts.listed {
        Some(listed) => listed.get(&candidate.choice).copied().unwrap_or_default(),
        None => terms(candidate).into_values().sum(),
    }
}

fn travel(pair: &Pair<'_>, mode: Mode, alternative: &Alternative, weights: &EffortWeights) -> i64 {
    2 * pair.way(mode) * alternative.len() * i64::from(weights.travel_percent) / 100
}

fn language(pair: &Pair<'_>, weights: &EffortWeights) -> i64 {
    let spoken = &pair.lotse.entry.languages;
    let fitting = pair.request.acceptable.iter().flat_map(|acceptable| {
        let fits = spoken.iter().filter(|s| s.code == acceptable.spoken && s.level >= acceptable.at_least);
        fits.map(|spoken| {
            i64::from(weights.level_step) * (rank(Level::C1) - rank(spoken.level)).max(0)
                + acceptable.minutes * i64::from(weights.variety_percent) / 100
        })
    });
    fitting.min().unwrap_or_default()
}

/// A1 counts 0, native 6.
fn rank(level: Level) -> i64 {
    match level {
        Level::A1 => 0,
        Level::A2 => 1,
        Level::B1 => 2,
        Level::B2 => 3,
        Level::C1 => 4,
        Level::C2 => 5,
        Level::Native => 6,
    }
}

fn mode(pair: &Pair<'_>, mode: Mode, weights: &EffortWeights) -> i64 {
    let before: BTreeSet<Mode> =
        pair.request.entry.modes.iter().copied().take_while(|&dearer| dearer != mode).collect();
    i64::from(weights.mode_step) * i64::try_from(before.len()).unwrap_or_default()
}

fn gender(pair: &Pair<'_>, weights: &EffortWeights) -> i64 {
    let wish = pair.request.entry.gender.filter(|asked| asked.strength == Strength::Wish);
    let missed = wish.is_some_and(|wish| pair.lotse.entry.gender != Some(wish.gender));
    if missed { i64::from(weights.gender_wish) } else { 0 }
}

fn known(pair: &Pair<'_>, weights: &EffortWeights) -> i64 {
    let mut known = pair.request.entry.known_lotsen.iter();
    let counts = known.any(|known| known.lotse == pair.lotse.entry.id && known.meetings < weights.known_at_most);
    if counts { -i64::from(weights.known) } else { 0 }
}

fn topic(pair: &Pair<'_>, weights: &EffortWeights) -> i64 {
    let wished = pair.request.entry.topic.is_some_and(|topic| pair.lotse.entry.topics_wished.contains(&topic));
    if wished { -i64::from(weights.topic_wish) } else { 0 }
}

fn asked(pair: &Pair<'_>, weights: &EffortWeights) -> i64 {
    let Some(last_asked) = pair.lotse.entry.last_asked else { return 0 };
    let days = (pair.facts.problem.today - last_asked).num_days().max(0);
    let asked_days = i64::from(weights.asked_days);
    if days < asked_days { i64::from(weights.asked) * (asked_days - days) / asked_days } else { 0 }
}

/// The term `load` of a whole plan: `load_step × (T(n + k) − T(n))` over Lotsen and weeks, `T(n) = n (n − 1) / 2`.
pub fn load(facts: &Facts<'_>, chosen: &[Candidate<'_>]) -> i64 {
    let mut proposed: BTreeMap<(usize, Week), i64> = BTreeMap::new();
    for candidate in chosen {
        for (week, load) in candidate.alternative.weeks.iter() {
            *proposed.entry((candidate.choice.lotse, week)).or_default() += load.sittings;
        }
    }
    let triangle = |n: i64| n * (n - 1) / 2;
    let steps = proposed.into_iter().map(|((lotse, week), k)| {
        let n = facts.lotsen.get(lotse).map_or(0, |lotse| lotse.confirmed_in(week).sittings);
        triangle(n + k) - triangle(n)
    });
    i64::from(facts.problem.weights.effort.load_step) * steps.sum::<i64>()
}
