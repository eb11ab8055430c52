//! TLS without a proxy, with a certificate made for the test.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use lotsenwerk::http::server::Rules;
use lotsenwerk::http::tls::{self, TlsError};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::crypto::ring;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::edge::routes;
use crate::support::context::{context, moments};
use crate::support::db::TestDatabase;
use crate::support::site::Site;

fn made() -> CertifiedKey<rcgen::KeyPair> {
    generate_simple_self_signed(["localhost".to_owned()]).unwrap()
}

fn put(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn pages_are_served_over_tls() {
    let folder = tempfile::tempdir().unwrap();
    let made = made();
    let certificate = put(folder.path(), "cert.pem", &made.cert.pem());
    let key = put(folder.path(), "key.pem", &made.signing_key.serialize_pem());
    let rules = Rules { tls: Some(tls::load(&certificate, &key).unwrap()), ..Rules::default() };
    let db = TestDatabase::sqlite();
    let site = Site::open_with(context(&db), moments("2026-12-01T07:00:00Z".parse().unwrap()), rules, routes);

    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let client = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(client, TcpStream::connect(site.address()).unwrap());
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 200 ") && said.ends_with("live\n"), "{said}");
    assert!(stream.conn.protocol_version() == Some(rustls::ProtocolVersion::TLSv1_3));
}

#[test]
fn what_is_wrong_with_the_files_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (one, other) = (made(), made());
    let certificate = put(folder, "cert.pem", &one.cert.pem());
    let key = put(folder, "key.pem", &one.signing_key.serialize_pem());
    let strange = put(folder, "strange.pem", &other.signing_key.serialize_pem());
    let nothing = put(folder, "nothing.pem", "nothing\n");
    let torn = put(folder, "torn.pem", &one.cert.pem().replace("-----END", "-----"));
    let refused = |certificate: &Path, key: &Path| {
        let error = tls::load(certificate, key).unwrap_err();
        let words = error.to_string();
        (error, words)
    };
    let (error, words) = refused(&folder.join("absent.pem"), &key);
    assert!(matches!(error, TlsError::File { .. }) && words.contains("absent.pem cannot be read"), "{words}");
    for (certificate, key, named) in [
        (&nothing, &key, "nothing.pem"),
        (&torn, &key, "torn.pem"),
        (&certificate, &nothing, "nothing.pem"),
        (&certificate, &certificate, "cert.pem"),
    ] {
        let (error, words) = refused(certificate, key);
        assert!(matches!(error, TlsError::Content { .. }) && words.contains(named) && words.contains("PEM"), "{words}");
    }
    let (error, words) = refused(&certificate, &strange);
    assert!(matches!(error, TlsError::Pair { .. }) && words.contains("strange.pem does not belong"), "{words}");
}
