//! What concerns one Lotse, for themselves: what they are asked, where they go, hours to be written down, and all that is stored.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::mails::{languages, town, way_of};
use super::{AppError, Context, feeds};
use crate::domain::access::{Grant, Scope};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::filter::{HoursFilter, HoursSort};
use crate::domain::hours::{HoursEntry, HoursState};
use crate::domain::id::LotseId;
use crate::domain::language::Language;
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, OfferState, Proposal};
use crate::domain::page::{PageSize, Paging};
use crate::domain::request::SupportRequest;
use crate::domain::text::Town;
use crate::storage::assignments::Selection;
use crate::storage::{self, ReadTx, StorageError};

/// What concerns a Lotse.
#[derive(Debug, Clone)]
pub struct Own {
    /// Their profile.
    pub lotse: Lotse,
    /// Their project.
    pub project: String,
    /// Questions that wait for them.
    pub asked: Vec<Asked>,
    /// Where they go, the next first.
    pub going: Vec<Going>,
    /// What took place and has no hours yet, or hours that were sent back.
    pub to_log: Vec<Going>,
    /// Hours that they wrote down, the newest first.
    pub hours: Vec<HoursEntry>,
    /// The address of their calendar, once they have one.
    pub feed: Option<String>,
}

/// A question: no more than its mail says.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The offer.
    pub offer: Offer,
    /// When and how.
    pub proposal: Proposal,
    /// What is asked for: its service alone is told.
    pub service: crate::domain::code::Service,
    /// In one of these languages.
    pub languages: Vec<Language>,
    /// Where.
    pub town: Town,
    /// The way there: metres and minutes, estimated.
    pub way: Option<(u32, u32)>,
}

/// Somewhere they go or went: as much as the confirmation says.
#[derive(Debug, Clone)]
pub struct Going {
    /// The assignment.
    pub assignment: Assignment,
    /// The request.
    pub request: SupportRequest,
    /// In one of these languages.
    pub languages: Vec<Language>,
    /// Where.
    pub town: Town,
    /// Who posted it.
    pub posted_by: String,
    /// Whether hours were written down for it and sent back.
    pub was_sent_back: bool,
}

/// The Lotse that a grant reaches as their own profile.
///
/// # Errors
/// [`StorageError::NotFound`] where it reaches none.
pub fn lotse_of(grant: &Grant) -> Result<LotseId, StorageError> {
    match grant.scope() {
        Scope::Of { lotsen, .. } => lotsen.first().copied().ok_or(StorageError::NotFound { what: "lotse" }),
        Scope::All => Err(StorageError::NotFound { what: "lotse" }),
    }
}

/// What concerns the Lotse that the grant reaches, in one consistent state.
///
/// # Errors
/// [`StorageError::NotFound`] where it reaches none; else when the database fails.
pub fn own(context: &Context, grant: &Grant, now: DateTime<Utc>) -> Result<Own, AppError> {
    let id = lotse_of(grant)?;
    context.database.read(|tx| {
        let lotse = storage::lotsen::find(tx, id)?;
        let project = storage::organisations::find(tx, lotse.organisation)?.name.to_string();
        let mut asked = Vec::new();
        for offer in storage::offers::load(tx, storage::offers::Selection::OpenTo(id))? {
            if offer.state == OfferState::Open && offer.expires_at > now {
                asked.push(question(context, tx, offer, &lotse)?);
            }
        }
        asked.sort_by_key(|one| one.offer.expires_at);
        let mut going = goings(context, tx, id, AssignmentState::Confirmed)?;
        going.sort_by_key(|one| one.assignment.appointment.starts());
        let hours = hours(tx, grant, id)?;
        let is_settled = |entry: &HoursEntry| entry.decision.state() != HoursState::Rejected;
        let waits = |one: &Going| hours.iter().all(|entry| entry.assignment != one.assignment.id || !is_settled(entry));
        let mut to_log = goings(context, tx, id, AssignmentState::Completed)?;
        let is_over = |one: &Going| one.assignment.ends().saturating_mul(60) < now.timestamp();
        to_log.extend(going.iter().filter(|one| is_over(one)).cloned());
        to_log.retain(waits);
        for one in &mut to_log {
            one.was_sent_back = hours.iter().any(|entry| entry.assignment == one.assignment.id);
        }
        going.retain(|one| !is_over(one));
        Ok(Own { feed: feeds::address(context, tx, id)?, lotse, project, asked, going, to_log, hours })
    })
}

fn question(context: &Context, tx: &mut ReadTx, offer: Offer, lotse: &Lotse) -> Result<Asked, AppError> {
    let proposals = storage::runs::proposals(tx, storage::runs::Proposed::One(offer.proposal))?;
    let proposal = proposals.into_iter().next().ok_or(StorageError::NotFound { what: "proposal" })?;
    let request = storage::requests::find(tx, offer.request)?;
    let way = way_of(context, lotse, &request, proposal.mode)?;
    Ok(Asked {
        service: request.service,
        languages: languages(context, &request),
        town: town(context, &request)?,
        way,
        offer,
        proposal,
    })
}

fn goings(context: &Context, tx: &mut ReadTx, id: LotseId, state: AssignmentState) -> Result<Vec<Going>, AppError> {
    let mut goings = Vec::new();
    for assignment in storage::assignments::load(tx, Selection::Lotse(id, state))? {
        let request = storage::requests::find(tx, assignment.request)?;
        goings.push(Going {
            languages: languages(context, &request),
            town: town(context, &request)?,
            posted_by: storage::organisations::find(tx, request.organisation)?.name.to_string(),
            was_sent_back: false,
            assignment,
            request,
        });
    }
    Ok(goings)
}

/// Hours of a Lotse, the newest first.
fn hours(tx: &mut ReadTx, grant: &Grant, id: LotseId) -> Result<Vec<HoursEntry>, StorageError> {
    let most = PageSize::new(u64::from(PageSize::MAX)).unwrap_or_default();
    let filter = HoursFilter { lotse: Some(id), ..HoursFilter::default() };
    Ok(storage::hours::page(tx, grant.scope(), &filter, &Paging::first(HoursSort::Latest, most))?.items)
}

/// Everything that is stored of the Lotse that the grant reaches, as a document for themselves (GDPR Art. 15 and 20). Of newcomers it
/// says nothing.
///
/// # Errors
/// As [`own`].
pub fn export(context: &Context, grant: &Grant) -> Result<String, AppError> {
    let id = lotse_of(grant)?;
    let document = context.database.read(|tx| -> Result<Value, AppError> {
        let lotse = storage::lotsen::find(tx, id)?;
        let project = storage::organisations::find(tx, lotse.organisation)?.name.to_string();
        let mut assignments = Vec::new();
        for state in AssignmentState::ALL {
            for one in storage::assignments::load(tx, Selection::Lotse(id, *state))? {
                let sittings: Vec<Value> = one.appointment.sittings().iter().map(|sitting| json!({"start": sitting.start(), "minutes": sitting.minutes()})).collect();
                assignments.push(json!({"id": one.id, "state": one.state, "mode": one.mode, "sittings": sittings}));
            }
        }
        let hours: Vec<Value> = hours(tx, grant, id)?
            .iter()
            .map(|entry| json!({"assignment": entry.assignment, "minutes": entry.worked.minutes(), "kilometres": entry.worked.kilometres(),
                "note": entry.worked.note().map(ToString::to_string), "logged_at": entry.logged_at, "state": entry.decision.state()}))
            .collect();
        Ok(json!({"profile": profile(&lotse, &project), "assignments": assignments, "hours": hours}))
    })?;
    Ok(serde_json::to_string_pretty(&document)?)
}

fn profile(lotse: &Lotse, project: &str) -> Value {
    let languages: Vec<Value> =
        lotse.languages.iter().map(|spoken| json!({"language": spoken.language, "level": spoken.level})).collect();
    let absences: Vec<Value> =
        lotse.absences.iter().map(|absence| json!({"first": absence.first(), "last": absence.last()})).collect();
    let qualifications: Vec<Value> = lotse
        .qualifications
        .iter()
        .map(|held| json!({"code": held.code.as_str(), "acquired_on": held.acquired_on, "valid_until": held.valid_until}))
        .collect();
    let availability = lotse.availability.as_ref().map(|week| {
        let window = |window: &crate::domain::availability::WeeklyWindow| json!({"weekday": window.weekday().to_string(), "from_minute": window.from(), "to_minute": window.to()});
        week.windows().iter().map(window).collect::<Vec<_>>()
    });
    json!({
        "id": lotse.id, "project": project, "number": lotse.list_number.as_ref().map(ToString::to_string),
        "given_name": lotse.given_name.as_str(), "family_name": lotse.family_name.as_str(),
        "email": lotse.email.as_ref().map(|email| email.as_str()), "phone": lotse.phone.as_ref().map(|phone| phone.as_str()),
        "status": lotse.status, "gender": lotse.gender, "home": lotse.home.to_string(), "radius_km": lotse.radius_km,
        "transport": lotse.transport, "modes": lotse.modes, "services": lotse.services, "languages": languages,
        "qualifications": qualifications, "topics_wished": lotse.topics_wished, "topics_refused": lotse.topics_refused,
        "availability": availability, "absences": absences, "consent_on": lotse.consent_on, "last_asked_at": lotse.last_asked_at,
    })
}
