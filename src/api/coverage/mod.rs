//! Coverage of the regions, in figures.

mod definitions;
mod fragility;
mod list;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<definitions::Definitions>(),
        Mounted::of::<fragility::Fragility>(),
    ]);
}
