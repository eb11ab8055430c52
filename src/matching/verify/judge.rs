//! The rules without a plan file: whether a set of candidates is allowed, and what it is worth.

use super::effort;
use super::facts::Facts;
use super::rules::{Candidate, Pair, broken_together};
use super::violation::{Claim, Violation};
use crate::domain::code::Mode;
use crate::domain::region::Gazetteer;
use crate::matching::file::ProblemFile;

/// A Lotse at one alternative of a request, by positions in the problem file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// Position of the request.
    pub request: usize,
    /// Position of the Lotse.
    pub lotse: usize,
    /// Position of the appointment, flexible ones after the listed.
    pub appointment: usize,
    /// How they meet.
    pub mode: Mode,
}

/// A problem, read for checking.
#[derive(Debug)]
pub struct Judge<'p> {
    pub(super) facts: Facts<'p>,
}

impl<'p> Judge<'p> {
    /// Reads a problem.
    ///
    /// # Errors
    /// Everything that stops the reading, each with a JSON pointer.
    pub fn read(problem: &'p ProblemFile, gazetteer: &'p Gazetteer) -> Result<Self, Vec<Violation>> {
        Facts::read(problem, gazetteer).map(|facts| Self { facts })
    }

    /// Every hard constraint that the choices break, one by one and together; empty if they make a plan.
    pub fn broken(&self, choices: &[Choice]) -> Vec<Violation> {
        let mut violations = Vec::new();
        let mut chosen = Vec::with_capacity(choices.len());
        for &choice in choices {
            match self.candidate(choice) {
                Some(candidate) => {
                    violations.extend(self.broken_alone(&candidate));
                    chosen.push(candidate);
                }
                None => violations.push(Violation::of_plan(Claim::UnknownRequest)),
            }
        }
        violations.extend(broken_together(&self.facts, &chosen));
        violations
    }

    /// Both levels of the objective: served weight and minutes of effort, load included.
    pub fn worth(&self, choices: &[Choice]) -> (i64, i64) {
        let chosen: Vec<_> = choices.iter().filter_map(|&choice| self.candidate(choice)).collect();
        let weight = chosen.iter().map(|candidate| candidate.pair.request.weight).sum();
        let effort = chosen.iter().map(effort::of).sum::<i64>() + effort::load(&self.facts, &chosen);
        (weight, effort)
    }

    /// Minutes of effort of one choice, load apart.
    pub fn effort(&self, choice: Choice) -> Option<i64> {
        self.candidate(choice).map(|candidate| effort::of(&candidate))
    }

    /// How many appointments a request has, flexible ones included.
    pub fn appointments(&self, request: usize) -> usize {
        self.facts.requests.get(request).map_or(0, |request| request.alternatives.len())
    }

    /// The candidate at these positions, if there is such a Lotse, request and appointment.
    pub(super) fn candidate(&self, choice: Choice) -> Option<Candidate<'_>> {
        let pair = self.pair(choice.request, choice.lotse)?;
        let alternative = pair.request.alternatives.get(choice.appointment)?;
        Some(Candidate { choice, pair, alternative })
    }

    /// The Lotse and the request at these positions.
    pub(super) fn pair(&self, request: usize, lotse: usize) -> Option<Pair<'_>> {
        let request = self.facts.requests.get(request)?;
        Some(Pair { facts: &self.facts, request, lotse: self.facts.lotsen.get(lotse)? })
    }

    /// What a candidate breaks by itself, the limits apart. Listed candidates are taken as they are.
    pub(super) fn broken_alone(&self, candidate: &Candidate<'_>) -> Vec<Violation> {
        let Candidate { choice: Choice { appointment, mode, .. }, pair, .. } = *candidate;
        let violation = |rule: super::Rule| Violation::of_pair(&pair.request.entry.id, &pair.lotse.entry.id, rule);
        match &self.facts.listed {
            Some(listed) if listed.contains_key(&candidate.choice) => Vec::new(),
            Some(_) => vec![violation(Claim::NotListed { appointment, mode }.into())],
            None => {
                let accepted = pair.request.entry.modes.contains(&mode);
                let refused = (!accepted).then(|| Claim::RequestMode { mode }.into());
                refused.into_iter().chain(candidate.broken().map(Into::into)).map(violation).collect()
            }
        }
    }
}
