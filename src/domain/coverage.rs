//! The words of coverage: by what figures are told, what is counted, and in which classes times fall.
//!
//! Everything is counted in whole numbers that add up, so that a sum can be corrected by taking back what a request was counted as
//! and counting it anew. So times are kept as counts by class of hours, and a median is the upper end of a class.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::domain::code::{Service, Topic, UnknownCode};
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;

crate::domain::code::codes! {
    /// By what figures are told. Each request has one value of each, so that parts add up to the whole.
    Dimension {
        /// Where it takes place.
        Region = "region",
        /// The carrier whose project cares for it.
        Project = "project",
        /// The language that it names first.
        Language = "language",
        /// What it is about.
        Topic = "topic",
        /// What it asks for.
        Service = "service",
        /// The month in which it was posted.
        Month = "month",
    }

    /// Why nobody was found: where those who came furthest failed.
    UnservedReason {
        /// Nobody active.
        Status = "status",
        /// Nobody with consent.
        Consent = "consent",
        /// Nobody in the pool.
        Pool = "pool",
        /// Nobody gives the service.
        Service = "service",
        /// Nobody speaks the language well enough.
        Language = "language",
        /// Nobody of the gender that must be.
        Gender = "gender",
        /// All declined, excluded or blocked.
        Exclusion = "exclusion",
        /// Nobody offers the mode.
        Mode = "mode",
        /// Too far.
        Distance = "distance",
        /// Away.
        Absence = "absence",
        /// No time at that hour.
        Availability = "availability",
        /// A qualification is missing.
        Qualification = "qualification",
        /// Somewhere else at the time.
        Overlap = "overlap",
        /// The week is full.
        WeeklyLoad = "weekly_load",
        /// The year is full.
        YearlyCap = "yearly_cap",
        /// No more paid assignments for the client.
        ClientCap = "client_cap",
        /// Asked often enough this week.
        AskBudget = "ask_budget",
        /// Somebody could, and was needed for other requests.
        Lost = "lost",
        /// Lotsen were asked, and none agreed in time.
        NoYes = "no_yes",
        /// A Lotse had agreed and did not come.
        Missed = "missed",
        /// There was nobody to ask at all, or no run has looked.
        Nobody = "nobody",
    }

    /// What is told, each with one definition: in words of the catalogue, on the page and in docs/COVERAGE.md.
    Figure {
        /// Decided requests.
        Requests = "requests",
        /// Of these: somebody goes, or went.
        Served = "served",
        /// Of these: nobody was found.
        Unserved = "unserved",
        /// Not decided yet.
        Waiting = "waiting",
        /// Unserved requests by reason.
        Reasons = "reasons",
        /// From posting to the first offer.
        TimeToMatch = "time_to_match",
        /// From posting to the first yes.
        TimeToAcceptance = "time_to_acceptance",
        /// Of the answered or expired offers: accepted.
        AcceptanceRate = "acceptance_rate",
        /// Of the answered or expired offers: no answer.
        NoAnswerRate = "no_answer_rate",
        /// From posting to the first appointment.
        LeadTime = "lead_time",
        /// Confirmed hours.
        Hours = "hours",
        /// Lotsen who can be asked now.
        ActiveLotsen = "active_lotsen",
        /// How unequally assignments are spread.
        LoadSpread = "load_spread",
        /// Languages that one or two people carry.
        Fragility = "fragility",
    }
}

/// Upper ends of the classes of hours; above the last is one more class.
pub const HOURS: [u32; 17] = [1, 2, 4, 8, 12, 24, 48, 72, 96, 120, 168, 240, 336, 504, 672, 1008, 1344];

/// A class of hours: above the end before and up to its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(u8);

impl Class {
    /// The class of a time; one that begins before it ends took no time.
    pub fn of(time: chrono::Duration) -> Self {
        let seconds = time.num_seconds();
        let below = HOURS.iter().filter(|end| seconds > i64::from(**end) * 3600).count();
        Self(u8::try_from(below).unwrap_or(u8::MAX))
    }

    /// Its upper end; `None` for the last one.
    pub fn hours(self) -> Option<u32> {
        HOURS.get(usize::from(self.0)).copied()
    }
}

/// What a request can count for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Somebody goes, or went.
    Served,
    /// Nobody was found.
    Unserved,
    /// Not decided yet.
    Waiting,
    /// Unserved for this reason.
    Reason(UnservedReason),
    /// Time from posting to the first offer.
    Matched(Class),
    /// Time from posting to the first yes.
    Accepted(Class),
    /// Time from posting to the first appointment.
    Lead(Class),
    /// Offers accepted.
    Yes,
    /// Offers declined.
    No,
    /// Offers expired.
    Silence,
    /// Confirmed entries of hours.
    Entries,
    /// Confirmed minutes.
    Minutes,
}

impl Measure {
    /// Those that are counted by two things at once, and not by one alone.
    pub const CROSSED: [Self; 2] = [Self::Served, Self::Unserved];

    /// Whether it is one of them.
    pub fn is_crossed(self) -> bool {
        Self::CROSSED.contains(&self)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Served => f.write_str("served"),
            Self::Unserved => f.write_str("unserved"),
            Self::Waiting => f.write_str("waiting"),
            Self::Reason(reason) => write!(f, "reason {reason}"),
            Self::Matched(class) => write!(f, "matched {:02}", class.0),
            Self::Accepted(class) => write!(f, "accepted {:02}", class.0),
            Self::Lead(class) => write!(f, "lead {:02}", class.0),
            Self::Yes => f.write_str("yes"),
            Self::No => f.write_str("no"),
            Self::Silence => f.write_str("silence"),
            Self::Entries => f.write_str("entries"),
            Self::Minutes => f.write_str("minutes"),
        }
    }
}

impl FromStr for Measure {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCode { value: text.to_owned(), allowed: "served, unserved, waiting, …".to_owned() };
        let class = |number: &str| {
            let number = number.parse().ok().filter(|number| usize::from(*number) <= HOURS.len());
            number.map(Class).ok_or_else(unknown)
        };
        Ok(match text.split_once(' ') {
            Some(("reason", reason)) => Self::Reason(reason.parse()?),
            Some(("matched", number)) => Self::Matched(class(number)?),
            Some(("accepted", number)) => Self::Accepted(class(number)?),
            Some(("lead", number)) => Self::Lead(class(number)?),
            Some(_) => return Err(unknown()),
            None => match text {
                "served" => Self::Served,
                "unserved" => Self::Unserved,
                "waiting" => Self::Waiting,
                "yes" => Self::Yes,
                "no" => Self::No,
                "silence" => Self::Silence,
                "entries" => Self::Entries,
                "minutes" => Self::Minutes,
                _ => return Err(unknown()),
            },
        })
    }
}

/// How often something counts for each measure.
pub type Counts = BTreeMap<Measure, u64>;

/// What one request is counted as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The request.
    pub request: RequestId,
    /// Year and month of the local day on which it was posted.
    pub posted: (i32, u32),
    /// Where it takes place; `None` where the postcode is in no region.
    pub region: Option<RegionCode>,
    /// Whose project cares for it.
    pub project: OrganisationId,
    /// The language that it names first, if any.
    pub language: Option<LanguageCode>,
    /// What it is about.
    pub topic: Topic,
    /// What it asks for.
    pub service: Service,
    /// What it counts for.
    pub counts: Counts,
    /// Lotsen who go or went, once an assignment.
    pub lotsen: Vec<LotseId>,
}

impl Fact {
    /// Its value of a dimension; empty where it has none.
    pub fn key(&self, dimension: Dimension) -> String {
        match dimension {
            Dimension::Region => self.region.as_ref().map(ToString::to_string).unwrap_or_default(),
            Dimension::Project => self.project.to_string(),
            Dimension::Language => self.language.map(|code| code.to_string()).unwrap_or_default(),
            Dimension::Topic => self.topic.code().to_owned(),
            Dimension::Service => self.service.code().to_owned(),
            Dimension::Month => format!("{:02}", self.posted.1),
        }
    }

    /// Everything that it adds to the sums.
    pub fn parts(&self) -> impl Iterator<Item = (Cell, u64)> {
        let keys: Vec<(Dimension, String)> =
            Dimension::ALL.iter().map(|dimension| (*dimension, self.key(*dimension))).collect();
        let mut by: Vec<By> = vec![By::Nothing];
        by.extend(keys.iter().map(|(dimension, key)| By::One(*dimension, key.clone())));
        for (at, (first, first_key)) in keys.iter().enumerate() {
            let others = keys.iter().skip(at + 1);
            by.extend(others.map(|(second, key)| By::Two((*first, first_key.clone()), (*second, key.clone()))));
        }
        let year = self.posted.0;
        by.into_iter().flat_map(move |by| {
            let is_crossed = matches!(by, By::Two(..));
            let counts = self.counts.iter().filter(move |(measure, _)| !is_crossed || measure.is_crossed());
            counts.map(move |(measure, value)| (Cell { year, by: by.clone(), measure: *measure }, *value))
        })
    }
}

/// By what a sum is narrowed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// All of the year.
    Nothing,
    /// One value of one dimension.
    One(Dimension, String),
    /// One value each of two, in the order of [`Dimension::ALL`].
    Two((Dimension, String), (Dimension, String)),
}

/// One sum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Of requests posted in this year.
    pub year: i32,
    /// Narrowed to these.
    pub by: By,
    /// Counted for this.
    pub measure: Measure,
}

/// The upper end of the class in which the `percent`th of a hundred lies; `None` without any. The last class has no end.
pub fn quantile(counts: impl IntoIterator<Item = (Class, u64)>, percent: u64) -> Option<Class> {
    let mut classes: Vec<(Class, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    classes.sort_unstable();
    let all: u64 = classes.iter().map(|(_, count)| count).sum();
    // The smallest class up to which at least so many lie.
    let wanted = (all * percent).div_ceil(100);
    let mut reached = 0;
    classes.into_iter().find_map(|(class, count)| {
        reached += count;
        (reached >= wanted).then_some(class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_fall_into_classes_by_their_upper_end() {
        let class = |seconds| Class::of(chrono::Duration::seconds(seconds)).hours();
        assert_eq!([class(-5), class(0), class(3600), class(3601)], [Some(1), Some(1), Some(1), Some(2)]);
        assert_eq!([class(1344 * 3600), class(1344 * 3600 + 1), class(i64::MAX / 1000)], [Some(1344), None, None]);
    }

    #[test]
    fn a_quantile_is_the_class_up_to_which_so_many_lie() {
        let of = |counts: &[(u8, u64)], percent| {
            quantile(counts.iter().map(|(class, count)| (Class(*class), *count)), percent).map(|class| class.0)
        };
        assert_eq!(of(&[], 50), None);
        assert_eq!((of(&[(3, 1)], 50), of(&[(3, 1)], 90)), (Some(3), Some(3)));
        assert_eq!((of(&[(5, 1), (1, 9)], 50), of(&[(5, 1), (1, 9)], 90)), (Some(1), Some(1)));
        assert_eq!((of(&[(1, 5), (5, 5)], 50), of(&[(1, 5), (5, 6)], 50)), (Some(1), Some(5)));
    }

    #[test]
    fn measures_are_read_back() {
        let mut all = vec![Measure::Served, Measure::Unserved, Measure::Waiting, Measure::Yes, Measure::No];
        all.extend([Measure::Silence, Measure::Entries, Measure::Minutes]);
        all.extend(UnservedReason::ALL.iter().map(|reason| Measure::Reason(*reason)));
        for class in 0..=HOURS.len() {
            let class = Class(u8::try_from(class).unwrap());
            all.extend([Measure::Matched(class), Measure::Accepted(class), Measure::Lead(class)]);
        }
        for measure in all {
            assert_eq!(measure.to_string().parse(), Ok(measure));
        }
        for wrong in ["", "reason", "reason none", "matched 18", "matched", "lead -1", "served 1"] {
            assert!(wrong.parse::<Measure>().is_err(), "{wrong}");
        }
    }
}
