//! The page of an offer: for Lotsen, without an account, from the link in their mail.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /offers/{token}` | shows, and changes nothing |
//! | `POST /offers/{token}/accept` | says yes |
//! | `POST /offers/{token}/decline` | says no |
//! | `POST /offers/{token}/reason` | tells why not |
//!
//! Every `POST` leads back to the page (303), so that loading it again or clicking twice shows the same.

mod answer;
mod show;

use super::page::Page;

/// The pages.
pub const PAGES: [Page; 7] = [
    Page::link("offers.show", "/offers/{token}", show::show),
    Page::link("offers.accept", "/offers/{token}/accept", answer::accept).sent(),
    Page::link("offers.decline", "/offers/{token}/decline", answer::decline).sent(),
    Page::link("offers.reason", "/offers/{token}/reason", answer::reason).sent(),
    // Whoever opens the address of an answer, say from the browser's history, wants to see the page.
    Page::link("offers.accepted", "/offers/{token}/accept", answer::back),
    Page::link("offers.declined", "/offers/{token}/decline", answer::back),
    Page::link("offers.reasoned", "/offers/{token}/reason", answer::back),
];
