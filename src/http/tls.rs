//! The server's certificate and key, for whoever has no proxy in front that brings TLS.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// One of the two files is named without the other.
    #[error("web.tls_certificate and web.tls_key go together: set both, or neither where a proxy in front brings TLS")]
    OneOfTwo,
    /// A file cannot be read.
    #[error("{} cannot be read: {source}; the program's user needs to be allowed to", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// There is nothing in it that it should hold.
    #[error("{}: wanted is {wanted} in PEM, which begins with -----BEGIN; what is there is not that: {why}", path.display())]
    Content {
        /// Which.
        path: PathBuf,
        /// What it should hold.
        wanted: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The two do not fit.
    #[error("the key {} does not belong to the first certificate of {}: {source}; the server's own comes first, those that signed it after",
        key.display(), certificate.display())]
    Pair {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong.
        source: rustls::Error,
    },
}

/// What a server needs to speak TLS 1.2 and 1.3 with this certificate (and those that signed it) and its key.
///
/// # Errors
/// When a file cannot be read, does not hold what it should, or the two do not fit.
pub fn load(certificate: &Path, key: &Path) -> Result<ServerConfig, TlsError> {
    let content = |path: &Path, wanted, why: String| TlsError::Content { path: path.to_owned(), wanted, why };
    let wanted = "the certificate of this server, those that signed it below";
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&read(certificate)?).collect();
    let chain = chain.map_err(|error| content(certificate, wanted, error.to_string()))?;
    if chain.is_empty() {
        return Err(content(certificate, wanted, "it has no certificate".to_owned()));
    }
    let wanted = "a private key without a password";
    let private = PrivateKeyDer::from_pem_slice(&read(key)?).map_err(|error| match error {
        pem::Error::NoItemsFound => content(key, wanted, "it has no such key".to_owned()),
        other => content(key, wanted, other.to_string()),
    })?;
    let pair = |source| TlsError::Pair { certificate: certificate.to_owned(), key: key.to_owned(), source };
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, private))
        .map_err(pair)
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    std::fs::read(path).map_err(|source| TlsError::File { path: path.to_owned(), source })
}
