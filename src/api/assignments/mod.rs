//! Who accompanies whom.

mod cancel;
mod change;
mod complete;
mod list;
mod no_show;
mod show;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<cancel::Cancel>(),
        Mounted::of::<change::Change>(),
        Mounted::of::<complete::Complete>(),
        Mounted::of::<no_show::NoShow>(),
    ]);
}
