//! Lotsen: the list, one with everything that is known, the form of a profile, how to reach them, and when they are away.

mod absences;
mod contact;
mod coordination;
mod draft;
mod edit;
mod list;
mod reading;
mod show;
mod tag;
mod week;
mod words;

pub use words::qualification;

use super::page::Page;
use crate::app::Context;
use crate::domain::access::Permission;
use crate::domain::lotse::Lotse;
use crate::http::permission::Need;
use crate::i18n::Locale;

const READ: Need = Need::Permission(Permission::LotsenRead);
const WRITE: Need = Need::Permission(Permission::LotsenWrite);
const CONTACT: Need = Need::Permission(Permission::LotsenContact);
const ABSENCES: Need = Need::Permission(Permission::AbsencesWrite);

/// The pages.
pub const PAGES: [Page; 11] = [
    Page::desk("lotsen.list", "/lotsen", READ, list::show),
    Page::desk("lotsen.new", "/lotsen/new", WRITE, edit::new),
    Page::desk("lotsen.register", "/lotsen", WRITE, edit::register).sent(),
    Page::desk("lotsen.show", "/lotsen/{id}", READ, show::show),
    Page::desk("lotsen.edit", "/lotsen/{id}/edit", WRITE, edit::edit),
    Page::desk("lotsen.replace", "/lotsen/{id}/edit", WRITE, edit::replace).sent(),
    Page::desk("lotsen.contact", "/lotsen/{id}/contact", CONTACT, contact::show),
    Page::desk("lotsen.contact.replace", "/lotsen/{id}/contact", CONTACT, contact::replace).sent(),
    Page::desk("lotsen.coordinate", "/lotsen/{id}/coordination", WRITE, coordination::note).sent(),
    Page::desk("lotsen.away", "/lotsen/{id}/absences", ABSENCES, absences::note).sent(),
    Page::desk("lotsen.back", "/lotsen/{id}/absences/back", ABSENCES, absences::take_back).sent(),
];

/// Names of all languages.
fn language_names(context: &Context, locale: Locale) -> Vec<String> {
    let name = |language: &crate::domain::language::Language| match locale {
        Locale::De => language.name_de.clone(),
        Locale::En => language.name_en.clone(),
    };
    context.languages.languages().iter().map(name).collect()
}

/// The town as the project's list has it, or that of the postcode.
fn town(context: &Context, lotse: &Lotse) -> String {
    let place = context.area.gazetteer().place(lotse.home);
    let named = lotse.town.as_ref().map(ToString::to_string).or_else(|| place.ok().map(|place| place.name.clone()));
    named.unwrap_or_else(|| lotse.home.to_string())
}
