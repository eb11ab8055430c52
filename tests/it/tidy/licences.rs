//! Under which licences everything comes that is built into the program or used to build and test it.

use std::process::Command;

use serde_json::Value;

use super::{assert_none, root};

/// Permissive licences: they ask for attribution at most.
const TAKEN: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    // Mozilla's list of certificate authorities (webpki-roots): data, not code.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression lets us choose taken licences only. `A/B` is the old way to write `A OR B`, and an exception
/// (`WITH`) only adds rights. `AND` binds closer than `OR`.
fn taken(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let result = any(&mut words);
    result && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>) -> bool {
    let mut result = all(words);
    while words.next_if_eq(&"OR").is_some() {
        result |= all(words);
    }
    result
}

fn all(words: &mut Words<'_>) -> bool {
    let mut result = one(words);
    while words.next_if_eq(&"AND").is_some() {
        result &= one(words);
    }
    result
}

fn one(words: &mut Words<'_>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let result = any(words);
        return words.next() == Some(")") && result;
    }
    let result = words.next().is_some_and(|name| TAKEN.contains(&name));
    if words.next_if_eq(&"WITH").is_some() {
        words.next();
    }
    result
}

/// What cargo knows of this package and everything it depends on, on this kind of machine.
fn metadata() -> Value {
    let cargo = env!("CARGO");
    let version = Command::new(cargo).arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let arguments = ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", host];
    let output = Command::new(cargo).args(arguments).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_dependency_comes_under_a_permissive_licence() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "cargo tells of {} packages only", packages.len());
    let refused = packages.iter().filter(|package| !package["license"].as_str().is_some_and(taken));
    let named = refused.map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]));
    assert_none(named.collect(), "licences that are not taken");
}

#[test]
fn licence_expressions_are_read() {
    for fine in
        ["MIT", "GPL-2.0-only OR MIT", "MIT/GPL-3.0", "(MIT OR GPL-3.0) AND ISC", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(taken(fine), "{fine}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "MIT AND (GPL-3.0 OR AGPL-3.0)", "", "MIT)", "(MIT", "MIT ISC"] {
        assert!(!taken(refused), "{refused}");
    }
}
