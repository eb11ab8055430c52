//! What somebody is, and where, as it is sent and shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::body::Document;
use crate::api::fault::ApiError;
use crate::app::AppError;
use crate::app::identity::IdentityError;
use crate::domain::access::{Membership, Role};
use crate::domain::id::{LotseId, OrganisationId};
use crate::http::problem::{FieldKind, ProblemCode};

/// A role, and where it is held: operators are of no place, Lotsen of a profile, all others of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Membership")]
pub struct MembershipForm {
    /// The role.
    role: Role,
    /// The organisation.
    organisation: Option<Uuid>,
    /// The profile of a Lotse.
    lotse: Option<Uuid>,
}

impl Document for MembershipForm {
    fn example() -> Value {
        json!({"role": "coordinator", "organisation": "0193a7a5-7e00-7000-8000-000000000000"})
    }
}

impl MembershipForm {
    /// As it is shown.
    pub fn of(membership: Membership) -> Self {
        Self {
            role: membership.role(),
            organisation: membership.organisation().map(OrganisationId::as_uuid),
            lotse: membership.lotse().map(LotseId::as_uuid),
        }
    }

    /// The membership.
    ///
    /// # Errors
    /// Which fields do not go with the role.
    pub fn read(&self) -> Result<Membership, Vec<(&'static str, FieldKind)>> {
        let organisation = self.organisation.map(OrganisationId::from_uuid);
        let lotse = self.lotse.map(LotseId::from_uuid);
        Membership::of(self.role, organisation, lotse).ok_or_else(|| {
            let (of_organisation, of_lotse) = match self.role {
                Role::Operator => (false, false),
                Role::CompetenceCentre | Role::Coordinator | Role::Requester => (true, false),
                Role::Lotse => (false, true),
            };
            let fields =
                [("organisation", of_organisation, organisation.is_some()), ("lotse", of_lotse, lotse.is_some())];
            let fault = |(name, wanted, given)| match (wanted, given) {
                (true, false) => Some((name, FieldKind::Required)),
                (false, true) => Some((name, FieldKind::Unknown)),
                (true, true) | (false, false) => None,
            };
            fields.into_iter().filter_map(fault).collect()
        })
    }
}

/// Why a role cannot be given: at the place that is not known or not theirs, or that does not go with the role. `at` is where the
/// membership stands in the body. A role of no place that is not theirs to give is forbidden.
pub fn not_given(at: &str, membership: Membership, error: AppError) -> ApiError {
    let place = match membership {
        Membership::Operator => None,
        Membership::Lotse(_) => Some("lotse"),
        Membership::CompetenceCentre(_) | Membership::Coordinator(_) | Membership::Requester(_) => Some("organisation"),
    };
    let is_misplaced = matches!(error, AppError::Identity(IdentityError::RoleMisplaced(_)));
    let error = ApiError::from(error);
    match place {
        _ if is_misplaced => ApiError::field(format!("{at}/role"), FieldKind::RoleMisplaced),
        _ if error.code() != ProblemCode::NotFound => error,
        Some(place) => ApiError::field(format!("{at}/{place}"), FieldKind::UnknownReference),
        None => ApiError::forbidden(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_the_place_that_goes_with_it_and_no_other() {
        let id = Uuid::from_u128(7);
        let read = |role, organisation, lotse| MembershipForm { role, organisation, lotse }.read();
        assert_eq!(read(Role::Operator, None, None), Ok(Membership::Operator));
        assert_eq!(read(Role::Lotse, None, Some(id)), Ok(Membership::Lotse(LotseId::from_uuid(id))));
        assert_eq!(read(Role::Operator, Some(id), None), Err(vec![("organisation", FieldKind::Unknown)]));
        assert_eq!(
            read(Role::Coordinator, None, Some(id)),
            Err(vec![("organisation", FieldKind::Required), ("lotse", FieldKind::Unknown)])
        );
    }
}
