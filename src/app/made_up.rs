//! Taking made-up data into an empty database, and one account for each role, for the demo.

mod asking;
mod days;
mod months;

pub use self::asking::asked;
pub use self::days::{addressed, answered, past};
pub use self::months::{before, months, store as store_past, why};

use serde_json::json;

use super::audit::note;
use super::identity::IdentityError;
use super::{AppError, Context, Moment};
use crate::domain::access::{Membership, Role};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::{LotseStatus, OrganisationKind};
use crate::domain::contact::Email;
use crate::domain::id::{OrganisationId, UserId};
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::text::{DisplayName, OrganisationName};
use crate::domain::user::{User, UserLanguage};
use crate::security::password::Password;
use crate::security::secrets::recovery_code;
use crate::storage::{self, StorageError};
use crate::synthetic::Generated;

/// Stores everything that was made up, in one commit.
///
/// # Errors
/// When the database fails, for instance because some of it is there already.
pub fn store(context: &Context, generated: &Generated) -> Result<(), AppError> {
    context.database.write(|tx| {
        storage::organisations::save_all(tx, &generated.organisations)?;
        storage::organisations::save_lendings(tx, &generated.lendings)?;
        storage::lotsen::save_all(tx, &generated.lotsen)?;
        storage::requests::save_all(tx, &generated.requests)?;
        storage::assignments::insert_all(tx, &generated.assignments)?;
        Ok(())
    })
}

/// The project that is looked at, and somebody of it, so that both sides see the same things.
struct Stage<'g> {
    carrier: Option<&'g Organisation>,
    lotse: Option<&'g Lotse>,
}

impl<'g> Stage<'g> {
    fn of(generated: &'g Generated) -> Self {
        let is_carrier = |organisation: &&Organisation| organisation.kind == OrganisationKind::Carrier;
        let mut carriers = generated.organisations.iter().filter(is_carrier);
        let own = |carrier: OrganisationId| generated.lotsen.iter().filter(move |lotse| lotse.organisation == carrier);
        let first = carriers.clone().next();
        let carrier = carriers.find(|carrier| own(carrier.id).next().is_some()).or(first);
        // Best somebody who can be asked.
        let is_ready = |lotse: &&Lotse| lotse.status == LotseStatus::Active && lotse.consent_on.is_some();
        let lotse = carrier.and_then(|carrier| own(carrier.id).find(is_ready).or_else(|| own(carrier.id).next()));
        Self { carrier, lotse }
    }

    /// Who went to what took place last: whoever has the account, and somebody else.
    fn goers(&self, generated: &'g Generated) -> impl Iterator<Item = &'g Lotse> {
        let lotse = self.lotse;
        let is_other = move |other: &&Lotse| {
            lotse.is_some_and(|lotse| other.organisation == lotse.organisation && other.id != lotse.id)
        };
        let others = generated.lotsen.iter().filter(is_other);
        lotse.into_iter().chain(others.filter(|other| other.status == LotseStatus::Active).take(1))
    }
}

/// An account that was made up, with its password in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeUpAccount {
    /// What they are.
    pub role: Role,
    /// Whose account it is.
    pub user: UserId,
    /// The same role, and where.
    pub membership: Membership,
    /// By which they log in.
    pub email: Email,
    /// Random, and told nowhere else.
    pub password: String,
    /// Where: an organisation's name, or the Lotse's.
    pub place: Option<String>,
}

/// Makes one account for each role, with a competence centre, which nothing else is made up for.
///
/// # Errors
/// When the database fails, passwords cannot be hashed, or a value is not one that this program would take.
pub fn accounts(context: &Context, generated: &Generated, moment: &mut Moment) -> Result<Vec<MadeUpAccount>, AppError> {
    let of_kind = |kind| generated.organisations.iter().find(|organisation| organisation.kind == kind);
    let centre = Organisation {
        id: OrganisationId::new(moment.now, moment.random()),
        kind: OrganisationKind::CompetenceCentre,
        name: OrganisationName::parse("Kompetenzzentrum Vielfalt").map_err(|_| unfit())?,
        email: None,
        regions: Vec::new(),
    };
    let Stage { carrier, lotse } = Stage::of(generated);
    let name = |organisation: &Organisation| Some(organisation.name.to_string());
    let mut wanted = vec![(Membership::Operator, None), (Membership::CompetenceCentre(centre.id), name(&centre))];
    wanted.extend(carrier.map(|carrier| (Membership::Coordinator(carrier.id), name(carrier))));
    let agency = of_kind(OrganisationKind::Agency);
    wanted.extend(agency.map(|agency| (Membership::Requester(agency.id), name(agency))));
    wanted.extend(
        lotse.map(|lotse| (Membership::Lotse(lotse.id), Some(format!("{} {}", lotse.given_name, lotse.family_name)))),
    );
    let mut made = Vec::new();
    for (membership, place) in wanted {
        let role = membership.role();
        let local = role.code().replace('_', "-");
        let email = Email::parse(&format!("{local}@demo.example")).map_err(|_| unfit())?;
        let id = UserId::new(moment.now, moment.random());
        let user = User {
            id,
            email: email.clone(),
            name: DisplayName::parse(place.as_deref().unwrap_or(&local)).map_err(|_| unfit())?,
            language: UserLanguage::German,
            has_password: false,
            has_second_factor: false,
            created_at: moment.now,
            disabled_at: None,
        };
        let password = recovery_code(moment.random());
        let salt = moment.secret().first_chunk().copied().unwrap_or_default();
        let hash = context.accounts.passwords.hash(&Password::typed(&password), salt).map_err(IdentityError::from)?;
        made.push((user, membership, hash, MadeUpAccount { role, user: id, membership, email, password, place }));
    }
    context.database.write(|tx| -> Result<(), StorageError> {
        storage::organisations::save_all(tx, std::slice::from_ref(&centre))?;
        for (user, membership, hash, _) in &made {
            storage::users::add(tx, user)?;
            storage::users::give(tx, user.id, *membership)?;
            storage::users::set_password(tx, user.id, hash)?;
            let invited = json!({"new": true});
            note(tx, Actor::Operator, Action::UserInvited, Subject::User(user.id), invited, moment)?;
        }
        Ok(())
    })?;
    Ok(made.into_iter().map(|(_, _, _, account)| account).collect())
}

/// The names are made here, so this is a defect of this program.
const fn unfit() -> StorageError {
    StorageError::NotFound { what: "name or address that fits an account" }
}
