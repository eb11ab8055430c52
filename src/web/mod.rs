//! F5 web: pages for people. They work without JavaScript, and nothing is loaded from elsewhere.
//!
//! One folder a noun, one file a page. Texts are in the catalogue (`web.ftl` and what mails say alike), arrangement in `*.html`.
//!
//! Deliberately absent: pages that need a log-in.

mod account;
mod assets;
mod calendar;
mod form;
mod offers;
mod page;

pub use page::turned_away;

use actix_web::web::{ServiceConfig, route};

/// All pages.
pub fn routes(config: &mut ServiceConfig) {
    account::routes(config);
    assets::routes(config);
    calendar::routes(config);
    offers::routes(config);
    config.default_service(route().to(page::not_here));
}
