//! A Lotse's own area: what they are asked, where they go, hours, absences, and their data.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /me` | shows it all |
//! | `POST /me/offers/{id}/accept`, `…/decline` | answers a question |
//! | `POST /me/absences`, `…/remove` | notes that they are away, or takes it back |
//! | `POST /me/hours/{id}` | writes down how long an assignment took |
//! | `GET /me/export` | everything that is stored of them |

mod act;
mod show;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::permission::Need;

const fn need(permission: Permission) -> Need {
    Need::Permission(permission)
}

/// The pages.
pub const PAGES: [Page; 7] = [
    Page::desk("own.show", "/me", need(Permission::OffersAnswer), show::show),
    Page::desk("own.accept", "/me/offers/{id}/accept", need(Permission::OffersAnswer), act::accept).sent(),
    Page::desk("own.decline", "/me/offers/{id}/decline", need(Permission::OffersAnswer), act::decline).sent(),
    Page::desk("own.away", "/me/absences", need(Permission::AbsencesWrite), act::away).sent(),
    Page::desk("own.back", "/me/absences/remove", need(Permission::AbsencesWrite), act::back).sent(),
    Page::desk("own.hours", "/me/hours/{id}", need(Permission::HoursWrite), act::hours).sent(),
    Page::desk("own.export", "/me/export", need(Permission::LotsenContact), act::export),
];
