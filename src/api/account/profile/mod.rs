//! `GET` and `PUT /account`: the own name and language.

mod change;
mod show;

use super::session::OwnAccount;
use crate::api::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<show::Show>(), Mounted::of::<change::Change>()]);
}
