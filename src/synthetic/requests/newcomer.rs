//! The newcomer behind a request. Some have several; then home, language and wishes stay the same.

use super::super::chance::{Chance, Stream};
use super::super::tables::Tongue;
use super::super::{SyntheticError, World, text};
use crate::domain::code::{Gender, Strength};
use crate::domain::region::Place;
use crate::domain::request::GenderWish;
use crate::domain::text::ClientRef;

/// Requests of one newcomer stand in a block of so many.
const BLOCK: u64 = 4;

/// Who needs something.
#[derive(Debug)]
pub(super) struct Newcomer<'a> {
    /// The number of the first request about them.
    client: u64,
    /// Never a name.
    pub(super) reference: ClientRef,
    /// Position of the region in the settlement.
    pub(super) region: usize,
    pub(super) home: &'a Place,
    pub(super) tongue: &'a Tongue,
    pub(super) gender: Option<GenderWish>,
    /// Whether the Freiwilligenagentur posts for them.
    pub(super) by_volunteers: bool,
    /// The workday of the two weeks (0 to 9) on which this request begins; another one for every request of theirs.
    pub(super) workday: u32,
}

impl<'a> Newcomer<'a> {
    /// The same one with a home in another region, in all requests about them.
    pub(super) fn moved(self, world: &World<'a>, region: usize) -> Self {
        let home = world.settlement.place_in(region, &mut world.seed.chance(Stream::Moved, self.client));
        match home {
            Some(home) => Self { region, home, ..self },
            None => self,
        }
    }
}

/// The newcomer of a request. The first request of a block is about somebody new, each other one about the same or about
/// somebody new too: so nobody has more than four, and no request depends on how many follow.
pub(super) fn of_request<'a>(world: &World<'a>, number: u64) -> Result<Newcomer<'a>, SyntheticError> {
    let in_block = number % BLOCK;
    let again = world.seed.chance(Stream::Repeat, number).happens(world.knobs().repeat);
    if again && in_block > 0 {
        let first = newcomer(world, number - in_block, in_block)?;
        if first.by_volunteers {
            return Ok(first);
        }
    }
    newcomer(world, number, 0)
}

/// The newcomer whom the request `client` was the first about, with the workday of a later one.
fn newcomer<'a>(world: &World<'a>, client: u64, later: u64) -> Result<Newcomer<'a>, SyntheticError> {
    let mut chance = world.seed.chance(Stream::Client, client);
    let (region, home) = world.settlement.home(&mut chance);
    let nowhere = || SyntheticError::NobodyLivesThere { area: home.name.clone() };
    Ok(Newcomer {
        client,
        reference: text(&format!("NK-{:05}", client + 1), ClientRef::parse)?,
        region,
        home,
        tongue: world.tongues.needed(region, &mut chance).ok_or_else(nowhere)?,
        gender: gender(world, &mut chance),
        by_volunteers: chance.happens(world.knobs().by_volunteers),
        // Three workdays further for each: four requests never meet within ten days.
        workday: (chance.between(0, 9) + 3 * u32::try_from(later).unwrap_or(0)) % 10,
    })
}

fn gender(world: &World<'_>, chance: &mut Chance) -> Option<GenderWish> {
    let wishes = chance.happens(world.knobs().gender_wish);
    let strength = if chance.happens(world.knobs().gender_must) { Strength::Must } else { Strength::Wish };
    let gender = chance.one_of(&[(850, Gender::Female)], Gender::Male);
    wishes.then_some(GenderWish { gender, strength })
}
