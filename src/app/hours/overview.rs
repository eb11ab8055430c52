//! Hours as rows of a list for people: with who went where, and how long it was planned.

use std::collections::{BTreeSet, HashMap};

use crate::app::mails::{languages, reference, town};
use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::code::Mode;
use crate::domain::filter::{HoursFilter, HoursSort};
use crate::domain::hours::HoursEntry;
use crate::domain::id::{HoursEntryId, LotseId, RequestId};
use crate::domain::language::Language;
use crate::domain::page::{Page, Paging};
use crate::domain::text::{ListNumber, Town};
use crate::storage::{self, ReadTx, StorageError};

/// An entry as a row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The entry.
    pub entry: HoursEntry,
    /// Who went.
    pub lotse: String,
    /// To which request.
    pub request: RequestId,
    /// The request's number as people know it.
    pub reference: ListNumber,
    /// Languages that would do, in words of both.
    pub languages: Vec<Language>,
    /// How they met.
    pub mode: Mode,
    /// Where.
    pub town: Town,
    /// Minutes of all sittings, as they were planned.
    pub planned: u32,
    /// Whether the reader may open the request: a Lotse may have gone to one of a neighbour's.
    pub is_open_to_reader: bool,
}

/// A page of the entries that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn rows(
    context: &Context,
    grant: &Grant,
    filter: &HoursFilter,
    paging: &Paging<HoursSort>,
) -> Result<Page<Row>, AppError> {
    context.database.read(|tx| {
        let Page { items, next } = storage::hours::page(tx, grant.scope(), filter, paging)?;
        Ok(Page { items: named(context, tx, grant, items)?, next })
    })
}

/// Some entries that the grant reaches, in the order in which they are named.
///
/// # Errors
/// [`StorageError::NotFound`] when one is out of reach; else when the database fails.
pub fn some(context: &Context, grant: &Grant, ids: &[HoursEntryId]) -> Result<Vec<Row>, AppError> {
    context.database.read(|tx| {
        let entries = ids.iter().map(|id| storage::hours::find_within(tx, grant.scope(), *id));
        let entries = entries.collect::<Result<Vec<_>, StorageError>>()?;
        named(context, tx, grant, entries)
    })
}

fn named(context: &Context, tx: &mut ReadTx, grant: &Grant, entries: Vec<HoursEntry>) -> Result<Vec<Row>, AppError> {
    let ids: Vec<_> = entries.iter().map(|entry| entry.assignment.as_uuid()).collect();
    let assignments = storage::assignments::load(tx, storage::assignments::Selection::Ids(&ids))?;
    let requests: BTreeSet<RequestId> = assignments.iter().map(|assignment| assignment.request).collect();
    let requests = storage::requests::load(tx, &storage::requests::Selection::Ids(requests.into_iter().collect()))?;
    let lotsen: BTreeSet<LotseId> = entries.iter().map(|entry| entry.lotse).collect();
    let lotsen = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(lotsen.into_iter().collect()))?;
    let assignments: HashMap<_, _> = assignments.into_iter().map(|one| (one.id, one)).collect();
    let requests: HashMap<_, _> = requests.into_iter().map(|one| (one.id, one)).collect();
    let lotsen: HashMap<_, _> = lotsen.into_iter().map(|one| (one.id, one)).collect();
    let row = |entry: HoursEntry| {
        let assignment = assignments.get(&entry.assignment).ok_or(StorageError::NotFound { what: "assignment" })?;
        let request = requests.get(&assignment.request).ok_or(StorageError::NotFound { what: "request" })?;
        let lotse = lotsen.get(&entry.lotse).ok_or(StorageError::NotFound { what: "Lotse" })?;
        let scope = grant.scope();
        Ok(Row {
            lotse: format!("{} {}", lotse.given_name, lotse.family_name),
            request: request.id,
            reference: reference(request)?,
            languages: languages(context, request),
            mode: assignment.mode,
            town: town(context, request)?,
            planned: assignment.appointment.sittings().iter().map(|sitting| sitting.minutes()).sum(),
            is_open_to_reader: scope.has_organisation(request.carrier) || scope.has_organisation(request.organisation),
            entry,
        })
    };
    entries.into_iter().map(row).collect()
}
