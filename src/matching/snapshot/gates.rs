//! Which qualifications a request asks for by the funding rules, and which a Lotse has, by the days on which rules hold.
//!
//! What rules require is asked for by the day of a sitting, not by that of the decision: a course that is required from January keeps
//! nobody from an appointment in December.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Snapshot;
use crate::domain::code::Service;
use crate::domain::id::OrganisationId;
use crate::domain::lotse::Lotse;
use crate::domain::programme::Programme;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::SupportRequest;
use crate::matching::file::QualificationEntry;

const GERMAN: &str = QualificationCode::GERMAN_FOR_INTERPRETING;
const GERMAN_CODE: &str = "deu";

/// First and last day on which something is so; `None` is without bound.
type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// What a request asks for: always, and on some days alone.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub always: Vec<String>,
    pub dated: Vec<QualificationEntry>,
}

impl Snapshot<'_> {
    /// What a Lotse holds, as long as it counts.
    pub(super) fn qualifications(&self, lotse: &Lotse) -> Vec<QualificationEntry> {
        let rules = self.rules(lotse.organisation);
        let entry = |code: &str, from, until| QualificationEntry { code: code.to_owned(), from, until };
        let held = lotse.qualifications.iter();
        let mut held: Vec<QualificationEntry> =
            held.map(|held| entry(held.code.as_str(), held.acquired_on, rules.counts_until(held))).collect();
        let german = lotse.languages.iter().filter(|spoken| spoken.language.to_string() == GERMAN_CODE);
        if let Some(level) = german.map(|spoken| spoken.level).max() {
            let is_enough = |rules: &Programme| level >= rules.interpreting.german_at_least;
            let days = stretches(self.in_turn(lotse.organisation), is_enough);
            held.extend(days.into_iter().map(|(from, until)| entry(GERMAN, from, until)));
        }
        held
    }

    /// What a request asks for: its own, and what the rules of its carrier require on the days of its appointments.
    pub(super) fn asked(&self, request: &SupportRequest) -> Asked {
        let mut always: Vec<String> = request.qualifications.iter().map(ToString::to_string).collect();
        if request.service == Service::Interpreting {
            always.push(GERMAN.to_owned());
        }
        let mut by_code: BTreeMap<&QualificationCode, Vec<Days>> = BTreeMap::new();
        for (_, rules) in self.in_turn(request.carrier) {
            for code in rules.required(request.service) {
                by_code.entry(code).or_insert_with(|| {
                    stretches(self.in_turn(request.carrier), |rules| rules.required(request.service).contains(code))
                });
            }
        }
        let mut dated = Vec::new();
        for (code, days) in by_code.into_iter().filter(|(code, _)| !request.qualifications.contains(code)) {
            if days == [(None, None)] {
                always.push(code.to_string());
            } else {
                let entry = |(from, until)| QualificationEntry { code: code.to_string(), from, until };
                dated.extend(days.into_iter().map(entry));
            }
        }
        always.sort_unstable();
        always.dedup();
        Asked { always, dated }
    }

    /// The rules of a carrier with the day from which each hold. The first hold for all days before too: nothing is planned for them.
    fn in_turn(&self, carrier: OrganisationId) -> impl Iterator<Item = (Option<NaiveDate>, &Programme)> {
        let later = self.own_rules.into_iter().flat_map(|own| &own.later);
        let later = later.map(move |(from, rules)| (Some(*from), rules.of(carrier)));
        std::iter::once((None, self.rules(carrier))).chain(later)
    }
}

/// The days on which something is so by the rules, joined where they touch.
fn stretches<'r>(
    rules: impl Iterator<Item = (Option<NaiveDate>, &'r Programme)>,
    is_so: impl Fn(&Programme) -> bool,
) -> Vec<Days> {
    let (mut stretches, mut begun) = (Vec::new(), None);
    for (from, rules) in rules {
        match (begun, is_so(rules)) {
            (None, true) => begun = Some(from),
            (Some(first), false) => {
                stretches.push((first, from.and_then(|from| from.pred_opt())));
                begun = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    stretches.extend(begun.map(|first| (first, None)));
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::sample;

    #[test]
    fn days_are_joined_where_they_touch() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2027, 1, day);
        let requiring = |hours_per_week: u32| {
            let mut rules = sample();
            rules.accompaniment.hours_per_week = hours_per_week;
            rules
        };
        let (no, yes) = (requiring(0), requiring(1));
        let of = |rules: &[(Option<NaiveDate>, &Programme)]| {
            stretches(rules.iter().copied(), |rules| rules.accompaniment.hours_per_week == 1)
        };
        assert_eq!(of(&[(None, &yes), (day(5), &yes)]), [(None, None)]);
        assert_eq!(of(&[(None, &no), (day(5), &yes), (day(7), &yes)]), [(day(5), None)]);
        assert_eq!(of(&[(None, &yes), (day(5), &no), (day(7), &yes)]), [(None, day(4)), (day(7), None)]);
        assert_eq!(of(&[(None, &no), (day(5), &no)]), []);
    }
}
