//! Support requests.

mod cancel;
mod candidates;
mod contact;
mod create;
mod explanation;
mod form;
mod list;
mod post;
mod refusal;
mod replace;
mod show;
mod view;

pub use explanation::ReasonsView;
pub use form::AppointmentForm;
pub use list::{for_what, region, search};
pub use view::appointment;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<list::List>(),
        Mounted::of::<create::Create>(),
        Mounted::of::<show::Show>(),
        Mounted::of::<replace::Replace>(),
        Mounted::of::<post::Post>(),
        Mounted::of::<cancel::Cancel>(),
        Mounted::of::<candidates::Candidates>(),
        Mounted::of::<explanation::Explanation>(),
    ]);
    contact::mount(all);
}
