//! Accounts, for those who look after them: of their own organisation, or all.

mod change;
mod disable;
mod enable;
mod give;
mod invite;
mod list;
mod membership;
mod reset_second_factor;
mod show;
mod take;
mod view;

pub use change::ProfileForm;
pub use membership::MembershipForm;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<invite::Invite>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<change::Change>(),
        Mounted::of::<give::Give>(),
        Mounted::of::<take::Take>(),
        Mounted::of::<disable::Disable>(),
        Mounted::of::<enable::Enable>(),
        Mounted::of::<reset_second_factor::ResetSecondFactor>(),
    ]);
}
