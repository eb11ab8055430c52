//! Matching runs.

mod cancel;
mod list;
mod progress;
mod proposals;
mod refusal;
mod release;
mod show;
mod start;
mod unserved;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<start::Start>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<progress::Progress>(),
        Mounted::of::<proposals::Proposals>(),
        Mounted::of::<unserved::Unserved>(),
        Mounted::of::<cancel::Cancel>(),
        Mounted::of::<release::Release>(),
    ]);
}
