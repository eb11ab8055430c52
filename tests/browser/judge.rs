//! What every page owes its readers.

use std::path::PathBuf;

use lotsenwerk::i18n::{Locale, NewcomerLanguage};

use super::axe;
use super::look::{DESK, LOOKS};
use super::program::Program;
use super::reader::{Reader, Scripts};

/// Bytes over the line for a page and all it needs.
const MOST_BYTES: u64 = 100_000;
/// What stands for a text that is missing.
const MISSING: char = '⟦';

/// What is wrong with the page that is shown, in any look.
pub fn findings(reader: &Reader<'_>, who: &str) -> Vec<String> {
    let mut findings = fetched(reader);
    findings.extend(said(reader));
    // The rules need the clock that scripts have, and the page has run by now what it runs.
    reader.let_scripts(Scripts::Run);
    axe::bring(&reader.session).unwrap();
    for look in LOOKS {
        reader.see(look);
        let seen = seen(reader).into_iter().map(|finding| format!("{}: {finding}", look.name()));
        findings.extend(seen);
        picture(reader, who);
    }
    reader.see(reader.own);
    reader.let_scripts(reader.scripts);
    findings.extend(reader.complaints());
    let page = format!("{who}, {}, {:.100}", reader.locale.code(), reader.path());
    findings.into_iter().map(|finding| format!("{page}: {finding}")).collect()
}

/// The page that is shown must be as it should, in any look.
#[track_caller]
pub fn is_sound(reader: &Reader<'_>, who: &str) {
    let findings = findings(reader, who);
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// What came over the line.
fn fetched(reader: &Reader<'_>) -> Vec<String> {
    let mut traffic = reader.traffic.borrow_mut();
    for entry in reader.session.log("performance").unwrap() {
        traffic.note(&entry);
    }
    let mut findings = Vec::new();
    match traffic.bytes() {
        0 => findings.push("nothing is known of what it weighs".to_owned()),
        bytes if bytes > MOST_BYTES => findings.push(format!("{bytes} bytes")),
        _ => {}
    }
    if reader.scripts == Scripts::Blocked {
        assert_eq!(traffic.scripts(), Vec::<&str>::new(), "the browser runs scripts");
    }
    findings.extend(traffic.strangers(&reader.program.base).iter().map(|url| format!("asked elsewhere: {url}")));
    findings
}

/// What is the same in any look.
fn said(reader: &Reader<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    let language = reader.session.run("return document.documentElement.lang").unwrap();
    // Newcomers read their own language, whatever the browser asks for.
    let is_newcomers = ["/appointments/", "/ask/"].iter().any(|theirs| reader.path().starts_with(theirs));
    let is_theirs = || NewcomerLanguage::ALL.iter().any(|theirs| language == theirs.code());
    if language != reader.locale.code() && !(is_newcomers && is_theirs()) {
        findings.push(format!("is in {language}"));
    }
    let headings = reader.all("h1").len();
    if headings != 1 {
        findings.push(format!("{headings} headings of the first rank"));
    }
    if reader.session.source().unwrap().contains(MISSING) {
        findings.push("a text is missing".to_owned());
    }
    findings
}

/// What differs from look to look.
fn seen(reader: &Reader<'_>) -> Vec<String> {
    let look = reader.look.get();
    let seen = reader.session.run(
        "return [document.documentElement.scrollWidth, window.innerWidth,
            matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light']",
    );
    let seen = seen.unwrap();
    let mut findings = Vec::new();
    // A phone zooms out of what is too wide, and then its window is wider than its screen.
    if seen[0].as_u64().unwrap() > u64::from(look.width) || seen[1] != look.width {
        findings.push(format!("is {} wide in a window of {}", seen[0], seen[1]));
    }
    assert_eq!(seen[2], look.scheme(), "the browser does not show what is asked for");
    findings.extend(axe::violations(&reader.session).unwrap().iter().map(|violation| violation.to_string()));
    findings
}

/// Puts down a picture of the page where pictures are wanted.
fn picture(reader: &Reader<'_>, who: &str) {
    let wanted = std::env::var_os("LOTSENWERK_TEST_PICTURES").filter(|folder| !folder.is_empty());
    let Some(folder) = wanted.map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let path = kind(&reader.path());
    let name: String = path.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let name = match name.trim_matches('_') {
        "" => "home",
        name => name,
    };
    let name = format!("{who}-{name:.60}-{}-{}.png", reader.locale.code(), reader.look.get().name());
    std::fs::write(folder.join(name), reader.session.picture().unwrap()).unwrap();
}

/// A page's address without its query, and with a star for each identity and token.
pub fn kind(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_made = |step: &str| step.len() >= 20 && step.contains(|c: char| c.is_ascii_digit());
    let steps: Vec<&str> = path.split('/').map(|step| if is_made(step) { "*" } else { step }).collect();
    steps.join("/")
}

/// A page with what is looked for: too wide, hard to read and to hit, loud, asking elsewhere, in a language that nobody chose.
const BAD: &str = "data:text/html;charset=utf-8,<html lang=fr><title>Bad</title>
    <p style='width: 2000px; color: gray; background: dimgray'>⟦key⟧</p>
    <button style='width: 9px; height: 9px; padding: 0'>a</button><button style='width: 9px; height: 9px; padding: 0'>b</button>
    <img src='http://127.0.0.1:9/elsewhere.png'><script>console.error('loud')</script>";

#[test]
fn a_bad_page_is_found_out() {
    let program = Program::serve();
    let reader = Reader::new(&program, Locale::De, DESK, Scripts::Run);
    let heavy = " ".repeat(MOST_BYTES as usize);
    reader.session.go(&format!("{BAD}<!--{heavy}-->")).unwrap();
    let found = findings(&reader, "nobody").join("\n");
    let faults = ["is in \"fr\"", "0 headings", "a text is missing", " bytes", "loud"];
    let seen = ["\"color-contrast\"", "\"image-alt\"", "\"target-size\""];
    for fault in [&faults[..], &seen[..], &["asked elsewhere: http://127.0.0.1:9/elsewhere.png"]].concat() {
        assert!(found.contains(fault), "{fault} is not found: {found}");
    }
    for look in LOOKS {
        assert!(found.contains(&format!("{}: is 2008 wide", look.name())), "{} is not looked at: {found}", look.name());
    }
    // A page of the service that is judged afterwards is not blamed for this one, but for whom it asked.
    reader.open("/log-in");
    let found = findings(&reader, "nobody");
    assert!(found.len() == 1 && found[0].contains("asked elsewhere"), "{found:?}");
}
