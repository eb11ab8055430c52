//! What Lotsen are asked.

mod accept;
mod by_token;
mod decline;
mod list;
mod show;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<accept::Accept>(),
        Mounted::of::<decline::Decline>(),
    ]);
    by_token::mount(all);
}
