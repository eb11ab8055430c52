//! Hours: written down by Lotsen or projects, confirmed by projects.

mod balance;
mod confirm;
mod form;
mod history;
mod list;
mod log;
mod refusal;
mod reject;
mod reopen;
mod replace;
mod show;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<log::Log>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<replace::Replace>(),
        Mounted::of::<confirm::Confirm>(),
        Mounted::of::<reject::Reject>(),
        Mounted::of::<reopen::Reopen>(),
        Mounted::of::<history::History>(),
        Mounted::of::<balance::Show>(),
    ]);
}
