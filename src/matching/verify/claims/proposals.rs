//! The proposals: that what they name exists, and that their appointment, begin, effort and terms are right.

use std::collections::{BTreeMap, BTreeSet};

use crate::matching::objectives::Objective;
use crate::matching::plan::ProposalEntry;
use crate::matching::verify::effort::{of as minutes_of, terms};
use crate::matching::verify::rules::Candidate;
use crate::matching::verify::violation::{Claim, Violation};
use crate::matching::verify::{Choice, Judge};

/// The candidate that a proposal names, or all that it names wrongly.
pub fn read<'j>(judge: &'j Judge<'_>, entry: &ProposalEntry) -> Result<Candidate<'j>, Vec<Violation>> {
    let violation = |claim: Claim| Violation::of_pair(&entry.request, &entry.lotse, claim);
    let request = judge.facts.request_index.get(entry.request.as_str()).copied();
    let lotse = judge.facts.lotse_index.get(entry.lotse.as_str()).copied();
    let (Some(request), Some(lotse)) = (request, lotse) else {
        let unknown_request = request.is_none().then_some(Claim::UnknownRequest);
        let unknown_lotse = lotse.is_none().then_some(Claim::UnknownLotse);
        return Err(unknown_request.into_iter().chain(unknown_lotse).map(violation).collect());
    };
    let choice = Choice { request, lotse, appointment: usize::from(entry.appointment), mode: entry.mode };
    judge.candidate(choice).ok_or_else(|| {
        let alternatives = judge.appointments(request);
        vec![violation(Claim::AppointmentIndex { index: entry.appointment, alternatives })]
    })
}

/// What a proposal says of its begin and effort, against the problem.
pub fn effort(candidate: &Candidate<'_>, entry: &ProposalEntry) -> Vec<Violation> {
    let mut claims = Vec::new();
    let begin = candidate.alternative.first.start;
    if entry.start != begin {
        claims.push(Claim::AppointmentStart { expected: begin, found: entry.start });
    }
    let expected_terms = match &candidate.pair.facts.listed {
        Some(_) => BTreeMap::new(),
        None => terms(candidate),
    };
    compare_terms(&expected_terms, entry, &mut claims);
    let (expected, found) = (minutes_of(candidate), i64::from(entry.effort));
    if expected != found {
        claims.push(Claim::Effort { expected, found });
    }
    claims.into_iter().map(|claim| Violation::of_pair(&entry.request, &entry.lotse, claim)).collect()
}

fn compare_terms(expected: &BTreeMap<Objective, i64>, entry: &ProposalEntry, claims: &mut Vec<Claim>) {
    let mut found = BTreeMap::new();
    for term in &entry.terms {
        if found.insert(term.objective, i64::from(term.minutes)).is_some() || term.minutes == 0 {
            claims.push(Claim::TermListing { objective: term.objective });
        }
    }
    let objectives: BTreeSet<Objective> = expected.keys().chain(found.keys()).copied().collect();
    for objective in objectives {
        let expected = expected.get(&objective).copied().unwrap_or_default();
        let found = found.get(&objective).copied().unwrap_or_default();
        if expected != found {
            claims.push(Claim::Term { objective, expected, found });
        }
    }
}
