//! `GET /components`: every part that pages are put together from, in all its states, for whoever builds pages; both ways of writing.
//! The theme is the browser's.

use askama::Template;

use super::components::{Choices, Faults, Field, Form, Funnel, Kind, Many, Mark, Select, Status};
use super::page::{Fields, Frame, Outcome, Page, Visit};
use crate::http::permission::Need;
use crate::http::problem::FieldKind;

/// The page.
pub const PAGES: [Page; 1] = [Page::desk("components", "/components", Need::LoggedIn, show)];

/// All parts, written in one direction.
struct Side {
    id: &'static str,
    dir: &'static str,
    title: String,
    statuses: Vec<Status>,
    fields: Vec<Field>,
    selects: Vec<Select>,
    choices: Vec<Choices>,
    funnel: Funnel,
}

#[derive(Template)]
#[template(path = "web/parts/page.html")]
struct Parts {
    frame: Frame,
    sides: Vec<Side>,
}

fn show(visit: &mut Visit<'_>) -> Outcome {
    let sides = vec![side(visit, "ltr", "parts-ltr"), side(visit, "rtl", "parts-rtl")];
    visit.show(&Parts { frame: visit.frame("parts-title"), sides })
}

fn side(visit: &Visit<'_>, dir: &'static str, title: &str) -> Side {
    let locale = visit.locale;
    let name = |name: &str| format!("{dir}.{name}");
    let word = visit.text("parts-word");
    let said = Fields::default()
        .and(&name("filled"), &word)
        .and(&name("wrong"), &word)
        .and(&name("any"), "1")
        .and(&name("one"), "2")
        .and(&name("choice"), "2");
    let mut faults = Faults::default();
    for wrong in ["wrong", "wrong-choice", "wrong-any"] {
        faults.note(name(wrong), FieldKind::Required);
    }
    let form = Form { locale, said: &said, faults: &faults };
    let hint = visit.text("parts-hint");
    let kinds =
        [Kind::Text, Kind::Email, Kind::Date, Kind::Time, Kind::Number, Kind::Digits, Kind::Search, Kind::Password];
    let plain = |key: &str, at: &str| form.field(&name(at), Kind::Text, key);
    let fields = [
        plain("parts-field", "empty"),
        plain("parts-field-hint", "hinted").hinted(hint.clone()),
        plain("parts-field-filled", "filled").required(),
        plain("parts-field-wrong", "wrong").hinted(hint.clone()).required(),
    ];
    let of_kinds =
        kinds.iter().enumerate().map(|(at, kind)| form.field(&name(&format!("kind{at}")), *kind, kind_key(*kind)));
    let options = || (1..=3).map(|at| (at.to_string(), format!("{word} {at}"))).collect::<Vec<_>>();
    let choices = |at: &str, many, legend: &str| form.choices(&name(at), many, legend, options());
    Side {
        id: dir,
        dir,
        title: visit.text(title),
        statuses: statuses(visit),
        fields: fields.into_iter().chain(of_kinds).collect(),
        selects: vec![
            form.select(&name("choice"), "parts-select", options()),
            Select { hint: Some(hint.clone()), ..form.select(&name("wrong-choice"), "parts-select-wrong", options()) },
        ],
        choices: vec![
            choices("one", Many::One, "parts-one"),
            choices("any", Many::Any, "parts-any"),
            Choices { hint: Some(hint), ..choices("wrong-any", Many::Any, "parts-any-wrong") },
        ],
        funnel: Funnel::of(24, word.clone(), vec![(15, word.clone()), (5, word.clone()), (4, word)]),
    }
}

/// One of each mark, with its name.
fn statuses(visit: &Visit<'_>) -> Vec<Status> {
    let marks = [
        (Mark::Quiet, "parts-mark-quiet"),
        (Mark::Waits, "parts-mark-waits"),
        (Mark::Good, "parts-mark-good"),
        (Mark::Attention, "parts-mark-attention"),
        (Mark::Bad, "parts-mark-bad"),
    ];
    marks.map(|(mark, words)| Status { mark, words: visit.text(words) }).to_vec()
}

/// What is typed into a field of a kind.
const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "parts-kind-text",
        Kind::Email => "parts-kind-email",
        Kind::Date => "parts-kind-date",
        Kind::Time => "parts-kind-time",
        Kind::Number => "parts-kind-number",
        Kind::Digits => "parts-kind-digits",
        Kind::Search => "parts-kind-search",
        Kind::Password => "parts-kind-password",
    }
}
