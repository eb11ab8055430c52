//! Funding rules: those that hold, what was changed about them, and changing them.

mod amend;
mod coordinate;
mod list;
mod rules;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<rules::Rules>(),
        Mounted::of::<list::List>(),
        Mounted::of::<amend::Amend>(),
        Mounted::of::<coordinate::Coordinate>(),
    ]);
}
