//! Coverage of the regions, in figures.

mod list;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<list::List>()]);
}
