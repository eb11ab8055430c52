//! An area from its three tables.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::error::{Fault, LoadError};
use super::reader::{Row, Table};
use super::source::Source;
use crate::domain::geo::{Point, Postcode};
use crate::domain::region::{Ags, Area, AreaError, Place, Region, RegionCode, RegionKind, RegionStatus};

const REGIONS: &[&str] = &["code", "slug", "name", "label", "population", "foreign_population"];
const STATUSES: &[&str] = &["code", "valid_from", "kind", "ags"];
const PLACES: &[&str] = &["postcode", "lat", "lon", "name", "region", "also_in", "population", "inside"];

/// Loads the area of this name, such as `hessen`. Germany takes some tens of milliseconds: load once and keep it.
///
/// # Errors
/// An area that is not there, or the first fault of its tables.
pub fn load_area(source: &Source, area: &str) -> Result<Area, LoadError> {
    let known = source.areas()?;
    // Only names that the source lists: a name from outside never becomes a path.
    if !known.iter().any(|name| name == area) {
        return Err(LoadError::UnknownArea { area: area.to_owned(), known });
    }
    let regions_table = Table::read(source, &format!("{area}/regions.csv"), REGIONS)?;
    let statuses_table = Table::read(source, &format!("{area}/region_status.csv"), STATUSES)?;
    let places_table = Table::read(source, &format!("{area}/postcodes.csv"), PLACES)?;

    let mut statuses: HashMap<RegionCode, Vec<RegionStatus>> = HashMap::new();
    for row in statuses_table.rows() {
        statuses.entry(row.parsed("code", RegionCode::parse)?).or_default().push(status(row)?);
    }
    let mut regions = Vec::new();
    for row in regions_table.rows() {
        regions.push(region(row, &statuses)?);
    }
    let places = places_table.rows().map(place).collect::<Result<Vec<_>, _>>()?;
    let area = Area::new(area.to_owned(), regions, places).map_err(|error| {
        let (table, index, column) = match error {
            AreaError::RegionTwice { index, .. } => (&regions_table, index, "code"),
            AreaError::SlugTwice { index, .. } => (&regions_table, index, "slug"),
            AreaError::UnknownRegion { index, .. } => (&places_table, index, "region"),
            AreaError::PostcodeTwice { index, .. } => (&places_table, index, "postcode"),
        };
        table.fault(index, column, error.into())
    })?;
    for row in statuses_table.rows() {
        let code = row.parsed("code", RegionCode::parse)?;
        if area.region(&code).is_none() {
            return Err(row.fault("code", Fault::StatusOfNoRegion));
        }
    }
    Ok(area)
}

fn status(row: Row<'_>) -> Result<RegionStatus, LoadError> {
    let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Fault::NotADate);
    let valid_from = match row.optional("valid_from") {
        "" => None,
        _ => Some(row.parsed("valid_from", date)?),
    };
    Ok(RegionStatus { valid_from, kind: row.parsed("kind", RegionKind::parse)?, ags: row.parsed("ags", Ags::parse)? })
}

fn region(row: Row<'_>, statuses: &HashMap<RegionCode, Vec<RegionStatus>>) -> Result<Region, LoadError> {
    let code = row.parsed("code", RegionCode::parse)?;
    let slug = row.parsed("slug", |text| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.bytes().all(allowed) { Ok(text.to_owned()) } else { Err(Fault::NotASlug) }
    })?;
    let history = statuses.get(&code).cloned().unwrap_or_default();
    let mut region = Region::new(code, slug, history).map_err(|error| row.fault("code", error.into()))?;
    region.name = row.text("name")?.to_owned();
    region.label = row.text("label")?.to_owned();
    region.population = inhabitants(row, "population")?;
    region.foreign_population = inhabitants(row, "foreign_population")?;
    Ok(region)
}

/// A number of people, or nothing where it is not known.
fn inhabitants(row: Row<'_>, column: &'static str) -> Result<Option<u32>, LoadError> {
    match row.optional(column) {
        "" => Ok(None),
        _ => row.number(column).map(Some),
    }
}

fn place(row: Row<'_>) -> Result<Place, LoadError> {
    let postcode = row.parsed("postcode", Postcode::parse)?;
    let (lat, lon) = (row.decimal("lat")?, row.decimal("lon")?);
    let point = Point::from_degrees(lat, lon).map_err(|error| {
        let column = if (-90.0..=90.0).contains(&lat) { "lon" } else { "lat" };
        row.fault(column, error.into())
    })?;
    let name = row.text("name")?.to_owned();
    let region = row.parsed("region", RegionCode::parse)?;
    let mut place = Place::new(postcode, name, point, region, row.number("population")?);
    for other in row.optional("also_in").split_terminator(';') {
        place = place.also_in(RegionCode::parse(other).map_err(|error| row.fault("also_in", error.into()))?);
    }
    place.inside = row.either("inside", &["0", "1"])?;
    Ok(place)
}
