//! Monthly statements: what a Lotse's confirmed work of a month is paid, and why some of it may not be.
//!
//! A statement is computed from what is confirmed now, by the rules of each day. It says how much still waits, so nobody takes it for
//! more than it is. What another carrier accounts for stands in a part of its own, for the Lotse alone and for that carrier.

mod paper;

use paper::document;
pub use paper::manner;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::mails::{languages, reference, town};
use super::programmes::rulebook;
use super::{AppError, Context};
use crate::documents::Format;
use crate::domain::access::Grant;
use crate::domain::allowance::{Allowance, HeldBack, Work, allowances, minutes_a_year};
use crate::domain::code::{Mode, Service};
use crate::domain::id::{HoursEntryId, LotseId, OrganisationId};
use crate::domain::language::Language;
use crate::domain::month::Month;
use crate::domain::rulebook::Rulebook;
use crate::domain::text::{ListNumber, Town};
use crate::i18n::Locale;
use crate::storage::programmes::coordinating;
use crate::storage::work::Recorded;
use crate::storage::{self, ReadTx, StorageError};

/// What a Lotse's work of a month is paid.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Who.
    pub lotse: LotseId,
    /// Their name.
    pub name: String,
    /// Where they belong now.
    pub organisation: OrganisationId,
    /// The month.
    pub month: Month,
    /// One for each carrier that accounts for some of it; one for the own carrier in any case.
    pub parts: Vec<Part>,
}

/// What one carrier pays.
#[derive(Debug, Clone)]
pub struct Part {
    /// Which one.
    pub carrier: OrganisationId,
    /// Its name.
    pub carrier_name: String,
    /// Entry by entry, in the order in which they were worked.
    pub lines: Vec<Line>,
    /// Entries of the month that do not count yet: they wait, or were sent back.
    pub undecided: u64,
    /// Minutes of accompaniment that are paid of the whole year by now.
    pub year_minutes: u64,
    /// The most that are paid in the year; `None` where no rules hold.
    pub most_minutes: Option<u64>,
}

/// An entry.
#[derive(Debug, Clone)]
pub struct Line {
    /// What was done.
    pub work: Work,
    /// How far it was, there and back.
    pub kilometres: Option<u32>,
    /// The request's number as people know it.
    pub reference: ListNumber,
    /// Languages that would do.
    pub languages: Vec<Language>,
    /// How they met.
    pub mode: Mode,
    /// Where.
    pub town: Town,
    /// What is paid.
    pub paid: Allowance,
}

/// Sums of lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Entries.
    pub entries: u64,
    /// Minutes that were worked.
    pub minutes: u64,
    /// Minutes that are paid.
    pub paid_minutes: u64,
    /// Sittings.
    pub sittings: u64,
    /// Sittings that are paid.
    pub paid_sittings: u64,
    /// Cents.
    pub cents: u64,
}

impl Sums {
    /// With an entry more.
    pub const fn add(&mut self, work: &Work, paid: &Allowance) {
        self.entries += 1;
        self.minutes += work.minutes as u64;
        self.paid_minutes += paid.minutes as u64;
        self.sittings += work.sittings as u64;
        self.paid_sittings += paid.sittings as u64;
        self.cents += paid.cents;
    }
}

impl Part {
    /// The sums of a service.
    pub fn sums(&self, service: Service) -> Sums {
        let mut sums = Sums::default();
        for line in self.lines.iter().filter(|line| line.work.service == service) {
            sums.add(&line.work, &line.paid);
        }
        sums
    }

    /// All that is paid, cents.
    pub fn cents(&self) -> u64 {
        self.lines.iter().map(|line| line.paid.cents).sum()
    }
}

impl Statement {
    /// All that is paid, cents.
    pub fn cents(&self) -> u64 {
        self.parts.iter().map(Part::cents).sum()
    }
}

/// The statement of a Lotse, as far as the grant reaches the carriers that account for it: whoever has gone to another carrier is owed
/// what was done for the one before.
///
/// # Errors
/// [`StorageError::NotFound`] when it reaches neither the Lotse nor a carrier that accounts for something in the month; else when the database fails.
pub fn statement(context: &Context, grant: &Grant, id: LotseId, month: Month) -> Result<Statement, AppError> {
    context.database.read(|tx| {
        let lotse = storage::lotsen::find(tx, id)?;
        let rules = rulebook(context, tx)?;
        let mut carriers = storage::work::carriers(tx, id, month.begins(), month.ends())?;
        if !carriers.contains(&lotse.organisation) {
            carriers.push(lotse.organisation);
        }
        carriers.retain(|carrier| grant.scope().has_lotse(id, *carrier));
        if carriers.is_empty() {
            return Err(StorageError::NotFound { what: "Lotse" }.into());
        }
        let mut parts = Vec::new();
        for carrier in carriers {
            parts.push(part(context, tx, &rules, (id, carrier), month)?);
        }
        let name = format!("{} {}", lotse.given_name, lotse.family_name);
        Ok(Statement { lotse: id, name, organisation: lotse.organisation, month, parts })
    })
}

/// What a carrier has confirmed of a year, in the order in which it was done, each with what is paid for it.
pub(super) fn accounts(
    tx: &mut ReadTx,
    rules: &Rulebook,
    carrier: OrganisationId,
    year: i32,
) -> Result<Vec<(Recorded, Allowance)>, StorageError> {
    accounts_with(tx, rules, carrier, year, &[])
}

/// The same as it would be with some entries confirmed.
fn accounts_with(
    tx: &mut ReadTx,
    rules: &Rulebook,
    carrier: OrganisationId,
    year: i32,
    and_these: &[HoursEntryId],
) -> Result<Vec<(Recorded, Allowance)>, StorageError> {
    let (Some(first), Some(last)) = (Month::new(year, 1), Month::new(year, 12)) else { return Ok(Vec::new()) };
    let recorded = storage::work::confirmed(tx, carrier, (first.begins(), last.ends()), and_these)?;
    let works: Vec<Work> = recorded.iter().map(|one| one.work.clone()).collect();
    let coordinating = coordinating(tx, carrier, year)?;
    let paid = allowances(&works, |day| rules.on(Some(carrier), day), &coordinating);
    let with = |one: Recorded| paid.get(&one.work.entry).map(|paid| (one, *paid));
    Ok(recorded.into_iter().filter_map(with).collect())
}

fn part(
    context: &Context,
    tx: &mut ReadTx,
    rules: &Rulebook,
    (lotse, carrier): (LotseId, OrganisationId),
    month: Month,
) -> Result<Part, AppError> {
    let mut own = accounts(tx, rules, carrier, month.year())?;
    own.retain(|(recorded, _)| recorded.work.lotse == lotse);
    let year_minutes = own.iter().map(|(_, paid)| u64::from(paid.minutes)).sum();
    own.retain(|(recorded, _)| (month.begins()..month.ends()).contains(&recorded.work.worked_until));
    let mut lines = Vec::with_capacity(own.len());
    for (recorded, paid) in own {
        lines.push(line(context, tx, recorded, paid)?);
    }
    let coordinates = coordinating(tx, carrier, month.year())?.contains(&lotse);
    let last = last_day(month);
    let most = rules.on(Some(carrier), last).ok().map(|rules| u64::from(minutes_a_year(&rules, coordinates)));
    Ok(Part {
        carrier,
        carrier_name: storage::organisations::find(tx, carrier)?.name.to_string(),
        lines,
        undecided: storage::work::undecided(tx, (lotse, carrier), month.begins(), month.ends())?,
        year_minutes,
        most_minutes: most,
    })
}

/// The statement as a file, as it stands on a day.
///
/// # Errors
/// When it cannot be made, which is a mistake of this program.
pub fn file(statement: &Statement, locale: Locale, today: NaiveDate, format: Format) -> Result<Vec<u8>, AppError> {
    Ok(document(statement, locale, today).write(format)?)
}

/// Which limit entries that the grant reaches would be beyond if they were confirmed now, those alone that would be.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach one; else when the database fails.
pub fn prospects(
    context: &Context,
    grant: &Grant,
    ids: &[HoursEntryId],
) -> Result<BTreeMap<HoursEntryId, HeldBack>, StorageError> {
    context.database.read(|tx| {
        let rules = rulebook(context, tx)?;
        let mut of: BTreeMap<(OrganisationId, i32), Vec<HoursEntryId>> = BTreeMap::new();
        for id in ids {
            let entry = storage::hours::find_within(tx, grant.scope(), *id)?;
            of.entry((entry.organisation, entry.worked_until.year())).or_default().push(*id);
        }
        let mut beyond = BTreeMap::new();
        for ((carrier, year), these) in of {
            for (recorded, paid) in accounts_with(tx, &rules, carrier, year, &these)? {
                let entry = recorded.work.entry;
                beyond.extend(paid.beyond.filter(|_| these.contains(&entry)).map(|limit| (entry, limit)));
            }
        }
        Ok(beyond)
    })
}

fn last_day(month: Month) -> NaiveDate {
    let next = month.next().first();
    next.pred_opt().unwrap_or(next).with_year(month.year()).unwrap_or(next)
}

fn line(context: &Context, tx: &mut ReadTx, recorded: Recorded, paid: Allowance) -> Result<Line, AppError> {
    let request = storage::requests::find(tx, recorded.request)?;
    let entry = storage::hours::find(tx, recorded.work.entry)?;
    let assignment = storage::assignments::find(tx, entry.assignment)?;
    Ok(Line {
        reference: reference(&request)?,
        languages: languages(context, &request),
        mode: assignment.mode,
        town: town(context, &request)?,
        kilometres: recorded.kilometres,
        work: recorded.work,
        paid,
    })
}
