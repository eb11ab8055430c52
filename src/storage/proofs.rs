//! What the proof of use and the forecast count beside confirmed work: what waits, what nobody was found for, who was qualified, and
//! what was worked month by month.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::error::StorageError;
use super::schema::{
    assignment_sittings, hours_entries, lotse_languages, lotse_qualifications, lotse_services, lotsen,
    request_sittings, request_windows, requests,
};
use super::stored;
use super::transaction::ReadTx;
use super::types::Id;
use crate::domain::code::{LotseStatus, Service};
use crate::domain::hours::HoursState;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::LanguageCode;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::RequestState;

/// Work of a day that was not sent back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked {
    /// By whom; nobody where nobody was found.
    pub lotse: Option<LotseId>,
    /// The local end of the last sitting.
    pub until: NaiveDateTime,
    /// As what.
    pub service: Service,
    /// How long.
    pub minutes: u32,
    /// In how many sittings.
    pub sittings: u32,
}

/// Entries of a carrier that do not count yet, of which the last sitting ended in this span.
pub fn undecided(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    from: NaiveDateTime,
    before: NaiveDateTime,
) -> Result<u64, StorageError> {
    let id = Id(carrier.as_uuid());
    let count: i64 = hours_entries::table
        .filter(hours_entries::organisation_id.eq(id))
        .filter(hours_entries::state.eq_any([HoursState::Logged.code(), HoursState::Rejected.code()]))
        .filter(hours_entries::worked_until.ge(from))
        .filter(hours_entries::worked_until.lt(before))
        .select(count_star())
        .first(tx.conn())?;
    stored::number(count, "hours_entries", id)
}

/// What a carrier's Lotsen have worked before a time, confirmed or waiting, in the order in which it was done.
pub fn worked(tx: &mut ReadTx, carrier: OrganisationId, before: NaiveDateTime) -> Result<Vec<Worked>, StorageError> {
    let of_carrier = || {
        hours_entries::organisation_id
            .eq(Id(carrier.as_uuid()))
            .and(hours_entries::state.eq_any([HoursState::Logged.code(), HoursState::Confirmed.code()]))
            .and(hours_entries::worked_until.lt(before))
    };
    let counts: Vec<(Id, i64)> = hours_entries::table
        .inner_join(assignment_sittings::table.on(assignment_sittings::assignment_id.eq(hours_entries::assignment_id)))
        .filter(of_carrier())
        .group_by(assignment_sittings::assignment_id)
        .select((assignment_sittings::assignment_id, count_star()))
        .load(tx.conn())?;
    let sittings: HashMap<Id, i64> = counts.into_iter().collect();
    let rows: Vec<(Id, Id, NaiveDateTime, String, i32)> = hours_entries::table
        .filter(of_carrier())
        .order((hours_entries::worked_until, hours_entries::id))
        .select((
            hours_entries::assignment_id,
            hours_entries::lotse_id,
            hours_entries::worked_until,
            hours_entries::service,
            hours_entries::minutes,
        ))
        .load(tx.conn())?;
    let worked = |(id, lotse, until, service, minutes): (Id, Id, NaiveDateTime, String, i32)| {
        Ok(Worked {
            lotse: Some(LotseId::from_uuid(lotse.0)),
            until,
            service: stored::text(&service, "hours_entries.service", id)?,
            minutes: stored::number(minutes, "hours_entries.minutes", id)?,
            sittings: stored::number(sittings.get(&id).copied().unwrap_or(1), "assignment_sittings", id)?,
        })
    };
    rows.into_iter().map(worked).collect()
}

/// A carrier's requests by where they stand, of those that were to begin in this span.
pub fn requests_by_state(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    from: NaiveDateTime,
    before: NaiveDateTime,
) -> Result<Vec<(RequestState, u64)>, StorageError> {
    let id = Id(carrier.as_uuid());
    let rows: Vec<(String, i64)> = requests::table
        .filter(requests::carrier_id.eq(id))
        .filter(requests::first_begin.ge(from))
        .filter(requests::first_begin.lt(before))
        .group_by(requests::state)
        .select((requests::state, count_star()))
        .load(tx.conn())?;
    let read = |(state, count): (String, i64)| {
        Ok((stored::text(&state, "requests.state", id)?, stored::number(count, "requests", id)?))
    };
    rows.into_iter().map(read).collect()
}

/// What nobody was found for: requests of a carrier that were to begin in this span, each with its sittings and how long they were to
/// take. Of alternatives the first one counts.
pub fn unserved(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    from: NaiveDateTime,
    before: NaiveDateTime,
) -> Result<Vec<Worked>, StorageError> {
    let id = Id(carrier.as_uuid());
    let nobody = || {
        requests::carrier_id
            .eq(id)
            .and(requests::state.eq_any([RequestState::Unserved.code(), RequestState::Expired.code()]))
            .and(requests::first_begin.ge(from))
            .and(requests::first_begin.lt(before))
    };
    let listed: Vec<(Id, i32)> = requests::table
        .inner_join(request_sittings::table)
        .filter(nobody())
        .filter(request_sittings::appointment.eq(0))
        .select((requests::id, request_sittings::minutes))
        .load(tx.conn())?;
    let flexible: Vec<(Id, i32)> = requests::table
        .inner_join(request_windows::table)
        .filter(nobody())
        .filter(request_windows::position.eq(0))
        .select((requests::id, request_windows::minutes))
        .load(tx.conn())?;
    let mut planned: HashMap<Id, Vec<i32>> = HashMap::new();
    for (request, minutes) in listed {
        planned.entry(request).or_default().push(minutes);
    }
    for (request, minutes) in flexible {
        planned.entry(request).or_insert_with(|| vec![minutes]);
    }
    let rows: Vec<(Id, NaiveDateTime, String)> = requests::table
        .filter(nobody())
        .order((requests::first_begin, requests::id))
        .select((requests::id, requests::first_begin, requests::service))
        .load(tx.conn())?;
    let read = |(request, until, service): (Id, NaiveDateTime, String)| {
        let sittings = planned.get(&request).map(Vec::as_slice).unwrap_or_default();
        let minutes: i32 = sittings.iter().copied().fold(0, i32::saturating_add);
        Ok(Worked {
            lotse: None,
            until,
            service: stored::text(&service, "requests.service", request)?,
            minutes: stored::number(minutes, "request_sittings.minutes", request)?,
            sittings: u32::try_from(sittings.len()).unwrap_or(u32::MAX),
        })
    };
    rows.into_iter().map(read).collect()
}

/// How many of a carrier's Lotsen got a qualification in these days, the last not included.
pub fn qualified(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    from: NaiveDate,
    before: NaiveDate,
) -> Result<Vec<(QualificationCode, u64)>, StorageError> {
    let id = Id(carrier.as_uuid());
    let rows: Vec<(String, i64)> = lotse_qualifications::table
        .inner_join(lotsen::table)
        .filter(lotsen::organisation_id.eq(id))
        .filter(lotse_qualifications::acquired_on.ge(from))
        .filter(lotse_qualifications::acquired_on.lt(before))
        .group_by(lotse_qualifications::code)
        .order(lotse_qualifications::code)
        .select((lotse_qualifications::code, count_star()))
        .load(tx.conn())?;
    let read = |(code, count): (String, i64)| {
        Ok((stored::owned(code, "lotse_qualifications.code", id)?, stored::number(count, "lotse_qualifications", id)?))
    };
    rows.into_iter().map(read).collect()
}

/// Who can be asked for a service at a carrier, and which languages they speak together.
pub fn pool(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    service: Service,
) -> Result<(BTreeSet<LotseId>, BTreeSet<LanguageCode>), StorageError> {
    let id = Id(carrier.as_uuid());
    let who = || {
        lotsen::organisation_id
            .eq(id)
            .and(lotsen::status.eq(LotseStatus::Active.code()))
            .and(lotse_services::service.eq(service.code()))
    };
    let people: Vec<Id> =
        lotsen::table.inner_join(lotse_services::table).filter(who()).select(lotsen::id).load(tx.conn())?;
    let languages: Vec<String> = lotsen::table
        .inner_join(lotse_services::table)
        .inner_join(lotse_languages::table)
        .filter(who())
        .select(lotse_languages::language)
        .distinct()
        .load(tx.conn())?;
    let language = |code: String| stored::text(&code, "lotse_languages.language", id);
    let languages = languages.into_iter().map(language).collect::<Result<_, _>>()?;
    Ok((people.into_iter().map(|id| LotseId::from_uuid(id.0)).collect(), languages))
}
