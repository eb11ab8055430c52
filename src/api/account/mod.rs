//! The own account: logging in and out, password, second factor, programs' keys.
//!
//! Nothing here is kept under an `Idempotency-Key`: most of it has secrets in its answer, which are told once and stored nowhere.

mod password;
mod profile;
mod second_factor;
mod session;
mod sessions;
mod tokens;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    session::mount(all);
    sessions::mount(all);
    profile::mount(all);
    password::mount(all);
    second_factor::mount(all);
    tokens::mount(all);
}
