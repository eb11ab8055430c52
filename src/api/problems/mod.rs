//! What problem documents mean: the addresses that they name as their type.

mod list;
mod show;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<list::List>(), Mounted::of::<show::Show>()]);
}
