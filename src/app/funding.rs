//! How a project stands with its funding this year: the budget and where it is heading, whether the pool is large enough, and who is near
//! a yearly limit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Utc};

use super::coverage::suppress::is_few;
use super::forecasts::need_of;
use super::programmes::rulebook;
use super::proofs::{Sight, by_enough};
use super::statements::accounts;
use super::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::allowance::{HeldBack, minutes_a_year};
use crate::domain::code::Service;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::month::Month;
use crate::domain::programme::Programme;
use crate::domain::time::ZONE;
use crate::storage::{self, StorageError};

/// From so many hundredths of a limit on somebody should look.
pub const NEAR: u64 = 80;

/// How a project stands.
#[derive(Debug, Clone)]
pub struct Funding {
    /// The year.
    pub year: i32,
    /// Allowances of the year, from confirmed hours, cents; `None` where too few people stand behind it.
    pub spent: Option<u64>,
    /// The most that is paid; `None` where nobody has said.
    pub budget: Option<u64>,
    /// What the year will probably come to; `None` where too few months are known.
    pub expected: Option<u64>,
    /// Whether some of what was confirmed did not fit into the budget any more.
    pub has_overflowed: bool,
    /// Lotsen with confirmed work of the year, and from how many on the flat rate for coordinating is paid, as the proof of use counts.
    pub lotsen: Check,
    /// Interpreters who can be asked, and how many a pool needs.
    pub interpreters: Check,
    /// Languages that they speak beside German, and how many a pool needs.
    pub languages: Check,
    /// The flat rate for coordinating, cents.
    pub coordination: u64,
    /// Lotsen near their hours of the year, the nearest first; `None` for whoever may not see them.
    pub near: Option<Vec<Near>>,
    /// Clients whose paid assignments of the year are used up; the project's own business.
    pub clients_at_limit: Option<u64>,
}

/// What there is, and what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What there is; `None` where it is little and not told.
    pub has: Option<u64>,
    /// What is needed.
    pub needs: u64,
    /// Whether there is enough.
    pub is_met: bool,
}

/// A Lotse near the limit of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Who.
    pub lotse: LotseId,
    /// Their name.
    pub name: String,
    /// Minutes that are paid so far.
    pub minutes: u64,
    /// The most.
    pub most: u64,
}

/// How near something is to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// Below [`NEAR`] hundredths.
    Fine,
    /// From there on.
    Near,
    /// At the limit or beyond.
    Reached,
}

/// How near so much is to the most.
pub const fn nearness(used: u64, most: u64) -> Nearness {
    if used >= most {
        Nearness::Reached
    } else if used.saturating_mul(100) >= most.saturating_mul(NEAR) {
        Nearness::Near
    } else {
        Nearness::Fine
    }
}

impl Check {
    fn of(has: u64, needs: u64, fewest: u64) -> Self {
        Self { has: (!is_few(has, fewest)).then_some(has), needs, is_met: has >= needs }
    }
}

const GERMAN: &str = "deu";

/// How a project that the grant reaches stands this year.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach it, or this is no carrier; [`AppError::Programme`] where no rules hold; else when
/// the database fails.
pub fn funding(
    context: &Context,
    grant: &Grant,
    sight: Sight,
    id: OrganisationId,
    now: DateTime<Utc>,
) -> Result<Funding, AppError> {
    if !grant.scope().has_organisation(id) {
        return Err(StorageError::NotFound { what: "organisation" }.into());
    }
    let today = now.with_timezone(&ZONE).date_naive();
    let (this_month, year) = (Month::of(today), today.year());
    context.database.read(|tx| {
        if storage::organisations::find(tx, id)?.kind != crate::domain::code::OrganisationKind::Carrier {
            return Err(StorageError::NotFound { what: "organisation" }.into());
        }
        let book = rulebook(context, tx)?;
        let rules = book.on(Some(id), today)?;
        let entries = accounts(tx, &book, id, year)?;
        let coordinating = storage::programmes::coordinating(tx, id, year)?;
        let mut minutes: BTreeMap<LotseId, u64> = BTreeMap::new();
        let mut sittings: BTreeMap<_, u64> = BTreeMap::new();
        for (recorded, paid) in &entries {
            *minutes.entry(recorded.work.lotse).or_default() += u64::from(paid.minutes);
            if let Some(client) = &recorded.work.client {
                *sittings.entry(client).or_default() += u64::from(paid.sittings);
            }
        }
        let most_sittings = u64::from(rules.interpreting.assignments_per_client_and_year);
        let worked = storage::proofs::worked(tx, id, this_month.begins())?;
        let (speaking, languages) = storage::proofs::pool(tx, id, Service::Interpreting)?;
        let lotsen = entries.iter().map(|(recorded, _)| recorded.work.lotse).collect::<BTreeSet<_>>().len() as u64;
        let foreign = languages.iter().filter(|code| code.to_string() != GERMAN).count() as u64;
        let (near, fewest) = match sight {
            Sight::People => (Some(near(tx, &rules, &minutes, &coordinating)?), 0),
            Sight::Figures => (None, context.least_told),
        };
        let who = entries.iter().map(|(recorded, _)| (recorded.work.service, recorded.work.lotse));
        // What is expected also counts hours that wait.
        let whose =
            worked.iter().filter(|one| one.until.year() == year).filter_map(|one| Some((one.service, one.lotse?)));
        let is_told = by_enough(who.chain(whose), fewest).is_ok();
        let spent: u64 = entries.iter().map(|(_, paid)| paid.cents).sum();
        let has_overflowed = entries.iter().any(|(_, paid)| paid.beyond == Some(HeldBack::Budget));
        let at_limit = sittings.values().filter(|count| **count >= most_sittings).count() as u64;
        Ok(Funding {
            year,
            spent: Some(spent).filter(|_| is_told),
            budget: rules.budget_cents_per_year,
            has_overflowed: is_told && has_overflowed,
            expected: expected(&worked, this_month, &rules).filter(|_| is_told),
            coordination: super::proofs::coordination(&rules, lotsen),
            lotsen: Check::of(lotsen, u64::from(rules.coordination.from_lotsen), fewest),
            interpreters: Check::of(speaking.len() as u64, u64::from(rules.interpreting.pool_people), fewest),
            languages: Check::of(foreign, u64::from(rules.interpreting.pool_languages), fewest),
            near,
            clients_at_limit: (sight == Sight::People).then_some(at_limit),
        })
    })
}

fn near(
    tx: &mut storage::ReadTx,
    rules: &Programme,
    minutes: &BTreeMap<LotseId, u64>,
    coordinating: &BTreeSet<LotseId>,
) -> Result<Vec<Near>, StorageError> {
    let most = |lotse: &LotseId| u64::from(minutes_a_year(rules, coordinating.contains(lotse)));
    let mut all = Vec::new();
    for (lotse, minutes) in minutes.iter().filter(|(lotse, used)| nearness(**used, most(lotse)) != Nearness::Fine) {
        let known = storage::lotsen::find(tx, *lotse)?;
        let name = format!("{} {}", known.given_name, known.family_name);
        all.push(Near { lotse: *lotse, name, minutes: *minutes, most: most(lotse) });
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.minutes.saturating_mul(1_000) / one.most.max(1)));
    Ok(all)
}

/// What the year will probably come to: what was worked in its months, and what is foretold of the others, by today's rates.
fn expected(worked: &[storage::proofs::Worked], this_month: Month, rules: &Programme) -> Option<u64> {
    let mut cents = 0;
    for service in Service::ALL {
        let need = need_of(*service, (worked, &[]), this_month, this_month.year(), Some(rules));
        let so_far = need.years.iter().find(|(year, ..)| *year == this_month.year()).map_or(0, |(_, sum, _)| *sum);
        let ahead: f64 = match &need.forecast {
            Some(forecast) => forecast.months.iter().skip(this_month.of_year()).sum(),
            // Nothing was ever worked as this.
            None if need.months_known == 0 => 0.0,
            None => return None,
        };
        cents += need.cents(*service, so_far as f64 + ahead).unwrap_or(0);
    }
    (!worked.is_empty()).then_some(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_four_fifths_on_somebody_should_look() {
        let table =
            [(0, 10, Nearness::Fine), (79, 100, Nearness::Fine), (80, 100, Nearness::Near), (99, 100, Nearness::Near)];
        for (used, most, expected) in table {
            assert_eq!(nearness(used, most), expected, "{used} of {most}");
        }
        assert_eq!((nearness(100, 100), nearness(5, 0)), (Nearness::Reached, Nearness::Reached));
    }
}
