//! Advice on where one more Lotse would serve most.

mod list;
mod order;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<list::List>(), Mounted::of::<order::Order>()]);
}
