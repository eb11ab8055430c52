//! Matching runs and proposals in pages, and one of each, as far as somebody may see them: runs over the requests of their
//! organisations as carriers, and what any run proposes for these. A run over all carriers is for those who may see all.

use diesel::prelude::*;
use uuid::Uuid;

use super::{Proposed, RunRow, UnservedRow, find, proposals};
use crate::domain::access::Scope;
use crate::domain::filter::{ProposalFilter, ProposalSort, RunFilter, RunSort, UnservedSort};
use crate::domain::id::{OrganisationId, ProposalId, RunId};
use crate::domain::offer::Proposal;
use crate::domain::page::{Key, Page, Paging};
use crate::domain::run::{MatchingRun, Unserved};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::requests::for_what;
use crate::storage::schema::{matching_runs, requests, unserved};
use crate::storage::transaction::ReadTx;
use crate::storage::types::{Id, Ts};

/// A page of runs.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &RunFilter,
    paging: &Paging<RunSort>,
) -> Result<Page<MatchingRun>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        let rows: Vec<RunRow> = matching_runs::table
            .filter(matching_runs::id.eq_any(ids.iter().map(|id| Id(*id))))
            .select(RunRow::as_select())
            .load(tx.conn())?;
        rows.into_iter().map(RunRow::into_domain).collect()
    };
    let sorted_by = |run: &MatchingRun| vec![Key::Instant(run.started_at)];
    query(scope, filter, paging).read(tx, paging, these, |run| run.id.as_uuid(), sorted_by)
}

/// One run, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: RunId) -> Result<MatchingRun, StorageError> {
    let run = find(tx, id)?;
    let visible = run.carrier.map_or(*scope == Scope::All, |carrier| scope.has_organisation(carrier));
    if visible { Ok(run) } else { Err(StorageError::NotFound { what: "matching run" }) }
}

/// The query of a page of runs.
pub fn query(scope: &Scope, filter: &RunFilter, paging: &Paging<RunSort>) -> ListQuery {
    let descending = paging.sort() == RunSort::Newest;
    let columns = Columns::of("matching_runs AS r", "r.id", &["r.started_at"], descending);
    let of = |id: OrganisationId| Condition::with("r.carrier_id = ", id.as_uuid());
    let branches = match scope {
        Scope::All => filter.carrier.map_or_else(Branches::everything, |id| Branches::of(vec![of(id)])),
        Scope::Of { organisations, .. } => {
            let wanted = |id: &OrganisationId| filter.carrier.is_none_or(|asked| asked == *id);
            Branches::of(organisations.iter().copied().filter(wanted).map(of).collect())
        }
    };
    let states = filter.states.iter().map(|state| state.code());
    let narrowed = [
        (!filter.states.is_empty()).then(|| Condition::one_of("r.state", states)),
        filter.trigger.map(|trigger| Condition::with("r.begun_by = ", trigger.code())),
        Some(Condition::between("r.started_at >= ", "r.started_at < ", filter.started, |at| Value::At(Ts::from(at)))),
    ];
    ListQuery::new(columns, branches.and(Condition::all(narrowed.into_iter().flatten())), paging)
}

/// A page of proposals.
///
/// # Errors
/// When the database fails.
pub fn proposals_page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &ProposalFilter,
    paging: &Paging<ProposalSort>,
) -> Result<Page<Proposal>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| proposals(tx, Proposed::Ids(ids));
    proposals_query(scope, filter, paging).read(tx, paging, these, |proposal| proposal.id.as_uuid(), |_| Vec::new())
}

/// One proposal, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_proposal_within(tx: &mut ReadTx, scope: &Scope, id: ProposalId) -> Result<Proposal, StorageError> {
    let absent = StorageError::NotFound { what: "proposal" };
    let Some(proposal) = proposals(tx, Proposed::One(id))?.pop() else { return Err(absent) };
    let carrier: Id =
        requests::table.find(Id(proposal.request.as_uuid())).select(requests::carrier_id).first(tx.conn())?;
    if scope.has_organisation(OrganisationId::from_uuid(carrier.0)) { Ok(proposal) } else { Err(absent) }
}

/// The query of a page of proposals.
pub fn proposals_query(scope: &Scope, filter: &ProposalFilter, paging: &Paging<ProposalSort>) -> ListQuery {
    let columns = Columns::of("proposals AS p", "p.id", &[], false);
    let visible = match scope {
        Scope::All => Condition::default(),
        Scope::Of { organisations, .. } => {
            Condition::sql("EXISTS (SELECT 1 FROM requests AS r WHERE r.id = p.request_id AND ")
                .then(Condition::one_of("r.carrier_id", organisations.iter().map(|id| id.as_uuid())))
                .then(Condition::sql(")"))
        }
    };
    let asked = [
        filter.run.map(|id| Condition::with("p.run_id = ", id.as_uuid())),
        filter.request.map(|id| Condition::with("p.request_id = ", id.as_uuid())),
        filter.lotse.map(|id| Condition::with("p.lotse_id = ", id.as_uuid())),
    ];
    let asked = Condition::all(asked.into_iter().flatten());
    let states = filter.states.iter().map(|state| state.code());
    let branches = Branches::of(vec![asked]).and(visible);
    let branches = match filter.states.len() {
        0 => branches,
        // A run, a request and a Lotse have few.
        _ if filter.run.is_some() || filter.request.is_some() || filter.lotse.is_some() => {
            branches.and(Condition::one_of("p.state", states))
        }
        _ => branches.by("p.state", "p.state = ", states),
    };
    let of_carrier = filter.carrier.map_or_else(Condition::default, |id| {
        Condition::with("1 = (SELECT 1 FROM requests AS q WHERE q.id = p.request_id AND q.carrier_id = ", id.as_uuid())
            .then(Condition::sql(")"))
    });
    let for_what = for_what("1 = (SELECT 1 FROM requests AS q WHERE q.id = p.request_id AND ", scope, &filter.for_what);
    ListQuery::new(columns, branches.and(of_carrier).and(for_what), paging)
}

/// A page of what one run left unserved, whoever may see it.
///
/// # Errors
/// When the database fails.
pub fn unserved_page(
    tx: &mut ReadTx,
    run: RunId,
    paging: &Paging<UnservedSort>,
) -> Result<Page<Unserved>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        let rows: Vec<UnservedRow> = unserved::table
            .filter(unserved::run_id.eq(Id(run.as_uuid())))
            .filter(unserved::request_id.eq_any(ids.iter().map(|id| Id(*id))))
            .select(UnservedRow::as_select())
            .load(tx.conn())?;
        Ok(rows.into_iter().map(UnservedRow::into_domain).collect())
    };
    unserved_query(run, paging).read(tx, paging, these, |unserved| unserved.request.as_uuid(), |_| Vec::new())
}

/// The query of a page of what one run left unserved.
pub fn unserved_query(run: RunId, paging: &Paging<UnservedSort>) -> ListQuery {
    let columns = Columns::of("unserved AS u", "u.request_id", &[], false);
    ListQuery::new(columns, Branches::of(vec![Condition::with("u.run_id = ", run.as_uuid())]), paging)
}
