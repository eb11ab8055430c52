//! Proofs of use: for projects their own year with the forecast of the next one, for the competence centre those of all.

mod list;
mod show;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::Line;
use crate::http::permission::Need;

const READ: Need = Need::Permission(Permission::ProofsRead);

/// The pages.
pub const PAGES: [Page; 3] = [
    Page::desk("proofs.list", "/proofs", READ, list::show),
    Page::desk("proofs.show", "/organisations/{id}/proof", READ, show::show).line(Line::Thinking),
    Page::desk("proofs.file", "/organisations/{id}/proof/file", READ, show::file).line(Line::Thinking),
];
