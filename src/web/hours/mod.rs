//! Hours: what Lotsen have written down, confirmed or sent back by their project, several at once; and the history of each entry.

mod decide;
mod list;
mod show;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

/// Lotsen have a page of their own for their hours.
const CONFIRM: Need = Need::Permission(Permission::HoursConfirm);

/// The pages.
pub const PAGES: [Page; 4] = [
    Page::desk("hours.list", "/hours", CONFIRM, list::show),
    Page::desk("hours.decide", "/hours", CONFIRM, decide::decide).sent(),
    Page::desk("hours.show", "/hours/{id}", Need::Permission(Permission::HoursRead), show::show),
    Page::desk("hours.reopen", "/hours/{id}/reopen", CONFIRM, show::reopen).sent(),
];
