//! `[web]`: where pages are served, and how they are found from outside.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::SettingsError;
use crate::domain::link::PublicUrl;

/// Where pages are served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebSection {
    /// Address and port that `serve` listens on.
    pub listen: String,
    /// How the pages are found from outside; empty where they are not.
    pub public_url: String,
    /// Threads that read requests and write answers.
    pub threads: usize,
}

impl WebSection {
    /// Where to listen.
    ///
    /// # Errors
    /// When it is no address with a port.
    pub fn address(&self) -> Result<SocketAddr, SettingsError> {
        self.listen.parse().map_err(|_| SettingsError::Value {
            key: "web.listen",
            value: self.listen.clone(),
            wanted: "an address and a port such as 127.0.0.1:8080, or [::]:8080 for all",
        })
    }

    /// What links in mails begin with, if there are any.
    ///
    /// # Errors
    /// When it is no address of a page.
    pub fn base(&self) -> Result<Option<PublicUrl>, SettingsError> {
        if self.public_url.is_empty() {
            return Ok(None);
        }
        PublicUrl::parse(&self.public_url).map(Some).map_err(|_| SettingsError::Value {
            key: "web.public_url",
            value: self.public_url.clone(),
            wanted: "an address such as https://lotsen.example.org, or nothing",
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    #[test]
    fn addresses_are_checked() {
        let mut web = Settings::load(None, std::collections::HashMap::new()).unwrap().web;
        assert!(web.address().unwrap().ip().is_loopback());
        assert_eq!(web.base().unwrap(), None);
        web.public_url = "https://lotsen.example.org/".to_owned();
        assert_eq!(web.base().unwrap().unwrap().join("x"), "https://lotsen.example.org/x");
        web.public_url = "lotsen".to_owned();
        assert!(web.base().unwrap_err().to_string().contains("web.public_url"));
        web.listen = "8080".to_owned();
        assert!(web.address().unwrap_err().to_string().contains("web.listen"));
    }
}
