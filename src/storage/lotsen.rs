//! Lotsen with the lists that belong to each.
//!
//! A Lotse is one row in `lotsen` and rows in eight tables of lists; `rows.rs` has their shapes. However many Lotsen
//! are loaded, it takes nine queries. The order of every list is kept.

mod away;
mod list;
mod rows;
mod suitable;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

pub use self::away::{Away, away};
pub use self::list::{find_within, page, query};
use self::rows::{
    AbsenceRow, AvailabilityRow, BlockRow, LanguageRow, LotseRow, ModeRow, Parts, QualificationRow, ServiceRow,
    TopicRow,
};
pub use self::suitable::{Headcount, Suitable, suitable};
use super::connection::AnyConn;
use super::dialect::{BATCH, hold_rows, insert_all, upsert_all};
use super::error::StorageError;
use super::parties;
use super::schema::{
    declines, lotse_absences, lotse_availability, lotse_blocks, lotse_languages, lotse_modes, lotse_qualifications,
    lotse_services, lotse_topics, lotsen, memberships, request_lotsen,
};
use super::stored::{self, ByOwner};
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Ts};
use crate::domain::code::LotseStatus;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::lotse::Lotse;
use crate::domain::qualification::QualificationCode;
use crate::domain::search;
use crate::domain::text::{ListNumber, PersonName};

/// Which Lotsen to load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Everybody, whatever their status.
    All,
    /// Those with this status: `active` for a matching.
    Status(LotseStatus),
    /// Those of one carrier.
    Organisation(OrganisationId),
    /// Those of several carriers.
    Organisations(Vec<OrganisationId>),
    /// One, if it exists.
    One(LotseId),
    /// These, as far as they exist; at most 500.
    Ids(Vec<LotseId>),
}

/// Narrows a boxed query in which `lotsen` takes part.
macro_rules! only {
    ($query:expr, $selection:expr) => {
        match $selection {
            Selection::All => $query,
            Selection::Status(status) => $query.filter(lotsen::status.eq(status.code())),
            Selection::Organisation(id) => $query.filter(lotsen::organisation_id.eq(Id(id.as_uuid()))),
            Selection::Organisations(ids) => {
                $query.filter(lotsen::organisation_id.eq_any(ids.iter().map(|id| Id(id.as_uuid()))))
            }
            Selection::One(id) => $query.filter(lotsen::id.eq(Id(id.as_uuid()))),
            Selection::Ids(ids) => $query.filter(lotsen::id.eq_any(ids.iter().map(|id| Id(id.as_uuid())))),
        }
    };
}

/// The rows of one list table that belong to the selection, in the order of its key.
macro_rules! part {
    ($tx:expr, $selection:expr, $table:ident, $row:ty, $($key:ident),+) => {{
        let query = $table::table.inner_join(lotsen::table).select(<$row>::as_select()).into_boxed();
        let rows: Vec<$row> =
            only!(query, $selection).order(($table::lotse_id, $($table::$key),+)).load($tx.conn())?;
        ByOwner::new(rows, |row: &$row| row.lotse_id)
    }};
}

/// The selected Lotsen, by identity.
pub fn load(tx: &mut ReadTx, selection: &Selection) -> Result<Vec<Lotse>, StorageError> {
    let query = lotsen::table.select(LotseRow::as_select()).into_boxed();
    let base: Vec<LotseRow> = only!(query, selection).order(lotsen::id).load(tx.conn())?;
    let mut modes = part!(tx, selection, lotse_modes, ModeRow, position);
    let mut services = part!(tx, selection, lotse_services, ServiceRow, position);
    let mut languages = part!(tx, selection, lotse_languages, LanguageRow, position);
    let mut qualifications = part!(tx, selection, lotse_qualifications, QualificationRow, position);
    let mut topics = part!(tx, selection, lotse_topics, TopicRow, attitude, position);
    let mut availability = part!(tx, selection, lotse_availability, AvailabilityRow, weekday, from_minute);
    let mut absences = part!(tx, selection, lotse_absences, AbsenceRow, position);
    let mut blocks = part!(tx, selection, lotse_blocks, BlockRow, position);
    base.into_iter()
        .map(|row| {
            let id = row.id;
            let parts = Parts {
                modes: modes.take(id),
                services: services.take(id),
                languages: languages.take(id),
                qualifications: qualifications.take(id),
                topics: topics.take(id),
                availability: availability.take(id),
                absences: absences.take(id),
                blocks: blocks.take(id),
            };
            row.into_domain(parts)
        })
        .collect()
}

/// One Lotse.
pub fn find(tx: &mut ReadTx, id: LotseId) -> Result<Lotse, StorageError> {
    load(tx, &Selection::One(id))?.pop().ok_or(StorageError::NotFound { what: "Lotse" })
}

/// To which organisation a Lotse belongs.
pub fn organisation_of(tx: &mut ReadTx, id: LotseId) -> Result<OrganisationId, StorageError> {
    let row = lotsen::table.find(Id(id.as_uuid())).select(lotsen::organisation_id);
    let organisation: Id = row.first(tx.conn()).map_err(StorageError::absent("Lotse"))?;
    Ok(OrganisationId::from_uuid(organisation.0))
}

/// Identities of all Lotsen of an organisation.
pub fn ids_of(tx: &mut ReadTx, organisation: OrganisationId) -> Result<BTreeSet<LotseId>, StorageError> {
    let ids: Vec<Id> = lotsen::table
        .filter(lotsen::organisation_id.eq(Id(organisation.as_uuid())))
        .select(lotsen::id)
        .load(tx.conn())?;
    Ok(ids.into_iter().map(|id| LotseId::from_uuid(id.0)).collect())
}

/// Which Lotse of an organisation has which number in its list: what an import needs to recognise its rows.
pub fn ids_by_list_number(
    tx: &mut ReadTx,
    organisation: OrganisationId,
) -> Result<BTreeMap<ListNumber, LotseId>, StorageError> {
    let rows: Vec<(Id, Option<String>)> = lotsen::table
        .filter(lotsen::organisation_id.eq(Id(organisation.as_uuid())))
        .filter(lotsen::list_number.is_not_null())
        .select((lotsen::id, lotsen::list_number))
        .load(tx.conn())?;
    let numbered = rows.into_iter().filter_map(|(id, number)| Some((id, number?)));
    numbered
        .map(|(id, number)| Ok((stored::owned(number, "lotsen.list_number", id)?, LotseId::from_uuid(id.0))))
        .collect()
}

/// How many Lotsen there are with each status that occurs.
pub fn count_by_status(tx: &mut ReadTx) -> Result<Vec<(LotseStatus, u64)>, StorageError> {
    let rows: Vec<(String, i64)> =
        lotsen::table.group_by(lotsen::status).select((lotsen::status, diesel::dsl::count_star())).load(tx.conn())?;
    rows.into_iter()
        .map(|(status, count)| {
            let none = Id(uuid::Uuid::nil());
            Ok((stored::text(&status, "lotsen.status", none)?, stored::number(count, "lotsen", none)?))
        })
        .collect()
}

/// The given names of these Lotsen, as far as they exist.
pub fn given_names(tx: &mut ReadTx, ids: &[LotseId]) -> Result<HashMap<LotseId, PersonName>, StorageError> {
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        let rows: Vec<(Id, String)> = lotsen::table
            .filter(lotsen::id.eq_any(some.iter().map(|id| Id(id.as_uuid()))))
            .select((lotsen::id, lotsen::given_name))
            .load(tx.conn())?;
        for (id, name) in rows {
            names.insert(LotseId::from_uuid(id.0), stored::owned(name, "lotsen.given_name", id)?);
        }
    }
    Ok(names)
}

/// Inserts Lotsen, or overwrites those that exist with all their lists. [`StorageError::Duplicate`] when another Lotse
/// of the organisation has the list number, [`StorageError::MissingReference`] when the organisation does not exist.
pub fn save_all(tx: &mut WriteTx, all: &[Lotse]) -> Result<(), StorageError> {
    let conn = tx.conn();
    for batch in all.chunks(BATCH) {
        let rows: Vec<LotseRow> = batch.iter().map(LotseRow::of).collect();
        upsert_all!(
            conn,
            lotsen(id),
            rows,
            [
                organisation_id,
                list_number,
                given_name,
                family_name,
                email,
                phone,
                status,
                gender,
                home,
                town,
                radius_km,
                transport,
                always_available,
                minutes_per_week,
                assignments_per_week,
                offers_per_week,
                consent_on,
                last_asked_at,
                name_key,
                number_key,
                search_words,
            ]
        )?;
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        macro_rules! replace {
            ($table:ident, $row:ident) => {{
                diesel::delete($table::table.filter($table::lotse_id.eq_any(&ids))).execute(conn)?;
                let rows: Vec<$row> = batch.iter().flat_map($row::of).collect();
                insert_all!(conn, $table, rows)?;
            }};
        }
        replace!(lotse_modes, ModeRow);
        replace!(lotse_services, ServiceRow);
        replace!(lotse_languages, LanguageRow);
        replace!(lotse_qualifications, QualificationRow);
        replace!(lotse_topics, TopicRow);
        replace!(lotse_availability, AvailabilityRow);
        replace!(lotse_absences, AbsenceRow);
        replace!(lotse_blocks, BlockRow);
        parties::follow_lotsen(conn, &ids)?;
    }
    Ok(())
}

/// Notes when an offer went out to these Lotsen. [`StorageError::NotFound`] when one of them does not exist.
pub fn note_asked(tx: &mut WriteTx, ids: &[LotseId], at: DateTime<Utc>) -> Result<(), StorageError> {
    for batch in ids.chunks(BATCH) {
        let mut ids: Vec<Id> = batch.iter().map(|id| Id(id.as_uuid())).collect();
        ids.sort_unstable();
        ids.dedup();
        let noted = diesel::update(lotsen::table.filter(lotsen::id.eq_any(&ids)))
            .set(lotsen::last_asked_at.eq(Ts::from(at)))
            .execute(tx.conn())?;
        if noted != ids.len() {
            return Err(StorageError::NotFound { what: "Lotse" });
        }
    }
    Ok(())
}

/// Deletes a Lotse to whom nothing refers. [`StorageError::StillReferenced`] while a request, a proposal, an offer, an answer, an
/// assignment or an account does.
pub fn delete(tx: &mut WriteTx, id: LotseId) -> Result<(), StorageError> {
    let id = Id(id.as_uuid());
    let conn = tx.conn();
    // These would go with them without a word.
    let named = request_lotsen::table.filter(request_lotsen::lotse_id.eq(id));
    let answered = declines::table.filter(declines::lotse_id.eq(id));
    let accounts = memberships::table.filter(memberships::lotse_id.eq(id));
    let referred = diesel::select(exists(named)).get_result(conn)?
        || diesel::select(exists(answered)).get_result(conn)?
        || diesel::select(exists(accounts)).get_result(conn)?;
    if referred {
        return Err(StorageError::StillReferenced { what: "Lotse" });
    }
    let deleted = diesel::delete(lotsen::table.find(id)).execute(conn).map_err(StorageError::in_use("Lotse"))?;
    if deleted == 0 { Err(StorageError::NotFound { what: "Lotse" }) } else { Ok(()) }
}

/// Holds the rows of several Lotsen until the transaction ends. Whoever holds requests and Lotsen holds the requests first.
pub fn hold_all(tx: &mut WriteTx, ids: impl IntoIterator<Item = LotseId>) -> Result<(), StorageError> {
    Ok(hold_rows!(tx.conn(), lotsen, ids.into_iter().map(|id| Id(id.as_uuid())).collect())?)
}

/// Writes what Lotsen are found and sorted by where it has never been written: rows from before there were such columns.
pub(super) fn fill_in(conn: &mut AnyConn) -> QueryResult<()> {
    let rows: Vec<(Id, String, String, Option<String>)> = lotsen::table
        .filter(lotsen::search_words.eq(""))
        .select((lotsen::id, lotsen::given_name, lotsen::family_name, lotsen::list_number))
        .load(conn)?;
    for (id, given, family, number) in rows {
        let written = (
            lotsen::name_key.eq(rows::name_key(&given, &family)),
            lotsen::number_key.eq(search::number_key(number.as_deref())),
            lotsen::search_words.eq(rows::search_words(&given, &family, number.as_deref())),
        );
        diesel::update(lotsen::table.find(id)).set(written).execute(conn)?;
    }
    Ok(())
}

/// Codes of qualifications that somebody holds, whether they still count or not.
///
/// # Errors
/// When the database fails, or a stored code is none.
pub fn qualifications_held(tx: &mut ReadTx) -> Result<BTreeSet<QualificationCode>, StorageError> {
    let codes: Vec<String> =
        lotse_qualifications::table.select(lotse_qualifications::code).distinct().load(tx.conn())?;
    let nobody = Id(uuid::Uuid::nil());
    codes.into_iter().map(|code| stored::owned(code, "lotse_qualifications.code", nobody)).collect()
}
