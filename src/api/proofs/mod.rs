//! Proofs of use: what a year of a project came to, and what the next one will probably need.

mod file;
mod outlook;
mod show;

use super::mounted::Mounted;
use crate::app::proofs::Sight;
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;

use super::endpoint::{Call, Endpoint};

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<show::Show>(), Mounted::of::<file::File>(), Mounted::of::<outlook::Show>()]);
}

/// Whether the caller may see the people of a project.
fn sight<E: Endpoint>(call: &Call<'_, E>, id: OrganisationId) -> Sight {
    let people = call.caller().ok().and_then(|who| who.access.grant(Permission::LotsenRead).ok());
    match people {
        Some(grant) if grant.scope().has_organisation(id) => Sight::People,
        _ => Sight::Figures,
    }
}
