//! Whose list it is: the carrier is the only one, is named, or is made together with what the list brings.

use std::collections::BTreeMap;

use super::TakenFor;
use crate::domain::code::OrganisationKind;
use crate::domain::contact::Email;
use crate::domain::geo::Postcode;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::domain::region::{Gazetteer, RegionCode};
use crate::domain::text::OrganisationName;
use crate::i18n::{Locale, text};

/// A region in which fewer of the list's people or appointments lie is not taken for one that the carrier serves.
const LEAST_PERCENT: usize = 10;

/// Whose list it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carrier {
    /// The only one there is.
    Only,
    /// The one with this identity.
    Of(OrganisationId),
    /// The one of this name.
    Named(OrganisationName),
    /// The one of this name; where there is none, it is made.
    NamedOrNew(NewCarrier),
}

/// A carrier to be made. One that exists keeps what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCarrier {
    /// Its name.
    pub name: OrganisationName,
    /// Where answers to its mails go.
    pub email: Option<Email>,
    /// The regions it serves. Empty: those where at least a tenth of the list's Lotsen live or requests take place, or
    /// else the one with most of them.
    pub regions: Vec<RegionCode>,
}

/// Why it is not clear whose list it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarrierError {
    /// There is no carrier yet, and none was named.
    #[error("there is no carrier yet")]
    None,
    /// None was named, and there is more than one.
    #[error("there are several carriers: {}", names.join(", "))]
    Several {
        /// Their names.
        names: Vec<String>,
    },
    /// None has this name.
    #[error("there is no carrier {name:?}; there are: {}", names.join(", "))]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names of those that there are.
        names: Vec<String>,
    },
    /// The organisation of this name is none.
    #[error("{name:?} is no carrier")]
    NoCarrier {
        /// The name.
        name: String,
    },
}

impl CarrierError {
    /// Why it is not clear whose list it is, and what helps, in the reader's language.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        match self {
            Self::None => text(locale, "import-carrier-none", &[]),
            Self::Several { names } => text(locale, "import-carrier-several", &[("names", names.join(", ").into())]),
            Self::Unknown { name, names } if names.is_empty() => {
                text(locale, "import-carrier-first", &[("name", name.as_str().into())])
            }
            Self::Unknown { name, names } => {
                let facts = [("name", name.as_str().into()), ("names", names.join(", ").into())];
                text(locale, "import-carrier-unknown", &facts)
            }
            Self::NoCarrier { name } => text(locale, "import-carrier-no-carrier", &[("name", name.as_str().into())]),
        }
    }
}

/// A carrier that was found or is to be stored.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) organisation: Organisation,
    pub(super) new: bool,
    regions_from_list: bool,
}

impl Resolved {
    pub(super) fn report(&self) -> TakenFor {
        TakenFor {
            id: self.organisation.id,
            name: self.organisation.name.clone(),
            regions: self.organisation.regions.clone(),
            new: self.new,
            regions_from_list: self.regions_from_list,
        }
    }
}

/// Finds the carrier among all organisations, or makes it with this identity. `places` are where the list's Lotsen live
/// or its requests take place.
pub(super) fn resolve(
    wanted: &Carrier,
    all: &[Organisation],
    id: OrganisationId,
    places: impl Iterator<Item = Postcode>,
    gazetteer: &Gazetteer,
) -> Result<Resolved, CarrierError> {
    let carriers = || all.iter().filter(|organisation| organisation.kind == OrganisationKind::Carrier);
    let names = || carriers().map(|carrier| carrier.name.to_string()).collect();
    let name = match wanted {
        Carrier::Only => {
            let mut carriers = carriers();
            return match (carriers.next(), carriers.next()) {
                (Some(only), None) => Ok(Resolved::found(only)),
                (None, _) => Err(CarrierError::None),
                (Some(_), Some(_)) => Err(CarrierError::Several { names: names() }),
            };
        }
        Carrier::Of(id) => {
            return match all.iter().find(|organisation| organisation.id == *id) {
                Some(found) if found.kind == OrganisationKind::Carrier => Ok(Resolved::found(found)),
                Some(other) => Err(CarrierError::NoCarrier { name: other.name.to_string() }),
                None => Err(CarrierError::Unknown { name: id.to_string(), names: names() }),
            };
        }
        Carrier::Named(name) => name,
        Carrier::NamedOrNew(new) => &new.name,
    };
    match (all.iter().find(|organisation| organisation.name == *name), wanted) {
        (Some(found), _) if found.kind == OrganisationKind::Carrier => Ok(Resolved::found(found)),
        (Some(_), _) => Err(CarrierError::NoCarrier { name: name.to_string() }),
        (None, Carrier::NamedOrNew(new)) => Ok(Resolved::made(new, id, places, gazetteer)),
        (None, _) => Err(CarrierError::Unknown { name: name.to_string(), names: names() }),
    }
}

impl Resolved {
    fn found(organisation: &Organisation) -> Self {
        Self { organisation: organisation.clone(), new: false, regions_from_list: false }
    }

    fn made(
        wanted: &NewCarrier,
        id: OrganisationId,
        places: impl Iterator<Item = Postcode>,
        gazetteer: &Gazetteer,
    ) -> Self {
        let regions_from_list = wanted.regions.is_empty();
        let regions = if regions_from_list { regions_of(places, gazetteer) } else { wanted.regions.clone() };
        let organisation = Organisation {
            id,
            kind: OrganisationKind::Carrier,
            name: wanted.name.clone(),
            email: wanted.email.clone(),
            regions,
        };
        Self { organisation, new: true, regions_from_list }
    }
}

/// The regions in which enough of the places lie, those with most of them first.
fn regions_of(places: impl Iterator<Item = Postcode>, gazetteer: &Gazetteer) -> Vec<RegionCode> {
    let mut counts: BTreeMap<&RegionCode, usize> = BTreeMap::new();
    for place in places.filter_map(|postcode| gazetteer.place(postcode).ok()) {
        *counts.entry(&place.region).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let mut by_count: Vec<(&RegionCode, usize)> = counts.into_iter().collect();
    // Stable, so that of two with the same count the lower code comes first.
    by_count.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let enough = by_count.iter().filter(|(_, count)| count * 100 >= all * LEAST_PERCENT).count();
    by_count.into_iter().take(enough.max(1)).map(|(region, _)| region.clone()).collect()
}
