//! What the documents say against what the program does.

use std::collections::BTreeSet;

use clap::CommandFactory;
use lotsenwerk::cli::{Cli, EXIT_CODES};
use lotsenwerk::matching::constraints::HardConstraint;
use lotsenwerk::matching::objectives::Objective;

use super::{assert_none, files_below, read, root};

/// The first cells, without their backticks, of the table that follows a heading row.
fn first_column(text: &str, heading: &str) -> Vec<String> {
    let rows = text.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.filter_map(|line| line.split('|').nth(1)).map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
}

#[test]
fn the_formulas_name_every_constraint_and_every_term_in_their_order() {
    let text = read("docs/MATCHING.md");
    let constraints: Vec<&str> = HardConstraint::ALL.iter().map(|constraint| constraint.code()).collect();
    assert_eq!(first_column(&text, "| code | holds when |"), constraints);

    // The table is ordered for the reader, and `load` binds weeks instead of single proposals.
    let terms: BTreeSet<String> = first_column(&text, "| term | minutes |").into_iter().collect();
    let load = text.contains("(term `load`)").then_some("load");
    let in_text: BTreeSet<&str> = terms.iter().map(String::as_str).chain(load).collect();
    assert_eq!(in_text, Objective::ALL.iter().map(|term| term.code()).chain(["load"]).collect());
}

#[test]
fn the_readme_lists_every_command_with_the_words_of_its_help() {
    let cli = Cli::command();
    let rows: Vec<String> = cli
        .get_subcommands()
        .map(|command| format!("| `{}` | {} |", command.get_name(), command.get_about().unwrap_or_default()))
        .collect();
    let readme = read("README.md");
    let missing: Vec<String> = rows.iter().filter(|row| !readme.lines().any(|line| line == *row)).cloned().collect();
    assert_none(missing, "rows missing in README.md");
    let named = first_column(&readme, "| command |");
    let known: BTreeSet<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();
    let strange = named.into_iter().filter(|name| !known.contains(name.as_str()));
    assert_none(strange.collect(), "commands in README.md that the program does not have");
}

#[test]
fn the_commands_in_the_documents_are_understood() {
    let mut tried = 0;
    let mut findings = Vec::new();
    for file in ["README.md", "docs/ARCHITECTURE.md", "docs/MATCHING.md"] {
        let text = read(file);
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("lotsenwerk ")) {
            tried += 1;
            let line = line.split(" #").next().unwrap();
            let words = line.split_whitespace().take_while(|word| !matches!(*word, ">" | "<"));
            if let Err(error) = Cli::command().try_get_matches_from(words) {
                findings.push(format!("{file}: {line}: {}", error.to_string().lines().next().unwrap_or_default()));
            }
        }
    }
    assert!(tried > 5, "only {tried} commands were found");
    assert_none(findings, "commands that the program refuses");
}

#[test]
fn the_readme_gives_the_exit_codes_of_the_help() {
    let readme = read("README.md");
    let missing = EXIT_CODES.lines().skip(1).filter(|line| !readme.lines().any(|other| other == *line));
    assert_none(missing.map(str::to_owned).collect(), "exit codes missing in README.md");
    assert_eq!(EXIT_CODES.lines().count(), 5, "codes 0 to 3 below a heading");
}

#[test]
fn links_lead_to_files() {
    let documents = files_below("docs").into_iter().chain(files_below("config")).chain(["README.md".to_owned()]);
    let mut findings = Vec::new();
    let mut followed = 0;
    for file in documents.filter(|file| file.ends_with(".md")) {
        for target in
            read(&file).split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next().map(str::to_owned))
        {
            if target.is_empty() || target.contains("://") {
                continue;
            }
            followed += 1;
            let folder = std::path::Path::new(&file).parent().unwrap();
            if !root().join(folder).join(&target).exists() {
                findings.push(format!("{file}: {target}"));
            }
        }
    }
    assert!(followed > 5, "only {followed} links were found");
    assert_none(findings, "links to nowhere");
}

#[test]
fn paths_in_the_documents_exist() {
    let mut findings = Vec::new();
    let mut followed = 0;
    for file in ["README.md", "docs/ARCHITECTURE.md", "docs/MATCHING.md"] {
        for quoted in read(file).split('`').skip(1).step_by(2) {
            let is_path =
                ["src/", "tests/", "config/", "docs/", "migrations/", ".ci/"].iter().any(|top| quoted.starts_with(top));
            if is_path && !quoted.contains(['<', '*', '{', ' ', '…']) {
                followed += 1;
                if !root().join(quoted).exists() {
                    findings.push(format!("{file}: {quoted}"));
                }
            }
        }
    }
    assert!(followed > 5, "only {followed} paths were found");
    assert_none(findings, "paths to nowhere");
}
