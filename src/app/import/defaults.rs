//! What is taken where a list says nothing: the only place where an import assumes anything.
//!
//! The services of a new Lotse follow from the courses, see
//! [`LotseEntry::services_of_new`](super::LotseEntry::services_of_new).

use crate::domain::code::{LotseStatus, Mode};
use crate::domain::language::Level;
use crate::domain::travel::Transport;

/// What is taken where a list says nothing. A Lotse or request that is known already keeps what is stored instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// The level of a Lotse in a language that is named without one.
    pub level_spoken: Level,
    /// The least level for a request that states none: enough for a conversation.
    pub level_needed: Level,
    /// How far a new Lotse travels: a town and the villages around it.
    pub radius_km: u16,
    /// How a new Lotse gets about. Who has no car cannot be sent as if they had one.
    pub transport: Transport,
    /// How a new Lotse meets people.
    pub modes: [Mode; 3],
    /// Where a new Lotse stands. Projects list those who can be asked and mark the others.
    pub status: LotseStatus,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            level_spoken: Level::B2,
            level_needed: Level::B1,
            radius_km: 25,
            transport: Transport::PublicTransport,
            modes: [Mode::InPerson, Mode::Phone, Mode::Video],
            status: LotseStatus::Active,
        }
    }
}
