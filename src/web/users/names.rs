//! Roles in words, with where they are held.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::{lotsen, organisations};
use crate::domain::access::{Grant, Membership, Permission, Role};
use crate::domain::id::{LotseId, OrganisationId};
use crate::http::problem::ProblemCode;
use crate::i18n::{Locale, text};
use crate::web::page::{PageError, Visit};

/// "Koordination".
pub fn role_words(locale: Locale, role: Role) -> String {
    text(
        locale,
        match role {
            Role::Operator => "people-role-operator",
            Role::CompetenceCentre => "people-role-competence-centre",
            Role::Coordinator => "people-role-coordinator",
            Role::Requester => "people-role-requester",
            Role::Lotse => "people-role-lotse",
        },
        &[],
    )
}

/// What organisations and Lotsen are called, as far as the reader may know.
pub struct Names {
    organisations: BTreeMap<OrganisationId, String>,
    lotsen: BTreeMap<LotseId, String>,
}

impl Names {
    /// Of those in memberships.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of<'m>(visit: &Visit<'_>, held: impl IntoIterator<Item = &'m Membership>) -> Result<Self, PageError> {
        let (mut places, mut lotsen) = (BTreeSet::new(), BTreeMap::new());
        let grant = visit.grant_of(Permission::LotsenRead).ok();
        for membership in held {
            places.extend(membership.organisation());
            // Operators look after accounts of Lotsen and see no profile.
            if let (Some(id), Some(grant)) = (membership.lotse(), &grant)
                && let Some(name) = lotse(visit, grant, id)?
            {
                lotsen.insert(id, name);
            }
        }
        let places: Vec<OrganisationId> = places.into_iter().collect();
        let found = organisations::named(visit.context, &places)?;
        Ok(Self { organisations: found.into_iter().map(|one| (one.id, one.name.to_string())).collect(), lotsen })
    }

    /// "Koordination · Diakonie Eschwege".
    pub fn membership(&self, locale: Locale, membership: Membership) -> String {
        let role = role_words(locale, membership.role());
        let place = membership.organisation().and_then(|id| self.organisations.get(&id));
        match place.or_else(|| membership.lotse().and_then(|id| self.lotsen.get(&id))) {
            Some(place) => format!("{role} · {place}"),
            None => role,
        }
    }
}

/// What a Lotse is called; none where the reader may not know.
///
/// # Errors
/// When the database fails.
pub fn lotse(visit: &Visit<'_>, grant: &Grant, id: LotseId) -> Result<Option<String>, PageError> {
    match lotsen::find(visit.context, grant, id).map_err(PageError::from) {
        Ok(lotse) => Ok(Some(format!("{} {}", lotse.given_name, lotse.family_name))),
        Err(error) if error.code == ProblemCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
