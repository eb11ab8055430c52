//! Lotsen in pages, and one of them, as far as somebody may see them: those of their organisations, and oneself.

use uuid::Uuid;

use super::rows::name_key;
use super::{Selection, find, load};
use crate::domain::access::Scope;
use crate::domain::code::LotseStatus;
use crate::domain::filter::{LotseFilter, LotseSort};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::{LanguageCode, Level};
use crate::domain::lotse::Lotse;
use crate::domain::page::{Key, Page, Paging};
use crate::domain::search;
use crate::domain::text::ListNumber;
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::transaction::ReadTx;

/// A page of Lotsen.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &LotseFilter,
    paging: &Paging<LotseSort>,
) -> Result<Page<Lotse>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        load(tx, &Selection::Ids(ids.iter().map(|id| LotseId::from_uuid(*id)).collect()))
    };
    let sorted_by = |lotse: &Lotse| match paging.sort() {
        LotseSort::Name => {
            vec![Key::Text(name_key(lotse.given_name.as_str(), lotse.family_name.as_str()))]
        }
        LotseSort::ListNumber => {
            vec![Key::Text(search::number_key(lotse.list_number.as_ref().map(ListNumber::as_str)))]
        }
    };
    query(scope, filter, paging).read(tx, paging, these, |lotse| lotse.id.as_uuid(), sorted_by)
}

/// One Lotse, if they may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: LotseId) -> Result<Lotse, StorageError> {
    let lotse = find(tx, id)?;
    if scope.has_lotse(id, lotse.organisation) { Ok(lotse) } else { Err(StorageError::NotFound { what: "Lotse" }) }
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &LotseFilter, paging: &Paging<LotseSort>) -> ListQuery {
    let keys: &'static [&'static str] = match paging.sort() {
        LotseSort::Name => &["l.name_key"],
        LotseSort::ListNumber => &["l.number_key"],
    };
    let columns = Columns::of("lotsen AS l", "l.id", keys, false);
    ListQuery::new(columns, visible(scope, filter).and(narrowed(filter)), paging)
}

fn visible(scope: &Scope, filter: &LotseFilter) -> Branches {
    let all = LotseStatus::ALL.iter().filter(|status| filter.statuses.is_empty() || filter.statuses.contains(status));
    let statuses: Vec<&'static str> = all.map(|status| status.code()).collect();
    let of = |id: OrganisationId| Condition::with("l.organisation_id = ", id.as_uuid());
    match scope {
        Scope::All => {
            let whose = filter.organisation.map_or_else(Branches::everything, |id| Branches::of(vec![of(id)]));
            whose.by("l.status", "l.status = ", statuses)
        }
        Scope::Of { organisations, lotsen } => {
            let wanted = |id: &OrganisationId| filter.organisation.is_none_or(|asked| asked == *id);
            let theirs = Branches::of(organisations.iter().copied().filter(wanted).map(of).collect());
            let own = Branches::rows("l.id = ", lotsen.iter().map(|id| id.as_uuid()));
            let elsewhere = Condition::none_of("l.organisation_id", organisations.iter().map(|id| id.as_uuid()));
            let own = own.and(elsewhere).and(Condition::one_of("l.status", statuses.iter().copied()));
            theirs.by("l.status", "l.status = ", statuses).or(own)
        }
    }
}

fn narrowed(filter: &LotseFilter) -> Condition {
    let service = |code| {
        Condition::with("EXISTS (SELECT 1 FROM lotse_services AS s WHERE s.lotse_id = l.id AND s.service = ", code)
            .then(Condition::sql(")"))
    };
    let speaks = |(language, least): &(LanguageCode, Level)| {
        let language = Value::Text(language.to_string());
        let levels = Level::ALL.into_iter().filter(|level| level >= least).map(Level::code);
        Condition::with(
            "EXISTS (SELECT 1 FROM lotse_languages AS g WHERE g.lotse_id = l.id AND g.language = ",
            language,
        )
        .and(Condition::one_of("g.level", levels))
        .then(Condition::sql(")"))
    };
    Condition::all(
        [
            filter.organisation.map(|id| Condition::with("l.organisation_id = ", id.as_uuid())),
            filter.service.map(|wanted| service(wanted.code())),
            filter.language.as_ref().map(speaks),
            filter.places.as_ref().map(|places| Condition::at("l.home", "l.home LIKE ", places)),
            filter.text.as_ref().map(|text| Condition::words("l.search_words LIKE ", text)),
        ]
        .into_iter()
        .flatten(),
    )
}
