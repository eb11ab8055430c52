//! What lists can be narrowed to, and the orders in which they can be read. What is left empty narrows nothing.
//!
//! Regions come as the postcodes in them ([`Places`]): which region a postcode lies in is a matter of tables that change by law, and
//! no column would follow them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use uuid::Uuid;

use super::access::Role;
use super::assignment::AssignmentState;
use super::audit::{Action, SubjectKind};
use super::code::{LotseStatus, OrganisationKind, Service};
use super::contact::Email;
use super::geo::Postcode;
use super::hours::HoursState;
use super::id::{LotseId, OrganisationId, RequestId, RunId};
use super::language::{LanguageCode, Level};
use super::offer::{OfferState, ProposalState};
use super::outbox::MailStatus;
use super::page::sorts;
use super::region::{Area, RegionCode};
use super::request::RequestState;
use super::run::{RunState, RunTrigger};
use super::search::SearchText;
use super::user::UserState;

super::code::codes! {
    /// Orders of support requests.
    RequestSort {
        /// Posted last, first.
        Newest = "newest",
        /// By the first begin that would do; those without any last.
        Begin = "begin",
        /// Most urgent first; of these the one that has waited longest.
        Priority = "priority",
    }

    /// Orders of Lotsen.
    LotseSort {
        /// By family name, then given name.
        Name = "name",
        /// By the number in the project's own list; those without any last.
        ListNumber = "list_number",
    }

    /// Orders of assignments.
    AssignmentSort {
        /// By the begin of the first sitting.
        Begin = "begin",
        /// The other way round.
        Latest = "latest",
    }

    /// Orders of offers.
    OfferSort {
        /// Asked last, first.
        Newest = "newest",
    }

    /// Orders of matching runs.
    RunSort {
        /// Begun last, first.
        Newest = "newest",
        /// The other way round.
        Oldest = "oldest",
    }

    /// Orders of proposals.
    ProposalSort {
        /// As they were made.
        Made = "made",
    }

    /// Orders of what a run left unserved.
    UnservedSort {
        /// As the requests came.
        Request = "request",
    }

    /// Orders of mails.
    MailSort {
        /// Decided on last, first.
        Newest = "newest",
        /// The other way round.
        Oldest = "oldest",
    }

    /// Orders of the audit.
    AuditSort {
        /// What was done last, first.
        Newest = "newest",
    }

    /// Orders of hours.
    HoursSort {
        /// Worked last, first.
        Latest = "latest",
        /// The other way round.
        Earliest = "earliest",
    }

    /// Orders of organisations.
    OrganisationSort {
        /// By name.
        Name = "name",
    }

    /// Orders of accounts.
    UserSort {
        /// By mail address.
        Email = "email",
        /// Made last, first.
        Newest = "newest",
    }

    /// Orders of agreements to lend.
    LendingSort {
        /// By lender, then borrower.
        Parties = "parties",
    }
}

sorts! {
    RequestSort of "requests" { Newest: [Instant], Begin: [Local], Priority: [Number, Instant] }
    LotseSort of "lotsen" { Name: [Text], ListNumber: [Text] }
    AssignmentSort of "assignments" { Begin: [Local], Latest: [Local] }
    OfferSort of "offers" { Newest: [Instant] }
    RunSort of "runs" { Newest: [Instant], Oldest: [Instant] }
    ProposalSort of "proposals" { Made: [] }
    UnservedSort of "unserved" { Request: [] }
    MailSort of "outbox" { Newest: [Instant], Oldest: [Instant] }
    AuditSort of "audit" { Newest: [] }
    HoursSort of "hours" { Latest: [Local], Earliest: [Local] }
    OrganisationSort of "organisations" { Name: [Text] }
    UserSort of "users" { Email: [], Newest: [] }
    LendingSort of "lendings" { Parties: [Id] }
}

/// From a time on, and before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between<T> {
    /// This or later.
    pub from: Option<T>,
    /// Earlier than this.
    pub before: Option<T>,
}

impl<T> Default for Between<T> {
    fn default() -> Self {
        Self { from: None, before: None }
    }
}

/// Why a place narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacesError {
    /// The area has no such region.
    #[error("there is no region {0}")]
    UnknownRegion(RegionCode),
    /// Not one to five digits.
    #[error("{0:?} is no beginning of a postcode")]
    Prefix(String),
}

impl PlacesError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownRegion(_) => "region_unknown",
            Self::Prefix(_) => "postcode_prefix_not_digits",
        }
    }
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places(Where);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Where {
    In(BTreeSet<Postcode>),
    Prefix(String),
}

/// A look at [`Places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacesRef<'a> {
    /// At one of these postcodes.
    In(&'a BTreeSet<Postcode>),
    /// At a postcode that begins with these digits.
    Prefix(&'a str),
}

impl Places {
    /// All of a region. A postcode that reaches into another one counts where it mainly lies, as in statistics.
    ///
    /// # Errors
    /// [`PlacesError::UnknownRegion`].
    pub fn of_region(area: &Area, region: &RegionCode) -> Result<Self, PlacesError> {
        if area.region(region).is_none() {
            return Err(PlacesError::UnknownRegion(region.clone()));
        }
        let postcodes = area.gazetteer().places_in(region).map(|place| place.postcode).collect();
        Ok(Self(Where::In(postcodes)))
    }

    /// Every postcode that begins with one to five digits.
    ///
    /// # Errors
    /// [`PlacesError::Prefix`].
    pub fn with_prefix(digits: &str) -> Result<Self, PlacesError> {
        if (1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(Where::Prefix(digits.to_owned())))
        } else {
            Err(PlacesError::Prefix(digits.to_owned()))
        }
    }

    /// Of these, those at a postcode that begins with one to five digits.
    ///
    /// # Errors
    /// [`PlacesError::Prefix`].
    pub fn and_prefix(self, digits: &str) -> Result<Self, PlacesError> {
        let prefix = Self::with_prefix(digits)?;
        Ok(match self.0 {
            Where::In(mut postcodes) => {
                postcodes.retain(|postcode| postcode.to_string().starts_with(digits));
                Self(Where::In(postcodes))
            }
            Where::Prefix(own) if own.starts_with(digits) => Self(Where::Prefix(own)),
            Where::Prefix(own) if digits.starts_with(&own) => prefix,
            Where::Prefix(_) => Self(Where::In(BTreeSet::new())),
        })
    }

    /// What it is.
    pub const fn get(&self) -> PlacesRef<'_> {
        match &self.0 {
            Where::In(postcodes) => PlacesRef::In(postcodes),
            Where::Prefix(digits) => PlacesRef::Prefix(digits.as_str()),
        }
    }
}

/// Which support requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestFilter {
    /// Posted by this organisation.
    pub organisation: Option<OrganisationId>,
    /// Cared for by this carrier.
    pub carrier: Option<OrganisationId>,
    /// In one of these states; empty for any.
    pub states: BTreeSet<RequestState>,
    /// For this service.
    pub service: Option<Service>,
    /// For which this language would do.
    pub language: Option<LanguageCode>,
    /// Where it takes place.
    pub places: Option<Places>,
    /// Local times of the first begin that would do.
    pub begins: Between<NaiveDateTime>,
    /// Words of list number, client reference or town.
    pub text: Option<SearchText>,
}

/// What the request is like that an offer, an assignment or a proposal is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForWhat {
    /// For this service.
    pub service: Option<Service>,
    /// For which this language would do.
    pub language: Option<LanguageCode>,
    /// Where it takes place.
    pub places: Option<Places>,
    /// Words of list number, client reference or town.
    pub text: Option<SearchText>,
}

/// Which Lotsen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LotseFilter {
    /// Of this carrier.
    pub organisation: Option<OrganisationId>,
    /// With one of these; empty for any.
    pub statuses: BTreeSet<LotseStatus>,
    /// Who offer this service.
    pub service: Option<Service>,
    /// Who speak this language, at this level or better.
    pub language: Option<(LanguageCode, Level)>,
    /// Where they live.
    pub places: Option<Places>,
    /// Words of a name or the list number.
    pub text: Option<SearchText>,
}

/// Which assignments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssignmentFilter {
    /// In one of these states; empty for any.
    pub states: BTreeSet<AssignmentState>,
    /// Of this Lotse.
    pub lotse: Option<LotseId>,
    /// For this request.
    pub request: Option<RequestId>,
    /// For requests of this carrier.
    pub carrier: Option<OrganisationId>,
    /// For requests like this.
    pub for_what: ForWhat,
    /// Local times of the first sitting's begin.
    pub begins: Between<NaiveDateTime>,
}

/// Which offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferFilter {
    /// In one of these states; empty for any.
    pub states: BTreeSet<OfferState>,
    /// To this Lotse.
    pub lotse: Option<LotseId>,
    /// For this request.
    pub request: Option<RequestId>,
    /// For requests of this carrier.
    pub carrier: Option<OrganisationId>,
    /// For requests like this.
    pub for_what: ForWhat,
}

/// Which matching runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Of this carrier's requests alone.
    pub carrier: Option<OrganisationId>,
    /// That stand like one of these; empty for any.
    pub states: BTreeSet<RunState>,
    /// That came about like this.
    pub trigger: Option<RunTrigger>,
    /// When they began, or were queued.
    pub started: Between<DateTime<Utc>>,
}

/// Which proposals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Of this run.
    pub run: Option<RunId>,
    /// For this request.
    pub request: Option<RequestId>,
    /// Of this Lotse.
    pub lotse: Option<LotseId>,
    /// For requests of this carrier.
    pub carrier: Option<OrganisationId>,
    /// For requests like this.
    pub for_what: ForWhat,
    /// In one of these states; empty for any.
    pub states: BTreeSet<ProposalState>,
}

/// Which mails.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailFilter {
    /// That stand like one of these; empty for any.
    pub states: BTreeSet<MailStatus>,
    /// Of this kind.
    pub kind: Option<String>,
    /// To this address, whatever its capital letters.
    pub recipient: Option<Email>,
    /// When they were decided on.
    pub decided: Between<DateTime<Utc>>,
}

/// Which events of the audit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// That tell of this identity. An assignment has that of its offer, so the kind may matter too.
    pub subject: Option<Uuid>,
    /// That tell of this noun.
    pub kind: Option<SubjectKind>,
    /// Done by this identity: a Lotse, an organisation.
    pub actor: Option<Uuid>,
    /// Of this kind.
    pub action: Option<Action>,
    /// When.
    pub at: Between<DateTime<Utc>>,
}

/// Which hours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HoursFilter {
    /// In one of these states; empty for any.
    pub states: BTreeSet<HoursState>,
    /// Of this Lotse.
    pub lotse: Option<LotseId>,
    /// Of this carrier's Lotsen.
    pub organisation: Option<OrganisationId>,
    /// For this service.
    pub service: Option<Service>,
    /// Local times of the end of the work.
    pub worked: Between<NaiveDateTime>,
}

/// Which organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    /// Of this kind.
    pub kind: Option<OrganisationKind>,
    /// That serve this region.
    pub region: Option<RegionCode>,
    /// Words of the name.
    pub text: Option<SearchText>,
}

/// Which accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// Whose holders are this.
    pub role: Option<Role>,
    /// That stand like one of these; empty for any.
    pub states: BTreeSet<UserState>,
    /// Words of the name or the mail address.
    pub text: Option<SearchText>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_postcodes_are_digits() {
        for digits in ["3", "37", "37269"] {
            assert_eq!(Places::with_prefix(digits).unwrap().get(), PlacesRef::Prefix(digits));
        }
        for other in ["", "372690", "3%", "٣"] {
            assert_eq!(Places::with_prefix(other), Err(PlacesError::Prefix(other.to_owned())));
        }
        let both = |one: &str, other: &str| Places::with_prefix(one).unwrap().and_prefix(other).unwrap();
        assert_eq!(both("37", "372").get(), PlacesRef::Prefix("372"));
        assert_eq!(both("372", "37").get(), PlacesRef::Prefix("372"));
        assert_eq!(both("37", "34").get(), PlacesRef::In(&BTreeSet::new()));
    }
}
