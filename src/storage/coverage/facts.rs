//! What each request was counted as.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};

use super::tables::coverage_facts;
use crate::domain::coverage::{Counts, Fact};
use crate::domain::id::{LotseId, RequestId};
use crate::storage::dialect::{BATCH, upsert_all};
use crate::storage::error::StorageError;
use crate::storage::schema::requests;
use crate::storage::stored;
use crate::storage::transaction::{ReadTx, WriteTx};
use crate::storage::types::{Id, Json};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = coverage_facts, treat_none_as_default_value = false)]
struct FactRow {
    request_id: Id,
    year: i32,
    month: i32,
    region: String,
    project: String,
    language: String,
    topic: String,
    service: String,
    counts: Json,
    lotsen: Json,
}

fn some_if<T: std::str::FromStr>(text: &str, what: &'static str, id: Id) -> Result<Option<T>, StorageError> {
    if text.is_empty() { Ok(None) } else { stored::text(text, what, id).map(Some) }
}

impl FactRow {
    fn of(fact: &Fact) -> Self {
        let counts: serde_json::Map<String, Value> =
            fact.counts.iter().map(|(measure, count)| (measure.to_string(), json!(count))).collect();
        Self {
            request_id: Id(fact.request.as_uuid()),
            year: fact.posted.0,
            month: i32::try_from(fact.posted.1).unwrap_or(i32::MAX),
            region: fact.region.as_ref().map(ToString::to_string).unwrap_or_default(),
            project: fact.project.to_string(),
            language: fact.language.map(|code| code.to_string()).unwrap_or_default(),
            topic: fact.topic.code().to_owned(),
            service: fact.service.code().to_owned(),
            counts: Json(Value::Object(counts)),
            lotsen: Json(json!(fact.lotsen)),
        }
    }

    fn into_domain(self) -> Result<Fact, StorageError> {
        let id = self.request_id;
        let unreadable = |what| StorageError::Unreadable { what, row: id.0 };
        let counts = self.counts.0.as_object().ok_or_else(|| unreadable("coverage_facts.counts"))?;
        let counts = counts.iter().map(|(measure, count)| {
            let measure = stored::text(measure, "coverage_facts.counts", id)?;
            Ok((measure, count.as_u64().ok_or_else(|| unreadable("coverage_facts.counts"))?))
        });
        Ok(Fact {
            request: RequestId::from_uuid(id.0),
            posted: (self.year, stored::number(self.month, "coverage_facts.month", id)?),
            region: some_if(&self.region, "coverage_facts.region", id)?,
            project: stored::text(&self.project, "coverage_facts.project", id)?,
            language: some_if(&self.language, "coverage_facts.language", id)?,
            topic: stored::text(&self.topic, "coverage_facts.topic", id)?,
            service: stored::text(&self.service, "coverage_facts.service", id)?,
            counts: counts.collect::<Result<Counts, StorageError>>()?,
            lotsen: stored::read(serde_json::from_value::<Vec<LotseId>>(self.lotsen.0), "coverage_facts.lotsen", id)?,
        })
    }
}

/// What these requests were counted as, as far as they were.
pub fn some(tx: &mut ReadTx, requests: &[RequestId]) -> Result<HashMap<RequestId, Fact>, StorageError> {
    rows(tx, requests)?.into_iter().map(|row| row.into_domain().map(|fact| (fact.request, fact))).collect()
}

/// The same; `None` is one that cannot be read.
pub fn some_readable(
    tx: &mut ReadTx,
    requests: &[RequestId],
) -> Result<HashMap<RequestId, Option<Fact>>, StorageError> {
    let read = |row: FactRow| (RequestId::from_uuid(row.request_id.0), row.into_domain().ok());
    Ok(rows(tx, requests)?.into_iter().map(read).collect())
}

fn rows(tx: &mut ReadTx, requests: &[RequestId]) -> Result<Vec<FactRow>, StorageError> {
    let ids: Vec<Id> = requests.iter().map(|id| Id(id.as_uuid())).collect();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        let these = coverage_facts::table.filter(coverage_facts::request_id.eq_any(some));
        let rows: Vec<FactRow> = these.select(FactRow::as_select()).load(tx.conn())?;
        found.extend(rows);
    }
    Ok(found)
}

/// Takes away what requests were counted as that are not there; returns how many.
pub fn remove_strays(tx: &mut WriteTx) -> Result<u64, StorageError> {
    let there = requests::table.filter(requests::id.eq(coverage_facts::request_id));
    let strays = coverage_facts::table.filter(diesel::dsl::not(diesel::dsl::exists(there)));
    Ok(diesel::delete(strays).execute(tx.conn())? as u64)
}

/// Facts behind a request, in the order of their identities.
pub fn after(tx: &mut ReadTx, request: Option<RequestId>, limit: u32) -> Result<Vec<Fact>, StorageError> {
    let behind = Id(request.map_or(uuid::Uuid::nil(), RequestId::as_uuid));
    let rows: Vec<FactRow> = coverage_facts::table
        .filter(coverage_facts::request_id.gt(behind))
        .order(coverage_facts::request_id)
        .select(FactRow::as_select())
        .limit(i64::from(limit))
        .load(tx.conn())?;
    rows.into_iter().map(FactRow::into_domain).collect()
}

/// Writes what requests are counted as.
pub fn save(tx: &mut WriteTx, facts: &[Fact]) -> Result<(), StorageError> {
    let rows: Vec<FactRow> = facts.iter().map(FactRow::of).collect();
    upsert_all!(
        tx.conn(),
        coverage_facts(request_id),
        rows,
        [year, month, region, project, language, topic, service, counts, lotsen]
    )?;
    Ok(())
}

/// Takes away what requests were counted as.
pub fn remove(tx: &mut WriteTx, requests: &[RequestId]) -> Result<(), StorageError> {
    let ids: Vec<Id> = requests.iter().map(|id| Id(id.as_uuid())).collect();
    for some in ids.chunks(BATCH) {
        diesel::delete(coverage_facts::table.filter(coverage_facts::request_id.eq_any(some))).execute(tx.conn())?;
    }
    Ok(())
}
