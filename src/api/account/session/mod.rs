//! The session that a browser has: begun by logging in, ended by logging out.

mod log_in;
mod log_out;
mod show;
mod view;

pub use view::OwnAccount;

use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<log_in::LogIn>(), Mounted::of::<show::Show>(), Mounted::of::<log_out::LogOut>()]);
}
