//! Who may import whom. A workspace of crates would give this by itself; one package builds faster and needs this test.

use std::collections::BTreeSet;

use super::source::Source;
use super::{assert_none, files_below, read};

/// A module of the library, its floor, and the modules it may import besides itself.
struct Module {
    floor: &'static str,
    name: &'static str,
    may: &'static [&'static str],
}

const fn module(floor: &'static str, name: &'static str, may: &'static [&'static str]) -> Module {
    Module { floor, name, may }
}

const EVERYTHING_BELOW: &[&str] = &[
    "domain",
    "matching",
    "i18n",
    "synthetic",
    "mail",
    "regions",
    "tables",
    "documents",
    "security",
    "storage",
    "app",
    "http",
    "jobs",
    "api",
    "web",
    "settings",
    "startup",
    "telemetry",
];

const MODULES: [Module; 20] = [
    module("F0", "domain", &[]),
    module("F1", "matching", &["domain"]),
    module("F1", "i18n", &["domain"]),
    module("F1", "synthetic", &["domain"]),
    module("F2", "mail", &["domain", "i18n"]),
    module("F2", "regions", &["domain"]),
    module("F2", "tables", &["domain"]),
    module("F2", "documents", &["domain"]),
    module("F2", "security", &["domain"]),
    module("F2", "storage", &["domain"]),
    module(
        "F3",
        "app",
        &["domain", "matching", "i18n", "synthetic", "mail", "regions", "tables", "documents", "security", "storage"],
    ),
    module("F4", "http", &["domain", "i18n", "storage", "app"]),
    module("F4", "jobs", &["domain", "matching", "storage", "app"]),
    module("F5", "api", &["domain", "i18n", "app", "http"]),
    module("F5", "web", &["domain", "i18n", "app", "http"]),
    module("F6", "settings", &["domain", "matching", "regions"]),
    module("F6", "telemetry", &["settings"]),
    module(
        "F6",
        "startup",
        &["domain", "i18n", "mail", "regions", "security", "storage", "app", "http", "jobs", "api", "web", "settings"],
    ),
    module("F6", "cli", EVERYTHING_BELOW),
    module("F6", "main", &["cli"]),
];

/// What the checker may share with the rest of the matching: the files' types, and the names that stand in them. Not how a
/// problem is compiled, what a constraint or a term computes, or how a plan is found.
const CHECKER_SHARES: [&str; 5] = ["file", "plan", "weights", "constraints::HardConstraint", "objectives::Objective"];

/// Modules that do no input or output: the standard library's doors to the outside are closed to them.
const PURE: [&str; 4] = ["domain", "matching", "i18n", "synthetic"];
const DOORS: [&str; 4] = ["fs", "net", "env", "process"];

/// Calls that find out the time, chance or the environment, and where alone they may stand.
const UNASKED: [&str; 9] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "env::var",
    "env::vars",
    "env::var_os",
    "env::vars_os",
    "rand::rng",
    "rand::random",
];
const MAY_ASK: [&str; 2] = ["cli", "startup"];

fn begins_with(path: &[String], prefix: &str) -> bool {
    let prefix: Vec<&str> = prefix.split("::").collect();
    path.len() >= prefix.len() && path.iter().zip(&prefix).all(|(is, wanted)| is == wanted)
}

fn has(path: &[String], part: &str) -> bool {
    (0..path.len()).any(|from| begins_with(&path[from..], part))
}

#[test]
fn each_module_imports_only_what_its_floor_allows() {
    let names: BTreeSet<&str> = MODULES.iter().map(|module| module.name).collect();
    let mut findings = Vec::new();
    for source in Source::all().iter().filter(|source| !source.module.is_empty()) {
        let Some(module) = MODULES.iter().find(|module| module.name == source.module[0]) else {
            findings.push(format!("{} belongs to no module of the table", source.file));
            continue;
        };
        for path in source.own_paths() {
            let Some(target) = path.first().filter(|first| names.contains(first.as_str())) else { continue };
            if target != module.name && !module.may.contains(&target.as_str()) {
                findings.push(format!("{} imports {}", source.file, path.join("::")));
            }
        }
    }
    assert_none(findings, "imports against the floors");
}

#[test]
fn the_checker_shares_nothing_with_the_solver() {
    let mut findings = Vec::new();
    let mut shared = 0;
    for source in Source::all().iter().filter(|source| begins_with(&source.module, "matching::verify")) {
        for path in source.own_paths().iter().filter(|path| begins_with(path, "matching") && path[1] != "verify") {
            shared += 1;
            if !CHECKER_SHARES.iter().any(|allowed| begins_with(&path[1..], allowed)) {
                findings.push(format!("{} imports {}", source.file, path.join("::")));
            }
        }
        // The numbers of the weights are the file's; what they come to is computed twice.
        if read(&source.file).contains(".of(") {
            findings.push(format!("{} has a weight computed for it", source.file));
        }
    }
    assert!(shared > 0, "the checker's imports were not found");
    assert_none(findings, "imports of the checker");
}

#[test]
fn pure_modules_have_no_door_to_the_outside() {
    let mut findings = Vec::new();
    for source in Source::all().iter().filter(|source| PURE.iter().any(|pure| begins_with(&source.module, pure))) {
        for path in source.foreign_paths() {
            if path[0] == "std" && path.get(1).is_some_and(|door| DOORS.contains(&door.as_str())) {
                findings.push(format!("{} uses {}", source.file, path.join("::")));
            }
        }
    }
    assert_none(findings, "input or output in a pure module");
}

#[test]
fn time_chance_and_environment_are_arguments() {
    let mut findings = Vec::new();
    let mut asked = 0;
    for source in Source::all() {
        for path in source.foreign_paths().iter().filter(|path| UNASKED.iter().any(|call| has(path, call))) {
            asked += 1;
            if !MAY_ASK.iter().any(|module| begins_with(&source.module, module)) {
                findings.push(format!("{} asks {}", source.file, path.join("::")));
            }
        }
    }
    assert!(asked > 0, "not even the command line's own reading of the environment was found");
    assert_none(findings, "time, chance or environment asked below the command line");
}

#[test]
fn a_rule_is_found_by_the_name_of_its_file() {
    use lotsenwerk::matching::constraints::HardConstraint;
    use lotsenwerk::matching::objectives::Objective;

    let rules = |folder: &str, codes: Vec<&'static str>| {
        let expected: BTreeSet<String> =
            codes.iter().chain(&["mod"]).map(|code| format!("src/matching/{folder}/{code}.rs")).collect();
        let files: BTreeSet<String> = files_below(&format!("src/matching/{folder}")).into_iter().collect();
        assert_eq!(files, expected);
    };
    rules("constraints", HardConstraint::ALL.iter().map(|constraint| constraint.code()).collect());
    rules("objectives", Objective::ALL.iter().map(|term| term.code()).chain(["load"]).collect());
}

/// What stands in backticks in a cell.
fn names(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows of a table whose first cell is a floor: the cells.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().filter_map(|line| line.trim_start_matches("//! ").strip_prefix("| "));
    lines.filter(|line| line.starts_with('F')).map(|line| line.split('|').map(str::trim).collect()).collect()
}

#[test]
fn the_architecture_draws_these_floors() {
    let text = read("docs/ARCHITECTURE.md");
    let drawn: Vec<_> = rows(&text).iter().map(|row| (row[0].to_owned(), names(row[1]), names(row[2]))).collect();
    let held = MODULES.iter().map(|module| {
        let imports: BTreeSet<String> = module.may.iter().map(|name| (*name).to_owned()).collect();
        (module.floor.to_owned(), BTreeSet::from([module.name.to_owned()]), imports)
    });
    assert_eq!(drawn, held.collect::<Vec<_>>());
}

#[test]
fn the_library_lists_these_floors() {
    let text = read("src/lib.rs");
    let listed =
        rows(&text).into_iter().flat_map(|row| names(row[1]).into_iter().map(move |name| (row[0].to_owned(), name)));
    let held = MODULES.iter().filter(|module| module.name != "main");
    let held: BTreeSet<(String, String)> =
        held.map(|module| (module.floor.to_owned(), module.name.to_owned())).collect();
    assert_eq!(listed.collect::<BTreeSet<_>>(), held);
}
