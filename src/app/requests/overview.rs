//! Requests as rows of a list for people: with names where the record has identities.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::first_begin;
use crate::app::mails::{languages, reference, town};
use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::filter::{RequestFilter, RequestSort};
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::language::Language;
use crate::domain::page::{Page, Paging};
use crate::domain::request::SupportRequest;
use crate::domain::text::{ListNumber, Town};
use crate::storage::{self, ReadTx};

/// A request as a row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The request.
    pub request: SupportRequest,
    /// Its number as people know it.
    pub reference: ListNumber,
    /// Languages that would do, in words of both.
    pub languages: Vec<Language>,
    /// Where.
    pub town: Town,
    /// Local begin of what was agreed, or of the first appointment that would do.
    pub start: Option<NaiveDateTime>,
    /// Who posted it.
    pub posted_by: String,
}

impl Row {
    /// A request with its names; `names` are those that are known already.
    pub(in crate::app) fn of(
        context: &Context,
        tx: &mut ReadTx,
        request: SupportRequest,
        names: &mut HashMap<OrganisationId, String>,
    ) -> Result<Self, AppError> {
        let id = request.organisation;
        let posted_by = match names.get(&id) {
            Some(name) => name.clone(),
            None => storage::organisations::find(tx, id)?.name.to_string(),
        };
        names.insert(id, posted_by.clone());
        Ok(Self {
            reference: reference(&request)?,
            languages: languages(context, &request),
            town: town(context, &request)?,
            start: first_begin(&request),
            posted_by,
            request,
        })
    }
}

/// A page of the requests that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn rows(
    context: &Context,
    grant: &Grant,
    filter: &RequestFilter,
    paging: &Paging<RequestSort>,
) -> Result<Page<Row>, AppError> {
    context.database.read(|tx| {
        let Page { items, next } = storage::requests::page(tx, grant.scope(), filter, paging)?;
        let mut names = HashMap::new();
        let items = items.into_iter().map(|request| Row::of(context, tx, request, &mut names));
        Ok(Page { items: items.collect::<Result<_, AppError>>()?, next })
    })
}

/// These requests, as far as the grant reaches them, in their order.
///
/// # Errors
/// [`storage::StorageError::NotFound`] when one of them is out of reach or there is none; else when the database fails.
pub fn some(context: &Context, grant: &Grant, ids: &[RequestId]) -> Result<Vec<Row>, AppError> {
    context.database.read(|tx| {
        let mut names = HashMap::new();
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let request = super::find_in(tx, grant, *id)?;
            rows.push(Row::of(context, tx, request, &mut names)?);
        }
        Ok(rows)
    })
}
