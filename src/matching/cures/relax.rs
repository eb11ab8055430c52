//! Relaxations of the request or of one Lotse that leave the appointment alone: each Lotse whom exactly one of them lets in.

use std::collections::{BTreeMap, BTreeSet};

use super::{CureKind, Idea};
use crate::domain::code::{Mode, Strength};
use crate::domain::language::Level;
use crate::matching::constraints::{Pair, consent, exclusion, gender, language, pool, service, status};
use crate::matching::incremental::{Standing, possible};
use crate::matching::plan::Candidate;
use crate::matching::problem::{Alternative, Code, DatedQualification, Lotse, Request};

/// Beyond the radius by half of it, or by so much, a Lotse may be asked; further nobody would go.
const BEYOND_M: u32 = 15_000;

/// A radius is a round number.
const ROUND_KM: u32 = 5;

/// Sizes: how much each asks of people.
const MODE: u32 = 30;
const RADIUS: u32 = 10;
const LEVEL: u32 = 40;
const GENDER: u32 = 50;
const LENDING: u32 = 60;
const QUALIFICATION: u32 = 80;

/// What is relaxed about the request; the same relaxation lets several Lotsen in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relaxed {
    Mode(Mode),
    Level(Level),
    Gender,
    Lending(Code),
    Qualification(usize),
}

/// Every relaxation that makes something possible.
pub(super) fn ideas(standing: &Standing, number: u32, request: &Request) -> Vec<Idea> {
    let problem = standing.problem();
    let mut versions: BTreeMap<Relaxed, Idea> = BTreeMap::new();
    let mut further: Vec<Idea> = Vec::new();
    for lotse in 0..problem.lotsen.len() as u32 {
        let Some(pair) = Pair::of(problem, lotse, number) else { continue };
        if !(status::holds(&pair) && consent::holds(&pair) && service::holds(&pair) && exclusion::holds(&pair)) {
            continue;
        }
        match (pool::holds(&pair), language::holds(&pair), gender::holds(&pair)) {
            (true, true, true) => {
                further.extend(radius(&pair));
                for mode in pair.lotse.modes.iter().filter(|mode| !request.modes.contains(mode)) {
                    admit(&mut versions, Relaxed::Mode(*mode), &pair);
                }
                for at in missing(&pair) {
                    admit(&mut versions, Relaxed::Qualification(at), &pair);
                }
            }
            (true, true, false) => admit(&mut versions, Relaxed::Gender, &pair),
            (true, false, true) => {
                if let Some(level) = spoken(&pair) {
                    admit(&mut versions, Relaxed::Level(level), &pair);
                }
            }
            (false, true, true) => {
                if let Some(carrier) = pair.lotse.carrier {
                    admit(&mut versions, Relaxed::Lending(carrier), &pair);
                }
            }
            _ => {}
        }
    }
    versions.into_values().filter(|idea| !idea.new.is_empty()).chain(further).collect()
}

/// Notes what a Lotse could do if the request were relaxed so.
fn admit(versions: &mut BTreeMap<Relaxed, Idea>, relaxed: Relaxed, pair: &Pair<'_>) {
    let idea = versions.entry(relaxed).or_insert_with(|| idea(relaxed, pair.request));
    let lent;
    let lotse = match relaxed {
        Relaxed::Lending(_) => {
            lent = Lotse { carrier: None, ..pair.lotse.clone() };
            &lent
        }
        _ => pair.lotse,
    };
    let found = possible(&Pair { request: &idea.request, lotse, ..*pair });
    // What was possible before is no news: a Lotse who could go by telephone is none for the sake of the video.
    let is_new = |candidate: &Candidate| match relaxed {
        Relaxed::Mode(mode) => candidate.mode == mode,
        Relaxed::Qualification(_) => {
            let option = pair.request.options.get(usize::from(candidate.appointment));
            option.is_some_and(|option| lacking(pair, option).next().is_some())
        }
        _ => true,
    };
    idea.new.extend(found.into_iter().filter(is_new));
}

fn idea(relaxed: Relaxed, request: &Request) -> Idea {
    let mut version = request.clone();
    let (kind, size) = match relaxed {
        Relaxed::Mode(mode) => {
            version.modes.push(mode);
            (CureKind::OtherMode, MODE)
        }
        Relaxed::Level(to) => {
            let accepted = version.accepted.iter_mut().flatten();
            let mut from = to;
            for accepted in accepted.filter(|accepted| accepted.at_least > to) {
                from = from.max(accepted.at_least);
                accepted.at_least = to;
            }
            (CureKind::Level { from, to }, LEVEL * (from as u32).saturating_sub(to as u32))
        }
        Relaxed::Gender => {
            if let Some(gender) = &mut version.gender {
                gender.strength = Strength::Wish;
            }
            (CureKind::GenderWish, GENDER)
        }
        Relaxed::Lending(carrier) => {
            // The request stays as it is; for it the Lotse counts as one of everywhere.
            (CureKind::Lending { carrier }, LENDING)
        }
        Relaxed::Qualification(at) => {
            // What is asked for on several stretches of days is one qualification.
            if let Some(code) = version.qualifications.get(at).map(|required| required.qualification) {
                version.qualifications.retain(|required| required.qualification != code);
            }
            (CureKind::Qualification { at }, QUALIFICATION)
        }
    };
    Idea { kind, size, request: version, new: Vec::new() }
}

/// The best level at which the Lotse speaks one of the needed languages.
fn spoken(pair: &Pair<'_>) -> Option<Level> {
    let accepted = pair.request.accepted.as_deref().unwrap_or_default();
    let speaks = |language: Code| pair.lotse.spoken.iter().filter(move |spoken| spoken.language == language);
    accepted.iter().flat_map(|accepted| speaks(accepted.language)).map(|spoken| spoken.level).max()
}

/// What of an option's days the Lotse lacks.
fn lacking<'p>(pair: &Pair<'p>, option: &'p Alternative) -> impl Iterator<Item = Code> + use<'p> {
    let lotse = pair.lotse;
    let is_met = move |required: &DatedQualification| {
        option.dated().all(|(_, on)| required.is_met_on(on.day.date(), &lotse.held))
    };
    pair.request.qualifications.iter().filter(move |required| !is_met(required)).map(|required| required.qualification)
}

/// Qualifications each of which alone keeps the Lotse from one of the options, by their first place in the request. Another option may
/// ask for none of them: it may lie before the day from which one is required.
fn missing(pair: &Pair<'_>) -> BTreeSet<usize> {
    let only = |option| {
        let mut lacking = lacking(pair, option);
        let first = lacking.next()?;
        lacking.all(|code| code == first).then_some(first)
    };
    let place = |code: Code| pair.request.qualifications.iter().position(|required| required.qualification == code);
    pair.request.options.iter().filter_map(only).filter_map(place).collect()
}

/// The Lotse would go a little further.
fn radius(pair: &Pair<'_>) -> Option<Idea> {
    pair.problem.travel.as_ref()?;
    let (home, place, radius) = (pair.lotse.home?, pair.request.place?, pair.lotse.radius_m?);
    let distance = home.distance_m(place);
    if distance <= radius || distance > (radius + radius / 2).max(radius.saturating_add(BEYOND_M)) {
        return None;
    }
    let to_km = distance.div_ceil(1000 * ROUND_KM) * ROUND_KM;
    let from_km = radius / 1000;
    let lotse = Lotse { radius_m: Some(to_km * 1000), ..pair.lotse.clone() };
    let mut new = possible(&Pair { lotse: &lotse, ..*pair });
    new.retain(|candidate| candidate.mode == Mode::InPerson);
    let size = RADIUS + 2 * to_km.saturating_sub(from_km);
    (!new.is_empty()).then(|| Idea {
        kind: CureKind::Radius { from_km, to_km },
        size,
        request: pair.request.clone(),
        new,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::matching::testing::problem;

    /// Which alternatives become possible without the course, which is required from January.
    fn without_the_course(lotse: Value, appointments: Value) -> Vec<u16> {
        let dated = json!([{"code": "basic_course", "from": "2027-01-01"}]);
        let problem = problem(lotse, json!({"appointments": appointments, "dated_qualifications": dated}));
        let standing = Standing::new(problem, &[]);
        let ideas = ideas(&standing, 0, &standing.problem().requests[0]);
        let of_course = |idea: &&Idea| matches!(idea.kind, CureKind::Qualification { at: 0 });
        ideas.iter().filter(of_course).flat_map(|idea| idea.new.iter().map(|new| new.appointment)).collect()
    }

    #[test]
    fn what_is_required_on_one_day_alone_keeps_out_all_the_same() {
        let (before, after) = ("2026-12-15T10:00:00", "2027-01-05T10:00:00");
        let straddling = json!([{"start": before, "minutes": 60, "further": [{"start": after, "minutes": 60}]}]);
        assert_eq!(without_the_course(json!({}), straddling), [0], "a series");
        let either = json!([{"start": before, "minutes": 60}, {"start": after, "minutes": 60}]);
        let away = json!({"absences": [{"first": "2026-12-15", "last": "2026-12-15"}]});
        assert_eq!(without_the_course(away, either.clone()), [1], "one of two days");
        assert_eq!(without_the_course(json!({}), either.clone()), [1], "the other was possible before");
        let trained = json!({"qualifications": [{"code": "basic_course", "until": "2026-12-31"}]});
        assert_eq!(without_the_course(trained, either.clone()), [1], "expired by then");
        let trained = json!({"qualifications": [{"code": "basic_course"}]});
        assert_eq!(without_the_course(trained, either), [0_u16; 0]);
    }
}
