//! How much a Lotse has worked: in the year, of which so much is funded, and in the week, for which there is a guide value.

use chrono::{Datelike, Days, NaiveDate};

use crate::app::programmes::rulebook;
use crate::app::{Context, Moment};
use crate::domain::access::Grant;
use crate::domain::allowance::{guide_minutes_a_week, minutes_a_year};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::Service;
use crate::domain::hours::HoursState;
use crate::domain::id::LotseId;
use crate::domain::request::SupportRequest;
use crate::domain::time::ZONE;
use crate::storage::{self, ReadTx, StorageError};

/// What a Lotse has worked in a calendar year, and what the programme funds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// The year.
    pub year: i32,
    /// Minutes of accompaniment that were confirmed.
    pub minutes_confirmed: u64,
    /// Minutes of accompaniment that wait for the project.
    pub minutes_waiting: u64,
    /// The most minutes of accompaniment that are funded; `None` where no rules hold on the day.
    pub minutes_funded: Option<u64>,
    /// Assignments of interpreting that were confirmed: these are funded one by one.
    pub interpreting_confirmed: u64,
    /// Minutes of accompaniment of this ISO week that they have agreed to or done.
    pub minutes_this_week: u64,
    /// The guide value for a week; `None` where no rules hold. Nothing is held back by it.
    pub minutes_guide: Option<u64>,
    /// Whether they coordinate the others this year.
    pub coordinates: bool,
}

/// What a Lotse that the grant reaches has worked in this calendar year.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn balance(context: &Context, grant: &Grant, id: LotseId, moment: &Moment) -> Result<Balance, StorageError> {
    let today = moment.now.with_timezone(&ZONE).date_naive();
    let year = today.year();
    context.database.read(|tx| {
        let lotse = storage::lotsen::find_within(tx, grant.scope(), id)?;
        // Where none hold, nothing is funded, and no limit is told.
        let rules = rulebook(context, tx)?.on(Some(lotse.organisation), today).ok();
        let total = |tx: &mut _, service, state| storage::hours::total(tx, id, service, state, year);
        let (_, minutes_confirmed) = total(tx, Service::Accompaniment, HoursState::Confirmed)?;
        let (_, minutes_waiting) = total(tx, Service::Accompaniment, HoursState::Logged)?;
        let (interpreting_confirmed, _) = total(tx, Service::Interpreting, HoursState::Confirmed)?;
        let coordinates = storage::programmes::coordinating(tx, lotse.organisation, year)?.contains(&id);
        Ok(Balance {
            year,
            minutes_confirmed,
            minutes_waiting,
            minutes_funded: rules.as_ref().map(|rules| u64::from(minutes_a_year(rules, coordinates))),
            interpreting_confirmed,
            minutes_this_week: of_week(tx, id, today)?,
            minutes_guide: rules.as_ref().map(|rules| u64::from(guide_minutes_a_week(rules, coordinates))),
            coordinates,
        })
    })
}

/// Planned minutes of accompaniment in the ISO week of a day.
fn of_week(tx: &mut ReadTx, id: LotseId, today: NaiveDate) -> Result<u64, StorageError> {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let sunday = monday + Days::new(6);
    let selection = storage::assignments::Selection::OfLotsenBetween(&[id], monday, sunday);
    let mut going = storage::assignments::load(tx, selection)?;
    going.retain(|one| matches!(one.state, AssignmentState::Confirmed | AssignmentState::Completed));
    let ids = going.iter().map(|one| one.request).collect();
    let requests = storage::requests::load(tx, &storage::requests::Selection::Ids(ids))?;
    let accompanies = |one: &&Assignment| {
        let is_it = |request: &&SupportRequest| request.id == one.request;
        requests.iter().find(is_it).is_some_and(|request| request.service == Service::Accompaniment)
    };
    let sittings = going.iter().filter(accompanies).flat_map(|one| one.appointment.sittings());
    let of_week = sittings.filter(|sitting| (monday..=sunday).contains(&sitting.start().date()));
    Ok(of_week.map(|sitting| u64::from(sitting.minutes())).sum())
}
