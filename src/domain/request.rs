//! A support request: what a newcomer needs, when and where, and the states it goes through.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::code::{Gender, Mode, Priority, Service, Strength, Topic};
use super::contact::Email;
use super::geo::Postcode;
use super::id::{LotseId, OrganisationId, RequestId};
use super::language::{LanguageCode, Level};
use super::qualification::QualificationCode;
use super::text::{ClientRef, ListNumber, MeetingPoint, Reason, Street, Town};
use super::time::{self, Minute, TimeError};

pub use super::window::Window;

/// Longest single sitting, minutes: a whole day.
pub const LONGEST_SITTING: u32 = 24 * 60;

/// Why an appointment or request was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The local time does not exist.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// Zero minutes, or more than a day.
    #[error("lasts {0} minutes; 1 to {LONGEST_SITTING} are possible")]
    Duration(u32),
    /// An appointment with nothing in it.
    #[error("has no sitting")]
    NoSitting,
    /// Two sittings of one series at the same time.
    #[error("sitting {0} begins before the one before it has ended")]
    SittingsOverlap(usize),
    /// The latest end leaves no room for the duration.
    #[error("window from {earliest} to {latest} is shorter than {minutes} minutes")]
    WindowTooShort {
        /// First possible begin.
        earliest: NaiveDateTime,
        /// Last possible end.
        latest: NaiveDateTime,
        /// How long it takes.
        minutes: u32,
    },
    /// The window offers more begins than anybody can look through.
    #[error("window is longer than {} days", Window::LONGEST_DAYS)]
    WindowTooLong,
}

/// One meeting: a local begin and a length. The only parts of time that people enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sitting {
    start: NaiveDateTime,
    begin: Minute,
    minutes: u32,
}

impl Sitting {
    /// A sitting of 1 to 1440 minutes whose local begin exists.
    pub fn new(start: NaiveDateTime, minutes: u32) -> Result<Self, RequestError> {
        if minutes == 0 || minutes > LONGEST_SITTING {
            return Err(RequestError::Duration(minutes));
        }
        Ok(Self { start, begin: time::minute_of(start)?, minutes })
    }

    /// The local begin.
    pub const fn start(&self) -> NaiveDateTime {
        self.start
    }

    /// The instant of the begin.
    pub const fn begin(&self) -> Minute {
        self.begin
    }

    /// The instant of the end.
    pub fn end(&self) -> Minute {
        self.begin + Minute::from(self.minutes)
    }

    /// Length in minutes.
    pub const fn minutes(&self) -> u32 {
        self.minutes
    }
}

/// One dated option of a request: a single sitting, or a bounded series that one Lotse takes as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment(Vec<Sitting>);

impl Appointment {
    /// At least one sitting, in order, none overlapping the next.
    pub fn new(mut sittings: Vec<Sitting>) -> Result<Self, RequestError> {
        if sittings.is_empty() {
            return Err(RequestError::NoSitting);
        }
        sittings.sort();
        let pairs = sittings.iter().zip(sittings.iter().skip(1));
        if let Some(at) = pairs.into_iter().position(|(before, after)| after.begin() < before.end()) {
            return Err(RequestError::SittingsOverlap(at + 2));
        }
        Ok(Self(sittings))
    }

    /// A single sitting.
    pub fn single(start: NaiveDateTime, minutes: u32) -> Result<Self, RequestError> {
        Self::new(vec![Sitting::new(start, minutes)?])
    }

    /// The sittings in order; never empty.
    pub fn sittings(&self) -> &[Sitting] {
        &self.0
    }

    /// The local begin of the first sitting.
    pub fn starts(&self) -> NaiveDateTime {
        self.0.first().map_or(NaiveDateTime::MAX, Sitting::start)
    }

    /// The same appointment with its first sitting at another local time, the others as many days and hours behind it as
    /// before, and each as long as said, or as before.
    pub fn moved_to(&self, start: NaiveDateTime, minutes: Option<u32>) -> Result<Self, RequestError> {
        let first = self.0.first().ok_or(RequestError::NoSitting)?.start();
        let moved = |sitting: &Sitting| {
            let start = start.checked_add_signed(sitting.start() - first).unwrap_or(NaiveDateTime::MAX);
            Sitting::new(start, minutes.unwrap_or(sitting.minutes()))
        };
        Self::new(self.0.iter().map(moved).collect::<Result<_, _>>()?)
    }

    /// Whether a person cannot be at both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.iter().any(|one| other.0.iter().any(|two| one.begin() < two.end() && two.begin() < one.end()))
    }

    /// What of it begins after an instant; `None` when nothing does.
    pub fn after(&self, now: Minute) -> Option<Self> {
        let ahead: Vec<Sitting> = self.0.iter().filter(|sitting| sitting.begin() > now).copied().collect();
        Self::new(ahead).ok()
    }
}

impl From<Sitting> for Appointment {
    fn from(sitting: Sitting) -> Self {
        Self(vec![sitting])
    }
}

/// A language that would do, with the least level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededLanguage {
    /// Language or variety.
    pub language: LanguageCode,
    /// At least this level.
    pub at_least: Level,
}

/// Which gender is asked for and how firmly. The reason is never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GenderWish {
    /// Asked for.
    pub gender: Gender,
    /// `Must` or `Wish`.
    pub strength: Strength,
}

/// How urgent a request is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgency {
    /// The priority.
    pub priority: Priority,
    /// Why, where it is urgent.
    pub reason: Option<Reason>,
}

/// Where it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingPlace {
    /// Postcode, the key for distance and region.
    pub postcode: Postcode,
    /// Town: all that an offer shows.
    pub town: Option<Town>,
    /// Street: shown after acceptance.
    pub street: Option<Street>,
    /// Where exactly: shown after acceptance.
    pub meeting_point: Option<MeetingPoint>,
}

/// What a newcomer needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportRequest {
    /// Identity.
    pub id: RequestId,
    /// Who posted it.
    pub organisation: OrganisationId,
    /// The carrier whose Lotsen are asked first.
    pub carrier: OrganisationId,
    /// The number in the project's own list.
    pub list_number: Option<ListNumber>,
    /// The pseudonym of the newcomer; `None` for events without a client.
    pub client: Option<ClientRef>,
    /// In which language the newcomer reads the confirmation.
    pub confirmation_language: Option<LanguageCode>,
    /// Where the newcomer gets it, if they want it by mail. Not used before a Lotse has said yes.
    pub newcomer_email: Option<Email>,
    /// Any of these will do; empty means no language is needed.
    pub languages: Vec<NeededLanguage>,
    /// What is asked for.
    pub service: Service,
    /// Acceptable modes, dearest first; never empty.
    pub modes: Vec<Mode>,
    /// What it is about.
    pub topic: Topic,
    /// Where.
    pub place: MeetingPlace,
    /// Alternative appointments, dearest first.
    pub appointments: Vec<Appointment>,
    /// Flexible times beside them.
    pub windows: Vec<Window>,
    /// What everybody was told when a Lotse had said yes, or when the time was changed since: while there is one, no other
    /// appointment will do.
    pub agreed: Option<Appointment>,
    /// How many Lotsen are needed at the same appointment; at least 1.
    pub lotsen_needed: u16,
    /// What each of them must hold.
    pub qualifications: Vec<QualificationCode>,
    /// Gender asked for.
    pub gender: Option<GenderWish>,
    /// How urgent.
    pub urgency: Urgency,
    /// When it was posted: waiting time counts from here.
    pub posted_at: DateTime<Utc>,
    /// After this instant nobody needs to be asked for the first time any more (see [`SupportRequest::search_ends`]).
    pub deadline: Option<DateTime<Utc>>,
    /// Lotsen the newcomer knows already.
    pub known_lotsen: Vec<LotseId>,
    /// Lotsen who must not be asked, or who declined.
    pub excluded_lotsen: Vec<LotseId>,
    /// Where it stands.
    pub state: RequestState,
}

super::code::codes! {
    /// Where a request stands.
    RequestState {
        /// Being written.
        Draft = "draft",
        /// Waits for a matching.
        Open = "open",
        /// A plan names a Lotse.
        Proposed = "proposed",
        /// A Lotse has been asked.
        Offered = "offered",
        /// A Lotse has accepted.
        Assigned = "assigned",
        /// It took place.
        Completed = "completed",
        /// No longer needed.
        Cancelled = "cancelled",
        /// Its last appointment passed without a Lotse.
        Expired = "expired",
        /// The last matching found nobody.
        Unserved = "unserved",
    }

    /// Who calls a whole request off.
    RequestCancelledBy {
        /// Whoever posted it.
        Requester = "requester",
        /// The newcomer, who needs nobody any more.
        Newcomer = "newcomer",
        /// The project.
        Project = "project",
    }
}

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestMove {
    /// The draft is posted.
    Post,
    /// A plan proposes a Lotse.
    Propose,
    /// A plan finds nobody.
    LeaveUnserved,
    /// The proposal is dropped or the offer declined: it is matched again.
    Reopen,
    /// The offer goes out.
    Offer,
    /// The offer is accepted.
    Assign,
    /// The last Lotse who had accepted is lost, while others are still asked.
    AskOn,
    /// It took place.
    Complete,
    /// Nobody who had accepted came.
    Miss,
    /// It is called off.
    Cancel,
    /// Its last appointment has passed.
    Expire,
}

/// A move that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible for a request that is {state}")]
pub struct RequestMoveError {
    /// Where it stands.
    pub state: RequestState,
    /// What was tried.
    pub step: RequestMove,
}

impl SupportRequest {
    /// The appointments that will do now: the one that was agreed, or any of the alternatives.
    pub fn eligible(&self) -> &[Appointment] {
        self.agreed.as_ref().map_or(&self.appointments, std::slice::from_ref)
    }

    /// The flexible times that will do now: none once one was agreed.
    pub fn eligible_windows(&self) -> &[Window] {
        if self.agreed.is_some() { &[] } else { &self.windows }
    }

    /// When the search ends before the appointments do. A deadline lets whoever asks make other plans; where somebody had said yes
    /// they have made none, so a Lotse who is lost is replaced after it too.
    pub fn search_ends(&self) -> Option<DateTime<Utc>> {
        self.deadline.filter(|_| self.agreed.is_none())
    }

    /// The first local begin that will do now; `None` while there is neither appointment nor window.
    pub fn first_begin(&self) -> Option<NaiveDateTime> {
        let appointments = self.eligible().iter().map(Appointment::starts);
        appointments.chain(self.eligible_windows().iter().map(Window::earliest)).min()
    }
}

impl RequestState {
    /// The state after a move.
    pub fn after(self, step: RequestMove) -> Result<Self, RequestMoveError> {
        use RequestMove as M;
        match (self, step) {
            (Self::Draft, M::Post) => Ok(Self::Open),
            (Self::Open | Self::Unserved | Self::Proposed, M::Propose) => Ok(Self::Proposed),
            (Self::Open | Self::Unserved | Self::Proposed, M::LeaveUnserved) => Ok(Self::Unserved),
            (Self::Proposed | Self::Offered | Self::Assigned | Self::Unserved, M::Reopen) => Ok(Self::Open),
            (Self::Proposed, M::Offer) => Ok(Self::Offered),
            (Self::Offered, M::Assign) => Ok(Self::Assigned),
            (Self::Assigned, M::AskOn) => Ok(Self::Offered),
            (Self::Assigned, M::Complete) => Ok(Self::Completed),
            (Self::Assigned, M::Miss) => Ok(Self::Unserved),
            (Self::Completed | Self::Cancelled | Self::Expired, M::Cancel | M::Expire) => {
                Err(RequestMoveError { state: self, step })
            }
            (_, M::Cancel) => Ok(Self::Cancelled),
            (Self::Open | Self::Proposed | Self::Offered | Self::Unserved, M::Expire) => Ok(Self::Expired),
            _ => Err(RequestMoveError { state: self, step }),
        }
    }

    /// Whether a matching run takes it.
    pub const fn is_open_for_matching(self) -> bool {
        matches!(self, Self::Open | Self::Unserved | Self::Proposed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn the_way_of_a_request() {
        use RequestMove as M;
        let way = [
            M::Post,
            M::LeaveUnserved,
            M::Reopen,
            M::Propose,
            M::Offer,
            M::Reopen,
            M::Propose,
            M::Offer,
            M::Assign,
            M::AskOn,
            M::Assign,
            M::Complete,
        ];
        let end = way.into_iter().try_fold(RequestState::Draft, RequestState::after);
        assert_eq!(end, Ok(RequestState::Completed));
        for state in [RequestState::Completed, RequestState::Cancelled, RequestState::Expired] {
            assert_eq!(state.after(M::Cancel), Err(RequestMoveError { state, step: M::Cancel }));
        }
        assert!(RequestState::Open.after(M::Assign).is_err());
        // Who was let down may come with another time, or it is over.
        assert_eq!(RequestState::Assigned.after(M::Miss), Ok(RequestState::Unserved));
        assert!(RequestState::Offered.after(M::Miss).is_err());
    }

    #[test]
    fn appointments() {
        let sitting = |text, minutes| Sitting::new(at(text), minutes);
        assert_eq!(sitting("2026-12-14 15:00", 0), Err(RequestError::Duration(0)));
        assert!(matches!(sitting("2027-03-28 02:30", 30), Err(RequestError::Time(TimeError::Skipped(_)))));
        assert_eq!(Appointment::new(vec![]), Err(RequestError::NoSitting));
        let first = sitting("2026-12-14 15:00", 60).unwrap();
        let inside = sitting("2026-12-14 15:59", 60).unwrap();
        let after = sitting("2026-12-14 16:00", 60).unwrap();
        assert_eq!(Appointment::new(vec![inside, first]), Err(RequestError::SittingsOverlap(2)));
        assert_eq!(Appointment::new(vec![after, first]).unwrap().sittings(), [first, after]);
    }

    #[test]
    fn a_series_moves_as_a_whole() {
        let sitting = |text, minutes| Sitting::new(at(text), minutes).unwrap();
        let series = Appointment::new(vec![sitting("2026-12-14 15:00", 60), sitting("2026-12-21 16:00", 90)]).unwrap();
        let later = series.moved_to(at("2026-12-15 09:00"), None).unwrap();
        assert_eq!(later.sittings(), [sitting("2026-12-15 09:00", 60), sitting("2026-12-22 10:00", 90)]);
        let longer = series.moved_to(at("2026-12-14 15:00"), Some(120)).unwrap();
        assert_eq!(longer.sittings(), [sitting("2026-12-14 15:00", 120), sitting("2026-12-21 16:00", 120)]);
        assert!(series.overlaps(&longer) && !series.overlaps(&later));
        let touching = Appointment::from(sitting("2026-12-14 16:00", 60));
        assert!(!series.overlaps(&touching) && longer.overlaps(&touching));
        let first = series.sittings()[0].begin();
        assert_eq!(series.after(first), Some(Appointment::from(sitting("2026-12-21 16:00", 90))));
        assert_eq!((series.after(first - 1).as_ref(), series.after(i64::MAX)), (Some(&series), None));
    }

    #[test]
    fn windows() {
        assert!(Window::new(at("2026-12-14 08:00"), at("2026-12-14 09:00"), 60).is_ok());
        assert!(Window::new(at("2026-12-14 08:00"), at("2026-12-14 08:59"), 60).is_err());
        assert!(Window::new(at("2026-12-14 08:00"), at("2027-01-14 08:00"), 60).is_ok());
        assert_eq!(Window::new(at("2026-12-14 08:00"), at("2027-01-14 08:01"), 60), Err(RequestError::WindowTooLong));
        let seconds = at("2026-12-14 09:00") + chrono::Duration::seconds(1);
        assert!(matches!(Window::new(at("2026-12-14 08:00"), seconds, 60), Err(RequestError::Time(_))));
    }

    #[test]
    fn windows_are_as_long_as_the_clocks_make_them() {
        let begins = |earliest, latest, minutes| -> Vec<String> {
            let window = Window::new(at(earliest), at(latest), minutes).unwrap();
            window.sittings().map(|sitting| sitting.start().format("%H:%M").to_string()).collect()
        };
        assert_eq!(begins("2026-12-14 08:00", "2026-12-14 09:45", 60), ["08:00", "08:30"]);
        // From 1:30 to 3:30 there is one hour in spring and three hours in autumn.
        assert_eq!(begins("2027-03-28 01:30", "2027-03-28 03:30", 30), ["01:30", "03:00"]);
        assert_eq!(begins("2026-10-25 01:30", "2026-10-25 03:30", 150), ["01:30", "02:00"]);
        assert!(Window::new(at("2027-03-28 01:30"), at("2027-03-28 03:30"), 61).is_err());
    }
}
