//! Carriers of Lotsen projects, agencies that post requests, the competence centre.

mod create;
mod form;
mod list;
mod readdress;
mod remove;
mod replace;
mod show;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<create::Create>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<replace::Replace>(),
        Mounted::of::<readdress::Readdress>(),
        Mounted::of::<remove::Remove>(),
    ]);
}
