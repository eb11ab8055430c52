//! TLS towards PostgreSQL: rustls with ring, certificate and host name always checked.
//!
//! There is no way to accept any certificate. A server with a certificate of its own names its authority with
//! `sslrootcert=<PEM file>`; that file then replaces Mozilla's roots rather than adding to them.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::storage::error::StorageError;

/// A connector that trusts the authorities in `roots`, or Mozilla's where no file is given.
pub fn connector(roots: Option<&Path>) -> Result<MakeRustlsConnect, StorageError> {
    let mut store = RootCertStore::empty();
    match roots {
        Some(path) => {
            let unreadable = |why: String| {
                StorageError::Unavailable(format!("the root certificates in {} cannot be used: {why}", path.display()))
            };
            let certificates = CertificateDer::pem_file_iter(path).map_err(|error| unreadable(error.to_string()))?;
            for certificate in certificates {
                let certificate = certificate.map_err(|error| unreadable(error.to_string()))?;
                store.add(certificate).map_err(|error| unreadable(error.to_string()))?;
            }
            if store.is_empty() {
                return Err(unreadable("the file holds no certificate".to_owned()));
            }
        }
        None => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StorageError::Unavailable(format!("TLS cannot be set up: {error}")))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
