//! Which roles somebody may give, the fields by which they are chosen, and what is wrong with a choice.

use std::collections::BTreeSet;

use super::names::{lotse, role_words};
use crate::app::AppError;
use crate::app::identity::IdentityError;
use crate::app::organisations;
use crate::domain::access::{Membership, Permission, Role, Scope};
use crate::domain::code::OrganisationKind;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::organisation::Organisation;
use crate::http::problem::{FieldKind, ProblemCode};
use crate::i18n::text;
use crate::web::components::{Faults, Form, Select};
use crate::web::organisations::everyone;
use crate::web::page::{PageError, Visit};

/// What somebody may give.
pub struct Giving {
    roles: Vec<Role>,
    organisations: Vec<Organisation>,
    /// The profile whose account it is to be.
    pub lotse: Option<(LotseId, String)>,
}

/// The fields by which a role is chosen.
pub struct RoleFields {
    /// Which.
    pub role: Select,
    /// Where, if there is more than one place.
    pub organisation: Option<Select>,
}

impl Giving {
    /// What the reader may give; a Lotse's role where the form names a profile that they see.
    ///
    /// # Errors
    /// Where they may give nothing, or the database fails.
    pub fn of(visit: &Visit<'_>) -> Result<Self, PageError> {
        let (organisations, mut roles) = match visit.grant()?.scope() {
            Scope::All => {
                let all = [Role::Operator, Role::CompetenceCentre, Role::Coordinator, Role::Requester];
                (everyone(visit, None)?, all.to_vec())
            }
            Scope::Of { organisations, .. } => {
                let ids: Vec<OrganisationId> = organisations.iter().copied().collect();
                let own = organisations::named(visit.context, &ids)?;
                let roles: BTreeSet<Role> = own.iter().flat_map(|one| of_kind(one.kind)).copied().collect();
                (own, roles.into_iter().collect())
            }
        };
        let lotse = match (visit.said.get("lotse").parse::<LotseId>(), visit.grant_of(Permission::LotsenRead)) {
            (Ok(id), Ok(grant)) => lotse(visit, &grant, id)?.map(|name| (id, name)),
            _ => None,
        };
        if lotse.is_some() {
            roles = vec![Role::Lotse];
        }
        Ok(Self { roles, organisations, lotse })
    }

    /// The fields.
    pub fn fields(&self, form: &Form<'_>) -> RoleFields {
        let locale = form.locale;
        let roles = self.roles.iter().map(|role| (role.code().to_owned(), role_words(locale, *role)));
        let choose = (self.roles.len() > 1).then(|| (String::new(), text(locale, "people-choose", &[])));
        let role = form.select("role", "people-role", choose.into_iter().chain(roles).collect());
        let places = self.organisations.iter().map(|one| (one.id.to_string(), one.name.to_string()));
        let wants_place = self.lotse.is_none() && self.organisations.len() > 1;
        let organisation = wants_place.then(|| {
            let none = (String::new(), text(locale, "people-choose", &[]));
            form.select("organisation", "people-organisation", std::iter::once(none).chain(places).collect())
        });
        let organisation = organisation.map(|select| match self.roles.contains(&Role::Operator) {
            true => Select { hint: Some(text(locale, "people-organisation-hint", &[])), ..select },
            false => select,
        });
        RoleFields { role, organisation }
    }

    /// The role that was chosen.
    pub fn read(&self, visit: &Visit<'_>, faults: &mut Faults) -> Option<Membership> {
        let said = visit.said;
        let chosen = said.get("role").parse::<Role>().ok().filter(|role| self.roles.contains(role));
        let only = match self.roles.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let role = faults.take("role", chosen.or(only).ok_or(FieldKind::Required))?;
        let place = match role {
            Role::Operator | Role::Lotse => None,
            Role::CompetenceCentre | Role::Coordinator | Role::Requester => {
                let named = said.some("organisation").and_then(|id| id.parse::<OrganisationId>().ok());
                let only = match self.organisations.as_slice() {
                    [only] => Some(only.id),
                    _ => None,
                };
                Some(faults.take("organisation", named.or(only).ok_or(FieldKind::Required))?)
            }
        };
        let lotse = self.lotse.as_ref().filter(|_| role == Role::Lotse).map(|(id, _)| *id);
        faults.take("role", Membership::of(role, place, lotse).ok_or(FieldKind::Required))
    }
}

/// The roles that there are in an organisation of a kind.
const fn of_kind(kind: OrganisationKind) -> &'static [Role] {
    match kind {
        OrganisationKind::Carrier => &[Role::Coordinator, Role::Requester],
        OrganisationKind::Agency => &[Role::Requester],
        OrganisationKind::CompetenceCentre => &[Role::CompetenceCentre],
    }
}

/// Why a role is not given: at its field, where it has one.
///
/// # Errors
/// What has to do with neither field.
pub fn not_given(visit: &Visit<'_>, error: AppError, faults: &mut Faults) -> Result<(), PageError> {
    if matches!(error, AppError::Identity(IdentityError::RoleMisplaced(_))) {
        faults.note("role", FieldKind::Cell { code: "role_misplaced", detail: visit.text("people-role-misplaced") });
        return Ok(());
    }
    let error = PageError::from(error);
    if error.code != ProblemCode::NotFound {
        return Err(error);
    }
    faults.note("organisation", FieldKind::UnknownReference);
    Ok(())
}
