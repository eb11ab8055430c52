//! Regions and what lies in them: the key of all statistics, and the way from a postcode to a place.
//!
//! An [`Area`] is one folder of `config/regions` (a state, or the whole country): its regions and its [`Gazetteer`].
//! What a region *is* changes by law, so its kind and official key are dated ([`Region::status_on`]); its code is ours
//! and stays. Deliberately absent: outlines (the map is drawn from the points) and anything that knows Hessen by name.

mod area;
mod gazetteer;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::area::{Area, AreaError};
pub use self::gazetteer::{Gazetteer, Place, UnknownPostcode};

/// Our own, lasting key of a region: 1 to 16 lower-case ASCII letters, digits and hyphens.
///
/// In Hessen it is the official key the region had when the programme's statistics began (`06435014` for Hanau, which
/// officially is 06415000 by now). Never read anything out of the digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^[a-z0-9-]{1,16}$"))]
pub struct RegionCode(String);

impl RegionCode {
    /// Reads a code.
    ///
    /// # Errors
    /// An empty or longer text, or one with other characters.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=16).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(RegionError::Code { value: text.to_owned() })
        }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for RegionCode {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for RegionCode {
    type Error = RegionError;

    fn try_from(text: String) -> Result<Self, RegionError> {
        Self::parse(&text)
    }
}

impl From<RegionCode> for String {
    fn from(code: RegionCode) -> Self {
        code.0
    }
}

/// The official key (Amtlicher Gemeindeschlüssel): five digits for a district, eight for a town.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ags(String);

impl Ags {
    /// Reads five or eight digits.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        if matches!(text.len(), 5 | 8) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(RegionError::Ags { value: text.to_owned() })
        }
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a region is in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegionKind {
    /// A rural district (*Landkreis*, *Kreis*), without the special-status town that may lie in it.
    District,
    /// A town that is a district by itself (*kreisfreie Stadt*, *Stadtkreis*).
    IndependentCity,
    /// A town in a district with some of a district's duties (*Sonderstatusstadt*, in Hessen).
    SpecialStatusTown,
}

impl RegionKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::District, Self::IndependentCity, Self::SpecialStatusTown];

    /// The word for this kind in files, tables and locale keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::IndependentCity => "independent_city",
            Self::SpecialStatusTown => "special_status_town",
        }
    }

    /// Reads a code as [`RegionKind::code`] writes it.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == text)
            .ok_or_else(|| RegionError::Kind { value: text.to_owned() })
    }
}

/// What a region is in law from some day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionStatus {
    /// The first day it holds; `None` for "as far back as the tables go".
    pub valid_from: Option<NaiveDate>,
    /// What the region is.
    pub kind: RegionKind,
    /// Its official key.
    pub ags: Ags,
}

/// A region with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Our key.
    pub code: RegionCode,
    /// The name in web addresses and file names: ASCII, such as `landkreis-giessen`.
    pub slug: String,
    /// The name people use, such as "Landkreis Gießen".
    pub name: String,
    /// The name in statistics, which says what is left out: "Landkreis Gießen (ohne Gießen)".
    pub label: String,
    /// Inhabitants at the last census, where the tables know it.
    pub population: Option<u32>,
    /// Of these, without German citizenship, where the tables know it. For proportions only: the register counts more.
    pub foreign_population: Option<u32>,
    /// The status that holds from the beginning.
    first_status: RegionStatus,
    /// Later ones, by ascending day.
    later_statuses: Vec<RegionStatus>,
}

impl Region {
    /// A region with everything it ever was in law, in any order. `slug` is also the name and the label until
    /// those are set.
    ///
    /// # Errors
    /// No status from the beginning, or two from the same day.
    pub fn new(code: RegionCode, slug: String, mut statuses: Vec<RegionStatus>) -> Result<Self, RegionError> {
        statuses.sort_by_key(|status| status.valid_from);
        let twice = statuses.windows(2).find_map(|pair| match pair {
            [before, after] if before.valid_from == after.valid_from => Some(after.valid_from),
            _ => None,
        });
        if let Some(valid_from) = twice {
            return Err(RegionError::StatusTwice { code, valid_from });
        }
        let mut statuses = statuses.into_iter();
        match statuses.next() {
            Some(first_status) if first_status.valid_from.is_none() => Ok(Self {
                code,
                name: slug.clone(),
                label: slug.clone(),
                slug,
                population: None,
                foreign_population: None,
                first_status,
                later_statuses: statuses.collect(),
            }),
            _ => Err(RegionError::NoFirstStatus { code }),
        }
    }

    /// What the region is in law on a day.
    #[must_use]
    pub fn status_on(&self, date: NaiveDate) -> &RegionStatus {
        let begun = |status: &&RegionStatus| status.valid_from.is_none_or(|from| from <= date);
        self.later_statuses.iter().rev().find(begun).unwrap_or(&self.first_status)
    }
}

/// Why something is not a region.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RegionError {
    /// Not 1 to 16 lower-case letters, digits and hyphens.
    #[error("{value:?} is not a region code")]
    Code {
        /// The text as given.
        value: String,
    },
    /// Not five or eight digits.
    #[error("{value:?} is not an official key (AGS) of five or eight digits")]
    Ags {
        /// The text as given.
        value: String,
    },
    /// No code of a [`RegionKind`].
    #[error("{value:?} is not a kind of region (district, independent_city, special_status_town)")]
    Kind {
        /// The text as given.
        value: String,
    },
    /// No status that holds from the beginning.
    #[error("region {code} has no status without a first day")]
    NoFirstStatus {
        /// The region.
        code: RegionCode,
    },
    /// Two statuses from the same day.
    #[error("region {code} has two statuses from {valid_from:?}")]
    StatusTwice {
        /// The region.
        code: RegionCode,
        /// The first day both claim; `None` for the beginning.
        valid_from: Option<NaiveDate>,
    },
}

impl RegionError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Code { .. } => "region_not_a_code",
            Self::Ags { .. } => "region_not_an_ags",
            Self::Kind { .. } => "region_kind_unknown",
            Self::NoFirstStatus { .. } => "region_no_first_status",
            Self::StatusTwice { .. } => "region_status_twice",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn status(valid_from: Option<(i32, u32, u32)>, kind: RegionKind, ags: &str) -> RegionStatus {
        let valid_from = valid_from.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap());
        RegionStatus { valid_from, kind, ags: Ags::parse(ags).unwrap() }
    }

    #[test]
    fn codes_kinds_and_keys_are_checked() {
        for text in ["", "Hessen", "a b", "12345678901234567", "gießen"] {
            assert_eq!(RegionCode::parse(text), Err(RegionError::Code { value: text.to_owned() }));
        }
        for text in ["", "0643", "064350", "06435014x", "6435o014"] {
            assert_eq!(Ags::parse(text), Err(RegionError::Ags { value: text.to_owned() }));
        }
        for kind in RegionKind::ALL {
            assert_eq!(RegionKind::parse(kind.code()), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.code()));
        }
        assert!(RegionKind::parse("Landkreis").is_err());
    }

    #[test]
    fn a_status_holds_from_its_first_day() {
        let statuses = vec![
            status(Some((2026, 1, 1)), RegionKind::IndependentCity, "06415000"),
            status(None, RegionKind::SpecialStatusTown, "06435014"),
        ];
        let hanau = Region::new(code("06435014"), "hanau".into(), statuses).unwrap();
        let on = |year, month, day| {
            let status = hanau.status_on(NaiveDate::from_ymd_opt(year, month, day).unwrap());
            (status.kind, status.ags.as_str())
        };
        assert_eq!(on(1900, 1, 1), (RegionKind::SpecialStatusTown, "06435014"));
        assert_eq!(on(2025, 12, 31), (RegionKind::SpecialStatusTown, "06435014"));
        assert_eq!(on(2026, 1, 1), (RegionKind::IndependentCity, "06415000"));
        assert_eq!(on(2030, 6, 1), (RegionKind::IndependentCity, "06415000"));
    }

    #[test]
    fn a_history_needs_a_beginning_and_no_two_answers() {
        let dated = status(Some((2026, 1, 1)), RegionKind::District, "06435");
        let from_the_start = status(None, RegionKind::District, "06435");
        let error = |statuses| Region::new(code("x"), "x".into(), statuses).unwrap_err();
        assert_eq!(error(vec![]), RegionError::NoFirstStatus { code: code("x") });
        assert_eq!(error(vec![dated.clone()]), RegionError::NoFirstStatus { code: code("x") });
        assert_eq!(
            error(vec![from_the_start.clone(), from_the_start.clone()]),
            RegionError::StatusTwice { code: code("x"), valid_from: None }
        );
        assert_eq!(
            error(vec![from_the_start, dated.clone(), dated.clone()]),
            RegionError::StatusTwice { code: code("x"), valid_from: dated.valid_from }
        );
    }
}
