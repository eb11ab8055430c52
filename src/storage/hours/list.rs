//! Hours in pages, as far as somebody may see them: those of their organisations' Lotsen, and their own.

use super::{find, these};
use crate::domain::access::Scope;
use crate::domain::filter::{HoursFilter, HoursSort};
use crate::domain::hours::{HoursEntry, HoursState};
use crate::domain::id::{HoursEntryId, OrganisationId};
use crate::domain::page::{Key, Page, Paging};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::transaction::ReadTx;

/// A page of entries.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &HoursFilter,
    paging: &Paging<HoursSort>,
) -> Result<Page<HoursEntry>, StorageError> {
    let sorted_by = |entry: &HoursEntry| vec![Key::Local(entry.worked_until)];
    query(scope, filter, paging).read(tx, paging, these, |entry| entry.id.as_uuid(), sorted_by)
}

/// One entry, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: HoursEntryId) -> Result<HoursEntry, StorageError> {
    let entry = find(tx, id)?;
    let visible = scope.has_lotse(entry.lotse, entry.organisation);
    if visible { Ok(entry) } else { Err(StorageError::NotFound { what: "entry of hours" }) }
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &HoursFilter, paging: &Paging<HoursSort>) -> ListQuery {
    let descending = paging.sort() == HoursSort::Latest;
    let columns = Columns::of("hours_entries AS h", "h.id", &["h.worked_until"], descending);
    let all = HoursState::ALL.iter().filter(|state| filter.states.is_empty() || filter.states.contains(state));
    let states: Vec<&'static str> = all.map(|state| state.code()).collect();
    let in_states = || Condition::one_of("h.state", states.iter().copied());
    let of = |id: OrganisationId| Condition::with("h.organisation_id = ", id.as_uuid());
    let branches = match (filter.lotse, scope) {
        (Some(lotse), _) => {
            let way = match scope {
                Scope::All => Condition::default(),
                Scope::Of { organisations, lotsen } => Condition::any([
                    Condition::one_of("h.organisation_id", organisations.iter().map(|id| id.as_uuid())),
                    Condition::one_of("h.lotse_id", lotsen.iter().map(|id| id.as_uuid())),
                ]),
            };
            Branches::of(vec![Condition::with("h.lotse_id = ", lotse.as_uuid())]).and(in_states()).and(way)
        }
        (None, Scope::All) => {
            let all = filter.organisation.map_or_else(Branches::everything, |id| Branches::of(vec![of(id)]));
            all.by("h.state", "h.state = ", states.iter().copied())
        }
        (None, Scope::Of { organisations, lotsen }) => {
            let ids = || organisations.iter().map(|id| id.as_uuid());
            let wanted = |id: &OrganisationId| filter.organisation.is_none_or(|asked| asked == *id);
            let theirs = organisations.iter().copied().filter(wanted).map(of).collect();
            let own = lotsen.iter().map(|id| Condition::with("h.lotse_id = ", id.as_uuid())).collect();
            let elsewhere = Condition::none_of("h.organisation_id", ids());
            let own = Branches::of(own).and(in_states()).and(elsewhere);
            Branches::of(theirs).by("h.state", "h.state = ", states.iter().copied()).or(own)
        }
    };
    let worked = Condition::between("h.worked_until >= ", "h.worked_until < ", filter.worked, Value::Local);
    let service = filter.service.map(|service| Condition::with("h.service = ", service.code()));
    let narrowed = Condition::all([Some(worked), filter.organisation.map(of), service].into_iter().flatten());
    ListQuery::new(columns, branches.and(narrowed), paging)
}
