//! Support requests in pages, and one of them, as far as somebody may see them: those that their organisations posted or care for.

use uuid::Uuid;

use super::{Selection, find, load};
use crate::domain::access::Scope;
use crate::domain::filter::{RequestFilter, RequestSort};
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::page::{Key, Page, Paging};
use crate::domain::request::{RequestState, SupportRequest};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::sittings;
use crate::storage::transaction::ReadTx;

/// Most urgent first. Word for word as in the migration, because the engines compare it with that of the index.
const RANK: &str = "(CASE r.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END)";

/// A page of requests.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &RequestFilter,
    paging: &Paging<RequestSort>,
) -> Result<Page<SupportRequest>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        load(tx, &Selection::Ids(ids.iter().map(|id| RequestId::from_uuid(*id)).collect()))
    };
    let sorted_by = |request: &SupportRequest| keys(paging.sort(), request);
    query(scope, filter, paging).read(tx, paging, these, |request| request.id.as_uuid(), sorted_by)
}

/// One request, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: RequestId) -> Result<SupportRequest, StorageError> {
    let request = find(tx, id)?;
    let visible = scope.has_organisation(request.organisation) || scope.has_organisation(request.carrier);
    if visible { Ok(request) } else { Err(StorageError::NotFound { what: "request" }) }
}

/// One request, if its carrier is within the scope. Whoever merely posted it does not find it here.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_cared_for(tx: &mut ReadTx, scope: &Scope, id: RequestId) -> Result<SupportRequest, StorageError> {
    let request = find(tx, id)?;
    if scope.has_organisation(request.carrier) { Ok(request) } else { Err(StorageError::NotFound { what: "request" }) }
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &RequestFilter, paging: &Paging<RequestSort>) -> ListQuery {
    let (keys, descending): (&'static [&'static str], _) = match paging.sort() {
        RequestSort::Newest => (&["r.posted_at"], true),
        RequestSort::Begin => (&["r.first_begin"], false),
        RequestSort::Priority => (&[RANK, "r.posted_at"], false),
    };
    let columns = Columns::of("requests AS r", "r.id", keys, descending);
    let states =
        if filter.states.is_empty() { RequestState::ALL.to_vec() } else { filter.states.iter().copied().collect() };
    let branches = visible(scope, filter).by("r.state", "r.state = ", states.into_iter().map(RequestState::code));
    ListQuery::new(columns, branches.and(narrowed(filter)), paging)
}

/// By carrier and by who posted it; what is both, once.
fn visible(scope: &Scope, filter: &RequestFilter) -> Branches {
    let carrier = |id: OrganisationId| Condition::with("r.carrier_id = ", id.as_uuid());
    let poster = |id: OrganisationId| Condition::with("r.organisation_id = ", id.as_uuid());
    match scope {
        Scope::All => match (filter.carrier, filter.organisation) {
            (Some(id), _) => Branches::of(vec![carrier(id)]),
            (None, Some(id)) => Branches::of(vec![poster(id)]),
            (None, None) => Branches::everything(),
        },
        Scope::Of { organisations, .. } => {
            let all = || organisations.iter().copied();
            let wanted =
                |asked: Option<OrganisationId>| move |id: &OrganisationId| asked.is_none_or(|asked| asked == *id);
            let cared_for = all().filter(wanted(filter.carrier)).map(carrier).collect();
            let elsewhere = Condition::none_of("r.carrier_id", all().map(OrganisationId::as_uuid));
            let posted = all().filter(wanted(filter.organisation)).map(poster).collect();
            Branches::of(cared_for).or(Branches::of(posted).and(elsewhere))
        }
    }
}

fn narrowed(filter: &RequestFilter) -> Condition {
    let begins = Condition::between("r.first_begin >= ", "r.first_begin < ", filter.begins, Value::Local);
    // Whatever has no begin yet is in no time.
    let timed = filter.begins.from.map(|_| Condition::with("r.first_begin < ", Value::Local(sittings::never())));
    let language = |language: &crate::domain::language::LanguageCode| {
        Condition::with(
            "EXISTS (SELECT 1 FROM request_languages AS n WHERE n.request_id = r.id AND n.language = ",
            Value::Text(language.to_string()),
        )
        .then(Condition::sql(")"))
    };
    Condition::all(
        [
            filter.carrier.map(|id| Condition::with("r.carrier_id = ", id.as_uuid())),
            filter.organisation.map(|id| Condition::with("r.organisation_id = ", id.as_uuid())),
            filter.service.map(|service| Condition::with("r.service = ", service.code())),
            filter.language.as_ref().map(language),
            filter.places.as_ref().map(|places| Condition::at("r.postcode", "r.postcode LIKE ", places)),
            Some(begins),
            timed,
            filter.text.as_ref().map(|text| Condition::words("r.search_words LIKE ", text)),
        ]
        .into_iter()
        .flatten(),
    )
}

fn keys(sort: RequestSort, request: &SupportRequest) -> Vec<Key> {
    use crate::domain::code::Priority;
    match sort {
        RequestSort::Newest => vec![Key::Instant(request.posted_at)],
        RequestSort::Begin => vec![Key::Local(sittings::begin(request.first_begin()))],
        RequestSort::Priority => {
            let rank = match request.urgency.priority {
                Priority::Urgent => 0,
                Priority::High => 1,
                Priority::Normal => 2,
                Priority::Low => 3,
            };
            vec![Key::Number(rank), Key::Instant(request.posted_at)]
        }
    }
}
