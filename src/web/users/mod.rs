//! Accounts as those see them who look after them: the list, one of them, invitations, roles, closing and opening.
//!
//! What cannot be undone by whoever does it, or shuts somebody out, is asked once more.

mod change;
mod giving;
mod invite;
mod list;
mod names;
mod show;

pub use names::Names;

use super::components::{Mark, Status};
use super::page::{Page, PageError, Visit};
use crate::app::identity::Authority;
use crate::domain::access::Permission;
use crate::domain::user::User;
use crate::http::permission::Need;
use crate::http::problem::ProblemCode;

const READ: Need = Need::Permission(Permission::UsersRead);
const WRITE: Need = Need::Permission(Permission::UsersWrite);

/// The pages.
pub const PAGES: [Page; 13] = [
    Page::desk("users.list", "/users", READ, list::show),
    Page::desk("users.new", "/users/new", WRITE, invite::new),
    Page::desk("users.invite", "/users/new", WRITE, invite::send).sent(),
    Page::desk("users.show", "/users/{id}", READ, show::show),
    Page::desk("users.invite_again", "/users/{id}/invite", WRITE, invite::again).sent(),
    Page::desk("users.give", "/users/{id}/roles", WRITE, show::give).sent(),
    Page::desk("users.take_ask", "/users/{id}/roles/take", WRITE, change::ask_take),
    Page::desk("users.take", "/users/{id}/roles/take", WRITE, change::take).sent(),
    Page::desk("users.close_ask", "/users/{id}/close", WRITE, change::ask_close),
    Page::desk("users.close", "/users/{id}/close", WRITE, change::close).sent(),
    Page::desk("users.open", "/users/{id}/open", WRITE, change::open).sent(),
    Page::desk("users.reset_ask", "/users/{id}/reset", WRITE, change::ask_reset),
    Page::desk("users.reset", "/users/{id}/reset", WRITE, change::reset).sent(),
];

/// In whose name accounts are changed here.
fn authority<'v>(visit: &Visit<'v>) -> Result<Authority<'v>, PageError> {
    let who = visit.caller.ok_or(PageError::of(ProblemCode::Unauthenticated))?;
    Ok(Authority::User(&who.access))
}

/// Where an account stands.
fn status(visit: &Visit<'_>, user: &User) -> Status {
    let (mark, words) = match (user.is_enabled(), user.has_password) {
        (false, _) => (Mark::Quiet, "people-state-closed"),
        (true, false) => (Mark::Waits, "people-state-invited"),
        (true, true) => (Mark::Good, "people-state-open"),
    };
    Status { mark, words: visit.text(words) }
}
