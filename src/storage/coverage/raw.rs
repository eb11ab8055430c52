//! Requests as they stand, with all that a figure depends on.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use serde_json::Value;

use crate::domain::assignment::{AssignmentState, Missed};
use crate::domain::code::{Service, Topic};
use crate::domain::geo::Postcode;
use crate::domain::hours::HoursState;
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::LanguageCode;
use crate::domain::offer::OfferState;
use crate::domain::request::RequestState;
use crate::storage::dialect::BATCH;
use crate::storage::error::StorageError;
use crate::storage::schema::{
    assignment_sittings, assignments, hours_entries, matching_runs, offers, proposals, request_languages, requests,
    unserved,
};
use crate::storage::transaction::ReadTx;
use crate::storage::types::{Id, Json, Ts};
use crate::storage::{sittings, stored};

/// A request with all that a figure depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct Raw {
    /// The request.
    pub request: RequestId,
    /// Where it stands.
    pub state: RequestState,
    /// When it was posted.
    pub posted_at: DateTime<Utc>,
    /// Whose project cares for it.
    pub carrier: OrganisationId,
    /// Where it takes place.
    pub postcode: Postcode,
    /// What it asks for.
    pub service: Service,
    /// What it is about.
    pub topic: Topic,
    /// The first local begin that would do, if there is one.
    pub first_begin: Option<NaiveDateTime>,
    /// The language that it names first, if any.
    pub language: Option<LanguageCode>,
    /// State, begin and answer of each offer.
    pub offers: Vec<(OfferState, DateTime<Utc>, Option<DateTime<Utc>>)>,
    /// Who goes or went, and how it stands.
    pub assignments: Vec<Going>,
    /// Minutes of each confirmed entry of hours.
    pub minutes: Vec<u64>,
    /// The last run that left it open; this and the next are read only where it is unserved or expired.
    pub left: Option<Left>,
    /// When somebody was asked for the last time of what later runs than that one proposed; of what any proposed where none left it open.
    pub asked_since: Option<DateTime<Utc>>,
}

/// Somebody who goes or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Going {
    /// Who.
    pub lotse: LotseId,
    /// How it stands.
    pub state: AssignmentState,
    /// Who did not come.
    pub missed: Option<Missed>,
    /// The local begin of the last sitting: who misses one before may come to the next.
    pub begins: NaiveDateTime,
}

/// A run that left a request open.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// When it began.
    pub began: DateTime<Utc>,
    /// Why it did.
    pub reasons: Value,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = requests)]
struct RequestRow {
    id: Id,
    state: String,
    posted_at: Ts,
    carrier_id: Id,
    postcode: String,
    service: String,
    topic: String,
    first_begin: NaiveDateTime,
}

impl RequestRow {
    fn into_raw(self) -> Result<Raw, StorageError> {
        let id = self.id;
        Ok(Raw {
            request: RequestId::from_uuid(id.0),
            state: stored::text(&self.state, "requests.state", id)?,
            posted_at: self.posted_at.at(),
            carrier: OrganisationId::from_uuid(self.carrier_id.0),
            postcode: stored::text(&self.postcode, "requests.postcode", id)?,
            service: stored::text(&self.service, "requests.service", id)?,
            topic: stored::text(&self.topic, "requests.topic", id)?,
            first_begin: Some(self.first_begin).filter(|begin| *begin != sittings::never()),
            language: None,
            offers: Vec::new(),
            assignments: Vec::new(),
            minutes: Vec::new(),
            left: None,
            asked_since: None,
        })
    }
}

/// Reads requests, as far as they are there.
pub fn some(tx: &mut ReadTx, ids: &[RequestId]) -> Result<Vec<Raw>, StorageError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(id.as_uuid())).collect();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        found.extend(batch(tx, some)?);
    }
    Ok(found)
}

/// Identities behind one, in order; `None` begins.
pub fn ids_after(tx: &mut ReadTx, request: Option<RequestId>, limit: u32) -> Result<Vec<RequestId>, StorageError> {
    let behind = Id(request.map_or(uuid::Uuid::nil(), RequestId::as_uuid));
    let rows = requests::table.filter(requests::id.gt(behind)).order(requests::id).select(requests::id);
    let rows: Vec<Id> = rows.limit(i64::from(limit)).load(tx.conn())?;
    Ok(rows.into_iter().map(|id| RequestId::from_uuid(id.0)).collect())
}

fn batch(tx: &mut ReadTx, ids: &[Id]) -> Result<Vec<Raw>, StorageError> {
    let rows: Vec<RequestRow> =
        requests::table.filter(requests::id.eq_any(ids)).select(RequestRow::as_select()).load(tx.conn())?;
    let mut all = HashMap::with_capacity(rows.len());
    for row in rows {
        all.insert(row.id, row.into_raw()?);
    }
    let rows: Vec<(Id, String)> = request_languages::table
        .filter(request_languages::request_id.eq_any(ids))
        .filter(request_languages::position.eq(0))
        .select((request_languages::request_id, request_languages::language))
        .load(tx.conn())?;
    for (id, language) in rows {
        if let Some(raw) = all.get_mut(&id) {
            raw.language = Some(stored::text(&language, "request_languages.language", id)?);
        }
    }
    let rows: Vec<(Id, String, Ts, Option<Ts>)> = offers::table
        .filter(offers::request_id.eq_any(ids))
        .order(offers::id)
        .select((offers::request_id, offers::state, offers::asked_at, offers::answered_at))
        .load(tx.conn())?;
    for (id, state, asked, answered) in rows {
        if let Some(raw) = all.get_mut(&id) {
            raw.offers.push((stored::text(&state, "offers.state", id)?, asked.at(), answered.map(Ts::at)));
        }
    }
    let rows: Vec<(Id, Id, String, Option<String>, Id)> = assignments::table
        .filter(assignments::request_id.eq_any(ids))
        .order(assignments::id)
        .select((
            assignments::request_id,
            assignments::lotse_id,
            assignments::state,
            assignments::missed,
            assignments::id,
        ))
        .load(tx.conn())?;
    let last: Vec<(Id, Option<NaiveDateTime>)> = assignment_sittings::table
        .inner_join(assignments::table)
        .filter(assignments::request_id.eq_any(ids))
        .group_by(assignment_sittings::assignment_id)
        .select((assignment_sittings::assignment_id, max(assignment_sittings::begins)))
        .load(tx.conn())?;
    let last: HashMap<Id, NaiveDateTime> = last.into_iter().filter_map(|(id, begins)| Some((id, begins?))).collect();
    for (id, lotse, state, missed, assignment) in rows {
        if let Some(raw) = all.get_mut(&id) {
            let begins = last.get(&assignment).copied().unwrap_or_else(sittings::never);
            let state = stored::text(&state, "assignments.state", id)?;
            let missed = missed.map(|who| stored::text(&who, "assignments.missed", id)).transpose()?;
            raw.assignments.push(Going { lotse: LotseId::from_uuid(lotse.0), state, missed, begins });
        }
    }
    let rows: Vec<(Id, i32)> = hours_entries::table
        .inner_join(assignments::table.on(assignments::id.eq(hours_entries::assignment_id)))
        .filter(assignments::request_id.eq_any(ids))
        .filter(hours_entries::state.eq(HoursState::Confirmed.code()))
        .select((assignments::request_id, hours_entries::minutes))
        .load(tx.conn())?;
    for (id, minutes) in rows {
        if let Some(raw) = all.get_mut(&id) {
            raw.minutes.push(stored::number(minutes, "hours_entries.minutes", id)?);
        }
    }
    let is_left = |raw: &Raw| matches!(raw.state, RequestState::Unserved | RequestState::Expired);
    let left: Vec<Id> = all.iter().filter(|(_, raw)| is_left(raw)).map(|(id, _)| *id).collect();
    last_words(tx, &left, &mut all)?;
    Ok(all.into_values().collect())
}

/// Which run was the last to leave each of these open, and who was asked after it.
fn last_words(tx: &mut ReadTx, ids: &[Id], all: &mut HashMap<Id, Raw>) -> Result<(), StorageError> {
    if ids.is_empty() {
        return Ok(());
    }
    let rows: Vec<(Id, Ts, Id, Json)> = unserved::table
        .inner_join(matching_runs::table.on(matching_runs::id.eq(unserved::run_id)))
        .filter(unserved::request_id.eq_any(ids))
        .order((matching_runs::started_at, matching_runs::id))
        .select((unserved::request_id, matching_runs::started_at, matching_runs::id, unserved::reasons))
        .load(tx.conn())?;
    let mut last = HashMap::new();
    for (id, began, run, reasons) in rows {
        if let Some(raw) = all.get_mut(&id) {
            raw.left = Some(Left { began: began.at(), reasons: reasons.0 });
            last.insert(id, (began.at(), run));
        }
    }
    let rows: Vec<(Id, Ts, Ts, Id)> = offers::table
        .inner_join(proposals::table.on(proposals::id.eq(offers::proposal_id)))
        .inner_join(matching_runs::table.on(matching_runs::id.eq(proposals::run_id)))
        .filter(offers::request_id.eq_any(ids))
        .select((offers::request_id, offers::asked_at, matching_runs::started_at, matching_runs::id))
        .load(tx.conn())?;
    for (id, asked, began, run) in rows {
        // Of a group a run leaves a place open and proposes somebody for the other: that is not later.
        let is_later = last.get(&id).is_none_or(|last| (began.at(), run) > *last);
        if let Some(raw) = all.get_mut(&id).filter(|_| is_later) {
            raw.asked_since = raw.asked_since.max(Some(asked.at()));
        }
    }
    Ok(())
}
