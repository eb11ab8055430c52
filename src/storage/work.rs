//! Confirmed work of a carrier, as accounts and reports need it: what was done, in how many sittings, for whom and on which topic.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::error::StorageError;
use super::schema::{assignment_sittings, assignments, hours_entries, request_languages, requests};
use super::stored;
use super::transaction::ReadTx;
use super::types::{Id, Ts};
use crate::domain::allowance::Work;
use crate::domain::code::Topic;
use crate::domain::hours::HoursState;
use crate::domain::id::{HoursEntryId, LotseId, OrganisationId, RequestId};
use crate::domain::language::LanguageCode;
use crate::domain::text::ListNumber;

/// Confirmed work with the request that it was done for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What is paid for.
    pub work: Work,
    /// How far it was, there and back.
    pub kilometres: Option<u32>,
    /// What for.
    pub request: RequestId,
    /// The request's number in its carrier's list.
    pub list_number: Option<ListNumber>,
    /// What it was about.
    pub topic: Topic,
}

#[derive(Queryable)]
struct Row {
    id: Id,
    assignment: Id,
    lotse: Id,
    service: String,
    worked_until: NaiveDateTime,
    state: String,
    decided_at: Option<Ts>,
    minutes: i32,
    kilometres: Option<i32>,
    request: Id,
    organisation: Id,
    client: Option<String>,
    list_number: Option<String>,
    topic: String,
}

/// What a carrier accounts for and has confirmed, of which the last sitting ended from one local time on and before another; in the
/// order in which it was done. These entries are taken as if they were confirmed too.
pub fn confirmed(
    tx: &mut ReadTx,
    carrier: OrganisationId,
    (from, before): (NaiveDateTime, NaiveDateTime),
    and_these: &[HoursEntryId],
) -> Result<Vec<Recorded>, StorageError> {
    let these: Vec<Id> = and_these.iter().map(|id| Id(id.as_uuid())).collect();
    let of_carrier = || {
        hours_entries::organisation_id
            .eq(Id(carrier.as_uuid()))
            .and(hours_entries::state.eq(HoursState::Confirmed.code()).or(hours_entries::id.eq_any(these.clone())))
            .and(hours_entries::worked_until.ge(from))
            .and(hours_entries::worked_until.lt(before))
    };
    let rows: Vec<Row> = hours_entries::table
        .inner_join(assignments::table.on(assignments::id.eq(hours_entries::assignment_id)))
        .inner_join(requests::table.on(requests::id.eq(assignments::request_id)))
        .filter(of_carrier())
        .order((hours_entries::worked_until, hours_entries::id))
        .select((
            hours_entries::id,
            hours_entries::assignment_id,
            hours_entries::lotse_id,
            hours_entries::service,
            hours_entries::worked_until,
            hours_entries::state,
            hours_entries::decided_at,
            hours_entries::minutes,
            hours_entries::kilometres,
            requests::id,
            requests::organisation_id,
            requests::client_ref,
            requests::list_number,
            requests::topic,
        ))
        .load(tx.conn())?;
    let counts: Vec<(Id, i64)> = hours_entries::table
        .inner_join(assignment_sittings::table.on(assignment_sittings::assignment_id.eq(hours_entries::assignment_id)))
        .filter(of_carrier())
        .group_by(assignment_sittings::assignment_id)
        .select((assignment_sittings::assignment_id, count_star()))
        .load(tx.conn())?;
    let sittings: HashMap<Id, i64> = counts.into_iter().collect();
    rows.into_iter().map(|row| row.into_domain(&sittings)).collect()
}

impl Row {
    fn into_domain(self, sittings: &HashMap<Id, i64>) -> Result<Recorded, StorageError> {
        let id = self.id;
        let posted_by = OrganisationId::from_uuid(self.organisation.0);
        let client = stored::owned_if(self.client, "requests.client_ref", self.request)?;
        let count = sittings.get(&self.assignment).copied().unwrap_or(1);
        Ok(Recorded {
            work: Work {
                entry: HoursEntryId::from_uuid(id.0),
                lotse: LotseId::from_uuid(self.lotse.0),
                service: stored::text(&self.service, "hours_entries.service", id)?,
                worked_until: self.worked_until,
                confirmed_at: self.decided_at.filter(|_| self.state == HoursState::Confirmed.code()).map(Ts::at),
                minutes: stored::number(self.minutes, "hours_entries.minutes", id)?,
                sittings: stored::number(count, "assignment_sittings", self.assignment)?,
                client: client.map(|client| (posted_by, client)),
            },
            kilometres: self.kilometres.map(|far| stored::number(far, "hours_entries.kilometres", id)).transpose()?,
            request: RequestId::from_uuid(self.request.0),
            list_number: stored::owned_if(self.list_number, "requests.list_number", self.request)?,
            topic: stored::text(&self.topic, "requests.topic", self.request)?,
        })
    }
}

/// The carriers that account for what a Lotse has worked until a time of this span, whatever its state.
pub fn carriers(
    tx: &mut ReadTx,
    lotse: LotseId,
    from: NaiveDateTime,
    before: NaiveDateTime,
) -> Result<Vec<OrganisationId>, StorageError> {
    let ids: Vec<Id> = hours_entries::table
        .filter(hours_entries::lotse_id.eq(Id(lotse.as_uuid())))
        .filter(hours_entries::worked_until.ge(from))
        .filter(hours_entries::worked_until.lt(before))
        .order(hours_entries::organisation_id)
        .select(hours_entries::organisation_id)
        .distinct()
        .load(tx.conn())?;
    Ok(ids.into_iter().map(|id| OrganisationId::from_uuid(id.0)).collect())
}

/// How many entries of a Lotse that a carrier accounts for do not count yet.
pub fn undecided(
    tx: &mut ReadTx,
    (lotse, carrier): (LotseId, OrganisationId),
    from: NaiveDateTime,
    before: NaiveDateTime,
) -> Result<u64, StorageError> {
    let id = Id(lotse.as_uuid());
    let count: i64 = hours_entries::table
        .filter(hours_entries::lotse_id.eq(id))
        .filter(hours_entries::organisation_id.eq(Id(carrier.as_uuid())))
        .filter(hours_entries::state.ne(HoursState::Confirmed.code()))
        .filter(hours_entries::worked_until.ge(from))
        .filter(hours_entries::worked_until.lt(before))
        .select(count_star())
        .first(tx.conn())?;
    stored::number(count, "hours_entries", id)
}

/// The language that a request names first.
pub fn first_languages(
    tx: &mut ReadTx,
    requests: &[RequestId],
) -> Result<HashMap<RequestId, LanguageCode>, StorageError> {
    let ids: Vec<Id> = requests.iter().map(|id| Id(id.as_uuid())).collect();
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(super::dialect::BATCH) {
        let rows: Vec<(Id, String)> = request_languages::table
            .filter(request_languages::request_id.eq_any(some))
            .filter(request_languages::position.eq(0))
            .select((request_languages::request_id, request_languages::language))
            .load(tx.conn())?;
        for (id, language) in rows {
            found.insert(RequestId::from_uuid(id.0), stored::text(&language, "request_languages.language", id)?);
        }
    }
    Ok(found)
}
