//! The terms of the effort, level 2, in minutes: one file each. All but `load` belong to one proposal; `load` binds a Lotse's week.

pub mod appointment;
pub mod asked;
pub mod gender;
pub mod known;
pub mod language;
pub mod load;
pub mod mode;
pub mod topic;
pub mod travel;

use super::constraints::Meeting;
use super::plan::Term;
use super::weights::EffortWeights;

crate::domain::code::codes! {
    /// The terms of the effort.
    Objective {
        /// Ways, both.
        Travel = "travel",
        /// Level and variety of the language.
        Language = "language",
        /// A mode that is not the dearest.
        Mode = "mode",
        /// An appointment that is not the dearest.
        Appointment = "appointment",
        /// A wished gender that is not met.
        Gender = "gender",
        /// The newcomer knows the Lotse.
        Known = "known",
        /// The Lotse likes the topic.
        Topic = "topic",
        /// The Lotse was asked not long ago.
        Asked = "asked",
    }
}

type OfMeeting = (Objective, fn(&Meeting<'_>) -> i32);

const TERMS: [OfMeeting; 8] = [
    (Objective::Travel, travel::minutes),
    (Objective::Language, language::minutes),
    (Objective::Mode, mode::minutes),
    (Objective::Appointment, appointment::minutes),
    (Objective::Gender, gender::minutes),
    (Objective::Known, known::minutes),
    (Objective::Topic, topic::minutes),
    (Objective::Asked, asked::minutes),
];

/// The effort of a meeting, load apart.
pub fn effort(meeting: &Meeting<'_>) -> i32 {
    TERMS.iter().map(|(_, minutes)| minutes(meeting)).fold(0, i32::saturating_add)
}

/// No meeting's effort is less: only what a Lotse is known for or likes is taken off.
pub fn least(weights: &EffortWeights) -> i32 {
    -summand(weights.known).saturating_add(summand(weights.topic_wish))
}

/// The terms of a meeting's effort that are not zero.
pub fn terms(meeting: &Meeting<'_>) -> Vec<Term> {
    let term = |(objective, minutes): &OfMeeting| Term { objective: *objective, minutes: minutes(meeting) };
    TERMS.iter().map(term).filter(|term| term.minutes != 0).collect()
}

/// A weight or a count as a summand. Weights beyond two thousand million minutes mean the same as that.
fn summand(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::code::Mode;
    use crate::matching::testing::{in_mode, meeting, problem, with};

    #[test]
    fn every_term_is_summed_once() {
        let summed: Vec<Objective> = TERMS.iter().map(|(objective, _)| *objective).collect();
        assert_eq!(summed, Objective::ALL);
    }

    #[test]
    fn a_plain_meeting_costs_its_ways() {
        let problem = problem(json!({}), json!({}));
        assert_eq!(terms(&meeting(&problem)), [Term { objective: Objective::Travel, minutes: 78 }]);
        assert_eq!(effort(&meeting(&problem)), 78);
    }

    #[test]
    fn the_terms_by_themselves() {
        let whole = json!({"substitutions": [{"needed": "prs", "spoken": "fas", "minutes": 15}]});
        let spoken = json!({"languages": [{"code": "fas", "level": "B1"}], "gender": "male", "topics_wished": ["bank"],
            "last_asked": "2026-11-24"});
        let needed = json!({"languages": [{"code": "prs"}], "modes": ["phone", "in_person"], "topic": "bank",
            "gender": {"gender": "female", "strength": "wish"}, "known_lotsen": [{"lotse": "L1", "meetings": 4}]});
        let problem = with(spoken, needed, whole);
        let expected = [
            (Objective::Travel, 78),
            // Farsi for Dari 15, B1 two levels below C1 10.
            (Objective::Language, 25),
            (Objective::Mode, 15),
            (Objective::Gender, 30),
            (Objective::Known, -30),
            (Objective::Topic, -5),
            // Asked 7 of 28 days ago: three quarters of 20.
            (Objective::Asked, 15),
        ];
        assert_eq!(least(&problem.weights.effort), -35);
        let found: Vec<_> =
            terms(&in_mode(&problem, Mode::InPerson)).iter().map(|t| (t.objective, t.minutes)).collect();
        assert_eq!(found, expected);
        assert!(terms(&in_mode(&problem, Mode::Phone)).iter().all(|term| term.objective != Objective::Travel));
    }
}
