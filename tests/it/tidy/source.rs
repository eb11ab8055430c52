//! Which paths a source file names. Works on tokens, so comments and texts are out of the way and macros are looked into.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path as it is written, such as `crate::domain::time`, in the module where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    module: Vec<String>,
    segments: Vec<String>,
    imported: bool,
}

/// What a source file says.
pub struct Source {
    /// From the repository: `src/mail/message.rs`.
    pub file: String,
    /// The module that the file is: `["mail", "message"]`. That of `src/main.rs` is `["main"]`.
    pub module: Vec<String>,
    written: Vec<Written>,
    local: BTreeSet<String>,
}

impl Source {
    /// All source files of the package.
    pub fn all() -> Vec<Self> {
        super::files_below("src").iter().filter(|file| file.ends_with(".rs")).map(|file| Self::read(file)).collect()
    }

    fn read(file: &str) -> Self {
        Self::parse(file, &super::read(file))
    }

    fn parse(file: &str, text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut source =
            Self { file: file.to_owned(), module: module(file), written: Vec::new(), local: BTreeSet::new() };
        source.walk(&source.module.clone(), &tokens.into_iter().collect::<Vec<_>>());
        source
    }

    /// The paths within this package that the file names, from its root: `["domain", "time", "Span"]`.
    pub fn own_paths(&self) -> Vec<Vec<String>> {
        self.written.iter().filter_map(Written::absolute).collect()
    }

    /// The paths that begin with something other than this package: a crate, or a name that the file brings in itself.
    pub fn foreign_paths(&self) -> Vec<&[String]> {
        let foreign = |written: &&Written| {
            let first = written.segments[0].as_str();
            !matches!(first, "crate" | "self" | "super" | "lotsenwerk")
                && (written.imported || !self.local.contains(first))
        };
        self.written.iter().filter(foreign).map(|written| written.segments.as_slice()).collect()
    }

    fn walk(&mut self, module: &[String], tokens: &[TokenTree]) {
        let mut at = 0;
        while at < tokens.len() {
            if ident(tokens, at).as_deref() == Some("use") {
                at = self.import(module, Vec::new(), tokens, at + 1);
            } else if let (Some("mod"), Some(name)) = (ident(tokens, at).as_deref(), ident(tokens, at + 1)) {
                self.local.insert(name.clone());
                if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                    let inner = [module, &[name]].concat();
                    self.walk(&inner, &body.stream().into_iter().collect::<Vec<_>>());
                }
                at += 3;
            } else if let Some(first) = ident(tokens, at) {
                let mut segments = vec![first];
                at += 1;
                while let (true, Some(next)) = (separator(tokens, at), ident(tokens, at + 2)) {
                    segments.push(next);
                    at += 3;
                }
                if segments.len() > 1 {
                    self.written.push(Written { module: module.to_vec(), segments, imported: false });
                }
            } else {
                if let Some(TokenTree::Group(group)) = tokens.get(at) {
                    self.walk(module, &group.stream().into_iter().collect::<Vec<_>>());
                }
                at += 1;
            }
        }
    }

    /// Reads one tree of a `use` from `at` on; returns where it ends.
    fn import(&mut self, module: &[String], mut segments: Vec<String>, tokens: &[TokenTree], mut at: usize) -> usize {
        loop {
            match tokens.get(at) {
                Some(TokenTree::Ident(name)) if name == "as" => {
                    self.local.extend(ident(tokens, at + 1));
                    at += 2;
                }
                Some(TokenTree::Ident(name)) => {
                    segments.push(name.to_string());
                    at += 1;
                }
                Some(TokenTree::Group(branches)) if branches.delimiter() == Delimiter::Brace => {
                    let inner: Vec<_> = branches.stream().into_iter().collect();
                    let mut from = 0;
                    while from < inner.len() {
                        from = self.import(module, segments.clone(), &inner, from) + 1;
                    }
                    return at + 1;
                }
                Some(TokenTree::Punct(mark)) if matches!(mark.as_char(), ':' | '*' | '$') => at += 1,
                _ => {
                    if segments.len() > 1 {
                        self.local.extend(segments.last().cloned());
                    }
                    if !segments.is_empty() {
                        self.written.push(Written { module: module.to_vec(), segments, imported: true });
                    }
                    return at;
                }
            }
        }
    }
}

impl Written {
    fn absolute(&self) -> Option<Vec<String>> {
        let first = self.segments.first()?.as_str();
        let up = self.segments.iter().take_while(|segment| *segment == "super").count();
        let (base, skip) = match first {
            "crate" | "lotsenwerk" => (&[][..], 1),
            "self" => (self.module.as_slice(), 1),
            "super" => (self.module.get(..self.module.len().checked_sub(up)?)?, up),
            _ => return None,
        };
        Some([base, self.segments.get(skip..)?].concat())
    }
}

fn ident(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at) {
        Some(TokenTree::Ident(name)) => Some(name.to_string()),
        _ => None,
    }
}

fn separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    colon(at) && colon(at + 1)
}

fn module(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

fn joined(paths: &[Vec<String>]) -> Vec<String> {
    paths.iter().map(|path| path.join("::")).collect()
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let text = r#"
        //! crate::comment::not
        use super::{file::ProblemFile, plan::{self, Totals as Sums}};
        use tokio_postgres::config::Config;
        mod weights;
        macro_rules! all { ($x:ident) => { $crate::storage::types::$x } }
        fn f() -> weights::W { config::load("crate::text::not"); crate::domain::time::now::<crate::i18n::Locale>() }
        #[cfg(test)]
        mod tests { use super::super::solve; use super::*; #[derive(diesel::Queryable)] struct S; }
    "#;
    let source = Source::parse("src/matching/verify/mod.rs", text);
    assert_eq!(
        joined(&source.own_paths()),
        [
            "matching::file::ProblemFile",
            "matching::plan::self",
            "matching::plan::Totals",
            "storage::types",
            "domain::time::now",
            "i18n::Locale",
            "matching::solve",
            "matching::verify",
        ]
    );
    let foreign: Vec<String> = source.foreign_paths().iter().map(|path| path.join("::")).collect();
    assert_eq!(foreign, ["tokio_postgres::config::Config", "config::load", "diesel::Queryable"]);
}

#[test]
fn files_are_named_by_their_modules() {
    let cases = [
        ("src/mail/mod.rs", "mail"),
        ("src/mail/message.rs", "mail::message"),
        ("src/lib.rs", ""),
        ("src/main.rs", "main"),
    ];
    for (file, expected) in cases {
        assert_eq!(module(file).join("::"), expected);
    }
}
