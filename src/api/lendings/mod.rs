//! Which carriers lend each other Lotsen.

mod agree;
mod list;
mod pair;
mod view;
mod withdraw;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<list::List>(), Mounted::of::<agree::Agree>(), Mounted::of::<withdraw::Withdraw>()]);
}
