//! An area: regions and places that fit together.

use std::collections::HashMap;

use thiserror::Error;

use super::{Gazetteer, Place, Region, RegionCode};
use crate::domain::geo::Postcode;

/// The regions of one folder and the postcodes in them.
#[derive(Debug, Clone)]
pub struct Area {
    code: String,
    regions: Vec<Region>,
    by_code: HashMap<RegionCode, usize>,
    gazetteer: Gazetteer,
}

impl Area {
    /// Puts an area together. `code` is the name of its folder, such as `hessen`; the order of regions is kept.
    ///
    /// # Errors
    /// The first entry, in the order given, that contradicts another one.
    pub fn new(code: String, regions: Vec<Region>, places: Vec<Place>) -> Result<Self, AreaError> {
        let mut by_code = HashMap::with_capacity(regions.len());
        let mut slugs = HashMap::with_capacity(regions.len());
        for (index, region) in regions.iter().enumerate() {
            if by_code.insert(region.code.clone(), index).is_some() {
                return Err(AreaError::RegionTwice { index, code: region.code.clone() });
            }
            if slugs.insert(region.slug.as_str(), index).is_some() {
                return Err(AreaError::SlugTwice { index, slug: region.slug.clone() });
            }
        }
        for (index, place) in places.iter().enumerate() {
            if let Some(region) = place.regions().find(|&region| !by_code.contains_key(region)) {
                let (postcode, region) = (place.postcode, region.clone());
                return Err(AreaError::UnknownRegion { index, postcode, region });
            }
        }
        let gazetteer = Gazetteer::new(places)?;
        Ok(Self { code, regions, by_code, gazetteer })
    }

    /// The name of the area's folder.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// All regions in the order of the table.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The region with this code.
    #[must_use]
    pub fn region(&self, code: &RegionCode) -> Option<&Region> {
        self.regions.get(*self.by_code.get(code)?)
    }

    /// The postcodes of the area.
    #[must_use]
    pub const fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}

/// Why entries make no [`Area`]. `index` is the position of the entry at fault (the later of two), from 0.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AreaError {
    /// Two regions with one code.
    #[error("region {code} stands in the table twice")]
    RegionTwice {
        /// Position among the regions.
        index: usize,
        /// The code they share.
        code: RegionCode,
    },
    /// Two regions with one slug.
    #[error("slug {slug:?} stands in the table twice")]
    SlugTwice {
        /// Position among the regions.
        index: usize,
        /// The slug they share.
        slug: String,
    },
    /// A place in a region that the area does not have.
    #[error("postcode {postcode} lies in region {region}, which is not in the table")]
    UnknownRegion {
        /// Position among the places.
        index: usize,
        /// The place.
        postcode: Postcode,
        /// The code without a region.
        region: RegionCode,
    },
    /// Two places with one postcode.
    #[error("postcode {postcode} stands in the table twice")]
    PostcodeTwice {
        /// Position among the places.
        index: usize,
        /// The postcode they share.
        postcode: Postcode,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::geo::Point;
    use crate::domain::region::{Ags, RegionKind, RegionStatus};

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn region(text: &str) -> Region {
        let ags = Ags::parse("06631").unwrap();
        let statuses = vec![RegionStatus { valid_from: None, kind: RegionKind::District, ags }];
        Region::new(code(text), format!("slug-of-{text}"), statuses).unwrap()
    }

    fn place(postcode: &str, region: &str) -> Place {
        let point = Point::from_degrees(51.0, 9.0).unwrap();
        Place::new(Postcode::parse(postcode).unwrap(), "Musterstadt".into(), point, code(region), 100)
    }

    #[test]
    fn contradicting_tables_are_refused() {
        let error = |regions, places| Area::new("test".into(), regions, places).unwrap_err();
        assert_eq!(error(vec![region("a"), region("a")], vec![]), AreaError::RegionTwice { index: 1, code: code("a") });
        let mut same_slug = region("b");
        same_slug.slug = region("a").slug;
        assert_eq!(
            error(vec![region("a"), same_slug], vec![]),
            AreaError::SlugTwice { index: 1, slug: "slug-of-a".into() }
        );
        let postcode = Postcode::parse("36037").unwrap();
        assert_eq!(
            error(vec![region("a")], vec![place("36037", "b")]),
            AreaError::UnknownRegion { index: 0, postcode, region: code("b") }
        );
        assert_eq!(
            error(vec![region("a")], vec![place("36037", "a").also_in(code("b"))]),
            AreaError::UnknownRegion { index: 0, postcode, region: code("b") }
        );
        assert_eq!(
            error(vec![region("a")], vec![place("36037", "a"), place("36037", "a")]),
            AreaError::PostcodeTwice { index: 1, postcode }
        );
    }

    #[test]
    fn an_area_finds_its_regions() {
        let area = Area::new("test".into(), vec![region("b"), region("a")], vec![]).unwrap();
        assert_eq!(area.region(&code("a")).unwrap().slug, "slug-of-a");
        assert_eq!(area.region(&code("c")), None);
        assert_eq!(area.regions().iter().map(|region| region.code.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    }
}
