//! Relaxations of the request or of one Lotse that leave the appointment alone: each Lotse whom exactly one of them lets in.

use std::collections::BTreeMap;

use super::{CureKind, Idea};
use crate::domain::code::{Mode, Strength};
use crate::domain::language::Level;
use crate::matching::constraints::{Pair, consent, exclusion, gender, language, pool, service, status};
use crate::matching::incremental::{Standing, possible};
use crate::matching::plan::Candidate;
use crate::matching::problem::{Code, Lotse, Request, Required};

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
                if let Some(at) = missing(&pair) {
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

/// The one qualification that the Lotse lacks; `None` if they lack none or several.
fn missing(pair: &Pair<'_>) -> Option<usize> {
    // Validity on the day is asked for where the meeting is tested; who has it at all, but not on that day, counts as lacking.
    let on_some_day = |required: &Required| {
        let mut sittings = pair.request.options.iter().flat_map(|option| option.appointment.sittings());
        sittings.any(|sitting| required.is_met_on(sitting.start().date(), &pair.lotse.held))
    };
    let mut lacking = pair.request.qualifications.iter().enumerate().filter(|(_, required)| !on_some_day(required));
    let (at, first) = lacking.next()?;
    lacking.all(|(_, required)| required.qualification == first.qualification).then_some(at)
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
