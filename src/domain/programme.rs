//! Programmes: funding rules with the dates between which they hold.
//!
//! Values come from `config/programmes/*.toml`; none stands in code, because rates and caps differ by place and year.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::code::Service;
use super::qualification::{Qualification, QualificationCode};

/// The rules of one programme for one period. Money is in euro cents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Code, such as `wir`.
    pub code: String,
    /// First day on which these rules hold.
    pub valid_from: NaiveDate,
    /// Last day on which they hold; absent while they go on.
    pub valid_until: Option<NaiveDate>,
    /// Rules for accompaniment.
    pub accompaniment: AccompanimentRules,
    /// Rules for lay interpreting.
    pub interpreting: InterpretingRules,
    /// What is paid for coordinating a pool.
    #[serde(default)]
    pub coordination: CoordinationRules,
    /// The most that is paid in allowances in a calendar year, cents; absent where nobody has said.
    #[serde(default)]
    pub budget_cents_per_year: Option<u64>,
    /// What comes of work beyond a yearly limit.
    #[serde(default)]
    pub beyond_limits: BeyondLimits,
    /// How many days a certificate counts from its date, by qualification code; a code that is absent does not expire.
    #[serde(default)]
    pub validity_days: std::collections::BTreeMap<QualificationCode, u32>,
}

impl Programme {
    /// Qualifications without which nobody gives a service.
    pub const fn required(&self, service: Service) -> &BTreeSet<QualificationCode> {
        match service {
            Service::Accompaniment => &self.accompaniment.required,
            Service::Interpreting => &self.interpreting.required,
        }
    }

    /// Every code that the rules name: those that are required, and those whose certificates count for some days.
    pub fn qualifications(&self) -> BTreeSet<QualificationCode> {
        let required = self.accompaniment.required.iter().chain(&self.interpreting.required);
        required.chain(self.validity_days.keys()).cloned().collect()
    }

    /// The last day on which a qualification counts: its own, or as the programme has it; `None` where it does not expire.
    pub fn counts_until(&self, held: &Qualification) -> Option<NaiveDate> {
        let days = self.validity_days.get(&held.code);
        held.valid_until.or_else(|| held.acquired_on?.checked_add_days(Days::new(u64::from(*days?))))
    }
}

/// Accompaniment is counted in hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccompanimentRules {
    /// Allowance for an hour, cents.
    pub cents_per_hour: u32,
    /// Most funded hours of a Lotse in a calendar year.
    pub hours_per_year: u32,
    /// Most funded hours of a coordinating Lotse in a calendar year.
    pub hours_per_year_coordinating: u32,
    /// Guide value, hours in a week.
    pub hours_per_week: u32,
    /// The same for a coordinating Lotse; as for all others where nothing is said.
    #[serde(default)]
    pub hours_per_week_coordinating: Option<u32>,
    /// Qualifications without which nobody accompanies.
    #[serde(default)]
    pub required: BTreeSet<QualificationCode>,
}

/// Lay interpreting is counted in assignments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterpretingRules {
    /// Allowance for an assignment, cents.
    pub cents_per_assignment: u32,
    /// Most paid assignments for one client in a calendar year.
    pub assignments_per_client_and_year: u32,
    /// Least level of German.
    pub german_at_least: super::language::Level,
    /// Qualifications without which nobody interprets.
    #[serde(default)]
    pub required: BTreeSet<QualificationCode>,
    /// Least people in a pool.
    pub pool_people: u32,
    /// Least languages in a pool.
    pub pool_languages: u32,
}

/// A flat rate for coordinating a pool.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoordinationRules {
    /// Cents in a calendar year.
    pub cents_per_year: u64,
    /// For pools of so many Lotsen or more.
    pub from_lotsen: u32,
}

super::code::codes! {
    /// What comes of work beyond a yearly limit: the hours of a Lotse, the paid assignments of a client.
    BeyondLimits {
        /// It is not planned, and not paid where it was done all the same.
        Stop = "stop",
        /// It is planned and paid; whoever confirms it is told.
        Warn = "warn",
    }
}

#[expect(clippy::derivable_impls, reason = "the set is declared by a macro")]
impl Default for BeyondLimits {
    fn default() -> Self {
        Self::Stop
    }
}

/// No rules hold on a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("programme {code} has no rules for {day}")]
pub struct NoRules {
    /// The programme asked for.
    pub code: String,
    /// The day asked for.
    pub day: NaiveDate,
}

/// The rules of `code` that hold on `day`; where several do, those that began last.
pub fn rules_on<'a>(programmes: &'a [Programme], code: &str, day: NaiveDate) -> Result<&'a Programme, NoRules> {
    programmes
        .iter()
        .filter(|p| p.code == code && p.valid_from <= day && p.valid_until.is_none_or(|until| day <= until))
        .max_by_key(|p| p.valid_from)
        .ok_or_else(|| NoRules { code: code.to_owned(), day })
}

/// Rules to test with.
#[cfg(test)]
pub fn sample() -> Programme {
    Programme {
        code: "wir".to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2020, 12, 11).unwrap_or(NaiveDate::MIN),
        valid_until: None,
        accompaniment: AccompanimentRules {
            cents_per_hour: 500,
            hours_per_year: 276,
            hours_per_year_coordinating: 414,
            hours_per_week: 6,
            hours_per_week_coordinating: None,
            required: BTreeSet::new(),
        },
        interpreting: InterpretingRules {
            cents_per_assignment: 2_000,
            assignments_per_client_and_year: 5,
            german_at_least: super::language::Level::B1,
            required: BTreeSet::new(),
            pool_people: 5,
            pool_languages: 5,
        },
        coordination: CoordinationRules { cents_per_year: 200_000, from_lotsen: 5 },
        budget_cents_per_year: None,
        beyond_limits: BeyondLimits::Stop,
        validity_days: std::collections::BTreeMap::new(),
    }
}
