//! What confirmed work is paid: by the rules of its day, up to the yearly limits, entry by entry, so that every sum is a sum of entries.
//!
//! Accompaniment is paid by the minute, rounded half up to a cent for each entry. Interpreting is paid by the sitting, because a series
//! is as many assignments as it has sittings. Limits are counted within the carrier that accounts for the work, in the order in which
//! it was confirmed, so that work which is confirmed late takes nothing from what others were told already; the entry that reaches a
//! limit is paid in part. What does not fit into the carrier's budget of the year any more is not paid at all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

use super::code::Service;
use super::id::{HoursEntryId, LotseId, OrganisationId};
use super::programme::{BeyondLimits, NoRules, Programme};
use super::text::ClientRef;

/// Confirmed work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The entry.
    pub entry: HoursEntryId,
    /// Who did it.
    pub lotse: LotseId,
    /// As what.
    pub service: Service,
    /// The local end of the last sitting; its year is the one that counts.
    pub worked_until: NaiveDateTime,
    /// When it was confirmed; `None` is now, after all that was.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// How long it took.
    pub minutes: u32,
    /// In how many sittings.
    pub sittings: u32,
    /// For whom: the organisation that keeps the pseudonym, and the pseudonym. Without one nothing can be counted.
    pub client: Option<(OrganisationId, ClientRef)>,
}

super::code::codes! {
    /// What stands between work and its allowance.
    HeldBack {
        /// The Lotse's hours of the year are used up.
        YearlyHours = "yearly_hours",
        /// The client's paid assignments of the year are used up.
        ClientAssignments = "client_assignments",
        /// What the carrier may pay in the year is used up.
        Budget = "budget",
        /// No rules hold on the day.
        NoRules = "no_rules",
    }
}

/// What is paid for an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Minutes that are paid; none where sittings are.
    pub minutes: u32,
    /// Sittings that are paid; none where minutes are.
    pub sittings: u32,
    /// Cents for an hour or a sitting.
    pub rate: u32,
    /// Cents.
    pub cents: u64,
    /// What a part, or all of it, is not paid for, or what it is beyond where it is paid all the same.
    pub beyond: Option<HeldBack>,
}

/// What a Lotse may have in a year, by whether they coordinate.
pub const fn minutes_a_year(rules: &Programme, coordinates: bool) -> u32 {
    let hours =
        if coordinates { rules.accompaniment.hours_per_year_coordinating } else { rules.accompaniment.hours_per_year };
    hours.saturating_mul(60)
}

/// The guide value for a Lotse's week, by whether they coordinate.
pub fn guide_minutes_a_week(rules: &Programme, coordinates: bool) -> u32 {
    let usual = rules.accompaniment.hours_per_week;
    let coordinating = rules.accompaniment.hours_per_week_coordinating.filter(|_| coordinates);
    coordinating.unwrap_or(usual).saturating_mul(60)
}

/// Cents for minutes at a rate for the hour, half up.
pub const fn cents_for(minutes: u32, rate: u32) -> u64 {
    (minutes as u64 * rate as u64 + 30) / 60
}

/// What is paid for all of a carrier's confirmed work of a year. `rules` are those of the carrier on a
/// day; `coordinating` are the Lotsen who coordinate in the year.
pub fn allowances(
    work: &[Work],
    rules: impl Fn(NaiveDate) -> Result<Programme, NoRules>,
    coordinating: &BTreeSet<LotseId>,
) -> BTreeMap<HoursEntryId, Allowance> {
    let mut in_order: Vec<&Work> = work.iter().collect();
    in_order.sort_by_key(|work| (work.confirmed_at.is_none(), work.confirmed_at, work.worked_until, work.entry));
    let mut of_day: BTreeMap<NaiveDate, Option<Programme>> = BTreeMap::new();
    let mut used_minutes: BTreeMap<(LotseId, i32), u32> = BTreeMap::new();
    let mut used_sittings: BTreeMap<(&(OrganisationId, ClientRef), i32), u32> = BTreeMap::new();
    let mut spent: BTreeMap<i32, u64> = BTreeMap::new();
    let mut paid = BTreeMap::new();
    for work in in_order {
        let (day, year) = (work.worked_until.date(), work.worked_until.year());
        let Some(rules) = of_day.entry(day).or_insert_with(|| rules(day).ok()) else {
            let none = Allowance { minutes: 0, sittings: 0, rate: 0, cents: 0, beyond: Some(HeldBack::NoRules) };
            paid.insert(work.entry, none);
            continue;
        };
        let stops = rules.beyond_limits == BeyondLimits::Stop;
        let allowance = match work.service {
            Service::Accompaniment => {
                let most = minutes_a_year(rules, coordinating.contains(&work.lotse));
                let left = most.saturating_sub(used_minutes.get(&(work.lotse, year)).copied().unwrap_or(0));
                let is_beyond = work.minutes > left;
                let minutes = if is_beyond && stops { left } else { work.minutes };
                let rate = rules.accompaniment.cents_per_hour;
                let beyond = is_beyond.then_some(HeldBack::YearlyHours);
                Allowance { minutes, sittings: 0, rate, cents: cents_for(minutes, rate), beyond }
            }
            Service::Interpreting => {
                let most = rules.interpreting.assignments_per_client_and_year;
                let left = match &work.client {
                    Some(client) => most.saturating_sub(used_sittings.get(&(client, year)).copied().unwrap_or(0)),
                    None => u32::MAX,
                };
                let is_beyond = work.sittings > left;
                let sittings = if is_beyond && stops { left } else { work.sittings };
                let rate = rules.interpreting.cents_per_assignment;
                let beyond = is_beyond.then_some(HeldBack::ClientAssignments);
                Allowance { minutes: 0, sittings, rate, cents: u64::from(sittings) * u64::from(rate), beyond }
            }
        };
        let spent = spent.entry(year).or_default();
        let is_too_much = rules.budget_cents_per_year.is_some_and(|most| spent.saturating_add(allowance.cents) > most);
        let allowance = match (is_too_much, stops) {
            (true, true) => {
                Allowance { minutes: 0, sittings: 0, cents: 0, beyond: Some(HeldBack::Budget), ..allowance }
            }
            (true, false) => Allowance { beyond: Some(HeldBack::Budget), ..allowance },
            (false, _) => allowance,
        };
        *spent = spent.saturating_add(allowance.cents);
        *used_minutes.entry((work.lotse, year)).or_default() += allowance.minutes;
        if let Some(client) = &work.client {
            *used_sittings.entry((client, year)).or_default() += allowance.sittings;
        }
        paid.insert(work.entry, allowance);
    }
    paid
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    /// Three hours a year, or four; two assignments for a client.
    fn rules() -> Programme {
        let mut rules = crate::domain::programme::sample();
        rules.accompaniment.hours_per_year = 3;
        rules.accompaniment.hours_per_year_coordinating = 4;
        rules.interpreting.assignments_per_client_and_year = 2;
        rules
    }

    fn entry(number: u8) -> HoursEntryId {
        HoursEntryId::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap(), [number; 10])
    }

    fn work(number: u8, day: (i32, u32, u32), minutes: u32) -> Work {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Work {
            entry: entry(number),
            lotse: LotseId::new(now, [1; 10]),
            service: Service::Accompaniment,
            worked_until: NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap().and_hms_opt(12, 0, 0).unwrap(),
            confirmed_at: Some(now),
            minutes,
            sittings: 1,
            client: None,
        }
    }

    fn interpreted(number: u8, day: (i32, u32, u32), sittings: u32, client: Option<&str>) -> Work {
        let organisation = OrganisationId::new(DateTime::UNIX_EPOCH, [7; 10]);
        let client = client.map(|client| (organisation, ClientRef::parse(client).unwrap()));
        Work { service: Service::Interpreting, sittings, client, ..work(number, day, 45) }
    }

    fn paid(work: &[Work], rules: &Programme, coordinating: &BTreeSet<LotseId>) -> Vec<(u64, Option<HeldBack>)> {
        let paid = allowances(work, |_| Ok(rules.clone()), coordinating);
        work.iter().map(|work| (paid[&work.entry].cents, paid[&work.entry].beyond)).collect()
    }

    #[test]
    fn hours_are_paid_up_to_the_limit_of_the_year() {
        // Confirmed all at once, so in the order in which they were worked.
        let work = [
            work(3, (2026, 11, 3), 60),
            work(1, (2026, 2, 1), 100),
            work(2, (2026, 5, 1), 50),
            work(4, (2027, 1, 2), 50),
        ];
        let none = BTreeSet::new();
        let cut = Some(HeldBack::YearlyHours);
        assert_eq!(paid(&work, &rules(), &none), [(250, cut), (833, None), (417, None), (417, None)]);
        let coordinating = BTreeSet::from([work[0].lotse]);
        assert_eq!(paid(&work, &rules(), &coordinating)[0], (500, None));
        let warns = Programme { beyond_limits: BeyondLimits::Warn, ..rules() };
        assert_eq!(paid(&work, &warns, &none)[0], (500, cut), "paid, and told");
    }

    #[test]
    fn what_is_confirmed_late_takes_nothing_from_what_was_before() {
        let at = |days: i64| DateTime::from_timestamp(1_800_000_000 + days * 86_400, 0);
        let of_may = Work { confirmed_at: at(1), ..work(1, (2026, 5, 1), 100) };
        let of_june = Work { confirmed_at: at(2), ..work(2, (2026, 6, 1), 60) };
        let of_march = Work { confirmed_at: at(3), ..work(3, (2026, 3, 1), 60) };
        let none = BTreeSet::new();
        let before = paid(&[of_may.clone(), of_june.clone()], &rules(), &none);
        assert_eq!(before, [(833, None), (500, None)]);
        let after = paid(&[of_may.clone(), of_june.clone(), of_march.clone()], &rules(), &none);
        assert_eq!((&after[..2], after[2]), (&before[..], (167, Some(HeldBack::YearlyHours))));
        let asked = Work { confirmed_at: None, ..of_march };
        assert_eq!(
            paid(&[asked, of_may, of_june], &rules(), &none)[0],
            after[2],
            "before it is confirmed, the same is said"
        );
    }

    #[test]
    fn sittings_are_paid_up_to_the_limit_of_the_client() {
        let work = [
            interpreted(1, (2026, 1, 1), 1, Some("K1")),
            interpreted(2, (2026, 1, 2), 3, Some("K1")),
            interpreted(3, (2026, 1, 3), 1, Some("K1")),
            interpreted(4, (2026, 1, 4), 1, Some("K2")),
            interpreted(5, (2026, 1, 5), 4, None),
            interpreted(6, (2027, 1, 5), 1, Some("K1")),
        ];
        let cut = Some(HeldBack::ClientAssignments);
        let expected = [(2_000, None), (2_000, cut), (0, cut), (2_000, None), (8_000, None), (2_000, None)];
        assert_eq!(paid(&work, &rules(), &BTreeSet::new()), expected);
    }

    #[test]
    fn what_does_not_fit_into_the_budget_is_not_paid_where_it_stops() {
        let work = [work(1, (2026, 1, 1), 60), work(2, (2026, 1, 2), 60), interpreted(3, (2026, 1, 3), 1, None)];
        let tight = Programme { budget_cents_per_year: Some(2_600), ..rules() };
        let none = BTreeSet::new();
        let cut = Some(HeldBack::Budget);
        assert_eq!(paid(&work, &tight, &none), [(500, None), (500, None), (0, cut)]);
        let warns = Programme { beyond_limits: BeyondLimits::Warn, ..tight };
        assert_eq!(paid(&work, &warns, &none)[2], (2_000, cut));
    }

    #[test]
    fn the_rules_of_the_day_hold_and_without_rules_nothing_is_paid() {
        let june = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let dearer = |day: NaiveDate| {
            let mut rules = rules();
            if day >= june {
                rules.accompaniment.cents_per_hour = 700;
            }
            if day.year() < 2026 { Err(NoRules { code: "wir".to_owned(), day }) } else { Ok(rules) }
        };
        let work = [work(1, (2026, 5, 31), 60), work(2, (2026, 6, 1), 60), work(3, (2025, 6, 1), 60)];
        let paid = allowances(&work, dearer, &BTreeSet::new());
        let cents: Vec<u64> = work.iter().map(|work| paid[&work.entry].cents).collect();
        assert_eq!(cents, [500, 700, 0]);
        assert_eq!(paid[&entry(3)].beyond, Some(HeldBack::NoRules));
    }
}
