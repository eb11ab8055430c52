//! Lists that projects keep: looked at first, then taken as a whole or not at all.
//!
//! Between the two steps the file stays with the browser, in the form that takes it, and is looked at once more when it comes: nothing
//! lies about on the service that somebody looked at and forgot.

mod list;
mod pages;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

const WRITE: Need = Need::Permission(Permission::LotsenWrite);

/// The pages.
pub const PAGES: [Page; 3] = [
    Page::desk("imports", "/imports", WRITE, pages::show),
    Page::desk("imports.look", "/imports", WRITE, pages::look).upload(),
    Page::desk("imports.take", "/imports/take", WRITE, pages::take).upload(),
];
