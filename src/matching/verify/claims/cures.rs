//! What of a cure can be checked without solving again: that everybody it names is there, could be asked at all, and that it
//! takes no place from a request that weighs as much.

use crate::domain::code::LotseStatus;
use crate::matching::plan::UnservedEntry;
use crate::matching::verify::Judge;
use crate::matching::verify::violation::Claim;

/// The cures of one unserved request, and what it would take to serve it as it is.
pub fn cures(judge: &Judge<'_>, request: usize, entry: &UnservedEntry, serves: impl Fn(usize) -> bool) -> Vec<Claim> {
    let facts = &judge.facts;
    let weight = |at: usize| facts.requests.get(at).map_or(0, |request| request.weight);
    let somebody = |lotse: &str| match facts.lotse_index.get(lotse).and_then(|&at| Some((at, facts.lotsen.get(at)?))) {
        None => Some("names a Lotse who does not exist"),
        Some((_, known)) if known.entry.status != LotseStatus::Active || !known.entry.consent => {
            Some("names a Lotse who cannot be asked")
        }
        Some((at, _)) if serves(at) => Some("names a Lotse who serves the request already"),
        Some(_) => None,
    };
    let others = |displaces: &[String], lighter: bool| {
        displaces.iter().find_map(|other| match facts.request_index.get(other.as_str()) {
            None => Some("displaces a request that does not exist"),
            Some(&at) if at == request => Some("displaces the request itself"),
            Some(&at) if lighter && weight(at) >= weight(request) => Some("displaces a request that weighs as much"),
            Some(_) => None,
        })
    };
    let mut claims = Vec::new();
    let mut claim = |lotse: &str, reason: Option<&'static str>| {
        claims.extend(reason.map(|reason| Claim::Cure { lotse: lotse.to_owned(), reason }));
    };
    for cure in &entry.cures {
        claim(&cure.lotse, somebody(&cure.lotse).or_else(|| others(&cure.displaces, true)));
    }
    if let Some(forced) = &entry.forced {
        let negative = (forced.loss < 0).then_some("would make the plan better");
        claim(&forced.lotse, somebody(&forced.lotse).or_else(|| others(&forced.displaces, false)).or(negative));
    }
    claims
}
