//! Section 2 of `docs/MATCHING.md`: the hard constraints of one candidate, and those of a set of them.

mod blocking;
mod hours;
mod limits;
mod pair;
mod together;

use super::Choice;
use super::facts::{Alternative, Facts, LotseFacts, RequestFacts, Stay};
use super::violation::Hard;
use crate::domain::code::Mode;
use crate::matching::constraints::HardConstraint;

pub use self::blocking::Holders;
pub use self::together::broken_together;

/// A Lotse and a request.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'f> {
    pub facts: &'f Facts<'f>,
    pub request: &'f RequestFacts<'f>,
    pub lotse: &'f LotseFacts<'f>,
}

/// A Lotse at one alternative of a request, by one mode.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'f> {
    pub choice: Choice,
    pub pair: Pair<'f>,
    pub alternative: &'f Alternative,
}

impl<'f> Pair<'f> {
    /// Minutes of one way to the request.
    pub fn way(&self, mode: Mode) -> i64 {
        match mode {
            Mode::InPerson => self.facts.way(self.lotse.entry.transport, self.lotse.home, self.request.place),
            Mode::Phone | Mode::Video => 0,
        }
    }

    /// Where the Lotse is during a sitting.
    pub fn whereabouts(&self, mode: Mode) -> Stay {
        let remote = mode != Mode::InPerson;
        Stay { remote, point: if remote { self.lotse.home } else { self.request.place } }
    }

    /// The constraint under which an explanation counts the Lotse; `None` if some alternative and mode satisfies all.
    pub fn removed_by(&self) -> Option<HardConstraint> {
        if let Some(hard) = pair::RULES.iter().find_map(|rule| rule(self)) {
            return hard.constraint();
        }
        last(self.request.entry.modes.iter().map(
            |&mode| match pair::BY_MODE.iter().find_map(|rule| rule(self, mode)) {
                Some(hard) => hard.constraint(),
                None => last(self.request.alternatives.iter().map(|alternative| self.fails(mode, alternative))),
            },
        ))
    }

    /// The first constraint about the calendar and the limits that does not hold.
    fn fails(&self, mode: Mode, alternative: &Alternative) -> Option<HardConstraint> {
        hours::RULES.iter().chain(&limits::RULES).find_map(|rule| rule(self, mode, alternative))?.constraint()
    }

    /// Every alternative and mode that satisfies all constraints by itself.
    pub fn ways_to_go(&self) -> impl Iterator<Item = (usize, Mode)> {
        let fits = pair::RULES.iter().all(|rule| rule(self).is_none());
        let modes = self.request.entry.modes.iter().copied().filter(move |_| fits);
        let modes = modes.filter(|&mode| pair::BY_MODE.iter().all(|rule| rule(self, mode).is_none()));
        modes.flat_map(move |mode| {
            let alternatives = self.request.alternatives.iter().enumerate();
            let fitting = alternatives.filter(move |(_, alternative)| self.fails(mode, alternative).is_none());
            fitting.map(move |(appointment, _)| (appointment, mode))
        })
    }

    /// The same among the alternatives and modes that the problem lists for the two: only the limits are asked.
    pub fn removed_by_limits(&self, listed: &[Choice]) -> Option<HardConstraint> {
        last(listed.iter().map(|choice| self.exceeds(choice)))
    }

    /// The first limit that a listed candidate exceeds by itself.
    pub fn exceeds(&self, listed: &Choice) -> Option<HardConstraint> {
        let alternative = self.request.alternatives.get(listed.appointment)?;
        limits::RULES.iter().find_map(|rule| rule(self, listed.mode, alternative))?.constraint()
    }
}

/// The constraint that comes last in section 2 among those that the ways to go fail first; `None` if one way fails none.
fn last(mut failures: impl Iterator<Item = Option<HardConstraint>>) -> Option<HardConstraint> {
    failures.try_fold(None, |last, failure| failure.map(|failure| last.max(Some(failure)))).flatten()
}

impl Candidate<'_> {
    /// Every constraint that the candidate breaks by itself, in the order of section 2; the limits that it shares with
    /// others are tested over the whole plan by [`broken_together`].
    pub fn broken(&self) -> impl Iterator<Item = Hard> + '_ {
        let mode = self.choice.mode;
        let by_pair = pair::RULES.iter().filter_map(|rule| rule(&self.pair));
        let by_mode = pair::BY_MODE.iter().filter_map(move |rule| rule(&self.pair, mode));
        let by_hours = hours::RULES.iter().filter_map(move |rule| rule(&self.pair, mode, self.alternative));
        by_pair.chain(by_mode).chain(by_hours)
    }
}

/// The rule about one Lotse, one request and one of its alternatives by one mode.
type TimedRule = fn(&Pair<'_>, Mode, &Alternative) -> Option<Hard>;
