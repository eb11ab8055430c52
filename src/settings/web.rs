//! `[web]`: where pages are served, how they are found from outside, and what is let in.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Secret, SettingsError};
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
    /// The server's certificate, with those that signed it, as PEM; empty where a proxy brings TLS.
    pub tls_certificate: PathBuf,
    /// Its key, as PEM.
    pub tls_key: PathBuf,
    /// Networks of proxies that are believed on where a request comes from.
    pub trusted_proxies: Vec<String>,
    /// The header that they write.
    pub proxy_header: ProxyHeaderName,
    /// Origins whose pages may use the interface for programs, with tokens.
    pub allowed_origins: Vec<String>,
    /// What opens `/metrics`; empty for no metrics.
    pub metrics_token: Secret,
    /// Minutes that a job or mail may be due before the service says that it is not ready; 0 for any number.
    pub ready_within_minutes: u32,
    /// Seconds that the head of a request may take.
    pub head_seconds: u64,
    /// Seconds that the body of a request may take.
    pub body_seconds: u64,
    /// Seconds that a connection may stay on which nothing is asked.
    pub keep_alive_seconds: u64,
    /// How often somebody may ask.
    pub limits: LimitsSection,
}

/// `[web.limits]`: how often somebody may ask, in each process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsSection {
    /// Requests a second from one address, or one network of IPv6; 0 for no limit.
    pub address_per_second: u32,
    /// So many at once.
    pub address_burst: u32,
    /// Requests a second with one token or session; 0 for no limit.
    pub credential_per_second: u32,
    /// So many at once.
    pub credential_burst: u32,
}

/// The header in which a proxy tells whom it speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProxyHeaderName {
    /// With `X-Forwarded-Proto` beside it.
    #[serde(rename = "x-forwarded-for")]
    XForwardedFor,
    /// RFC 7239.
    #[serde(rename = "forwarded")]
    Forwarded,
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
