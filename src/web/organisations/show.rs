//! `GET /organisations/{id}`: its facts, and with whom a carrier lends and borrows Lotsen.

use askama::Template;

use super::{everyone, kind_words, may_at, named, regions};
use crate::app::{lendings, newcomer_form};
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::{Lending, Organisation};
use crate::web::components::{Choices, Faults, Form, Many, Mark, Select, Status};
use crate::web::page::{Frame, Outcome, PageError, Visit};

/// An agreement, and what the reader may do about it.
struct Row {
    words: String,
    status: Status,
    /// The form that agrees: its two carriers.
    agree: Option<(String, String)>,
    /// The page that asks whether to withdraw.
    withdraw: Option<String>,
}

/// The form for a new agreement.
struct Propose {
    with: Select,
    way: Choices,
    summary: Option<String>,
}

/// With whom a carrier lends and borrows.
struct Lendings {
    rows: Vec<Row>,
    propose: Option<Propose>,
}

#[derive(Template)]
#[template(path = "web/organisations/show.html")]
struct Page {
    frame: Frame,
    here: String,
    kind: String,
    email: Option<String>,
    regions: Option<Vec<String>>,
    may_edit: bool,
    may_readdress: bool,
    lendings: Option<Lendings>,
    form: Option<NewcomerForm>,
    once: String,
}

/// The form for newcomers, as the project's own people see it.
struct NewcomerForm {
    /// Its address, where it is open.
    to: Option<String>,
    switch: String,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let organisation = named(visit)?;
    shown(visit, &organisation, &Faults::default())
}

/// The same with what is wrong with the form for a new agreement.
pub fn shown(visit: &mut Visit<'_>, organisation: &Organisation, faults: &Faults) -> Outcome {
    let id = organisation.id;
    let once = visit.once();
    let is_carrier = organisation.kind == OrganisationKind::Carrier;
    let frame = visit.frame_named(organisation.name.to_string());
    let lendings = match is_carrier && may_at(visit, Permission::LendingsRead, id) {
        true => Some(lent(visit, organisation, faults)?),
        false => None,
    };
    let form = match is_carrier && may_at(visit, Permission::OrganisationsAddress, id) {
        true => Some(NewcomerForm {
            to: newcomer_form::is_open(visit.context, id)?.then(|| frame.at(&format!("/ask/{id}"))),
            switch: frame.at(&format!("/organisations/{id}/form")),
        }),
        false => None,
    };
    let may_edit = visit.may(Permission::OrganisationsWrite);
    let page = Page {
        here: frame.at(&format!("/organisations/{id}")),
        kind: kind_words(visit.locale, organisation.kind),
        email: organisation.email.as_ref().map(ToString::to_string),
        regions: is_carrier.then(|| regions(visit, organisation)),
        may_edit,
        // Whoever changes the whole changes the address there.
        may_readdress: !may_edit && may_at(visit, Permission::OrganisationsAddress, id),
        lendings,
        form,
        once,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

fn lent(visit: &Visit<'_>, organisation: &Organisation, faults: &Faults) -> Result<Lendings, PageError> {
    let id = organisation.id;
    let grant = visit.grant_of(Permission::LendingsRead)?;
    let mut all = lendings::list(visit.context, &grant)?;
    all.retain(|lending| lending.from == id || lending.to == id);
    // What waits for the own side first, then what waits for the other, then what holds.
    all.sort_by_key(|lending| sides(lending, id));
    let carriers = everyone(visit, Some(OrganisationKind::Carrier))?;
    let is_own = may_at(visit, Permission::LendingsAgree, id);
    let rows = all.iter().map(|lending| row(visit, &carriers, organisation, lending, is_own)).collect();
    let others: Vec<&Organisation> = carriers.iter().filter(|one| one.id != id).collect();
    let propose = (is_own && !others.is_empty()).then(|| {
        let form = Form { locale: visit.locale, said: visit.said, faults };
        let choose = (String::new(), visit.text("people-choose"));
        let named = others.iter().map(|one| (one.id.to_string(), one.name.to_string()));
        let ways = [("lend", "house-way-lend"), ("borrow", "house-way-borrow")];
        let ways = ways.map(|(way, words)| (way.to_owned(), visit.text(words)));
        Propose {
            with: form.select("with", "house-with", std::iter::once(choose).chain(named).collect()),
            way: form.choices("way", Many::One, "house-way", ways.to_vec()),
            summary: form.summary(),
        }
    });
    Ok(Lendings { rows, propose })
}

/// Whether the one side has agreed, and the other.
fn sides(lending: &Lending, one: OrganisationId) -> (bool, bool) {
    let (from, to) = (lending.from_agreed, lending.to_agreed);
    if lending.from == one { (from, to) } else { (to, from) }
}

fn row(visit: &Visit<'_>, carriers: &[Organisation], own: &Organisation, lending: &Lending, is_own: bool) -> Row {
    let lends = lending.from == own.id;
    let other = if lends { lending.to } else { lending.from };
    let (we, they) = sides(lending, own.id);
    let name = carriers.iter().find(|one| one.id == other).map_or_else(String::new, |one| one.name.to_string());
    let words = if lends { "house-lends-to" } else { "house-borrows-from" };
    let (mark, said) = match (we, they) {
        (true, true) => (Mark::Good, visit.text("house-lending-holds")),
        (true, false) => (Mark::Waits, visit.say("house-lending-waits", &[("name", name.clone().into())])),
        (false, _) => (Mark::Attention, visit.say("house-lending-waits", &[("name", own.name.as_str().into())])),
    };
    let pair = (lending.from.to_string(), lending.to.to_string());
    let to = format!("/organisations/{}/lendings/withdraw?from={}&to={}", own.id, pair.0, pair.1);
    Row {
        words: visit.say(words, &[("name", name.into())]),
        status: Status { mark, words: said },
        withdraw: (is_own && we).then(|| visit.frame_named(String::new()).at(&to)),
        agree: (is_own && !we).then_some(pair),
    }
}
