//! Lotsen: profiles, how to reach them, when they are away.

mod absences;
mod contact;
mod create;
mod form;
mod list;
mod refusal;
mod remove;
mod replace;
mod show;
mod view;
mod week;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<create::Create>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<replace::Replace>(),
        Mounted::of::<remove::Remove>(),
    ]);
    contact::mount(all);
    absences::mount(all);
}
