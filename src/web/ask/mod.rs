//! The form by which newcomers ask a project for help: without an account, in their language beside plain German.
//!
//! | address | what it does |
//! |---|---|
//! | `GET /ask/{id}` | the form of a project; `lang` says in which language |
//! | `POST /ask/{id}` | lays it on the project's desk, or says what is wrong |
//! | `GET /ask/{id}/done` | says that it has arrived |

mod form;
mod reading;
mod words;

use super::page::Page;

/// The pages.
pub const PAGES: [Page; 3] = [
    Page::link("ask.show", "/ask/{id}", form::show),
    Page::link("ask.send", "/ask/{id}", form::send).sent(),
    Page::link("ask.done", "/ask/{id}/done", form::done),
];
