//! How long a way takes: an estimate by means of transport, in integers, from the straight line alone.
//!
//! A [`TravelTable`] is configuration. Its default is an **assumption** and users see its minutes as "about n min,
//! estimate": no road data is at hand offline. Deliberately absent: timetables, traffic, hills and ferries.
//!
//! # The formula
//! Both steps cut a length into stretches and charge every stretch its own rate, as an income tax does:
//!
//! ```text
//! road(d)    = ⌈ Σ metres of d in the stretch × permille      / 1000   ⌉    metres
//! minutes(d) = fixed + ⌈ Σ metres of road(d) in the stretch × pace_ms_per_m / 60 000 ⌉
//! ```
//!
//! Charging the whole way the speed of its last stretch would make six kilometres quicker than five.
//!
//! # Why the rates may only fall
//! With rates that never rise, both sums are concave, non-decreasing and zero at zero, hence subadditive, and rounding
//! up keeps that: `f(a + b) ≤ f(a) + f(b)`. Together with the triangle inequality of [`Point::distance_m`] follows
//! `minutes(a, c) ≤ minutes(a, b) + minutes(b, c)`: a detour never saves time, so "reachable in time" is transitive,
//! and a chain of appointments is feasible when each neighbouring pair is. The table is checked for it on construction
//! and a property test below tries it.

mod config;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::config::check;
pub use self::config::{DetourStretch, Means, MeansTable, PaceStretch, RawTravelTable, TravelList, TravelTableError};
use super::geo::Point;

/// How somebody gets about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// By own or shared car.
    Car,
    /// By bus and train; the walk to the stop and the wait are in the fixed minutes.
    PublicTransport,
    /// By bicycle.
    Bicycle,
    /// On foot.
    Foot,
}

impl Transport {
    /// All means, in the order users see them.
    pub const ALL: [Self; 4] = [Self::Car, Self::PublicTransport, Self::Bicycle, Self::Foot];

    /// The word for this means in files, tables and locale keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Car => "car",
            Self::PublicTransport => "public_transport",
            Self::Bicycle => "bicycle",
            Self::Foot => "foot",
        }
    }

    /// Reads a code as [`Transport::code`] writes it.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, UnknownTransport> {
        Self::ALL
            .into_iter()
            .find(|means| means.code() == text)
            .ok_or_else(|| UnknownTransport { value: text.to_owned() })
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Transport {
    type Err = UnknownTransport;

    fn from_str(text: &str) -> Result<Self, UnknownTransport> {
        Self::parse(text)
    }
}

/// A text that is no code of a [`Transport`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{value:?} is not a means of transport (car, public_transport, bicycle, foot)")]
pub struct UnknownTransport {
    /// The text as given.
    pub value: String,
}

impl UnknownTransport {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "transport_unknown"
    }
}

/// The travel estimate, checked: every list of stretches ascends, ends open and has rates that never rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "RawTravelTable", into = "RawTravelTable")]
pub struct TravelTable(RawTravelTable);

impl TravelTable {
    /// Metres of road for a straight line of `distance_m` metres. Saturates at `u32::MAX`, which no straight line
    /// through the Earth reaches: that would take a detour of more than 300.
    #[must_use]
    pub fn road_m(&self, distance_m: u32) -> u32 {
        let stretches = self.0.detour.iter().map(|stretch| (stretch.up_to_m, stretch.permille));
        saturated(charge(distance_m, stretches).div_ceil(1000))
    }

    /// Minutes for a straight line of `distance_m` metres; for zero metres the fixed minutes alone.
    #[must_use]
    pub fn minutes(&self, transport: Transport, distance_m: u32) -> u32 {
        let means = self.0.means.of(transport);
        let stretches = means.stretches.iter().map(|stretch| (stretch.up_to_m, stretch.pace_ms_per_m));
        let moving = charge(self.road_m(distance_m), stretches).div_ceil(60_000);
        saturated(u64::from(means.fixed_minutes) + moving)
    }

    /// Minutes from one point to another, the same in both directions.
    #[must_use]
    pub fn minutes_between(&self, transport: Transport, from: Point, to: Point) -> u32 {
        self.minutes(transport, from.distance_m(to))
    }

    /// The table as it is written in files.
    #[must_use]
    pub const fn raw(&self) -> &RawTravelTable {
        &self.0
    }
}

/// The sum over the stretches of the part of `length_m` in the stretch times its rate. With rates up to 10 000 it
/// stays below 2^46.
fn charge(length_m: u32, stretches: impl Iterator<Item = (Option<u32>, u32)>) -> u64 {
    let mut from = 0;
    let mut sum = 0;
    for (up_to, rate) in stretches {
        let to = up_to.map_or(length_m, |end| end.min(length_m));
        sum += u64::from(to.saturating_sub(from)) * u64::from(rate);
        from = to;
    }
    sum
}

fn saturated(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The assumption that holds when nothing is configured.
///
/// Detour: 1.35 for the first 20 km and 1.30 beyond, after published ratios of road to straight line (1.343 for radial
/// urban ways, Environment and Planning B 2023; 1.3 ± 0.1 for motorway networks, npj Complexity 1:22, 2024). Car:
/// 5 minutes, then 30, 50, 75 and 90 km/h on the stretches to 5, 20, 60 km and beyond. Public transport: 15 minutes to
/// reach the stop and wait, then 20 km/h to 10 km and 40 beyond. Bicycle: 2 minutes, then 15 km/h. On foot: 4.8 km/h.
impl Default for TravelTable {
    fn default() -> Self {
        let pace = |up_to_m, pace_ms_per_m| PaceStretch { up_to_m, pace_ms_per_m };
        Self(RawTravelTable {
            detour: vec![
                DetourStretch { up_to_m: Some(20_000), permille: 1350 },
                DetourStretch { up_to_m: None, permille: 1300 },
            ],
            means: MeansTable {
                car: Means {
                    fixed_minutes: 5,
                    stretches: vec![
                        pace(Some(5_000), 120),
                        pace(Some(20_000), 72),
                        pace(Some(60_000), 48),
                        pace(None, 40),
                    ],
                },
                public_transport: Means { fixed_minutes: 15, stretches: vec![pace(Some(10_000), 180), pace(None, 90)] },
                bicycle: Means { fixed_minutes: 2, stretches: vec![pace(None, 240)] },
                foot: Means { fixed_minutes: 0, stretches: vec![pace(None, 750)] },
            },
        })
    }
}

impl TryFrom<RawTravelTable> for TravelTable {
    type Error = TravelTableError;

    fn try_from(raw: RawTravelTable) -> Result<Self, TravelTableError> {
        let detour = raw.detour.iter().map(|stretch| (stretch.up_to_m, stretch.permille));
        check(TravelList::Detour, 1000, detour)?;
        for transport in Transport::ALL {
            let means = raw.means.of(transport);
            if means.fixed_minutes > 1440 {
                return Err(TravelTableError::FixedMinutes { transport, value: means.fixed_minutes });
            }
            let stretches = means.stretches.iter().map(|stretch| (stretch.up_to_m, stretch.pace_ms_per_m));
            check(TravelList::Means(transport), 1, stretches)?;
        }
        Ok(Self(raw))
    }
}

impl From<TravelTable> for RawTravelTable {
    fn from(table: TravelTable) -> Self {
        table.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_default_passes_its_own_check() {
        let raw = RawTravelTable::from(TravelTable::default());
        assert_eq!(TravelTable::try_from(raw), Ok(TravelTable::default()));
    }

    #[test]
    fn roads_are_longer_than_straight_lines() {
        let table = TravelTable::default();
        for (distance, road) in [(0, 0), (1, 2), (1_000, 1_350), (20_000, 27_000), (20_001, 27_002), (30_000, 40_000)] {
            assert_eq!(table.road_m(distance), road, "{distance} m");
        }
    }

    #[test]
    fn minutes_by_every_means() {
        let table = TravelTable::default();
        // 10 km are 13.5 km of road: by car 5 km at 120 and 8.5 km at 72 ms/m = 1212 s = 20.2 min, and 5 fixed.
        let cases = [
            (Transport::Car, 0, 5),
            (Transport::Car, 10_000, 26),
            (Transport::Car, 37_000, 57),
            (Transport::PublicTransport, 10_000, 51),
            (Transport::Bicycle, 10_000, 56),
            (Transport::Foot, 0, 0),
            (Transport::Foot, 10_000, 169),
        ];
        for (transport, distance, minutes) in cases {
            assert_eq!(table.minutes(transport, distance), minutes, "{transport} {distance} m");
        }
        assert_eq!(table.minutes(Transport::Foot, u32::MAX), 53_687_092, "no overflow at the end of the scale");
    }

    #[test]
    fn a_table_that_breaks_the_triangle_inequality_is_refused() {
        let table = |car: Vec<(Option<u32>, u32)>| {
            let mut raw = RawTravelTable::from(TravelTable::default());
            raw.means.car.stretches =
                car.into_iter().map(|(up_to_m, pace_ms_per_m)| PaceStretch { up_to_m, pace_ms_per_m }).collect();
            TravelTable::try_from(raw)
        };
        let list = TravelList::Means(Transport::Car);
        let cases = [
            (vec![], TravelTableError::NoOpenEnd { list }),
            (vec![(Some(5), 10)], TravelTableError::NoOpenEnd { list }),
            (vec![(None, 10), (None, 10)], TravelTableError::OpenTooEarly { list, number: 1 }),
            (vec![(Some(0), 10), (None, 10)], TravelTableError::NotAscending { list, number: 1, value: 0 }),
            (
                vec![(Some(9), 10), (Some(9), 10), (None, 10)],
                TravelTableError::NotAscending { list, number: 2, value: 9 },
            ),
            (vec![(None, 0)], TravelTableError::RateOutOfRange { list, number: 1, value: 0, least: 1 }),
            (vec![(None, 10_001)], TravelTableError::RateOutOfRange { list, number: 1, value: 10_001, least: 1 }),
            (vec![(Some(9), 10), (None, 11)], TravelTableError::RateRises { list, number: 2, value: 11, before: 10 }),
        ];
        for (car, error) in cases {
            assert_eq!(table(car.clone()), Err(error), "{car:?}");
        }
    }

    #[test]
    fn a_detour_cannot_shorten_the_way_and_nobody_waits_a_day() {
        let mut raw = RawTravelTable::from(TravelTable::default());
        raw.detour = vec![DetourStretch { up_to_m: None, permille: 999 }];
        assert_eq!(TravelTable::try_from(raw).unwrap_err().code(), "travel_rate_out_of_range");
        let mut raw = RawTravelTable::from(TravelTable::default());
        raw.means.foot.fixed_minutes = 1441;
        let error = TravelTable::try_from(raw).unwrap_err();
        assert_eq!(error, TravelTableError::FixedMinutes { transport: Transport::Foot, value: 1441 });
    }

    #[test]
    fn files_are_checked_when_read() {
        let json = serde_json::to_string(&TravelTable::default()).unwrap();
        assert_eq!(serde_json::from_str::<TravelTable>(&json).unwrap(), TravelTable::default());
        let rising = json.replace(r#""pace_ms_per_m":72"#, r#""pace_ms_per_m":720"#);
        assert!(serde_json::from_str::<TravelTable>(&rising).unwrap_err().to_string().contains("more than the 120"));
        let misspelt = json.replacen("permille", "per_mille", 1);
        assert!(serde_json::from_str::<TravelTable>(&misspelt).is_err());
    }

    #[test]
    fn transport_codes_are_read_as_written() {
        for transport in Transport::ALL {
            assert_eq!(Transport::parse(&transport.to_string()), Ok(transport));
            assert_eq!(serde_json::to_string(&transport).unwrap(), format!("\"{transport}\""));
        }
        assert_eq!(Transport::parse("Auto"), Err(UnknownTransport { value: "Auto".into() }));
    }

    /// Up to five stretches with falling rates, the last one open.
    fn stretches(least: u32) -> impl Strategy<Value = Vec<(Option<u32>, u32)>> {
        prop::collection::vec((1_u32..60_000, least..=10_000_u32), 1..=5).prop_map(|mut list| {
            let mut rates: Vec<u32> = list.iter().map(|&(_, rate)| rate).collect();
            rates.sort_unstable_by(|a, b| b.cmp(a));
            list.sort_unstable();
            list.dedup_by_key(|&mut (end, _)| end);
            let last = list.len() - 1;
            list.iter()
                .zip(rates)
                .enumerate()
                .map(|(at, (&(end, _), rate))| ((at < last).then_some(end), rate))
                .collect()
        })
    }

    fn tables() -> impl Strategy<Value = TravelTable> {
        (stretches(1000), stretches(1), 0_u32..60).prop_map(|(detour, car, fixed_minutes)| {
            let mut raw = RawTravelTable::from(TravelTable::default());
            raw.detour = detour.into_iter().map(|(up_to_m, permille)| DetourStretch { up_to_m, permille }).collect();
            raw.means.car.fixed_minutes = fixed_minutes;
            raw.means.car.stretches =
                car.into_iter().map(|(up_to_m, pace_ms_per_m)| PaceStretch { up_to_m, pace_ms_per_m }).collect();
            TravelTable::try_from(raw).unwrap()
        })
    }

    fn in_germany() -> impl Strategy<Value = Point> {
        (47.2..55.1, 5.8..15.1).prop_map(|(lat, lon)| Point::from_degrees(lat, lon).unwrap())
    }

    proptest! {
        #[test]
        fn a_detour_never_saves_time(table in tables(), a in in_germany(), b in in_germany(), c in in_germany()) {
            let minutes = |from, to| table.minutes_between(Transport::Car, from, to);
            prop_assert!(minutes(a, c) <= minutes(a, b) + minutes(b, c));
            prop_assert_eq!(minutes(a, b), minutes(b, a));
        }

        #[test]
        fn splitting_a_way_never_saves_time(table in tables(), a in 0_u32..200_000, b in 0_u32..200_000) {
            prop_assert!(table.road_m(a + b) <= table.road_m(a) + table.road_m(b));
            let minutes = |distance| table.minutes(Transport::Car, distance);
            prop_assert!(minutes(a + b) <= minutes(a) + minutes(b));
            prop_assert!(minutes(a) <= minutes(a + b));
        }
    }
}
