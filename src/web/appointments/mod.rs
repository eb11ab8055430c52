//! The newcomer's page: without an account, from the link in their mail, in their language beside plain German.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /appointments/{token}` | shows how things stand, and changes nothing |
//! | `GET /appointments/{token}/cancel` | asks whether the help is to be called off |
//! | `POST /appointments/{token}/cancel` | calls it off, and leads back to the page |

mod show;
mod view;

use super::page::Page;

/// The pages.
pub const PAGES: [Page; 3] = [
    Page::link("appointments.show", "/appointments/{token}", show::show),
    Page::link("appointments.ask", "/appointments/{token}/cancel", show::ask),
    Page::link("appointments.cancel", "/appointments/{token}/cancel", show::cancel).sent(),
];
