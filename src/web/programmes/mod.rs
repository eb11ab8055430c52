//! Funding: the rules that hold for a project, how it stands with them, what was changed, and changing them.

mod amend;
mod list;
mod required;
mod show;
mod values;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::Line;
use crate::http::permission::Need;

const READ: Need = Need::Permission(Permission::ProgrammesRead);
const WRITE: Need = Need::Permission(Permission::ProgrammesWrite);

/// The pages.
pub const PAGES: [Page; 4] = [
    Page::desk("programmes.list", "/programmes", READ, list::show),
    Page::desk("programmes.amend_all", "/programmes", WRITE, amend::for_all).sent(),
    Page::desk("programmes.show", "/organisations/{id}/funding", READ, show::show).line(Line::Thinking),
    Page::desk("programmes.amend", "/organisations/{id}/funding", WRITE, amend::for_one).sent(),
];
