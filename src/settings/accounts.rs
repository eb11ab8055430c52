//! `[accounts]`: how long log-ins last, who needs a second factor, and what is tried too often.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::SettingsError;
use crate::domain::access::Role;
use crate::domain::session::SessionLife;

/// How accounts are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountsSection {
    /// Hours without a visit after which a session ends.
    pub idle_hours: u32,
    /// Hours after which a session ends in any case.
    pub session_hours: u32,
    /// Roles that count only for those who have set up a second factor.
    pub second_factor_for: Vec<String>,
    /// Failed log-ins to one account, in 15 minutes, that cost no pause.
    pub attempts_per_account: u32,
    /// The same from one address of the network.
    pub attempts_per_address: u32,
    /// Memory in KiB that hashing a password takes.
    pub hash_memory: u32,
    /// Passes over that memory.
    pub hash_passes: u32,
    /// A file with the key that seals the secrets of second factors and the addresses of those who ask for another password; empty for none.
    pub key_file: PathBuf,
}

/// OWASP's weakest; less is no protection.
const LEAST_WORK: u32 = 19_456 * 2;

impl AccountsSection {
    /// How long sessions last.
    pub fn life(&self) -> SessionLife {
        let hours = |hours: u32| Duration::hours(i64::from(hours.max(1)));
        SessionLife { idle: hours(self.idle_hours), absolute: hours(self.session_hours) }
    }

    /// Roles that count only with a second factor.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn second_factor_roles(&self) -> Result<BTreeSet<Role>, SettingsError> {
        let role = |code: &String| {
            code.parse().map_err(|_| SettingsError::Value {
                key: "accounts.second_factor_for",
                value: code.clone(),
                wanted: "operator, competence_centre, coordinator, requester or lotse",
            })
        };
        self.second_factor_for.iter().map(role).collect()
    }

    /// Memory and passes of a hash.
    ///
    /// # Errors
    /// When that would be too little.
    pub fn work(&self) -> Result<(u32, u32), SettingsError> {
        if self.hash_memory.saturating_mul(self.hash_passes) < LEAST_WORK || self.hash_memory < 7_168 {
            let value = format!("{} KiB, {} passes", self.hash_memory, self.hash_passes);
            let wanted = "at least 19456 KiB in 2 passes, or as much work in more of them";
            return Err(SettingsError::Value { key: "accounts.hash_memory", value, wanted });
        }
        Ok((self.hash_memory, self.hash_passes))
    }

    /// What stands in the key's file, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn key(&self) -> Result<Option<String>, SettingsError> {
        if self.key_file.as_os_str().is_empty() {
            return Ok(None);
        }
        super::read(&self.key_file).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn accounts_are_checked() {
        let mut accounts = Settings::load(None, std::collections::HashMap::new()).unwrap().accounts;
        assert_eq!(accounts.life(), SessionLife::default());
        let roles = BTreeSet::from([Role::Coordinator, Role::CompetenceCentre]);
        assert_eq!(accounts.second_factor_roles().unwrap(), roles);
        assert_eq!(accounts.work().unwrap(), (19_456, 2));
        assert_eq!(accounts.key().unwrap(), None);
        accounts.second_factor_for.push("boss".to_owned());
        assert!(accounts.second_factor_roles().unwrap_err().to_string().contains("boss"));
        accounts.hash_memory = 1_024;
        assert!(accounts.work().unwrap_err().to_string().contains("accounts.hash_memory"));
        (accounts.hash_memory, accounts.hash_passes) = (12_288, 4);
        assert!(accounts.work().is_ok());
        accounts.key_file = "no/such/file".into();
        assert!(accounts.key().is_err());
    }
}
