//! In whose name accounts are changed.

use super::IdentityError;
use crate::app::AppError;
use crate::domain::access::{Access, Membership, Permission, Role, Scope};
use crate::domain::audit::Actor;
use crate::domain::code::OrganisationKind;
use crate::domain::id::UserId;
use crate::storage::{self, ReadTx, StorageError};

/// In whose name.
#[derive(Debug, Clone, Copy)]
pub enum Authority<'a> {
    /// Of whoever runs the program's commands, who may everything.
    CommandLine,
    /// Of somebody who has logged in.
    User(&'a Access),
}

impl Authority<'_> {
    pub(super) const fn actor(self) -> Actor {
        match self {
            Self::CommandLine => Actor::Operator,
            Self::User(access) => Actor::User(access.user),
        }
    }

    pub(super) const fn user(self) -> Option<UserId> {
        match self {
            Self::CommandLine => None,
            Self::User(access) => Some(access.user),
        }
    }

    /// How far the permission reaches.
    pub(super) fn scope(self, permission: Permission) -> Result<Scope, IdentityError> {
        match self {
            Self::CommandLine => Ok(Scope::All),
            Self::User(access) => Ok(access.grant(permission)?.scope().clone()),
        }
    }
}

/// Whether a membership lies within a scope: those of the organisation, and of its Lotsen.
pub(super) fn is_within(tx: &mut ReadTx, scope: &Scope, membership: Membership) -> Result<bool, StorageError> {
    match (scope, membership) {
        (Scope::All, _) => Ok(true),
        (Scope::Of { .. }, Membership::Operator) => Ok(false),
        (Scope::Of { .. }, Membership::Lotse(id)) => match storage::lotsen::organisation_of(tx, id) {
            Ok(organisation) => Ok(scope.has_lotse(id, organisation)),
            Err(StorageError::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        },
        (Scope::Of { .. }, _) => Ok(membership.organisation().is_some_and(|id| scope.has_organisation(id))),
    }
}

/// That a membership may be given: it lies within reach, what it is for exists, and its role goes with the organisation.
///
/// # Errors
/// [`IdentityError`]: `Denied`, `RoleMisplaced`; [`StorageError::NotFound`] for a place out of reach.
pub fn may_give(tx: &mut ReadTx, authority: Authority<'_>, membership: Membership) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    if !is_within(tx, &scope, membership)? {
        // What is elsewhere does not exist for them.
        let what = if membership.organisation().is_some() { "organisation" } else { "role" };
        return Err(StorageError::NotFound { what }.into());
    }
    if let Some(lotse) = membership.lotse() {
        storage::lotsen::organisation_of(tx, lotse)?;
    }
    if let Some(organisation) = membership.organisation() {
        let kind = storage::organisations::find(tx, organisation)?.kind;
        if !goes_with(membership.role(), kind) {
            return Err(IdentityError::RoleMisplaced(membership.role()).into());
        }
    }
    Ok(())
}

/// Carriers post requests too, for those whom they care for.
const fn goes_with(role: Role, kind: OrganisationKind) -> bool {
    matches!(
        (role, kind),
        (Role::CompetenceCentre, OrganisationKind::CompetenceCentre)
            | (Role::Coordinator, OrganisationKind::Carrier)
            | (Role::Requester, OrganisationKind::Agency | OrganisationKind::Carrier)
    )
}
