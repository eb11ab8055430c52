//! What matching runs propose.

mod accept;
mod drop;
mod list;
mod release;
mod show;
mod swap;
mod view;

pub use view::{ProposalView, ReleasedView};

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<accept::Accept>(),
        Mounted::of::<swap::Swap>(),
        Mounted::of::<drop::Drop>(),
        Mounted::of::<release::Release>(),
    ]);
}
