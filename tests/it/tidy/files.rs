//! How files look: their size, their heads, what lies at the top, and words that have no place here.

use super::{assert_none, files_below, read, root};

const LONGEST: usize = 499;

const TOP: [&str; 15] = [
    ".ci",
    ".git",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "askama.toml",
    "clippy.toml",
    "config",
    "docs",
    "migrations",
    "rustfmt.toml",
    "src",
    "tests",
];

const FOLDERS: [&str; 6] = [".ci", "config", "docs", "migrations", "src", "tests"];

fn sources() -> Vec<String> {
    let files = [files_below("src"), files_below("tests")].concat();
    files.into_iter().filter(|file| file.ends_with(".rs")).collect()
}

/// Every text of the repository, but for this file, which has to name what it looks for.
fn texts() -> Vec<(String, String)> {
    let top = TOP.iter().filter(|name| **name != ".git" && root().join(name).is_file()).map(|name| (*name).to_owned());
    let below = FOLDERS.iter().flat_map(|folder| files_below(folder));
    let files = top.chain(below).filter(|file| !file!().ends_with(file.as_str()));
    // What is no text, such as a workbook, has no words.
    files
        .filter_map(|file| Some((std::fs::read_to_string(root().join(&file)).ok()?, file)))
        .map(|(t, f)| (f, t))
        .collect()
}

#[test]
fn source_files_are_short() {
    let mut lines: Vec<(usize, String)> =
        sources().into_iter().map(|file| (read(&file).lines().count(), file)).collect();
    lines.sort();
    let (median, longest) = (&lines[lines.len() / 2], &lines[lines.len() - 1]);
    println!("{} files, median {} lines, longest {} ({})", lines.len(), median.0, longest.0, longest.1);
    let long = lines.iter().filter(|(lines, _)| *lines > LONGEST).map(|(lines, file)| format!("{file}: {lines} lines"));
    assert_none(long.collect(), "files that want to be several");
}

#[test]
fn every_source_file_says_what_it_is() {
    let silent = sources().into_iter().filter(|file| !read(file).starts_with("//! "));
    assert_none(silent.collect(), "files that do not begin with their documentation");
}

/// Whether `.gitignore` names a file or folder at the top. It uses plain names and `*.ending`, nothing else.
fn is_ignored(name: &str, ignored: &str) -> bool {
    let patterns = ignored.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    patterns.into_iter().any(|pattern| match pattern.strip_prefix('*') {
        Some(ending) => name.ends_with(ending),
        None => name == pattern.trim_matches('/'),
    })
}

#[test]
fn the_top_level_holds_what_belongs_there() {
    let ignored = read(".gitignore");
    let names = std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strange = names.filter(|name| !TOP.contains(&name.as_str()) && !is_ignored(name, &ignored));
    assert_none(strange.collect(), "names at the top of the repository");
    let missing = TOP.iter().filter(|name| **name != ".git" && !root().join(name).exists());
    assert_none(missing.map(|name| (*name).to_owned()).collect(), "missing at the top of the repository");
}

/// Whether a line has the words by themselves: `"/home/x"`, but not `/lotsen/0/home/x`.
fn has(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric()))
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() {
    let unwelcome = ["TODO", "FIXME", "XXX", "HACK", "not implemented", "/home/"];
    let mut findings = Vec::new();
    let texts = texts();
    assert!(texts.len() > 100, "only {} texts were found", texts.len());
    for (file, text) in &texts {
        for (number, line) in text.lines().enumerate() {
            for words in unwelcome.iter().filter(|words| has(line, words)) {
                findings.push(format!("{file}:{}: {words}", number + 1));
            }
        }
    }
    assert_none(findings, "unwelcome words");
}
