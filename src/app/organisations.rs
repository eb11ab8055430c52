//! Organisations: as a list, one of them, added, changed, removed. Whom carriers lend Lotsen is in [`super::lendings`].

use serde_json::json;

use super::audit::note;
use super::{Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::OrganisationKind;
use crate::domain::contact::Email;
use crate::domain::filter::{OrganisationFilter, OrganisationSort};
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::domain::page::{Page, Paging};
use crate::domain::region::RegionCode;
use crate::domain::text::OrganisationName;
use crate::storage::{self, StorageError, WriteTx};

/// What can be said of an organisation and changed later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Its name, unique in the installation.
    pub name: OrganisationName,
    /// Where answers to its mails go.
    pub email: Option<Email>,
    /// The regions a carrier serves.
    pub regions: Vec<RegionCode>,
}

/// A page of the organisations that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &OrganisationFilter,
    paging: &Paging<OrganisationSort>,
) -> Result<Page<Organisation>, StorageError> {
    context.database.read(|tx| storage::organisations::page(tx, grant.scope(), filter, paging))
}

/// One organisation, if the grant reaches it.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn find(context: &Context, grant: &Grant, id: OrganisationId) -> Result<Organisation, StorageError> {
    context.database.read(|tx| storage::organisations::find_within(tx, grant.scope(), id))
}

/// These organisations, by name; those that there are not are left out.
///
/// # Errors
/// When the database fails.
pub fn named(context: &Context, ids: &[OrganisationId]) -> Result<Vec<Organisation>, StorageError> {
    let found: Result<Vec<Organisation>, StorageError> = context.database.read(|tx| {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            match storage::organisations::find(tx, *id) {
                Ok(organisation) => found.push(organisation),
                Err(StorageError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    });
    let mut found = found?;
    found.sort_by(|one, other| one.name.as_str().cmp(other.name.as_str()));
    Ok(found)
}

/// Holds an organisation that the grant reaches until the transaction ends.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none.
pub fn hold(tx: &mut WriteTx, grant: &Grant, id: OrganisationId) -> Result<Organisation, StorageError> {
    storage::organisations::hold_all(tx, [id])?;
    storage::organisations::find_within(tx, grant.scope(), id)
}

/// Adds an organisation.
///
/// # Errors
/// [`StorageError::Duplicate`] when the name is taken; else when the database fails.
pub fn add(
    tx: &mut WriteTx,
    grant: &Grant,
    kind: OrganisationKind,
    described: Described,
    moment: &mut Moment,
) -> Result<Organisation, StorageError> {
    let id = OrganisationId::new(moment.now, moment.random());
    let organisation = described.organisation(id, kind);
    storage::organisations::save_all(tx, std::slice::from_ref(&organisation))?;
    let subject = Subject::Organisation(id);
    note(tx, Actor::User(grant.user()), Action::OrganisationAdded, subject, json!({"kind": kind}), moment)?;
    Ok(organisation)
}

/// Gives an organisation another mail address; `current` is it as this transaction holds it.
///
/// # Errors
/// When the database fails.
pub fn readdress(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &Organisation,
    email: Option<Email>,
    moment: &mut Moment,
) -> Result<Organisation, StorageError> {
    let Organisation { name, regions, .. } = current.clone();
    replace(tx, grant, current, Described { name, email, regions }, moment)
}

/// Puts other facts in the place of an organisation's; `current` is it as this transaction holds it.
///
/// # Errors
/// As [`add`].
pub fn replace(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &Organisation,
    described: Described,
    moment: &mut Moment,
) -> Result<Organisation, StorageError> {
    let organisation = described.organisation(current.id, current.kind);
    if organisation != *current {
        storage::organisations::save_all(tx, std::slice::from_ref(&organisation))?;
        let changed: Vec<&str> = [
            ("name", organisation.name != current.name),
            ("email", organisation.email != current.email),
            ("regions", organisation.regions != current.regions),
        ]
        .into_iter()
        .filter_map(|(field, differs)| differs.then_some(field))
        .collect();
        let (subject, details) = (Subject::Organisation(current.id), json!({"changed": changed}));
        note(tx, Actor::User(grant.user()), Action::OrganisationChanged, subject, details, moment)?;
    }
    Ok(organisation)
}

/// Removes an organisation with what it has agreed to lend.
///
/// # Errors
/// [`StorageError::StillReferenced`] while Lotsen, requests, runs or accounts belong to it, [`StorageError::NotFound`].
pub fn remove(tx: &mut WriteTx, grant: &Grant, id: OrganisationId, moment: &mut Moment) -> Result<(), StorageError> {
    let organisation = hold(tx, grant, id)?;
    storage::organisations::delete(tx, id)?;
    let (subject, details) = (Subject::Organisation(id), json!({"kind": organisation.kind}));
    note(tx, Actor::User(grant.user()), Action::OrganisationRemoved, subject, details, moment)
}

impl Described {
    fn organisation(self, id: OrganisationId, kind: OrganisationKind) -> Organisation {
        Organisation { id, kind, name: self.name, email: self.email, regions: self.regions }
    }
}
