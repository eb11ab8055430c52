//! Which funding rules hold for a carrier on a day: those of the files, as they were amended since, for all carriers and for this one.
//!
//! Amendments are added and never changed. For a day those hold that are valid on it: first those for all, then those of the carrier;
//! among them by the day from which they are valid and then by when they were made, each value by the last that names it. So a correction
//! is one more amendment, and what it corrects stays to be read.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::{AmendmentId, OrganisationId, UserId};
use super::language::Level;
use super::programme::{BeyondLimits, NoRules, Programme, rules_on};
use super::qualification::QualificationCode;
use super::text::Reason;

/// Other values; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProgrammeValues")]
pub struct Values {
    /// Allowance for an hour of accompaniment, euro cents.
    #[schemars(range(max = 100_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cents_per_hour: Option<u32>,
    /// Most funded hours of a Lotse in a calendar year.
    #[schemars(range(max = 8784))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_year: Option<u32>,
    /// Most funded hours of a coordinating Lotse in a calendar year.
    #[schemars(range(max = 8784))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_year_coordinating: Option<u32>,
    /// Guide value, hours in a week.
    #[schemars(range(max = 168))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_week: Option<u32>,
    /// The same for a coordinating Lotse.
    #[schemars(range(max = 168))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_week_coordinating: Option<u32>,
    /// Allowance for an assignment of interpreting, euro cents.
    #[schemars(range(max = 100_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cents_per_assignment: Option<u32>,
    /// Most paid assignments for one client in a calendar year.
    #[schemars(range(max = 1000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignments_per_client_and_year: Option<u32>,
    /// Least level of German for interpreting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub german_at_least: Option<Level>,
    /// Least people in a pool of interpreters.
    #[schemars(range(max = 1000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool_people: Option<u32>,
    /// Least languages in such a pool.
    #[schemars(range(max = 1000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool_languages: Option<u32>,
    /// Flat rate for coordinating a pool, euro cents in a calendar year.
    #[schemars(range(max = 1_000_000_000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordination_cents_per_year: Option<u64>,
    /// For pools of so many Lotsen or more.
    #[schemars(range(max = 1000))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordination_from_lotsen: Option<u32>,
    /// The most that is paid in allowances in a calendar year, euro cents.
    #[schemars(range(max = 1_000_000_000_000_i64))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_cents_per_year: Option<u64>,
    /// What comes of work beyond a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond_limits: Option<BeyondLimits>,
    /// Qualifications without which nobody accompanies; an empty list requires none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accompaniment_required: Option<BTreeSet<QualificationCode>>,
    /// Qualifications without which nobody interprets; an empty list requires none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreting_required: Option<BTreeSet<QualificationCode>>,
}

/// Other values for all carriers or one, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Identity.
    pub id: AmendmentId,
    /// Which programme's.
    pub programme: String,
    /// For this carrier alone; `None` for all.
    pub organisation: Option<OrganisationId>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; `None` while they go on.
    pub valid_until: Option<NaiveDate>,
    /// The values.
    pub values: Values,
    /// Why.
    pub reason: Reason,
    /// By whom.
    pub made_by: UserId,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// All dated rules.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// Those of the files.
    pub programmes: Vec<Programme>,
    /// The programme in force.
    pub code: String,
    /// What was changed since.
    pub amendments: Vec<Amendment>,
}

impl Values {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every value of some rules.
    pub fn of(rules: &Programme) -> Self {
        let (going, speaking, pool) = (&rules.accompaniment, &rules.interpreting, &rules.coordination);
        Self {
            cents_per_hour: Some(going.cents_per_hour),
            hours_per_year: Some(going.hours_per_year),
            hours_per_year_coordinating: Some(going.hours_per_year_coordinating),
            hours_per_week: Some(going.hours_per_week),
            hours_per_week_coordinating: going.hours_per_week_coordinating,
            cents_per_assignment: Some(speaking.cents_per_assignment),
            assignments_per_client_and_year: Some(speaking.assignments_per_client_and_year),
            german_at_least: Some(speaking.german_at_least),
            pool_people: Some(speaking.pool_people),
            pool_languages: Some(speaking.pool_languages),
            coordination_cents_per_year: Some(pool.cents_per_year),
            coordination_from_lotsen: Some(pool.from_lotsen),
            budget_cents_per_year: rules.budget_cents_per_year,
            beyond_limits: Some(rules.beyond_limits),
            accompaniment_required: Some(going.required.clone()),
            interpreting_required: Some(speaking.required.clone()),
        }
    }

    fn apply(&self, to: &mut Programme) {
        fn set<T: Clone>(to: &mut T, value: Option<&T>) {
            if let Some(value) = value {
                *to = value.clone();
            }
        }
        let (going, speaking, pool) = (&mut to.accompaniment, &mut to.interpreting, &mut to.coordination);
        set(&mut going.cents_per_hour, self.cents_per_hour.as_ref());
        set(&mut going.hours_per_year, self.hours_per_year.as_ref());
        set(&mut going.hours_per_year_coordinating, self.hours_per_year_coordinating.as_ref());
        set(&mut going.hours_per_week, self.hours_per_week.as_ref());
        going.hours_per_week_coordinating = self.hours_per_week_coordinating.or(going.hours_per_week_coordinating);
        set(&mut speaking.cents_per_assignment, self.cents_per_assignment.as_ref());
        set(&mut speaking.assignments_per_client_and_year, self.assignments_per_client_and_year.as_ref());
        set(&mut speaking.german_at_least, self.german_at_least.as_ref());
        set(&mut speaking.pool_people, self.pool_people.as_ref());
        set(&mut speaking.pool_languages, self.pool_languages.as_ref());
        set(&mut pool.cents_per_year, self.coordination_cents_per_year.as_ref());
        set(&mut pool.from_lotsen, self.coordination_from_lotsen.as_ref());
        to.budget_cents_per_year = self.budget_cents_per_year.or(to.budget_cents_per_year);
        set(&mut to.beyond_limits, self.beyond_limits.as_ref());
        set(&mut going.required, self.accompaniment_required.as_ref());
        set(&mut speaking.required, self.interpreting_required.as_ref());
    }
}

impl Amendment {
    fn holds(&self, code: &str, carrier: Option<OrganisationId>, day: NaiveDate) -> bool {
        self.programme == code
            && (self.organisation.is_none() || self.organisation == carrier)
            && self.valid_from <= day
            && self.valid_until.is_none_or(|until| day <= until)
    }
}

impl Rulebook {
    /// The rules that hold for a carrier on a day; without a carrier those that hold where it has none of its own.
    ///
    /// # Errors
    /// [`NoRules`] where the files have none.
    pub fn on(&self, carrier: Option<OrganisationId>, day: NaiveDate) -> Result<Programme, NoRules> {
        self.made(&self.code, carrier, day, |_| true)
    }

    /// The same of any programme, by some of the amendments alone.
    fn made(
        &self,
        code: &str,
        carrier: Option<OrganisationId>,
        day: NaiveDate,
        counts: impl Fn(&Amendment) -> bool,
    ) -> Result<Programme, NoRules> {
        let mut rules = rules_on(&self.programmes, code, day)?.clone();
        let mut amendments: Vec<&Amendment> =
            self.amendments.iter().filter(|one| one.holds(code, carrier, day) && counts(one)).collect();
        amendments.sort_by_key(|one| (one.organisation.is_some(), one.valid_from, one.made_at, one.id));
        for amendment in amendments {
            amendment.values.apply(&mut rules);
        }
        Ok(rules)
    }

    /// Days after `day` from which other rules may hold for somebody, in order.
    pub fn changes_after(&self, day: NaiveDate) -> BTreeSet<NaiveDate> {
        let files = self.programmes.iter().filter(|one| one.code == self.code);
        let files = files.map(|one| (one.valid_from, one.valid_until));
        let amendments = self.amendments.iter().filter(|one| one.programme == self.code);
        let days = files.chain(amendments.map(|one| (one.valid_from, one.valid_until)));
        let changes = days.flat_map(|(from, until)| [Some(from), until.and_then(|until| until.succ_opt())]);
        changes.flatten().filter(|change| *change > day).collect()
    }

    /// What an amendment found when it was made: the values that held for its carriers on its first day by what was said until then.
    /// `None` where no rules held.
    pub fn before(&self, amendment: &Amendment) -> Option<Values> {
        let earlier = |one: &Amendment| (one.made_at, one.id) < (amendment.made_at, amendment.id);
        let then = self.made(&amendment.programme, amendment.organisation, amendment.valid_from, earlier);
        then.ok().map(|rules| Values::of(&rules))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn carrier(number: u8) -> OrganisationId {
        OrganisationId::from_bytes([number; 16])
    }

    fn amendment(number: i64, organisation: Option<OrganisationId>, from: &str, cents: u32) -> Amendment {
        let at = DateTime::from_timestamp(1_800_000_000 + number, 0).unwrap();
        Amendment {
            id: AmendmentId::new(at, [1; 10]),
            programme: "wir".to_owned(),
            organisation,
            valid_from: day(from),
            valid_until: None,
            values: Values { cents_per_hour: Some(cents), ..Values::default() },
            reason: Reason::parse("Neuer Satz").unwrap(),
            made_by: UserId::from_bytes([9; 16]),
            made_at: at,
        }
    }

    fn book(amendments: Vec<Amendment>) -> Rulebook {
        let programmes = vec![crate::domain::programme::sample()];
        Rulebook { programmes, code: "wir".to_owned(), amendments }
    }

    fn cents(book: &Rulebook, carrier: Option<OrganisationId>, on: &str) -> u32 {
        book.on(carrier, day(on)).unwrap().accompaniment.cents_per_hour
    }

    #[test]
    fn the_carriers_own_go_before_those_of_all_and_later_ones_before_earlier_ones() {
        let book = book(vec![
            amendment(4, None, "2027-01-01", 600),
            amendment(1, Some(carrier(1)), "2026-01-01", 700),
            amendment(3, Some(carrier(1)), "2026-07-01", 800),
            amendment(2, Some(carrier(1)), "2026-07-01", 750),
        ]);
        assert_eq!(cents(&book, None, "2026-12-31"), 500);
        assert_eq!(cents(&book, None, "2027-01-01"), 600);
        assert_eq!(cents(&book, Some(carrier(2)), "2027-01-01"), 600);
        assert_eq!(cents(&book, Some(carrier(1)), "2025-12-31"), 500);
        assert_eq!(cents(&book, Some(carrier(1)), "2026-06-30"), 700);
        assert_eq!(cents(&book, Some(carrier(1)), "2027-01-01"), 800, "the last that was made for the day");
        assert!(book.on(None, day("2020-01-01")).is_err());
    }

    #[test]
    fn an_amendment_changes_what_it_names_until_its_last_day() {
        let mut limited = amendment(1, None, "2026-01-01", 900);
        limited.valid_until = Some(day("2026-12-31"));
        limited.values.budget_cents_per_year = Some(1_000_000);
        let book = book(vec![limited]);
        let rules = book.on(Some(carrier(1)), day("2026-12-31")).unwrap();
        assert_eq!((rules.accompaniment.cents_per_hour, rules.budget_cents_per_year), (900, Some(1_000_000)));
        assert_eq!(rules.accompaniment.hours_per_year, 276);
        let after = book.on(Some(carrier(1)), day("2027-01-01")).unwrap();
        assert_eq!((after.accompaniment.cents_per_hour, after.budget_cents_per_year), (500, None));
    }

    fn codes(all: &[&str]) -> BTreeSet<QualificationCode> {
        all.iter().map(|code| QualificationCode::parse(code).unwrap()).collect()
    }

    #[test]
    fn what_is_required_is_replaced_as_a_whole_emptied_or_left_alone() {
        let named = |number, from: &str, accompanying: Option<&[&str]>, interpreting: Option<&[&str]>| {
            let values = Values {
                accompaniment_required: accompanying.map(codes),
                interpreting_required: interpreting.map(codes),
                ..Values::default()
            };
            Amendment { values, ..amendment(number, None, from, 0) }
        };
        let mut book = book(vec![
            named(1, "2027-01-01", Some(&["basic_course"]), None),
            named(2, "2027-02-01", None, Some(&[])),
            named(3, "2027-03-01", Some(&["health_module", "basic_course"]), None),
            named(4, "2027-04-01", Some(&[]), None),
        ]);
        book.programmes[0].interpreting.required = codes(&["interpreting_course"]);
        let on = |on: &str| {
            let values = Values::of(&book.on(None, day(on)).unwrap());
            (values.accompaniment_required.unwrap(), values.interpreting_required.unwrap())
        };
        let interpreting = codes(&["interpreting_course"]);
        assert_eq!(on("2026-12-31"), (codes(&[]), interpreting.clone()));
        assert_eq!(on("2027-01-31"), (codes(&["basic_course"]), interpreting));
        assert_eq!(on("2027-02-28"), (codes(&["basic_course"]), codes(&[])));
        assert_eq!(on("2027-03-31"), (codes(&["basic_course", "health_module"]), codes(&[])));
        assert_eq!(on("2027-04-01"), (codes(&[]), codes(&[])));
    }

    #[test]
    fn nothing_required_is_a_change_and_nothing_said_is_none() {
        let none = Values { interpreting_required: Some(BTreeSet::new()), ..Values::default() };
        assert!(!none.is_empty());
        assert_eq!(serde_json::to_string(&none).unwrap(), r#"{"interpreting_required":[]}"#);
        let stored: Values = serde_json::from_str(r#"{"cents_per_hour":700}"#).unwrap();
        assert_eq!(
            (stored.accompaniment_required, stored.interpreting_required),
            (None, None),
            "as it was kept before"
        );
        let twice: Values = serde_json::from_str(r#"{"accompaniment_required":["b","a","b"]}"#).unwrap();
        assert_eq!(twice.accompaniment_required, Some(codes(&["a", "b"])));
        assert!(serde_json::from_str::<Values>(r#"{"accompaniment_required":["Kurs"]}"#).is_err());
    }

    #[test]
    fn an_amendment_knows_what_it_found() {
        let mut limited = amendment(2, Some(carrier(1)), "2027-01-01", 700);
        limited.valid_until = Some(day("2027-06-30"));
        let (first, last) = (amendment(1, None, "2027-01-01", 600), amendment(3, Some(carrier(1)), "2027-07-01", 800));
        let book = book(vec![first.clone(), limited.clone(), last.clone()]);
        let found = |one: &Amendment| book.before(one).unwrap().cents_per_hour;
        assert_eq!((found(&first), found(&limited), found(&last)), (Some(500), Some(600), Some(600)));
        assert!(book.before(&amendment(4, None, "2020-01-01", 0)).is_none());
        let changes = |after: &str| book.changes_after(day(after)).into_iter().collect::<Vec<_>>();
        assert_eq!(changes("2026-12-31"), [day("2027-01-01"), day("2027-07-01")]);
        assert_eq!(changes("2027-07-01"), []);
    }

    #[test]
    fn another_programme_is_another_matter() {
        let mut other = amendment(1, None, "2026-01-01", 900);
        other.programme = "gkv".to_owned();
        assert_eq!(cents(&book(vec![other]), None, "2026-12-31"), 500);
    }
}
