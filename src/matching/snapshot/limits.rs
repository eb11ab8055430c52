//! What funding rules leave of a year: minutes of a Lotse, paid assignments of a client.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::{Snapshot, client};
use crate::domain::allowance::minutes_a_year;
use crate::domain::code::Service;
use crate::domain::id::OrganisationId;
use crate::domain::lotse::Lotse;
use crate::domain::programme::{BeyondLimits, Programme};
use crate::matching::file::ClientUse;

/// More assignments than one client has in a year.
const BEYOND_REACH: u32 = 100_000;

impl Snapshot<'_> {
    /// The rules of a carrier: its own, or those of all.
    pub(super) fn rules(&self, carrier: OrganisationId) -> &Programme {
        self.own_rules.and_then(|own| own.carriers.get(&carrier)).unwrap_or(self.programme)
    }

    /// What this and the next calendar year leave of accompaniment before the listed assignments; nothing where work beyond the
    /// cap is paid too. What is listed counts against it as it was planned: what was written down as less is added here, and what
    /// was written down as more taken off.
    pub(super) fn minutes_left(&self, lotse: &Lotse) -> BTreeMap<i32, u32> {
        let rules = self.rules(lotse.organisation);
        if rules.beyond_limits == BeyondLimits::Warn {
            return BTreeMap::new();
        }
        let year = self.local_now().year();
        let coordinates =
            |year| self.own_rules.is_some_and(|own| own.coordinating.contains(&(lotse.id, lotse.organisation, year)));
        let left = |of: i32| {
            let beyond_plan = if of == year { self.beyond_plan.get(&lotse.id).copied().unwrap_or(0) } else { 0 };
            let most = i64::from(minutes_a_year(rules, coordinates(of)));
            u32::try_from((most - beyond_plan).max(0)).unwrap_or(u32::MAX)
        };
        [year, year + 1].map(|year| (year, left(year))).into()
    }

    /// Paid assignments for one client and year. A problem has one such limit; where a carrier's is lower, so many count as used by the
    /// clients of its requests, and where one has none, the limit is beyond reach.
    pub(super) fn client_caps(&self) -> (Option<u32>, Vec<ClientUse>) {
        let cap = |carrier: OrganisationId| {
            let rules = self.rules(carrier);
            (rules.beyond_limits == BeyondLimits::Stop).then_some(rules.interpreting.assignments_per_client_and_year)
        };
        let speaking = self.requests.iter().filter(|request| request.service == Service::Interpreting);
        let caps: Vec<(String, Option<u32>)> =
            speaking.filter_map(|request| Some((client(request)?, cap(request.carrier)))).collect();
        let usual = self.programme.interpreting.assignments_per_client_and_year;
        let Some(highest) = caps.iter().map(|(_, cap)| cap.unwrap_or(BEYOND_REACH)).max() else {
            return (Some(usual), Vec::new());
        };
        let mut used: BTreeMap<(String, i32), u32> = BTreeMap::new();
        let year = self.local_now().year();
        for (client, cap) in caps {
            let less = highest.saturating_sub(cap.unwrap_or(BEYOND_REACH));
            for year in [year, year + 1].into_iter().filter(|_| less > 0) {
                let count = used.entry((client.clone(), year)).or_default();
                *count = less.max(*count);
            }
        }
        let used = used.into_iter().map(|((client, year), count)| ClientUse { client, year, count });
        (Some(highest), used.collect())
    }
}
