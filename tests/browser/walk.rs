//! All pages that a click leads to, for each role and in both languages.

use std::collections::{BTreeSet, HashMap, VecDeque};

use lotsenwerk::i18n::Locale;

use super::judge::{findings, is_sound, kind};
use super::look::DESK;
use super::program::Program;
use super::reader::{Reader, Scripts};

/// Pages of one kind are looked at so often: an identity more shows nothing new.
const OF_A_KIND: usize = 2;

/// Where a click leads within the service; what is downloaded is no page.
fn links(reader: &Reader<'_>) -> Vec<String> {
    let found =
        reader.session.run("return [...document.querySelectorAll('a[href]:not([download])')].map((a) => a.href)");
    let found = found.unwrap();
    let own = found.as_array().unwrap().iter().filter_map(|url| url.as_str()?.strip_prefix(&reader.program.base));
    let paths = own.map(|path| path.split('#').next().unwrap_or_default().to_owned());
    paths.filter(|path| is_page(path)).collect()
}

/// Programs fetch the rest.
fn is_page(path: &str) -> bool {
    !path.starts_with("/api/") && !path.starts_with("/calendar/")
}

/// Walks from here on; every page must be as it should. Gives the kinds of pages that were seen.
#[track_caller]
fn walk(reader: &Reader<'_>, who: &str, from: Vec<String>) -> BTreeSet<String> {
    let mut waiting = VecDeque::from(from);
    let (mut seen, mut of_kind, mut wrong) = (BTreeSet::new(), HashMap::<String, usize>::new(), Vec::new());
    while let Some(path) = waiting.pop_front() {
        let count = of_kind.entry(kind(&path)).or_default();
        if *count == OF_A_KIND || !seen.insert(path.clone()) {
            continue;
        }
        *count += 1;
        reader.open(&path);
        let status = reader.session.run("return performance.getEntriesByType('navigation')[0].responseStatus").unwrap();
        if status != 200 {
            wrong.push(format!("{who}: a click leads to {path}, which is answered by {status}"));
        }
        wrong.extend(findings(reader, who));
        waiting.extend(links(reader));
    }
    let kinds: BTreeSet<String> = of_kind.into_keys().collect();
    println!("{who}, {}: {} pages of {} kinds: {kinds:?}", reader.locale.code(), seen.len(), kinds.len());
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
    kinds
}

fn role(role: &str, locale: Locale, expected: &[&str]) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, Scripts::Run);
    reader.log_in(role);
    if role == "coordinator" {
        // So that there is a plan to walk through.
        reader.open("/matching");
        reader.press(&reader.words("plan-start"));
        reader.until_reads(&reader.words("plan-title"));
    }
    let kinds = walk(&reader, role, vec!["/".to_owned(), "/components".to_owned()]);
    for page in expected {
        assert!(kinds.contains(*page), "no click led the {role} to {page}");
    }
}

/// A test for each language.
macro_rules! walks {
    ($($role:ident to $expected:expr;)*) => {$(
        mod $role {
            use super::*;

            #[test]
            fn in_german() {
                role(stringify!($role), Locale::De, &$expected);
            }

            #[test]
            fn in_english() {
                role(stringify!($role), Locale::En, &$expected);
            }
        }
    )*};
}

// The pages that a role must come to are those that it is there for; the walk finds the others.
walks! {
    coordinator to ["/today", "/requests/*", "/requests/new", "/matching/*", "/lotsen/*", "/week", "/hours", "/imports", "/hours/*", "/lotsen/*/statement", "/organisations/*/proof", "/organisations/*/funding"];
    competence_centre to ["/coverage", "/coverage/advice", "/organisations/*", "/users", "/proofs", "/organisations/*/proof", "/programmes", "/organisations/*/funding"];
    operator to ["/outbox", "/users/*", "/organisations/*", "/programmes"];
    requester to ["/requests/*", "/requests/new", "/week", "/profile"];
    lotse to ["/me", "/lotsen/*/statement", "/hours/*", "/profile", "/profile/second-factor"];
}

/// Whoever has not logged in: the form to do so, what is behind links in mails, and what is nowhere.
fn nobody(locale: Locale) {
    let program = Program::serve();
    let reader = Reader::new(&program, locale, DESK, Scripts::Run);
    let from_mails = program.links(None).into_iter().filter(|path| is_page(path));
    let from = ["/log-in".to_owned()].into_iter().chain(from_mails).collect();
    let kinds = walk(&reader, "nobody", from);
    for page in ["/log-in", "/log-in/link", "/forgotten", "/offers/*", "/appointments/*", "/appointments/*/cancel"] {
        assert!(kinds.contains(page), "nothing led to {page}");
    }
    reader.open("/nothing-here");
    is_sound(&reader, "nobody");
}

mod outside {
    use super::*;

    #[test]
    fn in_german() {
        nobody(Locale::De);
    }

    #[test]
    fn in_english() {
        nobody(Locale::En);
    }
}
