//! Support requests: the list, one with everything that has become of it, and the forms around it.

mod answer;
mod cancel;
mod contact;
mod cure;
mod draft;
mod edit;
mod list;
mod reading;
mod show;
mod together;

pub use answer::{Card, card};
pub use cure::{Cure, cures};
pub use show::title;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

const READ: Need = Need::Permission(Permission::RequestsRead);
const WRITE: Need = Need::Permission(Permission::RequestsWrite);
const CONTACT: Need = Need::Permission(Permission::RequestsContact);

/// The pages.
pub const PAGES: [Page; 14] = [
    Page::desk("requests.list", "/requests", READ, list::show),
    Page::desk("requests.new", "/requests/new", WRITE, edit::new),
    Page::desk("requests.post", "/requests", WRITE, edit::post).sent(),
    Page::desk("requests.together", "/requests/together", WRITE, together::ask),
    Page::desk("requests.done_together", "/requests/together", WRITE, together::run).sent(),
    Page::desk("requests.show", "/requests/{id}", READ, show::show).thinking_if_soon(),
    Page::desk("requests.put_out", "/requests/{id}/post", WRITE, edit::put_out).sent(),
    Page::desk("requests.edit", "/requests/{id}/edit", WRITE, edit::edit),
    Page::desk("requests.replace", "/requests/{id}/edit", WRITE, edit::replace).sent(),
    Page::desk("requests.contact", "/requests/{id}/contact", CONTACT, contact::show),
    Page::desk("requests.contacted", "/requests/{id}/contact", CONTACT, contact::replace).sent(),
    Page::desk("requests.cure", "/requests/{id}/cure", WRITE, cure::apply).sent(),
    Page::desk("requests.cancel", "/requests/{id}/cancel", WRITE, cancel::ask),
    Page::desk("requests.cancelled", "/requests/{id}/cancel", WRITE, cancel::cancel).sent(),
];
