//! Hours: what Lotsen have written down, confirmed or sent back by their project, several at once.

mod decide;
mod list;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

/// Lotsen have a page of their own for their hours.
const CONFIRM: Need = Need::Permission(Permission::HoursConfirm);

/// The pages.
pub const PAGES: [Page; 2] = [
    Page::desk("hours.list", "/hours", CONFIRM, list::show),
    Page::desk("hours.decide", "/hours", CONFIRM, decide::decide).sent(),
];
