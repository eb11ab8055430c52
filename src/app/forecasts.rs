//! What a project will probably need next year: hours of accompaniment and assignments of interpreting with their range, what that
//! costs, and, apart from it, what nobody was found for.
//!
//! It is based on what was worked in whole months, confirmed or waiting, since the first month with work. Unmet need is told as it
//! was in the last twelve of these months and not added: whether it can be met depends on people, not on money.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc};

use super::coverage::suppress::is_few;
use super::programmes::rulebook;
use super::proofs::{Sight, by_enough};
use super::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::allowance::cents_for;
use crate::domain::code::Service;
use crate::domain::forecast::{Forecast, History, LEAST_MONTHS, forecast};
use crate::domain::id::OrganisationId;
use crate::domain::month::Month;
use crate::domain::programme::Programme;
use crate::domain::time::ZONE;
use crate::storage::proofs::Worked;
use crate::storage::{self, StorageError};

/// What a project will probably need.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// Whose.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// The year that is looked ahead to.
    pub year: i32,
    /// The last month that counts.
    pub until: Month,
    /// Accompaniment, counted in minutes.
    pub accompaniment: Need,
    /// Interpreting, counted in sittings.
    pub interpreting: Need,
}

/// What is needed of one service.
#[derive(Debug, Clone)]
pub struct Need {
    /// What was worked: the sum of each year, and of how many months.
    pub years: Vec<(i32, u64, u32)>,
    /// What will probably be; `None` where too few months are known.
    pub forecast: Option<Forecast>,
    /// So many months are known.
    pub months_known: usize,
    /// So many are needed.
    pub months_needed: usize,
    /// Cents for an hour or a sitting, as the rules are for that year; `None` where none hold.
    pub rate: Option<u32>,
    /// What nobody was found for in the last twelve months; `None` where it is not told because it is little.
    pub unmet: Option<Unmet>,
}

/// What nobody was found for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unmet {
    /// Requests.
    pub requests: u64,
    /// How long they were to take.
    pub minutes: u64,
    /// In how many sittings.
    pub sittings: u64,
}

impl Need {
    /// What a figure of the forecast costs, cents: minutes by the hour, sittings by the sitting.
    pub fn cents(&self, service: Service, figure: f64) -> Option<u64> {
        let whole = rounded(figure);
        self.rate.map(|rate| match service {
            Service::Accompaniment => cents_for(u32::try_from(whole).unwrap_or(u32::MAX), rate),
            Service::Interpreting => whole.saturating_mul(u64::from(rate)),
        })
    }
}

/// A figure of a forecast as a whole number; those are never below nought.
pub fn rounded(figure: f64) -> u64 {
    let nearest = figure.round().clamp(0.0, 1e15);
    format!("{nearest:.0}").parse().unwrap_or(0)
}

/// What a project that the grant reaches will probably need in the year after this one.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not reach it; [`AppError::TooFew`] when fewer worked in a year than are told of to whoever sees
/// no people; else when the database fails.
pub fn outlook(
    context: &Context,
    grant: &Grant,
    sight: Sight,
    id: OrganisationId,
    now: DateTime<Utc>,
) -> Result<Outlook, AppError> {
    if !grant.scope().has_organisation(id) {
        return Err(StorageError::NotFound { what: "organisation" }.into());
    }
    let today = now.with_timezone(&ZONE).date_naive();
    let (this_month, year) = (Month::of(today), today.year().saturating_add(1));
    context.database.read(|tx| {
        let organisation = storage::organisations::find(tx, id)?;
        if organisation.kind != crate::domain::code::OrganisationKind::Carrier {
            return Err(StorageError::NotFound { what: "organisation" }.into());
        }
        let new_year = Month::new(year, 1).unwrap_or(this_month).first();
        // Where none hold yet, hours are told and no money.
        let rules = rulebook(context, tx)?.on(Some(id), new_year).ok();
        let worked = storage::proofs::worked(tx, id, this_month.begins())?;
        let fewest = match sight {
            Sight::People => 0,
            Sight::Figures => context.least_told,
        };
        let years: BTreeSet<i32> = worked.iter().map(|one| one.until.year()).collect();
        for year in years {
            let of_year = worked.iter().filter(|one| one.until.year() == year);
            by_enough(of_year.filter_map(|one| Some((one.service, one.lotse?))), fewest)?;
        }
        let a_year_ago = (0..12).fold(this_month, |month, _| month.before());
        let unmet = storage::proofs::unserved(tx, id, a_year_ago.begins(), this_month.begins())?;
        let need = |service| {
            let need = need_of(service, (&worked, &unmet), this_month, year, rules.as_ref());
            Need { unmet: need.unmet.filter(|unmet| !is_few(unmet.requests, fewest)), ..need }
        };
        Ok(Outlook {
            organisation: id,
            name: organisation.name.to_string(),
            year,
            until: this_month.before(),
            accompaniment: need(Service::Accompaniment),
            interpreting: need(Service::Interpreting),
        })
    })
}

/// What is needed of one service in a year, from what was worked and what nobody was found for.
pub(super) fn need_of(
    service: Service,
    (worked, unmet): (&[Worked], &[Worked]),
    this_month: Month,
    year: i32,
    rules: Option<&Programme>,
) -> Need {
    let own: Vec<&Worked> = worked.iter().filter(|one| one.service == service).collect();
    let figure = |one: &Worked| match service {
        Service::Accompaniment => u64::from(one.minutes),
        Service::Interpreting => u64::from(one.sittings),
    };
    let history = own.first().map(|first| {
        let from = Month::of(first.until.date());
        let months = usize::try_from(this_month.number() - from.number()).unwrap_or(0);
        let mut values = vec![0.0; months];
        for one in &own {
            let at = usize::try_from(Month::of(one.until.date()).number() - from.number()).unwrap_or(0);
            if let Some(value) = values.get_mut(at) {
                *value += figure(one) as f64;
            }
        }
        History { from, values }
    });
    let mut unmet_of = Unmet::default();
    for one in unmet.iter().filter(|one| one.service == service) {
        unmet_of.requests += 1;
        unmet_of.minutes += u64::from(one.minutes);
        unmet_of.sittings += u64::from(one.sittings);
    }
    Need {
        years: history.as_ref().map(years).unwrap_or_default(),
        months_known: history.as_ref().map_or(0, |history| history.values.len()),
        months_needed: LEAST_MONTHS,
        forecast: history.and_then(|history| forecast(&history, year)),
        rate: rules.map(|rules| match service {
            Service::Accompaniment => rules.accompaniment.cents_per_hour,
            Service::Interpreting => rules.interpreting.cents_per_assignment,
        }),
        unmet: Some(unmet_of),
    }
}

/// The sum of each year, and of how many months.
fn years(history: &History) -> Vec<(i32, u64, u32)> {
    let mut years: Vec<(i32, u64, u32)> = Vec::new();
    let mut month = history.from;
    for value in &history.values {
        match years.last_mut().filter(|(year, ..)| *year == month.year()) {
            Some((_, sum, months)) => {
                *sum += rounded(*value);
                *months += 1;
            }
            None => years.push((month.year(), rounded(*value), 1)),
        }
        month = month.next();
    }
    years
}
