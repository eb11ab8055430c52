//! Taking a Lotse in, changing what is known of them, and removing a profile that nothing hangs on.

use chrono::NaiveDate;
use serde_json::json;

use super::{ask_nothing_more, can_go, hold};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::availability::Availability;
use crate::domain::code::{Gender, LotseStatus, Mode, OrganisationKind, Service, Topic};
use crate::domain::contact::{Email, Phone};
use crate::domain::geo::Postcode;
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::lotse::{Limits, Lotse, SpokenLanguage};
use crate::domain::qualification::Qualification;
use crate::domain::text::{ClientRef, ListNumber, PersonName, Town};
use crate::domain::travel::Transport;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// What is said of a Lotse. What is not given of status and contact stays, or is that of somebody who has just asked to join.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The carrier whose project they belong to.
    pub organisation: OrganisationId,
    /// The number in the project's own list.
    pub list_number: Option<ListNumber>,
    /// Given name.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Where offers go.
    pub email: Option<Email>,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// Where they stand with the project.
    pub status: Option<LotseStatus>,
    /// If stated.
    pub gender: Option<Gender>,
    /// Where trips begin.
    pub home: Postcode,
    /// The town.
    pub town: Option<Town>,
    /// How far they travel.
    pub radius_km: u16,
    /// How they travel.
    pub transport: Transport,
    /// In which modes they work.
    pub modes: Vec<Mode>,
    /// Which services they give.
    pub services: Vec<Service>,
    /// What they speak.
    pub languages: Vec<SpokenLanguage>,
    /// What they have learned and shown.
    pub qualifications: Vec<Qualification>,
    /// Topics they like.
    pub topics_wished: Vec<Topic>,
    /// Topics they do not take.
    pub topics_refused: Vec<Topic>,
    /// When they can be asked.
    pub availability: Option<Availability>,
    /// How much they give.
    pub limits: Limits,
    /// Organisations they do not work for.
    pub blocked_organisations: Vec<OrganisationId>,
    /// Newcomers they do not accompany.
    pub blocked_clients: Vec<ClientRef>,
    /// The day of consent.
    pub consent_on: Option<NaiveDate>,
}

/// Why a profile is not taken. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// There is no such carrier, or the caller may not add Lotsen to it.
    #[error("nobody may add Lotsen to this organisation here")]
    Organisation,
    /// There is no organisation at this place of those that are blocked.
    #[error("there is no such organisation to be blocked")]
    Blocked(usize),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for ProfileError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// Takes a Lotse in.
///
/// # Errors
/// [`ProfileError`].
pub fn register(tx: &mut WriteTx, grant: &Grant, profile: Profile, moment: &mut Moment) -> Result<Lotse, ProfileError> {
    check(tx, grant, &profile)?;
    let id = LotseId::new(moment.now, moment.random());
    let lotse = profile.lotse(id, LotseStatus::Applicant);
    storage::lotsen::save_all(tx, std::slice::from_ref(&lotse))?;
    let details = json!({"organisation": lotse.organisation, "status": lotse.status});
    note(tx, Actor::User(grant.user()), Action::LotseRegistered, Subject::Lotse(id), details, moment)?;
    Ok(lotse)
}

/// Puts other facts in the place of a Lotse's; `current` is as this transaction holds it. Another status has to be one move away.
///
/// # Errors
/// [`ProfileError`].
pub fn replace(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    current: &Lotse,
    profile: Profile,
    moment: &mut Moment,
) -> Result<Lotse, ProfileError> {
    check(tx, grant, &profile)?;
    let wanted = profile.status.unwrap_or(current.status);
    let mut lotse = profile.lotse(current.id, current.status);
    lotse.status = current.status;
    lotse.email = lotse.email.or_else(|| current.email.clone());
    lotse.phone = lotse.phone.or_else(|| current.phone.clone());
    lotse.absences.clone_from(&current.absences);
    lotse.last_asked_at = current.last_asked_at;
    let (actor, subject) = (Actor::User(grant.user()), Subject::Lotse(current.id));
    let other_facts = lotse != *current;
    if other_facts {
        note(tx, actor, Action::LotseChanged, subject, json!({"organisation": lotse.organisation}), moment)?;
    }
    if wanted != current.status {
        lotse.move_to(wanted).map_err(AppError::from)?;
        let details = json!({"from": current.status, "to": wanted});
        note(tx, actor, Action::LotseStatusChanged, subject, details, moment)?;
    }
    if lotse != *current {
        storage::lotsen::save_all(tx, std::slice::from_ref(&lotse))?;
    }
    if can_go(current) && !can_go(&lotse) {
        ask_nothing_more(context, tx, lotse.id, actor, moment)?;
    }
    Ok(lotse)
}

/// Removes a Lotse to whom nothing refers: entered by mistake. Whoever has been asked or has gone sets the status `left`.
///
/// # Errors
/// [`StorageError::StillReferenced`], [`StorageError::NotFound`].
pub fn remove(tx: &mut WriteTx, grant: &Grant, id: LotseId, moment: &mut Moment) -> Result<(), StorageError> {
    let lotse = hold(tx, grant, id)?;
    storage::lotsen::delete(tx, id)?;
    let details = json!({"organisation": lotse.organisation});
    note(tx, Actor::User(grant.user()), Action::LotseRemoved, Subject::Lotse(id), details, moment)
}

/// That the organisations that it names are there, and that the caller may speak for the carrier.
fn check(tx: &mut ReadTx, grant: &Grant, profile: &Profile) -> Result<(), ProfileError> {
    let blocked = profile.blocked_organisations.iter().copied();
    let named = storage::organisations::kinds(tx, blocked.chain([profile.organisation]))?;
    let is_carrier = named.get(&profile.organisation) == Some(&OrganisationKind::Carrier);
    if !is_carrier || !grant.scope().has_organisation(profile.organisation) {
        return Err(ProfileError::Organisation);
    }
    match profile.blocked_organisations.iter().position(|id| !named.contains_key(id)) {
        Some(at) => Err(ProfileError::Blocked(at)),
        None => Ok(()),
    }
}

impl Profile {
    fn lotse(self, id: LotseId, status: LotseStatus) -> Lotse {
        Lotse {
            id,
            organisation: self.organisation,
            list_number: self.list_number,
            given_name: self.given_name,
            family_name: self.family_name,
            email: self.email,
            phone: self.phone,
            status: self.status.unwrap_or(status),
            gender: self.gender,
            home: self.home,
            town: self.town,
            radius_km: self.radius_km,
            transport: self.transport,
            modes: self.modes,
            services: self.services,
            languages: self.languages,
            qualifications: self.qualifications,
            topics_wished: self.topics_wished,
            topics_refused: self.topics_refused,
            availability: self.availability,
            absences: Vec::new(),
            limits: self.limits,
            blocked_organisations: self.blocked_organisations,
            blocked_clients: self.blocked_clients,
            consent_on: self.consent_on,
            last_asked_at: None,
        }
    }
}
