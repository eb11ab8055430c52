//! Hessen as the programme knows it: 33 regions, 548 postcodes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use lotsenwerk::domain::region::{Area, RegionCode, RegionKind};
use lotsenwerk::domain::travel::{Transport, TravelTable};
use lotsenwerk::regions::{Source, load_area};

use super::{bounds, place, postcode, region};

fn hessen() -> Area {
    load_area(&Source::Embedded, "hessen").unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn kinds(area: &Area, date: NaiveDate) -> BTreeMap<RegionKind, usize> {
    area.regions().iter().fold(BTreeMap::new(), |mut counts, region| {
        *counts.entry(region.status_on(date).kind).or_default() += 1;
        counts
    })
}

#[test]
fn there_are_33_regions_with_548_postcodes() {
    let area = hessen();
    assert_eq!(area.code(), "hessen");
    assert_eq!(area.regions().len(), 33);
    assert_eq!(area.gazetteer().places().len(), 548);
    let by_region: usize = area.regions().iter().map(|region| area.gazetteer().places_in(&region.code).count()).sum();
    assert_eq!(by_region, 548, "every postcode counts in exactly one region");
    for region in area.regions() {
        assert!(area.gazetteer().places_in(&region.code).count() > 0, "{} has no postcode", region.name);
        assert!(!region.name.is_empty() && !region.slug.is_empty() && !region.label.is_empty());
    }
    let slugs: BTreeSet<_> = area.regions().iter().map(|region| region.slug.as_str()).collect();
    assert_eq!(slugs.len(), 33);
}

#[test]
fn the_census_counts_6_2_million() {
    let area = hessen();
    let sum: u32 = area.regions().iter().map(|region| region.population.unwrap()).sum();
    assert_eq!(sum, 6_207_278);
    let foreign: u32 = area.regions().iter().map(|region| region.foreign_population.unwrap()).sum();
    assert!((1_030_000..1_050_000).contains(&foreign), "{foreign}");
    let spread: u32 = area.gazetteer().places().iter().map(|place| place.population).sum();
    assert_eq!(spread, 6_207_275, "three people are lost to rounding over 548 postcodes");
    for region in area.regions() {
        let spread: u32 = area.gazetteer().places_in(&region.code).map(|place| place.population).sum();
        let census = region.population.unwrap();
        // The postcodes that lie in two regions count in one: at most 5 % of a region.
        assert!(spread.abs_diff(census) <= census / 20, "{}: {spread} by postcode, {census} by census", region.name);
    }
}

#[test]
fn all_points_lie_in_hessen() {
    let (south, north, west, east) = bounds(&hessen());
    assert!(south > 49.39 && north < 51.66 && west > 7.77 && east < 10.24, "{south} {north} {west} {east}");
    assert!(north - south > 2.1 && east - west > 2.2, "the points do not span the state");
}

#[test]
fn hanau_left_its_district_with_2026() {
    let area = hessen();
    let hanau = area.region(&region("06435014")).unwrap();
    let status = |date| {
        let status = hanau.status_on(date);
        (status.kind, status.ags.as_str())
    };
    assert_eq!(status(day(2025, 12, 31)), (RegionKind::SpecialStatusTown, "06435014"));
    assert_eq!(status(day(2026, 1, 1)), (RegionKind::IndependentCity, "06415000"));
    assert_eq!(place(&area, "63450").region, hanau.code, "its people stay in the same region of the programme");

    use RegionKind::{District, IndependentCity, SpecialStatusTown};
    let before = BTreeMap::from([(District, 21), (IndependentCity, 5), (SpecialStatusTown, 7)]);
    let after = BTreeMap::from([(District, 21), (IndependentCity, 6), (SpecialStatusTown, 6)]);
    assert_eq!(kinds(&area, day(2025, 12, 31)), before);
    assert_eq!(kinds(&area, day(2026, 1, 1)), after);
}

#[test]
fn four_postcodes_lie_in_two_regions() {
    let area = hessen();
    let shared: Vec<(String, Vec<&str>)> = area
        .gazetteer()
        .places()
        .iter()
        .filter(|place| place.regions().count() > 1)
        .map(|place| (place.postcode.to_string(), place.regions().map(RegionCode::as_str).collect()))
        .collect();
    let expected = [
        ("34127", ["06611", "06633"]),
        ("34233", ["06633", "06611"]),
        ("35094", ["06534", "06534014"]),
        ("64395", ["06437", "06432"]),
    ];
    assert_eq!(shared, expected.map(|(code, regions)| (code.to_owned(), regions.to_vec())));
}

#[test]
fn two_slivers_stay_off_the_map() {
    let area = hessen();
    let outside: Vec<_> = area.gazetteer().places().iter().filter(|place| !place.inside).collect();
    let codes: Vec<_> = outside.iter().map(|place| place.postcode.to_string()).collect();
    assert_eq!(codes, ["34355", "69412"]);
    assert!(outside.iter().all(|place| place.population == 0), "nobody is made up there");
}

#[test]
fn towns_are_where_they_are() {
    let area = hessen();
    let towns = [
        ("37269", "Eschwege", "06636"),
        ("34117", "Kassel", "06611"),
        ("60311", "Frankfurt am Main", "06412"),
        ("35037", "Marburg", "06534014"),
        ("36037", "Fulda", "06631009"),
        ("65183", "Wiesbaden", "06414"),
    ];
    for (code, name, region) in towns {
        let place = place(&area, code);
        assert_eq!((place.name.as_str(), place.region.as_str()), (name, region), "{code}");
    }
}

#[test]
fn distances_are_those_a_stranger_computes() {
    let area = hessen();
    // Computed apart from this code, in Python, by the formula in the documentation of `Point`; the great circle
    // (haversine) of the first pair is 41 979.9 m, of the second 145 612.7 m.
    let pairs = [
        ("37269", "34117", 41_980),
        ("34117", "60311", 145_610),
        ("65183", "64283", 38_042),
        ("36037", "35390", 71_203),
        ("34117", "34119", 1_906),
    ];
    for (from, to, metres) in pairs {
        assert_eq!(place(&area, from).point.distance_m(place(&area, to).point), metres, "{from} to {to}");
    }
}

#[test]
fn travel_estimates_are_plausible() {
    let area = hessen();
    let table = TravelTable::default();
    let (eschwege, kassel) = (place(&area, "37269").point, place(&area, "34117").point);
    let minutes = |transport| table.minutes_between(transport, eschwege, kassel);
    // 42 km of straight line: about an hour by car, and nobody would walk.
    assert!((45..=70).contains(&minutes(Transport::Car)), "{}", minutes(Transport::Car));
    assert!((80..=150).contains(&minutes(Transport::PublicTransport)), "{}", minutes(Transport::PublicTransport));
    assert!(minutes(Transport::PublicTransport) < minutes(Transport::Bicycle));
    assert!(minutes(Transport::Foot) > 600);
}

#[test]
fn an_unknown_postcode_offers_a_neighbour() {
    let area = hessen();
    let nearest = |code: &str| {
        let error = area.gazetteer().place(postcode(code)).unwrap_err();
        assert_eq!((error.code(), error.postcode), ("postcode_unknown", postcode(code)));
        error.nearest_known.map(|known| known.to_string())
    };
    assert_eq!(nearest("34012").as_deref(), Some("34117"), "a post-office box of Kassel");
    assert_eq!(nearest("37260").as_deref(), Some("37269"));
    assert_eq!(nearest("99999"), None, "nothing in Hessen begins with 99");
    assert_eq!(nearest("10115"), None, "Berlin");
}
