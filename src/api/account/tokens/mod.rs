//! Keys with which programs act for the owner of the account.

mod create;
mod list;
mod revoke;
mod show;
mod view;

use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<create::Create>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<revoke::Revoke>(),
    ]);
}
