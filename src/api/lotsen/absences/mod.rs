//! When a Lotse is away: noted by the project, or by themselves.

mod create;
mod list;
mod remove;
mod replace;
mod show;
mod view;

use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<create::Create>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<replace::Replace>(),
        Mounted::of::<remove::Remove>(),
    ]);
}
