//! The checker is worth something only while it shares nothing with what it checks.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// What the source names behind `matching::`.
fn imports(source: &str) -> Vec<String> {
    let path = |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c)).next().unwrap().to_owned();
    source.split("matching::").skip(1).map(path).collect()
}

#[test]
fn the_checker_knows_the_files_and_codes_of_the_matching_and_nothing_else() {
    let allowed = ["file::", "plan::", "weights::", "verify", "constraints::HardConstraint", "objectives::Objective"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/matching/verify");
    let files = sources(&root);
    assert!(files.len() > 15, "{files:?}");
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for import in imports(&source) {
            assert!(allowed.iter().any(|prefix| import.starts_with(prefix)), "{} uses {import}", file.display());
        }
        // Everything of the matching is named by its full path, so that nothing slips by.
        let relative =
            source.contains("super::super::") || file.ends_with("verify/mod.rs") && source.contains(" super::");
        assert!(!relative, "{}", file.display());
        assert!(!source.contains("ServedWeights::of") && !source.contains("served.of("), "{}", file.display());
    }
}
