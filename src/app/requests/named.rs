//! Whom and what a request may name: Lotsen that the caller knows, and numbers that the caller may give.

use std::collections::BTreeMap;

use crate::app::Context;
use crate::domain::access::Scope;
use crate::domain::assignment::Assignment;
use crate::domain::code::OrganisationKind;
use crate::domain::filter::{AssignmentFilter, AssignmentSort};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::page::{Page, PageSize, Paging};
use crate::domain::request::SupportRequest;
use crate::storage::{self, ReadTx, StorageError};

use super::post::{PostError, Wanted};

/// That the caller knows each Lotse whom the request names. Others do not exist for them, whether or not there are such.
pub(super) fn lotsen(
    context: &Context,
    tx: &mut ReadTx,
    (scope, carrier): (&Scope, OrganisationId),
    wanted: &Wanted,
    before: Option<&SupportRequest>,
) -> Result<(), PostError> {
    let all: Vec<LotseId> = wanted.known_lotsen.iter().chain(&wanted.excluded_lotsen).copied().collect();
    if all.is_empty() {
        return Ok(());
    }
    let stands = |id: &LotseId| {
        before.is_some_and(|before| before.known_lotsen.contains(id) || before.excluded_lotsen.contains(id))
    };
    let pool = if scope.has_organisation(carrier) { pool(context, tx, carrier, wanted)? } else { Vec::new() };
    let mut strangers = Vec::new();
    for id in all.into_iter().filter(|id| !stands(id)) {
        if !strangers.contains(&id) && !knows(tx, scope, &pool, id)? {
            strangers.push(id);
        }
    }
    if strangers.is_empty() { Ok(()) } else { Err(PostError::Lotsen(strangers)) }
}

/// Whose Lotsen somebody of the carrier sees among the candidates: the carrier's, those of carriers that serve the place, and those
/// that are lent to it.
fn pool(
    context: &Context,
    tx: &mut ReadTx,
    carrier: OrganisationId,
    wanted: &Wanted,
) -> Result<Vec<OrganisationId>, StorageError> {
    let mut pool: Vec<OrganisationId> = serving(context, tx, wanted)?.into_keys().collect();
    pool.extend(storage::organisations::lent_to(tx, [carrier])?.iter().map(|lending| lending.from));
    Ok(pool)
}

/// The organisations that serve the place of the request.
pub(super) fn serving(
    context: &Context,
    tx: &mut ReadTx,
    wanted: &Wanted,
) -> Result<BTreeMap<OrganisationId, OrganisationKind>, StorageError> {
    match context.area.gazetteer().place(wanted.place.postcode) {
        Ok(place) => storage::organisations::serving(tx, place.regions()),
        // In a place that the tables do not have nobody serves.
        Err(_) => Ok(BTreeMap::new()),
    }
}

/// A Lotse of theirs, one whom they see among the candidates, or one who has gone for them before.
fn knows(tx: &mut ReadTx, scope: &Scope, pool: &[OrganisationId], id: LotseId) -> Result<bool, StorageError> {
    let organisation = match storage::lotsen::organisation_of(tx, id) {
        Ok(organisation) => organisation,
        Err(StorageError::NotFound { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    if scope.has_organisation(organisation) || pool.contains(&organisation) {
        return Ok(true);
    }
    let theirs = AssignmentFilter { lotse: Some(id), ..AssignmentFilter::default() };
    let paging = Paging::first(AssignmentSort::Latest, PageSize::default());
    let Page { items, .. }: Page<Assignment> = storage::assignments::page(tx, scope, &theirs, &paging)?;
    Ok(!items.is_empty())
}

/// That a number of the carrier's list is given by the carrier, or stands there already: the carrier's next list goes by it, and
/// would put another request in the place of this one.
pub(super) fn number(
    scope: &Scope,
    carrier: OrganisationId,
    wanted: &Wanted,
    before: Option<&SupportRequest>,
) -> Result<(), PostError> {
    let stands = before.is_some_and(|before| before.carrier == carrier && before.list_number == wanted.list_number);
    if wanted.list_number.is_none() || stands || scope.has_organisation(carrier) {
        return Ok(());
    }
    Err(PostError::ListNumber)
}
