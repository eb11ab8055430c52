//! Opening a database, and being told clearly why it cannot be opened.

use std::time::{Duration, Instant};

use lotsenwerk::storage::{Database, DatabaseUrl, PoolSettings, StorageError};

use crate::support::db::{self, TestDatabase};

fn unavailable(url: &str) -> String {
    let settings = PoolSettings { wait: Duration::from_secs(1), ..db::settings() };
    match Database::open(&DatabaseUrl::parse(url).unwrap(), &settings) {
        Err(StorageError::Unavailable(why)) => why,
        Err(other) => panic!("{url}: {other:?}"),
        Ok(_) => panic!("{url} should not open"),
    }
}

#[test]
fn a_mistyped_url_is_refused_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["test.db", "./test.db", "host=127.0.0.1", "postgress://u@h/d", "file:test.db", "sqlite:test.db"] {
        let inside = folder.path().join(text);
        assert!(DatabaseUrl::parse(text).is_err(), "{text}");
        assert!(DatabaseUrl::parse(inside.to_str().unwrap()).is_err(), "{text}");
    }
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[test]
fn sqlite_says_what_is_wrong_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let why = unavailable(&format!("sqlite://{}", path("absent/test.db")));
    assert!(why.contains("create it first"), "{why}");
    assert!(!folder.path().join("absent").exists());

    std::fs::write(path("list.csv"), "Name;Sprache\n".repeat(100)).unwrap();
    let why = unavailable(&format!("sqlite://{}", path("list.csv")));
    assert!(why.contains("not a database"), "{why}");
    assert!(unavailable(&format!("sqlite://{}", folder.path().display())).contains("unable to open"));
}

#[test]
fn sqlite_uses_the_write_ahead_log_and_keeps_odd_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file:Lötsen?mode=ro#1.db");
    let url = DatabaseUrl::sqlite(&file).unwrap();
    let database = Database::open(&url, &db::settings()).unwrap();
    database.migrate().unwrap();
    assert!(file.is_file());
    assert!(folder.path().join("file:Lötsen?mode=ro#1.db-wal").is_file());
}

#[test]
fn a_server_that_is_away_is_reported_at_once() {
    let begun = Instant::now();
    let why = unavailable("postgres://nobody:geheim@127.0.0.1:9/nowhere");
    assert!(why.contains("refused"), "{why}");
    assert!(!why.contains("geheim"), "{why}");
    assert!(begun.elapsed() < Duration::from_secs(3));
}

#[test]
fn root_certificates_that_cannot_be_read_are_reported() {
    let why = unavailable("postgres://u@127.0.0.1:9/x?sslmode=verify-full&sslrootcert=/nowhere/ca.pem");
    assert!(why.contains("/nowhere/ca.pem"), "{why}");
}

/// The test server has either no TLS at all or a certificate that nobody vouches for: both must be refused.
#[test]
fn a_server_without_a_trusted_certificate_is_refused() {
    let Some(server) = db::server() else { return };
    let (address, _) = server.split_once('?').unwrap_or((&server, ""));
    let why = unavailable(&format!("{address}?sslmode=require"));
    assert!(why.contains("certificate") || why.contains("TLS"), "{why}");
}

#[test]
fn clones_share_the_connections() {
    let database = TestDatabase::sqlite();
    let clone: Database = Database::clone(&database);
    assert_eq!(clone.pending().unwrap(), Vec::<String>::new());
}
