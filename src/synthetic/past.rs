//! The months behind a town: what was asked for in them, and what became of each request.
//!
//! Requests are written as open ones are, fortnight by fortnight, more of them as time goes on and fewer in summer and at
//! Christmas. Twice or three times a week somebody looks who could go: the Lotsen of the project and of those that lend to it, as far as
//! language, distance, week and what they do already allow. So who finds nobody finds nobody for a reason, and figures of
//! coverage, hours and proofs of use are those of a project that works. Whoever goes stays far below the limits of a year.
//!
//! Left out: groups (everybody goes alone), mails, and the audit.

mod fate;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc, Weekday};
use rayon::prelude::*;

use self::fate::Town;
use super::calendar::Calendar;
use super::chance::Stream;
use super::organisations::Organisations;
use super::requests::Desk;
use super::{SyntheticError, World, lotsen};
use crate::domain::assignment::Assignment;
use crate::domain::coverage::UnservedReason;
use crate::domain::id::{HoursEntryId, OrganisationId, RunId};
use crate::domain::offer::{Offer, Proposal};
use crate::domain::region::Area;
use crate::domain::request::SupportRequest;
use crate::domain::time;

/// Numbers of requests of the past, far behind those of open ones; those of a project that is looked at closely again behind these.
const FIRST: u64 = 1 << 32;
const FIRST_CLOSE: u64 = 1 << 50;
/// Numbers of a part of a past.
const PART: u32 = 28;

/// Days that are made up at once: appointments lie in two weeks from a Monday on.
const FORTNIGHT: i64 = 14;

/// Per mille a year by which more is asked for.
const GROWTH: i64 = 250;

/// Per mille of the usual demand, by month.
const SEASON: [i64; 12] = [950, 1050, 1100, 1020, 1020, 1000, 760, 700, 1100, 1150, 1150, 750];

/// When somebody looks who could go.
const LOOKS: [Weekday; 3] = [Weekday::Sun, Weekday::Tue, Weekday::Thu];
const LOOKS_AT: u16 = 18 * 60;

/// How much past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first day on which something was posted.
    pub from: NaiveDate,
    /// Nothing was posted or took place on this day or later.
    pub until: NaiveDate,
    /// Requests a year, at the beginning.
    pub a_year: u32,
    /// Another part, other requests of the same people; each part is made up as if there were no other.
    pub part: u32,
    /// A project that is looked at closely, with so many a year beside its share.
    pub closely: Option<(OrganisationId, u32)>,
}

/// A past.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// When somebody looked who could go.
    pub runs: Vec<(RunId, DateTime<Utc>)>,
    /// What was asked for, in the order of appointments, roughly.
    pub cases: Vec<Case>,
}

/// A request that is over, with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// As it stands.
    pub request: SupportRequest,
    /// Who was proposed, once an offer.
    pub proposals: Vec<Proposal>,
    /// Who was asked.
    pub offers: Vec<Offer>,
    /// Why nobody was found, the last time that somebody looked.
    pub left: Option<Left>,
    /// Who went, or was to go; under the identity of the accepted offer.
    pub assignment: Option<Assignment>,
    /// How long it took.
    pub logged: Option<Logged>,
}

/// Why nobody was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Which look it was.
    pub run: RunId,
    /// When that was.
    pub at: DateTime<Utc>,
    /// How many each reason kept out, the first reason first.
    pub removed: BTreeMap<UnservedReason, u32>,
    /// Who could, and was needed elsewhere.
    pub candidates: u32,
}

/// Hours that were written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Identity of the entry.
    pub id: HoursEntryId,
    /// The carrier that accounts for them: the Lotse's own.
    pub organisation: OrganisationId,
    /// When.
    pub at: DateTime<Utc>,
    /// How long it took.
    pub minutes: u32,
    /// How far it was, there and back; none where nobody had to go.
    pub kilometres: Option<u32>,
    /// When the project agreed; none where it has not yet.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// A request under its number.
type Asked = (u64, Result<SupportRequest, SyntheticError>);

/// Makes it up.
pub(super) fn all(world: &World<'_>, area: &Area, months: &Months) -> Result<Past, SyntheticError> {
    let organisations = Organisations::new(world)?;
    let lotsen = lotsen::all(world, &organisations)?;
    let desk = Desk::new(world, &organisations, &lotsen)?;
    let runs = runs(world, months);
    let mut town = Town::new(area, months, &organisations, &lotsen, &runs);
    let close = months.closely.and_then(|(carrier, a_year)| Some((organisations.seat(carrier)?, carrier, a_year)));
    let mut cases = Vec::new();
    let first = u64::from(months.part) << PART;
    let (mut next, mut next_close) = (FIRST + first, FIRST_CLOSE + first);
    let mut monday = months.from + Duration::days(i64::from((7 - months.from.weekday().num_days_from_monday()) % 7));
    while monday < months.until {
        let then = World { calendar: Calendar::new(monday)?, ..*world };
        let count = asked_for(months, monday, months.a_year);
        let mut asked: Vec<Asked> =
            (next..next + count).into_par_iter().map(|number| (number, desk.request(&then, number))).collect();
        next += count;
        if let Some((region, carrier, a_year)) = close {
            let count = asked_for(months, monday, a_year);
            let these = (next_close..next_close + count).into_par_iter();
            asked.par_extend(these.map(|number| (number, desk.request_of(&then, number, (region, carrier)))));
            next_close += count;
        }
        for (number, request) in asked {
            cases.extend(town.case(request?, &mut world.seed.chance(Stream::Fate, number))?);
        }
        monday += Duration::days(FORTNIGHT);
    }
    Ok(Past { runs, cases })
}

/// How many requests there are in a fortnight, of so many in the first year.
fn asked_for(months: &Months, monday: NaiveDate, a_year: u32) -> u64 {
    let grown = 1000 + GROWTH * (monday - months.from).num_days() / 365;
    let season = usize::try_from(monday.month0()).ok().and_then(|month| SEASON.get(month)).copied().unwrap_or(1000);
    // Rounded half up; what is behind the comma would else be missing in every fortnight.
    let count = (i64::from(a_year) * FORTNIGHT * grown * season / 365 + 500_000) / 1_000_000;
    u64::try_from(count).unwrap_or(0)
}

/// Looks on all evenings on which there was one.
fn runs(world: &World<'_>, months: &Months) -> Vec<(RunId, DateTime<Utc>)> {
    let days = months.from.iter_days().take_while(|day| *day < months.until);
    let evenings = days.filter(|day| LOOKS.contains(&day.weekday()));
    let looks = evenings.filter_map(|day| {
        let at = DateTime::from_timestamp(time::minute_on(day, LOOKS_AT) * 60, 0)?;
        let mut chance = world.seed.chance(Stream::Look, u64::from(day.num_days_from_ce().unsigned_abs()));
        Some((RunId::new(at, chance.bytes()), at))
    });
    looks.collect()
}
