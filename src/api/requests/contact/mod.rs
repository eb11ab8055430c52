//! Where a newcomer gets the confirmation: apart from the request, with a permission of its own, each look audited.

mod form;
mod replace;
mod show;

use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<show::Show>(), Mounted::of::<replace::Replace>()]);
}
