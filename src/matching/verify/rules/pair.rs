//! Constraints that the profile of the Lotse and the request decide, whatever the appointment.

use super::Pair;
use crate::domain::code::{LotseStatus, Mode, Strength};
use crate::matching::verify::violation::{Barrier, Hard};

/// In the order of section 2.
pub(super) const RULES: [fn(&Pair<'_>) -> Option<Hard>; 7] =
    [status, consent, pool, service, language, gender, exclusion];

/// These depend on the mode as well.
pub(super) const BY_MODE: [fn(&Pair<'_>, Mode) -> Option<Hard>; 2] = [mode_offered, distance];

fn status(pair: &Pair<'_>) -> Option<Hard> {
    let status = pair.lotse.entry.status;
    (status != LotseStatus::Active).then_some(Hard::Status { status })
}

fn consent(pair: &Pair<'_>) -> Option<Hard> {
    (!pair.lotse.entry.consent).then_some(Hard::Consent)
}

fn pool(pair: &Pair<'_>) -> Option<Hard> {
    let carrier = pair.lotse.entry.carrier.as_ref()?;
    let allowed = pair.request.carriers.as_ref()?;
    let fits = allowed.ids.contains(carrier.as_str());
    (!fits).then(|| Hard::Pool { carrier: carrier.clone(), allowed: allowed.text.clone() })
}

fn service(pair: &Pair<'_>) -> Option<Hard> {
    let service = pair.request.entry.service;
    (!pair.lotse.entry.services.contains(&service)).then_some(Hard::Service { service })
}

fn language(pair: &Pair<'_>) -> Option<Hard> {
    if pair.request.entry.languages.is_empty() {
        return None;
    }
    let fits = pair.request.acceptable.iter().any(|acceptable| {
        let mut spoken = pair.lotse.entry.languages.iter();
        spoken.any(|spoken| spoken.code == acceptable.spoken && spoken.level >= acceptable.at_least)
    });
    (!fits).then(|| Hard::Language { acceptable: pair.request.acceptable_text() })
}

fn gender(pair: &Pair<'_>) -> Option<Hard> {
    let asked = pair.request.entry.gender.filter(|asked| asked.strength == Strength::Must)?;
    let is = pair.lotse.entry.gender;
    (is != Some(asked.gender)).then_some(Hard::Gender { must: asked.gender, is })
}

fn exclusion(pair: &Pair<'_>) -> Option<Hard> {
    let (lotse, request) = (pair.lotse.entry, pair.request.entry);
    if request.excluded_lotsen.contains(&lotse.id) {
        return Some(Hard::Exclusion(Barrier::Lotse));
    }
    if let Some(organisation) = request.organisation.as_ref().filter(|it| lotse.blocked_organisations.contains(it)) {
        return Some(Hard::Exclusion(Barrier::Organisation(organisation.clone())));
    }
    if let Some(client) = request.client.as_ref().filter(|it| lotse.blocked_clients.contains(it)) {
        return Some(Hard::Exclusion(Barrier::Client(client.clone())));
    }
    let topic = request.topic.filter(|topic| lotse.topics_refused.contains(topic))?;
    Some(Hard::Exclusion(Barrier::Topic(topic)))
}

fn mode_offered(pair: &Pair<'_>, mode: Mode) -> Option<Hard> {
    (!pair.lotse.entry.modes.contains(&mode)).then_some(Hard::Mode { mode })
}

fn distance(pair: &Pair<'_>, mode: Mode) -> Option<Hard> {
    if mode != Mode::InPerson {
        return None;
    }
    let limit_metres = 1000 * u64::from(pair.lotse.entry.radius_km?);
    let metres = pair.facts.metres(pair.lotse.home, pair.request.place)?;
    (u64::from(metres) > limit_metres).then_some(Hard::Distance { metres, limit_metres })
}
