//! Lists that projects keep, taken as a whole or not at all.

mod body;
mod lotsen;
mod query;
mod requests;
mod take;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<lotsen::Lotsen>(), Mounted::of::<requests::Requests>()]);
}
