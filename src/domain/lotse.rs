//! A Lotse: the volunteer's profile and the moves between statuses.
//!
//! Fields are open because each holds a checked value and no rule spans two of them; the status moves by functions.

use std::collections::VecDeque;

use chrono::{DateTime, NaiveDate, Utc};

use super::availability::{Absence, Availability};
use super::code::{Gender, LotseStatus, Mode, Service, Topic};
use super::contact::{Email, Phone};
use super::geo::Postcode;
use super::id::{LotseId, OrganisationId};
use super::language::{LanguageCode, Level};
use super::qualification::{Qualification, QualificationCode};
use super::text::{ClientRef, ListNumber, PersonName, Town};
use super::travel::Transport;

/// A language that a Lotse speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenLanguage {
    /// Language or variety, ISO 639-3.
    pub language: LanguageCode,
    /// How well.
    pub level: Level,
}

/// How much a Lotse gives and how often they want to be asked. `None` means no own limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Minutes of appointments in an ISO week.
    pub minutes_per_week: Option<u32>,
    /// Assignments in an ISO week.
    pub assignments_per_week: Option<u32>,
    /// Offers in an ISO week.
    pub offers_per_week: Option<u32>,
}

/// The profile of a Lotse.
#[derive(Debug, Clone, PartialEq)]
pub struct Lotse {
    /// Identity.
    pub id: LotseId,
    /// The carrier whose project they belong to.
    pub organisation: OrganisationId,
    /// The number in the project's own list.
    pub list_number: Option<ListNumber>,
    /// Given name: all that a newcomer is told.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Where offers go. Never shown to requesters.
    pub email: Option<Email>,
    /// Never shown to requesters.
    pub phone: Option<Phone>,
    /// Where they stand with the project.
    pub status: LotseStatus,
    /// If stated.
    pub gender: Option<Gender>,
    /// Where trips begin.
    pub home: Postcode,
    /// The town, as the list has it.
    pub town: Option<Town>,
    /// How far they travel from home, straight line.
    pub radius_km: u16,
    /// How they travel.
    pub transport: Transport,
    /// In which modes they work.
    pub modes: Vec<Mode>,
    /// Which services they give.
    pub services: Vec<Service>,
    /// What they speak, German included.
    pub languages: Vec<SpokenLanguage>,
    /// What they have learned and shown.
    pub qualifications: Vec<Qualification>,
    /// Topics they like.
    pub topics_wished: Vec<Topic>,
    /// Topics they do not take.
    pub topics_refused: Vec<Topic>,
    /// When they can be asked; `None` means at any time.
    pub availability: Option<Availability>,
    /// When they are away.
    pub absences: Vec<Absence>,
    /// How much they give.
    pub limits: Limits,
    /// Organisations they do not work for.
    pub blocked_organisations: Vec<OrganisationId>,
    /// Newcomers they do not accompany.
    pub blocked_clients: Vec<ClientRef>,
    /// The day they agreed to the processing of their data; without it they are not matched.
    pub consent_on: Option<NaiveDate>,
    /// The last time an offer went out to them.
    pub last_asked_at: Option<DateTime<Utc>>,
}

impl Lotse {
    /// How the people of a carrier call them: those of another carrier by their given name alone.
    pub fn known_to(&self, carrier: OrganisationId) -> String {
        if self.organisation == carrier {
            format!("{} {}", self.given_name, self.family_name)
        } else {
            self.given_name.to_string()
        }
    }
}

/// A move between statuses that the rules do not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a Lotse cannot go from {from} to {to}")]
pub struct StatusError {
    /// Where they stand.
    pub from: LotseStatus,
    /// Where they should have gone.
    pub to: LotseStatus,
}

impl LotseStatus {
    /// Whether one move leads to `to`: applicant → in training → active ⇄ paused; everybody may leave, and come back as
    /// applicant.
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        use LotseStatus::{Active, Applicant, InTraining, Left, Paused};
        matches!(
            (self, to),
            (Applicant, InTraining | Active)
                | (InTraining, Active | Paused)
                | (Active, Paused)
                | (Paused, Active | InTraining)
                | (Applicant | InTraining | Active | Paused, Left)
                | (Left, Applicant)
        )
    }

    /// The fewest moves that lead to `to`, which is the last of them; none from a status to itself.
    #[must_use]
    pub fn way_to(self, to: Self) -> Option<Vec<Self>> {
        let mut seen = vec![self];
        let mut ways = VecDeque::from([Vec::new()]);
        while let Some(way) = ways.pop_front() {
            let here = way.last().copied().unwrap_or(self);
            if here == to {
                return Some(way);
            }
            for &next in Self::ALL {
                if here.may_become(next) && !seen.contains(&next) {
                    seen.push(next);
                    ways.push_back(way.iter().copied().chain([next]).collect());
                }
            }
        }
        None
    }
}

impl Lotse {
    /// Moves to another status in one move, see [`LotseStatus::may_become`].
    pub fn move_to(&mut self, to: LotseStatus) -> Result<(), StatusError> {
        if !self.status.may_become(to) {
            return Err(StatusError { from: self.status, to });
        }
        self.status = to;
        Ok(())
    }

    /// Moves to another status by the fewest moves, or stays: for a list, which says where somebody stands and not how
    /// they came there.
    pub fn follow_to(&mut self, to: LotseStatus) -> Result<(), StatusError> {
        let way = self.status.way_to(to).ok_or(StatusError { from: self.status, to })?;
        way.into_iter().try_for_each(|next| self.move_to(next))
    }

    /// Whether they hold a qualification that counts on `day`.
    pub fn qualified(&self, code: &QualificationCode, day: NaiveDate) -> bool {
        self.qualifications.iter().any(|q| q.code == *code && q.counts_on(day))
    }
}

#[cfg(test)]
mod tests {
    use super::LotseStatus::{self, Active, Applicant, InTraining, Left, Paused};

    #[test]
    fn each_status_is_reached_from_each_by_allowed_moves() {
        for &from in LotseStatus::ALL {
            for &to in LotseStatus::ALL {
                let way = from.way_to(to).unwrap();
                let end = way.into_iter().fold(from, |here, next| {
                    assert!(here.may_become(next), "{here} to {next} on the way from {from} to {to}");
                    next
                });
                assert_eq!(end, to);
            }
        }
    }

    #[test]
    fn the_way_is_the_shortest() {
        for (from, to, way) in [
            (Active, Active, vec![]),
            (Active, Paused, vec![Paused]),
            (Left, Active, vec![Applicant, Active]),
            (Left, Paused, vec![Applicant, InTraining, Paused]),
            (Active, InTraining, vec![Paused, InTraining]),
            (Paused, Applicant, vec![Left, Applicant]),
        ] {
            assert_eq!(from.way_to(to), Some(way), "from {from} to {to}");
        }
    }
}
