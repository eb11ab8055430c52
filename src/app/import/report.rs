//! What an import did, or would do: the same report in both cases.

use serde::Serialize;

use super::{Fault, ListKind, Notice};
use crate::domain::id::OrganisationId;
use crate::domain::region::RegionCode;
use crate::domain::text::OrganisationName;

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// What was listed.
    pub kind: ListKind,
    /// Whether anything was stored.
    pub outcome: Outcome,
    /// Whose list it is; `None` only where nothing was stored and there is no carrier yet.
    pub carrier: Option<TakenFor>,
    /// The rows by what becomes of them. Where nothing was stored: by what would become of them.
    pub counts: Counts,
    /// Organisations that the list names and that were not known; they become agencies.
    pub new_organisations: Vec<OrganisationName>,
    /// Every fault, in the order of the list.
    pub faults: Vec<Fault>,
    /// What else there is to know.
    pub notices: Vec<Notice>,
}

/// Whether a list was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The rows without fault are stored.
    Taken,
    /// They would have been; this was a dry run.
    Possible,
    /// There are faults, so nothing is stored, or would have been.
    Refused,
}

/// The carrier of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenFor {
    /// Identity; of no meaning where the carrier is new and nothing was stored.
    pub id: OrganisationId,
    /// Its name.
    pub name: OrganisationName,
    /// The regions it serves.
    pub regions: Vec<RegionCode>,
    /// It was not known before.
    pub new: bool,
    /// Its regions were not stated but taken from the list.
    pub regions_from_list: bool,
}

/// The rows of a list. Each is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Not known before.
    pub new: usize,
    /// Known, and the list says something else.
    pub changed: usize,
    /// Known, and the list says the same.
    pub unchanged: usize,
    /// Known and different, but too far on to be changed by a list: requests about which somebody has been asked.
    pub left_alone: usize,
    /// Faulty.
    pub faulty: usize,
}
