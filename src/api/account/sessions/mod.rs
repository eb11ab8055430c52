//! All sessions of the own account, of whichever browser.

mod end;
mod end_others;
mod list;

use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<list::List>(), Mounted::of::<end::End>(), Mounted::of::<end_others::EndOthers>()]);
}
