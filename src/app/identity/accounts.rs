//! What the use cases of accounts work with: how passwords are hashed, and the rules in force.

use std::collections::BTreeSet;

use chrono::Duration;

use crate::domain::access::{Membership, Role};
use crate::domain::session::SessionLife;
use crate::domain::throttle::Limit;
use crate::security::password::Passwords;
use crate::security::sealed::Sealer;

/// Made once, by `startup`.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// Hashes passwords, a few at a time.
    pub passwords: Passwords,
    /// Seals the secrets of second factors.
    pub sealer: Sealer,
    /// How long sessions last.
    pub life: SessionLife,
    /// Roles that count only for those who have shown a second factor.
    pub second_factor_for: BTreeSet<Role>,
    /// Attempts to log in to one account.
    pub per_account: Limit,
    /// Attempts from one address of the network.
    pub per_address: Limit,
    /// Mails with links to one account.
    pub mails: Limit,
}

impl Accounts {
    /// The usual rules.
    pub fn usual(passwords: Passwords, sealer: Sealer) -> Self {
        let window = Duration::minutes(15);
        let first_wait = Duration::seconds(30);
        Self {
            passwords,
            sealer,
            life: SessionLife::default(),
            second_factor_for: BTreeSet::from([Role::Coordinator, Role::CompetenceCentre]),
            per_account: Limit { attempts: 5, window, first_wait },
            per_address: Limit { attempts: 50, window, first_wait },
            mails: Limit { attempts: 3, window: Duration::hours(1), first_wait: Duration::minutes(15) },
        }
    }

    /// The memberships that count, and whether some do not because no second factor was shown.
    pub(super) fn in_force(&self, held: BTreeSet<Membership>, shown: bool) -> (BTreeSet<Membership>, bool) {
        let all = held.len();
        let counts = |membership: &Membership| shown || !self.second_factor_for.contains(&membership.role());
        let counting: BTreeSet<Membership> = held.into_iter().filter(counts).collect();
        let some_are_missing = counting.len() < all;
        (counting, some_are_missing)
    }
}
