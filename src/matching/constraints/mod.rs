//! The hard constraints: one file each, found by its name. None is ever traded for anything.
//!
//! Those of a *pair* look at Lotse and request, those of a *meeting* also at appointment and mode. Both are tested in the
//! order of [`HardConstraint::ALL`], and an explanation counts a Lotse under the first one that fails. The last five bind
//! several proposals together: each also asks whether a meeting fits what is confirmed already, and the solver adds the rows.

pub mod absence;
pub mod ask_budget;
pub mod availability;
pub mod client_cap;
pub mod consent;
pub mod distance;
pub mod exclusion;
pub mod gender;
pub mod language;
pub mod mode;
pub mod overlap;
pub mod pool;
pub mod qualification;
pub mod service;
pub mod status;
pub mod weekly_load;
pub mod yearly_cap;

use super::problem::{Alternative, Lotse, Problem, Request};
use crate::domain::code::Mode;

crate::domain::code::codes! {
    /// The hard constraints, in the order of testing.
    HardConstraint {
        /// The Lotse is active.
        Status = "status",
        /// The Lotse agreed to the processing of their data.
        Consent = "consent",
        /// The carrier serves the region, or both carriers agreed to lend.
        Pool = "pool",
        /// The Lotse gives the service.
        Service = "service",
        /// The Lotse speaks a needed language or an accepted variety well enough.
        Language = "language",
        /// A gender that must be is met.
        Gender = "gender",
        /// Declined before, excluded, blocked, or a topic they do not take.
        Exclusion = "exclusion",
        /// Lotse and request share a mode.
        Mode = "mode",
        /// In person: within the Lotse's radius.
        Distance = "distance",
        /// Not away on the day.
        Absence = "absence",
        /// The sittings and the ways lie within weekly windows.
        Availability = "availability",
        /// Every required qualification counts on the day.
        Qualification = "qualification",
        /// Time for the way from and to every other sitting.
        Overlap = "overlap",
        /// Minutes and sittings of the week.
        WeeklyLoad = "weekly_load",
        /// Minutes of the calendar year.
        YearlyCap = "yearly_cap",
        /// Paid interpreting for one client and calendar year.
        ClientCap = "client_cap",
        /// Offers of the week.
        AskBudget = "ask_budget",
    }
}

/// A Lotse and a request.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The whole.
    pub problem: &'a Problem,
    /// Index of the Lotse.
    pub lotse_index: u32,
    /// Index of the request.
    pub request_index: u32,
    /// The Lotse.
    pub lotse: &'a Lotse,
    /// The request.
    pub request: &'a Request,
}

impl<'a> Pair<'a> {
    /// The pair of two indices; `None` where one is past the end.
    pub fn of(problem: &'a Problem, lotse_index: u32, request_index: u32) -> Option<Self> {
        let lotse = problem.lotsen.get(lotse_index as usize)?;
        let request = problem.requests.get(request_index as usize)?;
        Some(Self { problem, lotse_index, request_index, lotse, request })
    }

    /// Their meeting; `None` where the appointment is past the end.
    pub fn at(self, appointment: u16, mode: Mode) -> Option<Meeting<'a>> {
        let alternative = self.request.options.get(usize::from(appointment))?;
        let way = self.problem.way(self.lotse, self.request, mode);
        Some(Meeting { pair: self, alternative, mode, way })
    }

    /// The first constraint of the pair that does not hold.
    pub fn first_failing(&self) -> Option<HardConstraint> {
        PAIR.iter().find(|(_, holds)| !holds(self)).map(|(constraint, _)| *constraint)
    }
}

/// A pair at one alternative, in one mode.
#[derive(Debug, Clone, Copy)]
pub struct Meeting<'a> {
    /// Who and what.
    pub pair: Pair<'a>,
    /// When.
    pub alternative: &'a Alternative,
    /// How.
    pub mode: Mode,
    /// Minutes from home to the place, and as many back.
    pub way: u32,
}

impl Meeting<'_> {
    /// The first constraint of the meeting that does not hold.
    pub fn first_failing(&self) -> Option<HardConstraint> {
        MEETING.iter().find(|(_, holds)| !holds(self)).map(|(constraint, _)| *constraint)
    }

    /// The first that does not hold of those that count or compare sittings, from overlap on. Candidates that a problem
    /// lists itself are asked for nothing else; the rest is the lister's word.
    pub fn first_limit_failing(&self) -> Option<HardConstraint> {
        let limits = MEETING.iter().filter(|(constraint, _)| *constraint >= HardConstraint::Overlap);
        limits.into_iter().find(|(_, holds)| !holds(self)).map(|(constraint, _)| *constraint)
    }
}

type OfPair = (HardConstraint, fn(&Pair<'_>) -> bool);
type OfMeeting = (HardConstraint, fn(&Meeting<'_>) -> bool);

const PAIR: [OfPair; 7] = [
    (HardConstraint::Status, status::holds),
    (HardConstraint::Consent, consent::holds),
    (HardConstraint::Pool, pool::holds),
    (HardConstraint::Service, service::holds),
    (HardConstraint::Language, language::holds),
    (HardConstraint::Gender, gender::holds),
    (HardConstraint::Exclusion, exclusion::holds),
];

const MEETING: [OfMeeting; 10] = [
    (HardConstraint::Mode, mode::holds),
    (HardConstraint::Distance, distance::holds),
    (HardConstraint::Absence, absence::holds),
    (HardConstraint::Availability, availability::holds),
    (HardConstraint::Qualification, qualification::holds),
    (HardConstraint::Overlap, overlap::holds),
    (HardConstraint::WeeklyLoad, weekly_load::holds),
    (HardConstraint::YearlyCap, yearly_cap::holds),
    (HardConstraint::ClientCap, client_cap::holds),
    (HardConstraint::AskBudget, ask_budget::holds),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constraint_is_tested_once_in_the_order_of_declaration() {
        let tested: Vec<HardConstraint> = PAIR.iter().map(|(c, _)| *c).chain(MEETING.iter().map(|(c, _)| *c)).collect();
        assert_eq!(tested, HardConstraint::ALL);
    }
}
