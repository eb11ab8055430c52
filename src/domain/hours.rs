//! How long an assignment took: written down by the Lotse or the project, confirmed by the project.
//!
//! What is confirmed stays as it is until the project takes the confirmation back, with a reason, and as long as the year's proof of
//! use may still be written ([`first_open_day`]). Every revision is kept.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

use super::code::Service;
use super::id::{AssignmentId, HoursEntryId, LotseId, OrganisationId, UserId};
use super::text::{HoursNote, Reason};

/// The most minutes of one assignment, a whole series of sittings.
pub const MOST_MINUTES: u32 = 14_400;
/// So many times as long as it was planned an appointment may take.
const TIMES_AS_LONG: u32 = 3;
/// Minutes for both ways to a sitting and for waiting there.
const AROUND: u32 = 240;
/// The most kilometres of one assignment.
pub const MOST_KILOMETRES: u32 = 10_000;

/// A number out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkedError {
    /// None, or more than anybody works.
    #[error("{0} minutes; 1 to {MOST_MINUTES} are possible")]
    Minutes(u32),
    /// More than anybody travels.
    #[error("{0} kilometres; up to {MOST_KILOMETRES} are possible")]
    Kilometres(u32),
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    minutes: u32,
    kilometres: Option<u32>,
    note: Option<HoursNote>,
}

/// The most minutes that are believed of an appointment with sittings of these lengths.
pub fn most_minutes(sittings: impl IntoIterator<Item = u32>) -> u32 {
    let each = |minutes: u32| minutes.saturating_mul(TIMES_AS_LONG).saturating_add(AROUND);
    sittings.into_iter().map(each).fold(0_u32, u32::saturating_add).min(MOST_MINUTES)
}

impl Worked {
    /// Takes numbers that can be.
    ///
    /// # Errors
    /// [`WorkedError`].
    pub fn new(minutes: u32, kilometres: Option<u32>, note: Option<HoursNote>) -> Result<Self, WorkedError> {
        if !(1..=MOST_MINUTES).contains(&minutes) {
            return Err(WorkedError::Minutes(minutes));
        }
        match kilometres {
            Some(far) if far > MOST_KILOMETRES => Err(WorkedError::Kilometres(far)),
            _ => Ok(Self { minutes, kilometres, note }),
        }
    }

    /// How long.
    pub const fn minutes(&self) -> u32 {
        self.minutes
    }

    /// How far, there and back.
    pub const fn kilometres(&self) -> Option<u32> {
        self.kilometres
    }

    /// What else there is to say; nothing about the newcomer.
    pub const fn note(&self) -> Option<&HoursNote> {
        self.note.as_ref()
    }
}

super::code::codes! {
    /// Where an entry stands.
    HoursState {
        /// Waits for the project.
        Logged = "logged",
        /// Counts, and stays as it is unless the confirmation is taken back.
        Confirmed = "confirmed",
        /// The project asks for a correction.
        Rejected = "rejected",
    }
}

/// Where an entry stands, with who brought it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It waits.
    Waiting,
    /// It counts.
    Confirmed {
        /// By whom.
        by: UserId,
        /// When.
        at: DateTime<Utc>,
    },
    /// It is to be corrected.
    Rejected {
        /// By whom.
        by: UserId,
        /// When.
        at: DateTime<Utc>,
        /// Why.
        reason: Reason,
    },
}

impl Decision {
    /// Where it stands.
    pub const fn state(&self) -> HoursState {
        match self {
            Self::Waiting => HoursState::Logged,
            Self::Confirmed { .. } => HoursState::Confirmed,
            Self::Rejected { .. } => HoursState::Rejected,
        }
    }
}

/// One entry: the hours of one assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursEntry {
    /// Identity.
    pub id: HoursEntryId,
    /// What took so long.
    pub assignment: AssignmentId,
    /// Who went.
    pub lotse: LotseId,
    /// The carrier that accounts for them.
    pub organisation: OrganisationId,
    /// As what they went: the two are funded by different rules.
    pub service: Service,
    /// The local end of the last sitting.
    pub worked_until: NaiveDateTime,
    /// What was done.
    pub worked: Worked,
    /// Who wrote it down, last.
    pub logged_by: UserId,
    /// When.
    pub logged_at: DateTime<Utc>,
    /// Where it stands.
    pub decision: Decision,
    /// How often it has changed.
    pub revision: u32,
}

/// What an entry said at one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursChange {
    /// Which one.
    pub revision: u32,
    /// Where the entry stood.
    pub state: HoursState,
    /// What was done.
    pub worked: Worked,
    /// Why it was sent back.
    pub reason: Option<Reason>,
    /// Who brought it there.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

/// The first day of which accounts are open on `today`: those of a year close when its proof of use is due, at the end of March.
pub fn first_open_day(today: NaiveDate) -> NaiveDate {
    let is_closed = today.month() > 3;
    let year = if is_closed { today.year() } else { today.year().saturating_sub(1) };
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today)
}

/// A move that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the hours are {from} and cannot be {to} any more")]
pub struct HoursMoveError {
    /// Where they stand.
    pub from: HoursState,
    /// What was to be done.
    pub to: &'static str,
}

impl HoursEntry {
    /// With other numbers, for the project to look at. Possible until they are confirmed.
    ///
    /// # Errors
    /// [`HoursMoveError`].
    pub fn corrected(&self, worked: Worked, by: UserId, at: DateTime<Utc>) -> Result<Self, HoursMoveError> {
        let corrected = Self { worked, logged_by: by, logged_at: at, ..self.clone() };
        corrected.decided(Decision::Waiting, &[HoursState::Logged, HoursState::Rejected], "corrected")
    }

    /// Confirmed as they are.
    ///
    /// # Errors
    /// [`HoursMoveError`].
    pub fn confirmed(&self, by: UserId, at: DateTime<Utc>) -> Result<Self, HoursMoveError> {
        self.clone().decided(Decision::Confirmed { by, at }, &[HoursState::Logged], "confirmed")
    }

    /// Sent back although it was confirmed.
    ///
    /// # Errors
    /// [`HoursMoveError`].
    pub fn reopened(&self, by: UserId, at: DateTime<Utc>, reason: Reason) -> Result<Self, HoursMoveError> {
        self.clone().decided(Decision::Rejected { by, at, reason }, &[HoursState::Confirmed], "reopened")
    }

    /// Who brought it where it stands, and when.
    pub const fn changed(&self) -> (UserId, DateTime<Utc>) {
        match &self.decision {
            Decision::Waiting => (self.logged_by, self.logged_at),
            Decision::Confirmed { by, at } | Decision::Rejected { by, at, .. } => (*by, *at),
        }
    }

    /// Sent back for a correction.
    ///
    /// # Errors
    /// [`HoursMoveError`].
    pub fn rejected(&self, by: UserId, at: DateTime<Utc>, reason: Reason) -> Result<Self, HoursMoveError> {
        self.clone().decided(Decision::Rejected { by, at, reason }, &[HoursState::Logged], "rejected")
    }

    fn decided(
        self,
        decision: Decision,
        allowed_from: &[HoursState],
        to: &'static str,
    ) -> Result<Self, HoursMoveError> {
        let from = self.decision.state();
        if !allowed_from.contains(&from) {
            return Err(HoursMoveError { from, to });
        }
        Ok(Self { decision, revision: self.revision.saturating_add(1), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    fn entry() -> HoursEntry {
        let now = at(0);
        HoursEntry {
            id: HoursEntryId::new(now, [1; 10]),
            assignment: AssignmentId::new(now, [2; 10]),
            lotse: LotseId::new(now, [3; 10]),
            organisation: OrganisationId::new(now, [4; 10]),
            service: Service::Accompaniment,
            worked_until: now.naive_utc(),
            worked: Worked::new(90, None, None).unwrap(),
            logged_by: UserId::new(now, [5; 10]),
            logged_at: now,
            decision: Decision::Waiting,
            revision: 0,
        }
    }

    #[test]
    fn what_is_confirmed_stays() {
        let by = UserId::new(at(0), [6; 10]);
        let worked = || Worked::new(120, Some(14), None).unwrap();
        let reason = || Reason::parse("Zu lang").unwrap();
        let rejected = entry().rejected(by, at(1), reason()).unwrap();
        assert!(rejected.confirmed(by, at(2)).is_err() && rejected.rejected(by, at(2), reason()).is_err());
        let corrected = rejected.corrected(worked(), by, at(3)).unwrap();
        assert_eq!((corrected.decision.state(), corrected.worked.minutes()), (HoursState::Logged, 120));
        let confirmed = corrected.confirmed(by, at(4)).unwrap();
        assert_eq!((confirmed.revision, confirmed.logged_at), (3, at(3)));
        assert!(confirmed.corrected(worked(), by, at(5)).is_err());
        assert!(confirmed.confirmed(by, at(5)).is_err() && confirmed.rejected(by, at(5), reason()).is_err());
        let reopened = confirmed.reopened(by, at(6), reason()).unwrap();
        assert_eq!((reopened.revision, reopened.decision.state()), (4, HoursState::Rejected));
        assert!(corrected.reopened(by, at(6), reason()).is_err(), "nothing to take back");
    }

    #[test]
    fn a_year_closes_when_its_proof_is_due() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (today, first) in [("2027-03-31", "2026-01-01"), ("2027-04-01", "2027-01-01"), ("2026-12-31", "2026-01-01")]
        {
            assert_eq!(first_open_day(day(today)), day(first), "{today}");
        }
    }

    #[test]
    fn what_is_believed_grows_with_the_appointment() {
        assert_eq!(most_minutes([60]), 420);
        assert_eq!(most_minutes([60, 90]), 930);
        assert_eq!(most_minutes([1440; 10]), MOST_MINUTES);
    }

    #[test]
    fn numbers_are_possible_ones() {
        assert_eq!(Worked::new(0, None, None), Err(WorkedError::Minutes(0)));
        assert_eq!(Worked::new(14_401, None, None), Err(WorkedError::Minutes(14_401)));
        assert_eq!(Worked::new(1, Some(10_001), None), Err(WorkedError::Kilometres(10_001)));
        assert!(Worked::new(14_400, Some(0), None).is_ok());
    }
}
