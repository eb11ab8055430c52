//! Monthly statements of Lotsen: what their confirmed work is paid.

mod file;
mod show;

pub use show::SumsView;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<show::Show>(), Mounted::of::<file::File>()]);
}
