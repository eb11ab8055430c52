//! Organisations: the carriers of Lotsen projects, the agencies that post requests, the competence centre.

use super::code::OrganisationKind;
use super::contact::Email;
use super::id::OrganisationId;
use super::region::RegionCode;
use super::text::OrganisationName;

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Identity.
    pub id: OrganisationId,
    /// What it does here.
    pub kind: OrganisationKind,
    /// Its name, unique in the installation.
    pub name: OrganisationName,
    /// Where answers to its mails go.
    pub email: Option<Email>,
    /// The regions a carrier serves; empty for the others.
    pub regions: Vec<RegionCode>,
}

/// Two carriers that lend each other Lotsen. Both have to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lending {
    /// Whose Lotsen may go.
    pub from: OrganisationId,
    /// Whose requests they may serve.
    pub to: OrganisationId,
    /// The lender has agreed.
    pub from_agreed: bool,
    /// The borrower has agreed.
    pub to_agreed: bool,
}

impl Lending {
    /// Whether both have agreed.
    pub const fn holds(&self) -> bool {
        self.from_agreed && self.to_agreed
    }

    /// Whether neither has.
    pub const fn is_void(&self) -> bool {
        !self.from_agreed && !self.to_agreed
    }
}
