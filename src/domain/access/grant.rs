//! What somebody may do right now, and the proof of it that use cases and queries take.

use std::collections::BTreeSet;

use super::role::{Membership, Permission};
use super::rules::{Extent, PEOPLE_ONLY, RULES};
use crate::domain::id::{LotseId, OrganisationId, UserId};

/// Somebody who has shown who they are, with what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Whose account it is.
    pub user: UserId,
    memberships: BTreeSet<Membership>,
    /// A token's scopes; `None` for a person who has logged in, who may do all that their roles may.
    only: Option<BTreeSet<Permission>>,
}

/// Which records a permission reaches. Queries turn it into a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those of these organisations and those of these Lotsen.
    Of {
        /// Organisations whose records they are.
        organisations: BTreeSet<OrganisationId>,
        /// Lotsen whose own records they are.
        lotsen: BTreeSet<LotseId>,
    },
}

/// A permission that somebody has. Only [`Access::grant`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    user: UserId,
    permission: Permission,
    scope: Scope,
}

/// A permission that somebody does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the permission {0} is missing")]
pub struct Denied(pub Permission);

impl Access {
    /// What the holder of these memberships may do; with a token no more than its scopes, and nothing of [`PEOPLE_ONLY`].
    pub fn new(
        user: UserId,
        memberships: impl IntoIterator<Item = Membership>,
        only: Option<BTreeSet<Permission>>,
    ) -> Self {
        Self { user, memberships: memberships.into_iter().collect(), only }
    }

    /// What they are, and where.
    pub const fn memberships(&self) -> &BTreeSet<Membership> {
        &self.memberships
    }

    /// The scopes that hold them back; `None` for a person who has logged in.
    pub const fn only(&self) -> Option<&BTreeSet<Permission>> {
        self.only.as_ref()
    }

    /// The permission, as far as it reaches over all memberships.
    ///
    /// # Errors
    /// [`Denied`] when no membership has it, or the token was not made for it.
    pub fn grant(&self, permission: Permission) -> Result<Grant, Denied> {
        if self.only.as_ref().is_some_and(|only| !only.contains(&permission) || PEOPLE_ONLY.contains(&permission)) {
            return Err(Denied(permission));
        }
        let held_by = RULES.iter().find(|rule| rule.permission == permission).map_or(&[][..], |rule| rule.held_by);
        let (mut organisations, mut lotsen, mut all, mut held) = (BTreeSet::new(), BTreeSet::new(), false, false);
        for membership in &self.memberships {
            for (_, extent) in held_by.iter().filter(|(role, _)| *role == membership.role()) {
                held = true;
                match extent {
                    Extent::All => all = true,
                    Extent::Organisation => organisations.extend(membership.organisation()),
                    Extent::Own => lotsen.extend(membership.lotse()),
                }
            }
        }
        if !held {
            return Err(Denied(permission));
        }
        let scope = if all { Scope::All } else { Scope::Of { organisations, lotsen } };
        Ok(Grant { user: self.user, permission, scope })
    }

    /// Whether a program may have it with a key of theirs.
    pub fn may_lend(&self, permission: Permission) -> bool {
        self.grant(permission).is_ok() && !PEOPLE_ONLY.contains(&permission)
    }

    /// Every permission that they have now.
    pub fn permissions(&self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|permission| self.grant(*permission).is_ok()).collect()
    }
}

impl Grant {
    /// Who acts.
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// What may be done.
    pub const fn permission(&self) -> Permission {
        self.permission
    }

    /// To which records.
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }
}

impl Scope {
    /// Whether an organisation's records are within.
    pub fn has_organisation(&self, id: OrganisationId) -> bool {
        match self {
            Self::All => true,
            Self::Of { organisations, .. } => organisations.contains(&id),
        }
    }

    /// Whether a Lotse's records are within; the Lotse belongs to `organisation`.
    pub fn has_lotse(&self, id: LotseId, organisation: OrganisationId) -> bool {
        match self {
            Self::All => true,
            Self::Of { organisations, lotsen } => organisations.contains(&organisation) || lotsen.contains(&id),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn ids() -> (UserId, OrganisationId, OrganisationId, LotseId) {
        let at = DateTime::UNIX_EPOCH;
        let organisation = |byte| OrganisationId::new(at, [byte; 10]);
        (UserId::new(at, [1; 10]), organisation(2), organisation(3), LotseId::new(at, [4; 10]))
    }

    #[test]
    fn memberships_add_up_and_reach_no_farther() {
        let (user, kassel, eschwege, lotse) = ids();
        let access = Access::new(user, [Membership::Coordinator(kassel), Membership::Lotse(lotse)], None);
        let scope = access.grant(Permission::LotsenRead).unwrap().scope().clone();
        assert!(scope.has_organisation(kassel) && !scope.has_organisation(eschwege));
        assert!(scope.has_lotse(lotse, eschwege));
        let write = access.grant(Permission::LotsenWrite).unwrap();
        assert!(!write.scope().has_lotse(lotse, eschwege), "a Lotse does not write the own profile's rules");
        assert_eq!(access.grant(Permission::OutboxRead), Err(Denied(Permission::OutboxRead)));
    }

    #[test]
    fn a_token_does_what_it_was_made_for_and_no_more_than_its_owner() {
        let (user, agency, ..) = ids();
        let scopes = BTreeSet::from([Permission::RequestsRead, Permission::OutboxRead]);
        let access = Access::new(user, [Membership::Requester(agency)], Some(scopes));
        assert_eq!(access.permissions(), [Permission::RequestsRead]);
        assert_eq!(access.grant(Permission::RequestsWrite), Err(Denied(Permission::RequestsWrite)));
    }

    #[test]
    fn nobody_without_a_role_may_anything() {
        let (user, ..) = ids();
        assert_eq!(Access::new(user, [], None).permissions(), []);
    }
}
