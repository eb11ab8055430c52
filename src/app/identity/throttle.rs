//! Who tries too often has to wait, whether or not there is such an account. Counted in the database, so that all instances count
//! together, and before it is known how the attempt ends.

use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};

use super::{Accounts, IdentityError};
use crate::app::{AppError, Context};
use crate::domain::id::OrganisationId;
use crate::domain::throttle::{Attempts, Limit, ThrottleKind};
use crate::security::secrets::{SecretHash, hash};
use crate::storage::{self, StorageError, WriteTx};

/// What one attempt is counted for.
#[derive(Debug, Clone)]
pub struct Counted(Vec<(ThrottleKind, SecretHash, Limit)>);

impl Counted {
    /// An attempt to log in to the account of `email`, from `address`.
    pub fn log_in(accounts: &Accounts, email: &str, address: Option<IpAddr>) -> Self {
        let mut counted = vec![(ThrottleKind::Account, account(email), accounts.per_account)];
        counted.extend(address.map(|address| (ThrottleKind::Address, place(address), accounts.per_address)));
        Self(counted)
    }

    /// Asking for a mail, as far as the address of the network goes.
    pub fn address(accounts: &Accounts, address: Option<IpAddr>) -> Self {
        Self(address.map(|address| (ThrottleKind::Address, place(address), accounts.per_address)).into_iter().collect())
    }

    /// Asking for help without an account.
    pub fn asking(project: OrganisationId, address: Option<IpAddr>) -> Self {
        let limit = Limit { attempts: 20, window: Duration::hours(8), first_wait: Duration::minutes(30) };
        // Beside those who log in from there.
        let key = |address| hash(format!("asks {project} {:?}", place(address).as_slice()).as_bytes());
        Self(address.map(|address| (ThrottleKind::Address, key(address), limit)).into_iter().collect())
    }

    /// Asking for a mail to `email`.
    pub fn mail(accounts: &Accounts, email: &str) -> Self {
        Self(vec![(ThrottleKind::Mail, account(email), accounts.mails)])
    }

    /// Counts it in a commit of its own.
    ///
    /// # Errors
    /// [`IdentityError::Throttled`].
    pub fn begin(&self, context: &Context, now: DateTime<Utc>) -> Result<(), AppError> {
        context.database.write_guarded(|tx| self.count(tx, now))
    }

    /// Counts it.
    pub fn count(&self, tx: &mut WriteTx, now: DateTime<Utc>) -> Result<(), AppError> {
        for (kind, key, limit) in &self.0 {
            let attempts = storage::login_attempts::hold(tx, *kind, key, Attempts::none(now))?;
            match attempts.one_more(*limit, now) {
                Ok(more) => storage::login_attempts::save(tx, *kind, key, more)?,
                Err(wait) => return Err(IdentityError::Throttled { retry_after: in_seconds(wait) }.into()),
            }
        }
        Ok(())
    }

    /// It went well: the account is forgotten, and of the address' attempts this one.
    pub fn went_well(&self, tx: &mut WriteTx, now: DateTime<Utc>) -> Result<(), StorageError> {
        for (kind, key, _) in &self.0 {
            match kind {
                // Not removed: others may be waiting for the row.
                ThrottleKind::Account => storage::login_attempts::save(tx, *kind, key, Attempts::none(now))?,
                ThrottleKind::Address | ThrottleKind::Mail => take_back(tx, *kind, key, now)?,
            }
        }
        Ok(())
    }

    /// It was neither right nor wrong.
    pub fn take_back(&self, tx: &mut WriteTx, now: DateTime<Utc>) -> Result<(), StorageError> {
        self.0.iter().try_for_each(|(kind, key, _)| take_back(tx, *kind, key, now))
    }

    /// Writes what is there already, so that an attempt costs the same commit whatever else is written in it.
    pub fn touch(&self, tx: &mut WriteTx, now: DateTime<Utc>) -> Result<(), StorageError> {
        for (kind, key, _) in &self.0 {
            let attempts = storage::login_attempts::hold(tx, *kind, key, Attempts::none(now))?;
            storage::login_attempts::save(tx, *kind, key, attempts)?;
        }
        Ok(())
    }
}

fn take_back(tx: &mut WriteTx, kind: ThrottleKind, key: &SecretHash, now: DateTime<Utc>) -> Result<(), StorageError> {
    let attempts = storage::login_attempts::hold(tx, kind, key, Attempts::none(now))?;
    storage::login_attempts::save(tx, kind, key, attempts.one_less())
}

/// Whole seconds, rather one too many: whoever comes back then is not turned away again.
fn in_seconds(wait: Duration) -> Duration {
    Duration::seconds(wait.num_milliseconds().saturating_add(999).div_euclid(1_000))
}

fn account(email: &str) -> SecretHash {
    hash(email.trim().to_lowercase().as_bytes())
}

/// Whoever has one address of version 6 has 2^64 of them.
fn place(address: IpAddr) -> SecretHash {
    match address.to_canonical() {
        IpAddr::V4(address) => hash(&address.octets()),
        IpAddr::V6(address) => hash(address.octets().first_chunk::<8>().map_or(&[], |network| network.as_slice())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_are_one() {
        let place = |text: &str| place(text.parse().unwrap());
        assert_eq!(place("2001:db8:1:2::1"), place("2001:db8:1:2:ffff::9"));
        assert_ne!(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
        assert_eq!(place("::ffff:192.0.2.1"), place("192.0.2.1"));
        assert_ne!(place("192.0.2.1"), place("192.0.2.2"));
        assert_eq!(account(" Mina@Example.org"), account("mina@example.org"));
    }
}
