//! What funding rules leave of a year: minutes of a Lotse, paid assignments of a client.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

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

    /// By these goes what a year allows: the rules of today in this year, those of New Year in the next. What is changed within a year
    /// counts from its day on.
    fn rules_of_year(&self, carrier: OrganisationId, year: i32) -> &Programme {
        match (self.own_rules, NaiveDate::from_ymd_opt(year, 1, 1)) {
            (Some(own), Some(new_year)) => own.on(self.programme, carrier, new_year),
            _ => self.rules(carrier),
        }
    }

    /// What this and the next calendar year leave of accompaniment before the listed assignments; a year is missing where work beyond
    /// its cap is paid too. What is listed counts against it as it was planned: what was written down as less is added here, and what
    /// was written down as more taken off.
    pub(super) fn minutes_left(&self, lotse: &Lotse) -> BTreeMap<i32, u32> {
        let this = self.local_now().year();
        let coordinates =
            |year| self.own_rules.is_some_and(|own| own.coordinating.contains(&(lotse.id, lotse.organisation, year)));
        let left = |year: i32| {
            let rules = self.rules_of_year(lotse.organisation, year);
            let beyond_plan = if year == this { self.beyond_plan.get(&lotse.id).copied().unwrap_or(0) } else { 0 };
            let most = i64::from(minutes_a_year(rules, coordinates(year)));
            let left = u32::try_from((most - beyond_plan).max(0)).unwrap_or(u32::MAX);
            (rules.beyond_limits == BeyondLimits::Stop).then_some((year, left))
        };
        [this, this + 1].into_iter().filter_map(left).collect()
    }

    /// Paid assignments for one client and year. A problem has one such limit; where a carrier's is lower in a year, so many count as used
    /// by the clients of its requests, and where one has none, the limit is beyond reach.
    pub(super) fn client_caps(&self) -> (Option<u32>, Vec<ClientUse>) {
        let this = self.local_now().year();
        let cap = |carrier: OrganisationId, year: i32| {
            let rules = self.rules_of_year(carrier, year);
            let is_capped = rules.beyond_limits == BeyondLimits::Stop;
            if is_capped { rules.interpreting.assignments_per_client_and_year } else { BEYOND_REACH }
        };
        let speaking = self.requests.iter().filter(|request| request.service == Service::Interpreting);
        let clients = speaking.filter_map(|request| Some((client(request)?, request.carrier)));
        let caps: Vec<(String, i32, u32)> = clients
            .flat_map(|(client, carrier)| [this, this + 1].map(|year| (client.clone(), year, cap(carrier, year))))
            .collect();
        let usual = self.programme.interpreting.assignments_per_client_and_year;
        let Some(highest) = caps.iter().map(|(.., cap)| *cap).max() else { return (Some(usual), Vec::new()) };
        let mut used: BTreeMap<(String, i32), u32> = BTreeMap::new();
        for (client, year, cap) in caps.into_iter().filter(|(.., cap)| *cap < highest) {
            let count = used.entry((client, year)).or_default();
            *count = (highest - cap).max(*count);
        }
        let used = used.into_iter().map(|((client, year), count)| ClientUse { client, year, count });
        (Some(highest), used.collect())
    }
}
