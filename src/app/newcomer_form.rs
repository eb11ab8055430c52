//! The form by which newcomers ask a project for help themselves, in their own language and without an account.
//!
//! A project switches it on. What comes by it is a draft on the coordinator's desk: a person reads it, and nobody is looked for before
//! they post it. So that nobody can bury a desk, a project has at most [`MOST_WAITING`] of them that wait, and takes
//! some a day from one address of the network, behind which may be a whole shelter. No mail goes out: whoever types somebody else's address troubles nobody with it.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::audit::note;
use super::identity::Counted;
use super::mails::project;
use super::requests::{Wanted, is_ahead, newcomers_draft};
use super::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::code::{Mode, OrganisationKind, Priority, Service, Topic};
use crate::domain::contact::Email;
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::language::{LanguageCode, Level};
use crate::domain::organisation::Organisation;
use crate::domain::request::{Appointment, MeetingPlace, NeededLanguage, SupportRequest, Urgency};
use crate::domain::text::{ClientRef, OrganisationName};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Drafts of newcomers that may wait on one desk.
pub const MOST_WAITING: usize = 50;

/// The level that a conversation with an authority or a doctor takes.
const LEVEL: Level = Level::B1;

/// Whose form it is.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The project.
    pub project: OrganisationName,
    /// Where to ask it.
    pub email: Email,
}

/// What a newcomer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What they speak.
    pub language: LanguageCode,
    /// In which language they read an answer.
    pub reads: LanguageCode,
    /// What they need.
    pub service: Service,
    /// How they meet.
    pub mode: Mode,
    /// What it is about.
    pub topic: Topic,
    /// Where.
    pub place: MeetingPlace,
    /// When.
    pub appointment: Appointment,
    /// Where they get the answer.
    pub email: Email,
}

/// Why nothing was taken.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// More wait already than somebody reads in a day.
    #[error("{MOST_WAITING} requests of newcomers wait already")]
    Full,
    /// Anything else; [`StorageError::NotFound`] where the project has no form.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StorageError> for AskError {
    fn from(error: StorageError) -> Self {
        Self::App(error.into())
    }
}

/// Whose form it is, where it is open.
///
/// # Errors
/// [`StorageError::NotFound`] where it is not; else when the database fails.
pub fn read(context: &Context, id: OrganisationId) -> Result<Asked, StorageError> {
    context.database.read(|tx| {
        let carrier = opened(tx, id)?;
        let project = project(context, &carrier);
        Ok(Asked { project: project.name, email: project.email })
    })
}

fn opened(tx: &mut ReadTx, id: OrganisationId) -> Result<Organisation, StorageError> {
    let carrier = storage::organisations::find(tx, id)?;
    let is_open = carrier.kind == OrganisationKind::Carrier && storage::newcomer_forms::is_open(tx, id)?;
    if is_open { Ok(carrier) } else { Err(StorageError::NotFound { what: "form for newcomers" }) }
}

/// Whether a project's form is open.
///
/// # Errors
/// When the database fails.
pub fn is_open(context: &Context, id: OrganisationId) -> Result<bool, StorageError> {
    context.database.read(|tx| storage::newcomer_forms::is_open(tx, id))
}

/// Opens or closes the form of an organisation that this transaction holds. What came by it stays.
///
/// # Errors
/// When the database fails.
pub fn switch(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &Organisation,
    is_on: bool,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    let has_changed = match is_on {
        true => storage::newcomer_forms::open(tx, current.id, moment.now)?,
        false => storage::newcomer_forms::close(tx, current.id)?,
    };
    if has_changed {
        let (subject, details) = (Subject::Organisation(current.id), json!({"newcomer_form": is_on}));
        note(tx, Actor::User(grant.user()), Action::OrganisationChanged, subject, details, moment)?;
    }
    Ok(())
}

/// Lays what a newcomer says on the project's desk. The same once more, by a second click, is the same.
///
/// # Errors
/// [`AskError::Full`]; [`IdentityError::Throttled`](super::identity::IdentityError::Throttled) in it from an address of the network
/// that has asked often today; [`StorageError::NotFound`] where the form is not open.
pub fn ask(
    context: &Context,
    id: OrganisationId,
    ask: &Ask,
    from: Option<IpAddr>,
    moment: &mut Moment,
) -> Result<RequestId, AskError> {
    context.database.write_guarded(|tx| {
        opened(tx, id)?;
        // So that two at the same time are counted one after the other.
        storage::organisations::hold_all(tx, [id])?;
        // First, so that nobody learns by trying whether somebody has asked for something.
        Counted::asking(id, from).count(tx, moment.now)?;
        let waiting = storage::newcomer_forms::waiting(tx, id)?;
        let mut waiting = storage::requests::load(tx, &storage::requests::Selection::Ids(waiting))?;
        // What is over takes nobody's time any more.
        waiting.retain(|request| is_ahead(request, moment.now));
        if let Some(same) = waiting.iter().find(|one| is_same(one, ask)) {
            return Ok(same.id);
        }
        if waiting.len() >= MOST_WAITING {
            return Err(AskError::Full);
        }
        let draft = newcomers_draft(tx, wanted(ask, id, moment), id, moment)?;
        storage::newcomer_forms::note(tx, draft, moment.now)?;
        Ok(draft)
    })
}

/// Whether it waits already. With anything else in it, it is meant instead or beside, and a person sees both.
fn is_same(one: &SupportRequest, ask: &Ask) -> bool {
    one.newcomer_email.as_ref() == Some(&ask.email)
        && one.appointments.as_slice() == std::slice::from_ref(&ask.appointment)
        && one.modes.as_slice() == [ask.mode]
        && one.languages.as_slice() == [needed(ask)]
        && one.confirmation_language == Some(ask.reads)
        && one.place == ask.place
        && (one.service, one.topic) == (ask.service, ask.topic)
}

const fn needed(ask: &Ask) -> NeededLanguage {
    NeededLanguage { language: ask.language, at_least: LEVEL }
}

fn wanted(ask: &Ask, project: OrganisationId, moment: &mut Moment) -> Wanted {
    let letters: String = moment.random().iter().take(3).map(|byte| format!("{byte:02X}")).collect();
    Wanted {
        organisation: project,
        carrier: Some(project),
        list_number: None,
        // Who it is, only the mail address tells.
        client: ClientRef::parse(&format!("F-{letters}")).ok(),
        confirmation_language: Some(ask.reads),
        newcomer_email: Some(ask.email.clone()),
        languages: vec![needed(ask)],
        service: ask.service,
        modes: vec![ask.mode],
        topic: ask.topic,
        place: ask.place.clone(),
        appointments: vec![ask.appointment.clone()],
        windows: Vec::new(),
        lotsen_needed: 1,
        qualifications: Vec::new(),
        gender: None,
        urgency: Urgency { priority: Priority::Normal, reason: None },
        deadline: None,
        known_lotsen: Vec::new(),
        excluded_lotsen: Vec::new(),
    }
}

/// When a newcomer asked for a request that the grant reaches, by the form; `None` where somebody else did.
///
/// # Errors
/// When the database fails.
pub fn asked_at(context: &Context, request: RequestId) -> Result<Option<DateTime<Utc>>, StorageError> {
    context.database.read(|tx| storage::newcomer_forms::asked_at(tx, request))
}
