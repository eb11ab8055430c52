//! Which languages are spoken where: the mix of the tables, skewed by region.
//!
//! Every region has a taste, a factor per language, because people settle where others of their language live.

use super::SyntheticError;
use super::chance::{Chance, Lottery, Seed, Stream};
use super::recipe::Knobs;
use super::settlement::Settlement;
use super::tables::{Tables, Tongue};

/// What a region's taste does to a language, percent, each with so many in a thousand; the rest has [`FAVOURITE`].
const TASTES: [(u32, u64); 6] = [(125, 30), (125, 50), (125, 75), (250, 100), (125, 130), (125, 170)];
/// The strongest taste.
const FAVOURITE: u64 = 250;

/// The mother tongues of each region of a settlement.
#[derive(Debug)]
pub(super) struct Tongues<'a> {
    demand: Vec<Lottery<&'a Tongue>>,
    supply: Vec<Lottery<&'a Tongue>>,
}

impl<'a> Tongues<'a> {
    /// Draws every region's taste.
    pub(super) fn new(
        seed: Seed,
        knobs: &Knobs,
        settlement: &Settlement<'_>,
        tables: &'a Tables,
    ) -> Result<Self, SyntheticError> {
        let nothing = |missing: &str| SyntheticError::Missing { file: "languages.toml", missing: missing.to_owned() };
        let mut tongues = Self { demand: Vec::new(), supply: Vec::new() };
        for region in 0..settlement.regions().len() as u64 {
            let mut chance = seed.chance(Stream::Taste, region);
            let tasted: Vec<(u64, &Tongue)> =
                tables.tongues.iter().map(|t| (chance.one_of(&TASTES, FAVOURITE), t)).collect();
            let demand = tasted.iter().map(|&(taste, tongue)| {
                let scarcity = if tongue.scarce { knobs.scarcity_percent } else { 100 };
                (u64::from(tongue.demand) * u64::from(scarcity) * taste, tongue)
            });
            tongues.demand.push(Lottery::new(demand).ok_or_else(|| nothing("demand"))?);
            let supply = tasted.iter().map(|&(taste, tongue)| (u64::from(tongue.supply) * taste, tongue));
            tongues.supply.push(Lottery::new(supply).ok_or_else(|| nothing("supply"))?);
        }
        Ok(tongues)
    }

    /// What a newcomer in a region speaks; `None` past the last region.
    pub(super) fn needed(&self, region: usize, chance: &mut Chance) -> Option<&'a Tongue> {
        Some(self.demand.get(region)?.draw(chance))
    }

    /// The mother tongue of a Lotse in a region; `None` past the last region.
    pub(super) fn native(&self, region: usize, chance: &mut Chance) -> Option<&'a Tongue> {
        Some(self.supply.get(region)?.draw(chance))
    }
}
