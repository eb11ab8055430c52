//! Organisations: the own one with its settings and what it lends, the list of all, and one more.
//!
//! Where an organisation's mails go is another permission than its name and regions: the competence centre adds organisations, but does
//! not turn to itself what they are written.

mod edit;
mod email;
mod form;
mod lending;
mod list;
mod own;
mod remove;
mod show;

use super::page::{Page, PageError, Visit};
use crate::app::organisations;
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::filter::{OrganisationFilter, OrganisationSort};
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::domain::page::{PageSize, Paging};
use crate::http::permission::Need;
use crate::i18n::{Locale, text};

const READ: Need = Need::Permission(Permission::OrganisationsRead);
const WRITE: Need = Need::Permission(Permission::OrganisationsWrite);
const ADDRESS: Need = Need::Permission(Permission::OrganisationsAddress);
const AGREE: Need = Need::Permission(Permission::LendingsAgree);

/// The pages.
pub const PAGES: [Page; 16] = [
    Page::desk("organisation.own", "/organisation", Need::Permission(Permission::LendingsRead), own::show),
    Page::desk("organisations.list", "/organisations", READ, list::show),
    Page::desk("organisations.new", "/organisations/new", WRITE, edit::new),
    Page::desk("organisations.add", "/organisations/new", WRITE, edit::add).sent(),
    Page::desk("organisations.show", "/organisations/{id}", READ, show::show),
    Page::desk("organisations.edit", "/organisations/{id}/edit", WRITE, edit::edit),
    Page::desk("organisations.replace", "/organisations/{id}/edit", WRITE, edit::replace).sent(),
    Page::desk("organisations.email", "/organisations/{id}/email", ADDRESS, email::show),
    Page::desk("organisations.readdress", "/organisations/{id}/email", ADDRESS, email::replace).sent(),
    Page::desk("organisations.form_ask", "/organisations/{id}/form", ADDRESS, form::ask),
    Page::desk("organisations.form", "/organisations/{id}/form", ADDRESS, form::switch).sent(),
    Page::desk("organisations.remove_ask", "/organisations/{id}/remove", WRITE, remove::ask),
    Page::desk("organisations.remove", "/organisations/{id}/remove", WRITE, remove::remove).sent(),
    Page::desk("organisations.agree", "/organisations/{id}/lendings", AGREE, lending::agree).sent(),
    Page::desk("organisations.withdraw_ask", "/organisations/{id}/lendings/withdraw", AGREE, lending::ask),
    Page::desk("organisations.withdraw", "/organisations/{id}/lendings/withdraw", AGREE, lending::withdraw).sent(),
];

/// "Träger".
fn kind_words(locale: Locale, kind: OrganisationKind) -> String {
    text(
        locale,
        match kind {
            OrganisationKind::Carrier => "house-kind-carrier",
            OrganisationKind::Agency => "house-kind-agency",
            OrganisationKind::CompetenceCentre => "house-kind-competence-centre",
        },
        &[],
    )
}

/// Whether the reader may do something to an organisation.
fn may_at(visit: &Visit<'_>, permission: Permission, id: OrganisationId) -> bool {
    visit.grant_of(permission).is_ok_and(|grant| grant.scope().has_organisation(id))
}

/// The organisation that the address names.
fn named(visit: &Visit<'_>) -> Result<Organisation, PageError> {
    let grant = visit.grant_of(Permission::OrganisationsRead)?;
    Ok(organisations::find(visit.context, &grant, visit.id()?)?)
}

/// Names of regions, in the order in which they stand there.
fn regions(visit: &Visit<'_>, organisation: &Organisation) -> Vec<String> {
    let name = |code| visit.context.area.region(code).map_or_else(|| format!("{code}"), |region| region.name.clone());
    organisation.regions.iter().map(name).collect()
}

/// All organisations of a kind, by name, to choose among them.
///
/// # Errors
/// When the database fails.
pub fn everyone(visit: &Visit<'_>, kind: Option<OrganisationKind>) -> Result<Vec<Organisation>, PageError> {
    let grant = visit.grant_of(Permission::OrganisationsRead)?;
    let most = PageSize::new(u64::from(PageSize::MAX)).unwrap_or_default();
    let filter = OrganisationFilter { kind, ..OrganisationFilter::default() };
    let mut paging = Paging::first(OrganisationSort::Name, most);
    let mut all = Vec::new();
    loop {
        let page = organisations::page(visit.context, &grant, &filter, &paging)?;
        all.extend(page.items);
        let next = page.next.and_then(|next| Paging::new(OrganisationSort::Name, most, Some(&next.to_string())).ok());
        match next {
            Some(next) => paging = next,
            None => return Ok(all),
        }
    }
}
