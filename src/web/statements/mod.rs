//! Monthly statements: for Lotsen their own, for their projects those of all.

mod show;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

const READ: Need = Need::Permission(Permission::HoursRead);

/// The pages.
pub const PAGES: [Page; 2] = [
    Page::desk("statements.show", "/lotsen/{id}/statement", READ, show::show),
    Page::desk("statements.file", "/lotsen/{id}/statement/file", READ, show::file),
];
