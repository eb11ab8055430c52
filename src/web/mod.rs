//! F5 web: pages for people. They work without JavaScript, and nothing is loaded from elsewhere.
//!
//! One folder a noun, one file a page. [`pages`] lists them; routes and checks of permission come from that list, and tests walk along
//! it. Texts are in the catalogue (`web*.ftl` and what mails say alike), arrangement in `*.html`.
//!
//! Deliberately absent: rules. A page turns what was typed into values of the domain, calls a use case, and shows its answer.

mod account;
mod appointments;
mod ask;
mod assets;
mod calendar;
mod components;
mod coverage;
mod forgotten;
mod hours;
mod imports;
mod log_in;
mod lotsen;
mod matching;
mod offers;
mod organisations;
mod outbox;
mod own;
mod page;
mod parts;
mod profile;
mod programmes;
mod proofs;
mod requests;
mod statements;
mod today;
mod typed;
mod users;
mod week;

pub use page::{Method, Page, turned_away};

use std::sync::LazyLock;

use actix_web::web::{ServiceConfig, route};

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    [
        &log_in::PAGES[..],
        &today::PAGES,
        &requests::PAGES,
        &lotsen::PAGES,
        &imports::PAGES,
        &hours::PAGES,
        &statements::PAGES,
        &proofs::PAGES,
        &programmes::PAGES,
        &week::PAGES,
        &account::PAGES,
        &offers::PAGES,
        &appointments::PAGES,
        &ask::PAGES,
        &calendar::PAGES,
        &matching::PAGES,
        &coverage::PAGES,
        &own::PAGES,
        &forgotten::PAGES,
        &profile::PAGES,
        &outbox::PAGES,
        &users::PAGES,
        &organisations::PAGES,
        &parts::PAGES,
    ]
    .concat()
});

/// Every page, and what forms lead to.
pub fn pages() -> &'static [Page] {
    &PAGES
}

/// All addresses of pages.
pub fn routes(config: &mut ServiceConfig) {
    assets::routes(config);
    page::routes(config, pages());
    config.default_service(route().to(page::not_here));
}
