//! Posting a request, and changing one of which nobody has been told yet.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::audit::note;
use super::super::tasks::{MatchTask, Task};
use super::{drop_proposals, named};
use crate::app::receipts::KeyReused;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::{Grant, Scope};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::{Mode, OrganisationKind, Priority, Service, Topic};
use crate::domain::contact::Email;
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::LanguageCode;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::{
    Appointment, GenderWish, MeetingPlace, NeededLanguage, RequestMove, RequestState, SupportRequest, Urgency, Window,
};
use crate::domain::text::{ClientRef, ListNumber};
use crate::storage::{self, StorageError, WriteTx};

/// What somebody says who needs a Lotse for a newcomer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Who asks.
    pub organisation: OrganisationId,
    /// Whose Lotsen are asked first; `None` is the one carrier that serves the place.
    pub carrier: Option<OrganisationId>,
    /// The number in the carrier's list.
    pub list_number: Option<ListNumber>,
    /// The newcomer's pseudonym.
    pub client: Option<ClientRef>,
    /// In which language the newcomer reads the confirmation.
    pub confirmation_language: Option<LanguageCode>,
    /// Where the newcomer gets it.
    pub newcomer_email: Option<Email>,
    /// Any of these will do.
    pub languages: Vec<NeededLanguage>,
    /// What is asked for.
    pub service: Service,
    /// Acceptable modes, dearest first.
    pub modes: Vec<Mode>,
    /// What it is about.
    pub topic: Topic,
    /// Where.
    pub place: MeetingPlace,
    /// Alternative appointments, dearest first.
    pub appointments: Vec<Appointment>,
    /// Flexible times beside them.
    pub windows: Vec<Window>,
    /// How many Lotsen.
    pub lotsen_needed: u16,
    /// What each of them must hold.
    pub qualifications: Vec<QualificationCode>,
    /// Gender asked for.
    pub gender: Option<GenderWish>,
    /// How urgent.
    pub urgency: Urgency,
    /// After this instant nobody needs to be asked any more.
    pub deadline: Option<DateTime<Utc>>,
    /// Lotsen the newcomer knows already.
    pub known_lotsen: Vec<LotseId>,
    /// Lotsen who must not be asked.
    pub excluded_lotsen: Vec<LotseId>,
}

impl Wanted {
    /// What a request says, to be said again with changes.
    pub fn of(request: &SupportRequest) -> Self {
        let request = request.clone();
        Self {
            organisation: request.organisation,
            carrier: Some(request.carrier),
            list_number: request.list_number,
            client: request.client,
            confirmation_language: request.confirmation_language,
            newcomer_email: None,
            languages: request.languages,
            service: request.service,
            modes: request.modes,
            topic: request.topic,
            place: request.place,
            appointments: request.appointments,
            windows: request.windows,
            lotsen_needed: request.lotsen_needed,
            qualifications: request.qualifications,
            gender: request.gender,
            urgency: request.urgency,
            deadline: request.deadline,
            known_lotsen: request.known_lotsen,
            excluded_lotsen: request.excluded_lotsen,
        }
    }
}

/// Why a request is not taken. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// There is no such organisation, or the caller may not speak for it.
    #[error("nobody may post requests for this organisation here")]
    Organisation,
    /// There is no such carrier.
    #[error("there is no such carrier")]
    Carrier,
    /// Several carriers, or none, serve the place.
    #[error("{0} carriers serve the place; name one")]
    CarrierUnclear(usize),
    /// The number is one of the carrier's list, and the caller is not of the carrier.
    #[error("only the carrier gives numbers of its list")]
    ListNumber,
    /// Lotsen who do not exist, or whom the caller does not know.
    #[error("there are no such Lotsen")]
    Lotsen(Vec<LotseId>),
    /// People have been asked or told already.
    #[error("the request is {0}: people have been asked already; call it off, or change the assignment")]
    Told(RequestState),
    /// All times at which somebody was needed have passed, or the deadline has.
    #[error("the request's time is over")]
    TimeOver,
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for PostError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

impl From<KeyReused> for PostError {
    fn from(error: KeyReused) -> Self {
        Self::App(error.into())
    }
}

/// Posts a request. It is matched in the night, or at once when it is urgent.
///
/// # Errors
/// [`PostError`].
pub fn post(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    wanted: Wanted,
    moment: &mut Moment,
) -> Result<SupportRequest, PostError> {
    let draft = drafted(context, tx, grant, wanted, moment)?;
    put_out(context, tx, grant, draft, moment)
}

/// Keeps a request for which nobody is looked for until it is posted.
///
/// # Errors
/// [`PostError`].
pub fn draft(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    wanted: Wanted,
    moment: &mut Moment,
) -> Result<SupportRequest, PostError> {
    let draft = drafted(context, tx, grant, wanted, moment)?;
    storage::requests::save_all(tx, std::slice::from_ref(&draft))?;
    note(tx, Actor::User(grant.user()), Action::RequestDrafted, Subject::Request(draft.id), json!({}), moment)?;
    Ok(draft)
}

/// Keeps what a newcomer asked a carrier for by its form. Nobody here knows them: they act through the project.
///
/// # Errors
/// When the database fails.
pub fn newcomers_draft(
    tx: &mut WriteTx,
    wanted: Wanted,
    carrier: OrganisationId,
    moment: &mut Moment,
) -> Result<RequestId, StorageError> {
    let id = RequestId::new(moment.now, moment.random());
    let draft = request(wanted, id, carrier, moment.now, RequestState::Draft);
    storage::requests::save_all(tx, std::slice::from_ref(&draft))?;
    let details = json!({"by": "newcomer"});
    note(tx, Actor::Requester(carrier), Action::RequestDrafted, Subject::Request(id), details, moment)?;
    Ok(id)
}

/// Posts a draft; `current` is the request as this transaction found and holds it.
///
/// # Errors
/// [`PostError`]: `TimeOver`; [`AppError::Request`] in it where it was posted before.
pub fn post_draft(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    current: &SupportRequest,
    moment: &mut Moment,
) -> Result<SupportRequest, PostError> {
    current.state.after(RequestMove::Post).map_err(AppError::from)?;
    // It was ahead when it was written down.
    if !is_ahead(current, moment.now) {
        return Err(PostError::TimeOver);
    }
    put_out(context, tx, grant, SupportRequest { posted_at: moment.now, ..current.clone() }, moment)
}

/// Whether somebody could still go.
pub fn is_ahead(request: &SupportRequest, now: DateTime<Utc>) -> bool {
    let minute = now.timestamp().div_euclid(60);
    let listed = request.appointments.iter().any(|one| one.sittings().iter().all(|sitting| sitting.begin() > minute));
    let flexible =
        || request.windows.iter().any(|one| one.sittings().last().is_some_and(|sitting| sitting.begin() > minute));
    request.deadline.is_none_or(|deadline| deadline > now) && (listed || flexible())
}

/// What somebody wants as a draft, if they may want it.
fn drafted(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    wanted: Wanted,
    moment: &mut Moment,
) -> Result<SupportRequest, PostError> {
    let carrier = carrier(context, tx, grant, &wanted)?;
    named::number(grant.scope(), carrier, &wanted, None)?;
    named::lotsen(context, tx, (grant.scope(), carrier), &wanted, None)?;
    let id = RequestId::new(moment.now, moment.random());
    Ok(request(wanted, id, carrier, moment.now, RequestState::Draft))
}

fn put_out(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    draft: SupportRequest,
    moment: &mut Moment,
) -> Result<SupportRequest, PostError> {
    let state = draft.state.after(RequestMove::Post).map_err(AppError::from)?;
    let request = SupportRequest { state, ..draft };
    storage::requests::save_all(tx, std::slice::from_ref(&request))?;
    let details = json!({"priority": request.urgency.priority});
    note(tx, Actor::User(grant.user()), Action::RequestPosted, Subject::Request(request.id), details, moment)?;
    match_if_urgent(context, tx, &request, moment)?;
    Ok(request)
}

/// Puts other facts in the place of a request's; `current` is the request as this transaction found and holds it. A mail address that
/// is not given stays. What was proposed is dropped, and the request is matched again.
///
/// # Errors
/// [`PostError`].
pub fn replace(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    current: &SupportRequest,
    wanted: Wanted,
    moment: &mut Moment,
) -> Result<SupportRequest, PostError> {
    let carrier = carrier(context, tx, grant, &wanted)?;
    named::number(grant.scope(), carrier, &wanted, Some(current))?;
    named::lotsen(context, tx, (grant.scope(), carrier), &wanted, Some(current))?;
    let state = match current.state {
        RequestState::Draft | RequestState::Open => current.state,
        RequestState::Proposed | RequestState::Unserved => {
            current.state.after(RequestMove::Reopen).map_err(AppError::from)?
        }
        told => return Err(PostError::Told(told)),
    };
    let mut fresh = request(wanted, current.id, carrier, current.posted_at, state);
    fresh.newcomer_email = fresh.newcomer_email.or_else(|| current.newcomer_email.clone());
    if fresh.appointments == current.appointments && fresh.windows == current.windows {
        fresh.agreed.clone_from(&current.agreed);
    }
    if (SupportRequest { state: current.state, ..fresh.clone() }) == *current {
        return Ok(current.clone());
    }
    storage::requests::save_all(tx, std::slice::from_ref(&fresh))?;
    drop_proposals(tx, current.id)?;
    let details = json!({"from": current.state});
    note(tx, Actor::User(grant.user()), Action::RequestChanged, Subject::Request(current.id), details, moment)?;
    match_if_urgent(context, tx, &fresh, moment)?;
    Ok(fresh)
}

/// What is urgent does not wait for the night, once it is posted.
fn match_if_urgent(
    context: &Context,
    tx: &mut WriteTx,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<(), AppError> {
    if request.urgency.priority == Priority::Urgent && request.state != RequestState::Draft {
        let release = context.sender.releases_unreviewed;
        let task = Task::Match(MatchTask::new(Some(request.carrier), release));
        storage::jobs::enqueue(tx, &task.job(moment)?)?;
    }
    Ok(())
}

/// The carrier that cares for the request, if the caller may post it: for an organisation of theirs, or with a carrier of theirs.
fn carrier(context: &Context, tx: &mut WriteTx, grant: &Grant, wanted: &Wanted) -> Result<OrganisationId, PostError> {
    let named = storage::organisations::kinds(tx, wanted.carrier.into_iter().chain([wanted.organisation]))?;
    let scope = grant.scope();
    let carrier = match wanted.carrier {
        Some(id) if named.get(&id) == Some(&OrganisationKind::Carrier) => id,
        Some(_) => return Err(PostError::Carrier),
        None => the_only_one(context, tx, wanted, scope)?,
    };
    let exists = named.contains_key(&wanted.organisation);
    if exists && (scope.has_organisation(wanted.organisation) || scope.has_organisation(carrier)) {
        Ok(carrier)
    } else {
        Err(PostError::Organisation)
    }
}

/// The carrier that serves the place; where several do, the caller's own.
fn the_only_one(
    context: &Context,
    tx: &mut WriteTx,
    wanted: &Wanted,
    scope: &Scope,
) -> Result<OrganisationId, PostError> {
    let serving = named::serving(context, tx, wanted)?;
    let near: Vec<OrganisationId> =
        serving.into_iter().filter(|(_, kind)| *kind == OrganisationKind::Carrier).map(|(id, _)| id).collect();
    let own: Vec<OrganisationId> =
        near.iter().copied().filter(|carrier| *scope != Scope::All && scope.has_organisation(*carrier)).collect();
    match (own.as_slice(), near.as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        _ => Err(PostError::CarrierUnclear(near.len())),
    }
}

fn request(
    wanted: Wanted,
    id: RequestId,
    carrier: OrganisationId,
    posted_at: DateTime<Utc>,
    state: RequestState,
) -> SupportRequest {
    SupportRequest {
        id,
        organisation: wanted.organisation,
        carrier,
        list_number: wanted.list_number,
        client: wanted.client,
        confirmation_language: wanted.confirmation_language,
        newcomer_email: wanted.newcomer_email,
        languages: wanted.languages,
        service: wanted.service,
        modes: wanted.modes,
        topic: wanted.topic,
        place: wanted.place,
        appointments: wanted.appointments,
        windows: wanted.windows,
        agreed: None,
        lotsen_needed: wanted.lotsen_needed,
        qualifications: wanted.qualifications,
        gender: wanted.gender,
        urgency: wanted.urgency,
        posted_at,
        deadline: wanted.deadline,
        known_lotsen: wanted.known_lotsen,
        excluded_lotsen: wanted.excluded_lotsen,
        state,
    }
}
