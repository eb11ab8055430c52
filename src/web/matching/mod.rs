//! The matching: begun, followed, reviewed, released.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /matching` | the runs, and a button to begin one |
//! | `GET /matching/{id}` | how far it has come; once there is a plan, its review |
//! | `GET /proposals/{id}/swap` | who else could be proposed |

mod decide;
mod list;
mod review;
mod show;
mod swap;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::Line;
use crate::http::permission::Need;

// Names stand on these pages, which whoever steers by figures alone does not see.
const DECIDE: Need = Need::Permission(Permission::ProposalsDecide);
const START: Need = Need::Permission(Permission::RunsStart);

/// The pages.
pub const PAGES: [Page; 9] = [
    Page::desk("matching.list", "/matching", DECIDE, list::show),
    Page::desk("matching.start", "/matching", START, list::start).sent(),
    Page::desk("matching.show", "/matching/{id}", DECIDE, show::show).line(Line::Thinking),
    Page::desk("matching.stop", "/matching/{id}/stop", START, decide::stop).sent(),
    Page::desk("matching.release", "/matching/{id}/release", DECIDE, decide::release).sent().line(Line::Thinking),
    Page::desk("proposals.accept", "/proposals/{id}/accept", DECIDE, decide::accept).sent(),
    Page::desk("proposals.drop", "/proposals/{id}/drop", DECIDE, decide::drop).sent(),
    Page::desk("proposals.swap.show", "/proposals/{id}/swap", DECIDE, swap::show).line(Line::Thinking),
    Page::desk("proposals.swap.send", "/proposals/{id}/swap", DECIDE, swap::send).sent().line(Line::Thinking),
];
