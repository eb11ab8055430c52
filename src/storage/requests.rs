//! Support requests with the lists that belong to each.
//!
//! A request is one row in `requests` and rows in seven tables of lists; `rows.rs` has their shapes. However many are
//! loaded, it takes nine queries. Who declined stands in `declines` (see `offers`) and is loaded among the excluded.

mod for_what;
mod list;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

pub(super) use self::for_what::for_what;
pub use self::list::{find_cared_for, find_within, page, query};
use self::rows::{
    AgreedRow, LanguageRow, LotseRow, ModeRow, Parts, QualificationRow, RequestRow, SittingRow, WindowRow,
};
use super::connection::AnyConn;
use super::dialect::{BATCH, hold_rows, insert_all, upsert_all};
use super::error::StorageError;
use super::schema::{
    declines, request_agreed_sittings, request_languages, request_lotsen, request_modes, request_qualifications,
    request_sittings, request_windows, requests,
};
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::Id;
use super::{parties, sittings};
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::request::{Appointment, RequestState, SupportRequest};
use crate::domain::text::{ClientRef, ListNumber};

/// Which requests to load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Every request, whatever its state.
    All,
    /// Those a matching run takes: [`RequestState::is_open_for_matching`].
    OpenForMatching,
    /// The same, of one carrier.
    OpenForMatchingOf(OrganisationId),
    /// Those of one carrier, whatever their state.
    Carrier(OrganisationId),
    /// One, if it exists.
    One(RequestId),
    /// These, as far as they exist; at most 500.
    Ids(Vec<RequestId>),
}

fn open_for_matching() -> impl Iterator<Item = &'static str> {
    RequestState::ALL.iter().filter(|state| state.is_open_for_matching()).map(|state| state.code())
}

/// Narrows a boxed query in which `requests` takes part.
macro_rules! only {
    ($query:expr, $selection:expr) => {
        match $selection {
            Selection::All => $query,
            Selection::OpenForMatching => $query.filter(requests::state.eq_any(open_for_matching())),
            Selection::OpenForMatchingOf(id) => $query
                .filter(requests::state.eq_any(open_for_matching()))
                .filter(requests::carrier_id.eq(Id(id.as_uuid()))),
            Selection::Carrier(id) => $query.filter(requests::carrier_id.eq(Id(id.as_uuid()))),
            Selection::One(id) => $query.filter(requests::id.eq(Id(id.as_uuid()))),
            Selection::Ids(ids) => $query.filter(requests::id.eq_any(ids.iter().map(|id| Id(id.as_uuid())))),
        }
    };
}

/// The rows of one list table that belong to the selection, in the order of its key.
macro_rules! part {
    ($tx:expr, $selection:expr, $table:ident, $row:ty, $($key:ident),+) => {{
        let query = $table::table.inner_join(requests::table).select(<$row>::as_select()).into_boxed();
        let rows: Vec<$row> =
            only!(query, $selection).order(($table::request_id, $($table::$key),+)).load($tx.conn())?;
        ByOwner::new(rows, |row: &$row| row.request_id)
    }};
}

/// The selected requests, by identity.
pub fn load(tx: &mut ReadTx, selection: &Selection) -> Result<Vec<SupportRequest>, StorageError> {
    let query = requests::table.select(RequestRow::as_select()).into_boxed();
    let base: Vec<RequestRow> = only!(query, selection).order(requests::id).load(tx.conn())?;
    let mut languages = part!(tx, selection, request_languages, LanguageRow, position);
    let mut modes = part!(tx, selection, request_modes, ModeRow, position);
    let mut sittings = part!(tx, selection, request_sittings, SittingRow, appointment, sitting);
    let mut windows = part!(tx, selection, request_windows, WindowRow, position);
    let mut agreed = part!(tx, selection, request_agreed_sittings, AgreedRow, sitting);
    let mut qualifications = part!(tx, selection, request_qualifications, QualificationRow, position);
    let mut lotsen = part!(tx, selection, request_lotsen, LotseRow, attitude, position);
    let query = declines::table.inner_join(requests::table).select((declines::request_id, declines::lotse_id));
    let declined: Vec<(Id, Id)> = only!(query.into_boxed(), selection)
        .order((declines::request_id, declines::declined_at, declines::lotse_id))
        .load(tx.conn())?;
    let mut declined = ByOwner::new(declined, |(request, _)| *request);
    base.into_iter()
        .map(|row| {
            let id = row.id;
            let parts = Parts {
                languages: languages.take(id),
                modes: modes.take(id),
                sittings: sittings.take(id),
                windows: windows.take(id),
                agreed: agreed.take(id),
                qualifications: qualifications.take(id),
                lotsen: lotsen.take(id),
                declined: declined.take(id).into_iter().map(|(_, lotse)| lotse).collect(),
            };
            row.into_domain(parts)
        })
        .collect()
}

/// Those in one of these states of whose agreed appointment a sitting begins on one of these local days, both included.
pub fn agreed_between(
    tx: &mut ReadTx,
    first: NaiveDate,
    last: NaiveDate,
    states: &[RequestState],
) -> Result<Vec<SupportRequest>, StorageError> {
    let end = last.succ_opt().unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN);
    let ids: Vec<Id> = request_agreed_sittings::table
        .inner_join(requests::table)
        .filter(requests::state.eq_any(states.iter().map(|state| state.code())))
        .filter(request_agreed_sittings::begins.ge(first.and_time(NaiveTime::MIN)))
        .filter(request_agreed_sittings::begins.lt(end))
        .select(requests::id)
        .distinct()
        .load(tx.conn())?;
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        let some = some.iter().map(|id| RequestId::from_uuid(id.0)).collect();
        found.extend(load(tx, &Selection::Ids(some))?);
    }
    Ok(found)
}

/// One request.
pub fn find(tx: &mut ReadTx, id: RequestId) -> Result<SupportRequest, StorageError> {
    load(tx, &Selection::One(id))?.pop().ok_or(StorageError::NotFound { what: "request" })
}

/// All requests of an organisation for one client.
pub fn ids_of_client(
    tx: &mut ReadTx,
    organisation: OrganisationId,
    client: &ClientRef,
) -> Result<Vec<RequestId>, StorageError> {
    let ids: Vec<Id> = requests::table
        .filter(requests::organisation_id.eq(Id(organisation.as_uuid())))
        .filter(requests::client_ref.eq(client.as_str()))
        .select(requests::id)
        .order(requests::id)
        .load(tx.conn())?;
    Ok(ids.into_iter().map(|id| RequestId::from_uuid(id.0)).collect())
}

/// Which request of a carrier has which number in its list: what an import needs to recognise its rows.
pub fn ids_by_list_number(
    tx: &mut ReadTx,
    carrier: OrganisationId,
) -> Result<BTreeMap<ListNumber, RequestId>, StorageError> {
    let rows: Vec<(Id, Option<String>)> = requests::table
        .filter(requests::carrier_id.eq(Id(carrier.as_uuid())))
        .filter(requests::list_number.is_not_null())
        .select((requests::id, requests::list_number))
        .load(tx.conn())?;
    let numbered = rows.into_iter().filter_map(|(id, number)| Some((id, number?)));
    numbered
        .map(|(id, number)| Ok((stored::owned(number, "requests.list_number", id)?, RequestId::from_uuid(id.0))))
        .collect()
}

/// How many requests there are in each state that occurs.
pub fn count_by_state(tx: &mut ReadTx) -> Result<Vec<(RequestState, u64)>, StorageError> {
    let rows: Vec<(String, i64)> = requests::table
        .group_by(requests::state)
        .select((requests::state, diesel::dsl::count_star()))
        .load(tx.conn())?;
    let none = Id(uuid::Uuid::nil());
    rows.into_iter()
        .map(|(state, count)| {
            Ok((stored::text(&state, "requests.state", none)?, stored::number(count, "requests", none)?))
        })
        .collect()
}

/// Inserts requests, or overwrites those that exist with all their lists. [`StorageError::Duplicate`] when another
/// request of the carrier has the list number, [`StorageError::MissingReference`] when an organisation or Lotse that
/// is named does not exist.
pub fn save_all(tx: &mut WriteTx, all: &[SupportRequest]) -> Result<(), StorageError> {
    let conn = tx.conn();
    for batch in all.chunks(BATCH) {
        let rows: Vec<RequestRow> = batch.iter().map(RequestRow::of).collect();
        upsert_all!(
            conn,
            requests(id),
            rows,
            [
                organisation_id,
                carrier_id,
                list_number,
                client_ref,
                confirmation_language,
                service,
                topic,
                postcode,
                town,
                street,
                meeting_point,
                lotsen_needed,
                gender,
                gender_strength,
                priority,
                urgency_reason,
                posted_at,
                deadline,
                state,
                newcomer_email,
                first_begin,
                search_words,
            ]
        )?;
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        macro_rules! replace {
            ($table:ident, $row:ident) => {{
                diesel::delete($table::table.filter($table::request_id.eq_any(&ids))).execute(conn)?;
                let rows: Vec<$row> = batch.iter().flat_map($row::of).collect();
                insert_all!(conn, $table, rows)?;
            }};
        }
        replace!(request_languages, LanguageRow);
        replace!(request_modes, ModeRow);
        replace!(request_sittings, SittingRow);
        replace!(request_windows, WindowRow);
        replace!(request_agreed_sittings, AgreedRow);
        replace!(request_qualifications, QualificationRow);
        replace!(request_lotsen, LotseRow);
        parties::follow_requests(conn, &ids)?;
    }
    Ok(())
}

/// Keeps a request for this transaction alone: others that want it wait until this one has ended. [`StorageError::NotFound`]
/// when there is none.
pub fn hold(tx: &mut WriteTx, id: RequestId) -> Result<(), StorageError> {
    let row = requests::table.find(Id(id.as_uuid()));
    let held = diesel::update(row).set(requests::state.eq(requests::state)).execute(tx.conn())?;
    if held == 1 { Ok(()) } else { Err(StorageError::NotFound { what: "request" }) }
}

/// Notes which appointment everybody has been told.
pub fn agree(tx: &mut WriteTx, id: RequestId, agreed: &Appointment) -> Result<(), StorageError> {
    let before = request_agreed_sittings::request_id.eq(Id(id.as_uuid()));
    diesel::delete(request_agreed_sittings::table.filter(before)).execute(tx.conn())?;
    let rows: Vec<AgreedRow> = AgreedRow::all(id, agreed).collect();
    insert_all!(tx.conn(), request_agreed_sittings, rows)?;
    diesel::update(requests::table.find(Id(id.as_uuid())))
        .set(requests::first_begin.eq(sittings::begin(Some(agreed.starts()))))
        .execute(tx.conn())?;
    Ok(())
}

/// Moves requests from one state to another, as the domain allowed it. [`StorageError::Changed`] when one of them is no
/// longer in the state `from`, or does not exist.
pub fn move_all(tx: &mut WriteTx, ids: &[RequestId], from: RequestState, to: RequestState) -> Result<(), StorageError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(id.as_uuid())).collect::<BTreeSet<_>>().into_iter().collect();
    for batch in ids.chunks(BATCH) {
        let here = requests::table.filter(requests::id.eq_any(batch)).filter(requests::state.eq(from.code()));
        let moved = diesel::update(here).set(requests::state.eq(to.code())).execute(tx.conn())?;
        if moved != batch.len() {
            return Err(StorageError::Changed { what: "request" });
        }
    }
    Ok(())
}

/// Holds the rows of several requests until the transaction ends. Whoever holds requests and Lotsen holds the requests first.
pub fn hold_all(tx: &mut WriteTx, ids: impl IntoIterator<Item = RequestId>) -> Result<(), StorageError> {
    Ok(hold_rows!(tx.conn(), requests, ids.into_iter().map(|id| Id(id.as_uuid())).collect())?)
}

/// A request with what it is found by.
type Worded = (Id, Option<String>, Option<String>, Option<String>);

/// Writes what requests are found by where it has never been written: rows from before there was such a column.
pub(super) fn fill_in(conn: &mut AnyConn) -> QueryResult<()> {
    let rows: Vec<Worded> = requests::table
        .filter(requests::search_words.eq(""))
        .select((requests::id, requests::list_number, requests::client_ref, requests::town))
        .load(conn)?;
    for (id, number, client, town) in rows {
        let words = rows::search_words(number.as_deref(), client.as_deref(), town.as_deref());
        diesel::update(requests::table.find(id)).set(requests::search_words.eq(words)).execute(conn)?;
    }
    Ok(())
}
