//! What exactly stood in the way, in the language of whoever asked.

use chrono::{NaiveDate, NaiveDateTime};

use crate::app::AppError;
use crate::app::assignments::Refusal;
use crate::app::identity::IdentityError;
use crate::i18n::{Locale, Value, dates, text};

/// What exactly stood in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// What a parser said of bytes, or what is said in the caller's language already.
    Said(String),
    /// A record stands at this code of its states.
    Stands(&'static str),
    /// A record does not go from the first of these codes to the second.
    NoWay(&'static str, &'static str),
    /// The appointment began then.
    Begun(NaiveDateTime),
    /// The appointment does not begin before then.
    NotBegun(NaiveDateTime),
    /// The time has passed.
    Past(NaiveDateTime),
    /// The appointment is at this time already.
    Unchanged,
    /// Hours are written down for it and wait.
    HoursWait,
    /// Its hours were confirmed.
    HoursConfirmed,
    /// The Lotse goes to another request then.
    Overlap {
        /// The number of that request.
        reference: String,
        /// When it begins.
        at: NaiveDateTime,
    },
    /// People have been asked or told, and the request stands at this code of its states.
    Told(&'static str),
    /// The request's time is over.
    TimeOver,
    /// Hours are written down for what took place; the assignment stands at this code.
    TookNoPlace(&'static str),
    /// The accounts of this year are closed.
    YearClosed(i32),
    /// Rules are changed from this day on, because accounts before it are closed.
    OpenFrom(NaiveDate),
    /// The last sitting ends then.
    NotOver(NaiveDateTime),
    /// An absence overlaps one that is noted: its first and last day.
    AbsenceOverlaps(String, String),
    /// So many absences are noted.
    ManyAbsences(u64),
    /// Others name this Lotse.
    LeavesInstead,
    /// It does not fit beside what else is proposed, by this rule.
    NotTogether(&'static str),
    /// The account is closed.
    Closed,
    /// Whoever has the address is somebody elsewhere.
    Elsewhere,
    /// It is the last operator.
    LastOperator,
    /// It is the own account.
    Oneself,
    /// There is a second factor.
    SecondFactorThere,
    /// There is no second factor.
    NoSecondFactor,
    /// So many tokens are there.
    ManyTokens(u64),
    /// Fewer people than so many stand behind it.
    TooFew(u64),
}

impl Why {
    /// What stood in the way of a use case; `None` where there is no more to say than the cause.
    pub fn of_app(error: &AppError) -> Option<Self> {
        Some(match error {
            AppError::Refused(refusal) => match refusal {
                Refusal::NotConfirmed(state) => Self::Stands(state.code()),
                Refusal::RequestOver(state) => Self::Stands(state.code()),
                Refusal::Begun(at) => Self::Begun(*at),
                Refusal::NotBegun(at) => Self::NotBegun(*at),
                Refusal::Past(at) => Self::Past(*at),
                Refusal::Unchanged => Self::Unchanged,
                Refusal::HoursWait => Self::HoursWait,
                Refusal::HoursConfirmed => Self::HoursConfirmed,
                Refusal::Overlap { reference, at, .. } => Self::Overlap { reference: reference.clone(), at: *at },
                Refusal::Time(_) => return None,
            },
            AppError::Request(error) => Self::Stands(error.state.code()),
            AppError::Offer(error) => Self::NoWay(error.from, error.to),
            AppError::Status(error) => Self::NoWay(error.from.code(), error.to.code()),
            AppError::RunOver(state) => Self::Stands(state.code()),
            AppError::Identity(error) => return Self::of_identity(error),
            AppError::TooFew(least) => Self::TooFew(*least),
            _ => return None,
        })
    }

    const fn of_identity(error: &IdentityError) -> Option<Self> {
        Some(match error {
            IdentityError::Closed => Self::Closed,
            IdentityError::Elsewhere => Self::Elsewhere,
            IdentityError::LastOperator => Self::LastOperator,
            IdentityError::Oneself => Self::Oneself,
            IdentityError::AlreadySetUp => Self::SecondFactorThere,
            IdentityError::NotSetUp => Self::NoSecondFactor,
            IdentityError::TooManyTokens(many) => Self::ManyTokens(*many as u64),
            _ => return None,
        })
    }

    /// In words.
    pub fn words(&self, locale: Locale) -> String {
        let when = |at: &NaiveDateTime| -> Value<'static> { dates::moment(locale, *at).into() };
        match self {
            Self::Said(words) => words.clone(),
            Self::Stands(state) => text(locale, "problem-why-stands", &[("state", (*state).into())]),
            Self::NoWay(from, to) => {
                text(locale, "problem-why-no-way", &[("from", (*from).into()), ("to", (*to).into())])
            }
            Self::Begun(at) => text(locale, "problem-why-begun", &[("when", when(at))]),
            Self::NotBegun(at) => text(locale, "problem-why-not-begun", &[("when", when(at))]),
            Self::Past(at) => text(locale, "problem-why-past", &[("when", when(at))]),
            Self::Unchanged => text(locale, "problem-why-unchanged", &[]),
            Self::HoursWait => text(locale, "problem-why-hours-wait", &[]),
            Self::HoursConfirmed => text(locale, "problem-why-hours-confirmed", &[]),
            Self::Overlap { reference, at } => {
                text(locale, "problem-why-overlap", &[("reference", reference.clone().into()), ("when", when(at))])
            }
            Self::Told(state) => text(locale, "problem-why-told", &[("state", (*state).into())]),
            Self::TimeOver => text(locale, "problem-why-time-over", &[]),
            Self::TookNoPlace(state) => text(locale, "problem-why-took-no-place", &[("state", (*state).into())]),
            Self::YearClosed(year) => text(locale, "problem-why-year-closed", &[("year", year.to_string().into())]),
            Self::OpenFrom(day) => text(locale, "problem-why-open-from", &[("day", dates::date(locale, *day).into())]),
            Self::NotOver(at) => text(locale, "problem-why-not-over", &[("when", when(at))]),
            Self::AbsenceOverlaps(first, last) => {
                let days = [("first", first.clone().into()), ("last", last.clone().into())];
                text(locale, "problem-why-absence-overlaps", &days)
            }
            Self::ManyAbsences(many) => text(locale, "problem-why-many-absences", &[("many", (*many).into())]),
            Self::LeavesInstead => text(locale, "problem-why-leaves-instead", &[]),
            Self::NotTogether(rule) => text(locale, "problem-why-not-together", &[("rule", (*rule).into())]),
            Self::Closed => text(locale, "problem-why-closed", &[]),
            Self::Elsewhere => text(locale, "problem-why-elsewhere", &[]),
            Self::LastOperator => text(locale, "problem-why-last-operator", &[]),
            Self::Oneself => text(locale, "problem-why-oneself", &[]),
            Self::SecondFactorThere => text(locale, "problem-why-second-factor-there", &[]),
            Self::NoSecondFactor => text(locale, "problem-why-no-second-factor", &[]),
            Self::TooFew(least) => text(locale, "problem-why-too-few", &[("least", (*least).into())]),
            Self::ManyTokens(many) => text(locale, "problem-why-many-tokens", &[("many", (*many).into())]),
        }
    }
}
