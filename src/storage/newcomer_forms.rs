//! The form by which newcomers ask a project for help themselves: whose is open, and what came by it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::dialect::insert_new;
use super::error::StorageError;
use super::schema::{newcomer_asks, newcomer_forms, requests};
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::request::RequestState;

#[derive(Insertable)]
#[diesel(table_name = newcomer_forms, treat_none_as_default_value = false)]
struct FormRow {
    organisation_id: Id,
    opened_at: Ts,
}

#[derive(Insertable)]
#[diesel(table_name = newcomer_asks, treat_none_as_default_value = false)]
struct AskRow {
    request_id: Id,
    asked_at: Ts,
}

/// Whether a project's form is open.
pub fn is_open(tx: &mut ReadTx, project: OrganisationId) -> Result<bool, StorageError> {
    let row = newcomer_forms::table.find(Id(project.as_uuid()));
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(tx.conn())?)
}

/// Opens a project's form; whether it was closed before.
pub fn open(tx: &mut WriteTx, project: OrganisationId, at: DateTime<Utc>) -> Result<bool, StorageError> {
    let row = FormRow { organisation_id: Id(project.as_uuid()), opened_at: Ts::from(at) };
    let inserted: usize = insert_new!(tx.conn(), newcomer_forms(organisation_id), [row])?;
    Ok(inserted > 0)
}

/// Closes it; whether it was open before.
pub fn close(tx: &mut WriteTx, project: OrganisationId) -> Result<bool, StorageError> {
    Ok(diesel::delete(newcomer_forms::table.find(Id(project.as_uuid()))).execute(tx.conn())? > 0)
}

/// Notes that a request came by the form of its carrier.
pub fn note(tx: &mut WriteTx, request: RequestId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let row = AskRow { request_id: Id(request.as_uuid()), asked_at: Ts::from(at) };
    let _first: usize = insert_new!(tx.conn(), newcomer_asks(request_id), [row])?;
    Ok(())
}

/// When a newcomer asked for a request by the form; `None` where somebody else did.
pub fn asked_at(tx: &mut ReadTx, request: RequestId) -> Result<Option<DateTime<Utc>>, StorageError> {
    let row = newcomer_asks::table.find(Id(request.as_uuid())).select(newcomer_asks::asked_at);
    let at: Option<Ts> = row.first(tx.conn()).optional()?;
    Ok(at.map(Ts::at))
}

/// What came by a project's form and nobody has posted or called off yet, the longest waiting first.
pub fn waiting(tx: &mut ReadTx, project: OrganisationId) -> Result<Vec<RequestId>, StorageError> {
    let rows: Vec<Id> = newcomer_asks::table
        .inner_join(requests::table)
        .filter(requests::carrier_id.eq(Id(project.as_uuid())))
        .filter(requests::state.eq(RequestState::Draft.code()))
        .order((newcomer_asks::asked_at, newcomer_asks::request_id))
        .select(newcomer_asks::request_id)
        .load(tx.conn())?;
    Ok(rows.into_iter().map(|id| RequestId::from_uuid(id.0)).collect())
}
