//! The outbox: mails that go out or could not, for whoever looks after the service. What they say is not shown.

mod list;
mod retry;
mod show;
mod view;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<list::List>(), Mounted::of::<show::Show>(), Mounted::of::<retry::Retry>()]);
}
