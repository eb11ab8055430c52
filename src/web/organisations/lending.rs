//! Agreeing to lend or borrow Lotsen, and thinking better of it. It holds when both have agreed.

use super::show::shown;
use super::{everyone, may_at, named};
use crate::app::lendings::{self, LendingError};
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::http::problem::FieldKind;
use crate::web::components::Faults;
use crate::web::page::{Confirm, Outcome, PageError, Visit};

/// The carrier that the address names, where it is the reader's.
fn own(visit: &Visit<'_>) -> Result<Organisation, PageError> {
    let organisation = named(visit)?;
    let is_own = may_at(visit, Permission::LendingsAgree, organisation.id);
    if is_own { Ok(organisation) } else { Err(PageError::NOT_FOUND) }
}

/// Lender and borrower of an agreement that is named, one of which is the own carrier.
fn pair(visit: &Visit<'_>, own: OrganisationId) -> Option<(OrganisationId, OrganisationId)> {
    let (from, to) = (visit.said.get("from").parse().ok()?, visit.said.get("to").parse().ok()?);
    (from == own || to == own).then_some((from, to))
}

/// Lender and borrower as the form for a new agreement says them.
fn chosen(visit: &Visit<'_>, own: OrganisationId, faults: &mut Faults) -> Option<(OrganisationId, OrganisationId)> {
    let with = faults.take("with", visit.said.get("with").parse::<OrganisationId>().map_err(|_| FieldKind::Required));
    let way = match visit.said.get("way") {
        way @ ("lend" | "borrow") => Some(way),
        _ => faults.take("way", Err(FieldKind::Required)),
    };
    let (with, way) = (with?, way?);
    Some(if way == "lend" { (own, with) } else { (with, own) })
}

/// Agrees for the own side.
pub fn agree(visit: &mut Visit<'_>) -> Outcome {
    let (grant, own) = (visit.grant()?.clone(), own(visit)?);
    let id = own.id;
    let mut faults = Faults::default();
    let pair = match pair(visit, id) {
        Some(pair) => pair,
        None => match chosen(visit, id, &mut faults) {
            Some(pair) => pair,
            None => return shown(visit, &own, &faults),
        },
    };
    let agreed = visit.commit(|tx, moment| {
        lendings::set(tx, &grant, pair, true, moment)?;
        Ok::<_, LendingOrPage>(format!("/organisations/{id}?done=agreed"))
    });
    match agreed {
        Ok(answer) => Ok(answer),
        Err(LendingOrPage::Page(error)) => Err(error),
        Err(LendingOrPage::Lending(LendingError::App(error))) => Err(error.into()),
        Err(LendingOrPage::Lending(_)) => {
            faults.note("with", FieldKind::UnknownReference);
            shown(visit, &own, &faults)
        }
    }
}

/// Why nothing was agreed.
enum LendingOrPage {
    Lending(LendingError),
    Page(PageError),
}

impl From<LendingError> for LendingOrPage {
    fn from(error: LendingError) -> Self {
        Self::Lending(error)
    }
}

impl From<crate::app::receipts::KeyReused> for LendingOrPage {
    fn from(error: crate::app::receipts::KeyReused) -> Self {
        Self::Page(error.into())
    }
}

impl From<crate::app::StorageError> for LendingOrPage {
    fn from(error: crate::app::StorageError) -> Self {
        Self::Page(error.into())
    }
}

/// Asks whether the own side is to withdraw.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let own = own(visit)?;
    let (from, to) = pair(visit, own.id).ok_or(PageError::NOT_FOUND)?;
    let grant = visit.grant_of(Permission::LendingsRead)?;
    let all = lendings::list(visit.context, &grant)?;
    if !all.iter().any(|lending| lending.from == from && lending.to == to) {
        return Err(PageError::NOT_FOUND);
    }
    let (other, words) = if from == own.id { (to, "house-lends-to") } else { (from, "house-borrows-from") };
    let carriers = everyone(visit, Some(OrganisationKind::Carrier))?;
    let name = carriers.iter().find(|one| one.id == other).map_or_else(String::new, |one| one.name.to_string());
    let once = visit.once();
    let frame = visit.frame("house-withdraw-title");
    let page = Confirm {
        lead: visit.say(words, &[("name", name.into())]),
        consequences: vec![visit.text("house-withdraw-means"), visit.text("house-withdraw-stays")],
        summary: None,
        action: frame.at(visit.here()),
        hidden: vec![
            ("once".to_owned(), once),
            ("from".to_owned(), from.to_string()),
            ("to".to_owned(), to.to_string()),
        ],
        fields: Vec::new(),
        send: visit.text("house-withdraw"),
        is_danger: true,
        back: frame.at(&format!("/organisations/{}", own.id)),
        frame,
    };
    visit.show(&page)
}

/// Withdraws it.
pub fn withdraw(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), own(visit)?.id);
    let pair = pair(visit, id).ok_or(PageError::NOT_FOUND)?;
    let withdrawn = visit.commit(|tx, moment| {
        lendings::set(tx, &grant, pair, false, moment)?;
        Ok::<_, LendingOrPage>(format!("/organisations/{id}?done=withdrawn"))
    });
    withdrawn.map_err(|error| match error {
        LendingOrPage::Page(error) => error,
        LendingOrPage::Lending(LendingError::App(error)) => error.into(),
        LendingOrPage::Lending(_) => PageError::NOT_FOUND,
    })
}
