//! The whole country, for problems of any size.

use lotsenwerk::regions::{Source, load_area};

use super::{bounds, place, region};

#[test]
fn there_are_8172_postcodes_in_407_regions() {
    let area = load_area(&Source::Embedded, "germany").unwrap();
    assert_eq!(area.gazetteer().places().len(), 8_172);
    assert_eq!(area.regions().len(), 407, "374 districts and the 33 regions of Hessen");
    for region in area.regions() {
        assert!(area.gazetteer().places_in(&region.code).count() > 0, "{} has no postcode", region.name);
    }
    let (south, north, west, east) = bounds(&area);
    assert!(south > 47.27 && north < 55.06 && west > 5.86 && east < 15.05, "{south} {north} {west} {east}");
    assert!(north - south > 7.5 && east - west > 9.0, "the points do not span the country");
}

#[test]
fn people_live_where_people_live() {
    let area = load_area(&Source::Embedded, "germany").unwrap();
    let people = |prefix: &str| -> u32 {
        let places = area.gazetteer().places().iter();
        places.filter(|place| place.region.as_str().starts_with(prefix)).map(|place| place.population).sum()
    };
    // Millions by state in 2022: all 83, North Rhine-Westphalia 18, Berlin 3.7, Bremen 0.7.
    assert!((75_000_000..88_000_000).contains(&people("")), "{}", people(""));
    assert!((16_500_000..19_500_000).contains(&people("05")), "{}", people("05"));
    assert!((3_300_000..4_000_000).contains(&people("11")), "{}", people("11"));
    assert!((550_000..800_000).contains(&people("04")), "{}", people("04"));
}

#[test]
fn hessen_is_the_same_in_both_areas() {
    let germany = load_area(&Source::Embedded, "germany").unwrap();
    let hessen = load_area(&Source::Embedded, "hessen").unwrap();
    for region in hessen.regions() {
        assert_eq!(germany.region(&region.code), Some(region));
    }
    let mut elsewhere = Vec::new();
    for place in hessen.gazetteer().places() {
        let same = germany.gazetteer().place(place.postcode).unwrap();
        if same.region == place.region {
            assert_eq!((&same.name, same.point, same.population), (&place.name, place.point, place.population));
        } else {
            assert!(same.regions().any(|region| *region == place.region), "{}", place.postcode);
            elsewhere.push(place.postcode.to_string());
        }
    }
    assert_eq!(elsewhere, ["34355", "59969", "69412"], "the postcodes whose people live in another state");
}

#[test]
fn districts_have_their_full_names() {
    let area = load_area(&Source::Embedded, "germany").unwrap();
    for (code, name, slug) in [
        ("03159", "Landkreis Göttingen", "landkreis-goettingen"),
        ("05515", "Münster", "stadt-muenster"),
        ("05566", "Kreis Steinfurt", "kreis-steinfurt"),
        ("16063", "Wartburgkreis", "wartburgkreis"),
    ] {
        let found = area.region(&region(code)).unwrap();
        assert_eq!((found.name.as_str(), found.slug.as_str()), (name, slug));
        assert_eq!(found.population, None, "not known outside Hessen");
    }
    assert_eq!(place(&area, "01067").name, "Dresden");
}
