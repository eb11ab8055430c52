//! Which crate from outside may appear where, and whether each one is needed.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;
use super::{assert_none, files_below, read};

/// Everywhere: words every floor needs.
const ANYWHERE: &[&str] = &["*"];

/// Every dependency of the program and the modules that may name it. A crate that does I/O, or that could be exchanged, has
/// one home; the rest of the code does not know it.
const HOMES: [(&str, &[&str]); 64] = [
    ("chrono", ANYWHERE),
    ("serde", ANYWHERE),
    ("thiserror", ANYWHERE),
    ("tracing", ANYWHERE),
    ("uuid", &["domain", "storage", "http", "api", "security::chain"]),
    ("chrono_tz", &["domain::time"]),
    ("strsim", &["domain::language", "app::import"]),
    // Formats of files and what describes them.
    ("serde_json", &["domain", "matching", "storage", "app", "jobs", "http", "api", "cli", "security::chain"]),
    ("serde_path_to_error", &["cli::problem"]),
    ("schemars", &["domain", "matching", "http", "api", "cli"]),
    ("jsonschema", &["api::shape"]),
    ("toml", &["settings", "synthetic", "cli::demo"]),
    ("csv", &["tables", "regions"]),
    ("calamine", &["tables"]),
    ("zip", &["tables::unpack"]),
    ("encoding_rs", &["tables"]),
    ("rust_xlsxwriter", &["documents::workbook"]),
    ("krilla", &["documents::pdf"]),
    ("rustybuzz", &["documents::pdf"]),
    ("dejavu", &["documents::pdf", "web::components::plot"]),
    // Deciding.
    ("good_lp", &["matching::solve::exact"]),
    ("highs", &["matching::solve::exact", "matching::solve::master"]),
    ("rayon", &["matching", "synthetic", "cli"]),
    ("rand", &["app::moment", "startup"]),
    ("rand_chacha", &["app::moment", "synthetic::chance"]),
    (
        "sha2",
        &[
            "app::matching",
            "app::receipts",
            "http::credentials",
            "http::metrics",
            "security",
            "api::version",
            "web::assets",
        ],
    ),
    ("hmac", &["security::links"]),
    ("base64", &["domain::page", "security::links", "security::secrets", "web::imports"]),
    ("argon2", &["security::password"]),
    ("zxcvbn", &["security::strength"]),
    ("icu_normalizer", &["security::password"]),
    ("totp_rs", &["security::totp"]),
    ("chacha20poly1305", &["security::sealed"]),
    // Serving.
    ("actix_web", &["http", "api", "web", "startup"]),
    ("utoipa_swagger_ui", &["api::served"]),
    ("actix_multipart", &["web::page"]),
    ("futures_core", &["http::pace", "web::page"]),
    ("ipnet", &["http::address", "http::limits", "http::share"]),
    ("prometheus_client", &["http::metrics"]),
    // Storing.
    ("diesel", &["storage"]),
    ("diesel_async", &["storage::postgres"]),
    ("diesel_migrations", &["storage::migrate"]),
    ("rustls", &["http::server", "http::tls", "storage::postgres"]),
    ("tokio", &["storage::postgres", "http::line", "http::service", "http::share", "api::stream", "startup"]),
    ("tokio_postgres", &["storage::postgres", "storage::url"]),
    ("tokio_postgres_rustls", &["storage::postgres"]),
    ("webpki_roots", &["storage::postgres"]),
    // Mailing and wording.
    ("askama", &["mail", "web"]),
    ("qrcode", &["web::profile"]),
    ("tiny_skia", &["web::components::plot"]),
    ("ttf_parser", &["web::components::plot"]),
    ("spade", &["regions::outline"]),
    ("icalendar", &["mail::calendar"]),
    ("idna", &["mail"]),
    ("lettre", &["mail"]),
    ("fluent_templates", &["i18n"]),
    ("icu_calendar", &["i18n::newcomer"]),
    ("icu_datetime", &["i18n::newcomer"]),
    ("icu_locale_core", &["i18n::newcomer"]),
    // Being told and telling.
    ("clap", &["cli", "main"]),
    ("config", &["settings"]),
    ("indicatif", &["cli"]),
    ("tracing_subscriber", &["telemetry"]),
    // Named nowhere: it is there for its feature `bundled`, so that SQLite is built in.
    ("libsqlite3_sys", &[]),
];

/// The names of the dependencies in one table of `Cargo.toml`, as code writes them.
fn dependencies(table: &str) -> BTreeSet<String> {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    manifest[table].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect()
}

/// The crates each module names.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let known = dependencies("dependencies");
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in Source::all() {
        for path in source.foreign_paths() {
            if known.contains(&path[0]) {
                named.entry(path[0].clone()).or_default().insert(source.module.join("::"));
            }
        }
    }
    named
}

fn is_within(module: &str, home: &str) -> bool {
    home == "*" || module.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn each_crate_stays_in_its_home() {
    let homes: BTreeMap<&str, &[&str]> = HOMES.into_iter().collect();
    let mut findings = Vec::new();
    for (name, modules) in named() {
        let allowed = homes.get(name.as_str()).copied().unwrap_or_default();
        let outside = modules.iter().filter(|module| !allowed.iter().any(|home| is_within(module, home)));
        findings.extend(outside.map(|module| format!("{module} names {name}, whose home is {allowed:?}")));
        let unused = allowed.iter().filter(|home| !modules.iter().any(|module| is_within(module, home)));
        findings.extend(unused.map(|home| format!("{name} has a home in {home} and is not named there")));
    }
    assert_none(findings, "crates outside their home, and homes without their crate");
}

#[test]
fn each_dependency_is_needed() {
    let homes: BTreeSet<String> = HOMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(dependencies("dependencies"), homes, "Cargo.toml and the table of homes");
    let named = named();
    let unnamed = HOMES.iter().filter(|(name, homes)| !homes.is_empty() && !named.contains_key(*name));
    assert_none(unnamed.map(|(name, _)| (*name).to_owned()).collect(), "dependencies that no module names");

    let tests: Vec<String> = [files_below("tests"), files_below("src")].concat().iter().map(|f| text(f)).collect();
    let unused = dependencies("dev-dependencies")
        .into_iter()
        .filter(|name| !tests.iter().any(|text| text.contains(&format!("{name}::"))));
    assert_none(unused.collect(), "dependencies that no test names");
}

fn text(file: &str) -> String {
    if file.ends_with(".rs") { read(file) } else { String::new() }
}
