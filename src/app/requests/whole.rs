//! A request with everything that has become of it: who is proposed, who was asked, who goes, and what was done when.
//!
//! Whoever merely posted it sees that somebody is looked for, and who goes; whom else a carrier thought of or asked is the carrier's.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::overview::Row;
use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::assignment::Assignment;
use crate::domain::audit::{Action, Actor, ActorKind, AuditEvent};
use crate::domain::id::{LotseId, RequestId, SubjectId, UserId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Offer, Proposal, ProposalState};
use crate::storage::{self, ReadTx, StorageError};

/// So many events of one record are shown at most.
const EVENTS: u32 = 200;

/// A request with everything that has become of it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The request with its names.
    pub row: Row,
    /// Whose Lotsen are asked first.
    pub carrier: String,
    /// Whether the reader cares for it, and does not only follow it.
    pub is_cared_for: bool,
    /// Proposals that wait.
    pub proposals: Vec<(Proposal, Lotse)>,
    /// Who was asked.
    pub offers: Vec<(Offer, Lotse)>,
    /// Who goes, or was to go.
    pub assignments: Vec<(Assignment, Lotse)>,
    /// What was done, the newest first.
    pub steps: Vec<Step>,
}

/// Something that was done.
#[derive(Debug, Clone)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: Action,
    /// By whom.
    pub by: Stepped,
}

/// Who has done something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stepped {
    /// Somebody with an account, told to the carrier.
    Named(String),
    /// Somebody of this kind.
    Kind(ActorKind),
}

/// A request that the grant reaches, with everything that has become of it, in one consistent state. Who was asked and who is proposed is
/// told to whoever may see what Lotsen are asked, by the grant `asking`; a requester of the carrier may not.
///
/// # Errors
/// [`StorageError::NotFound`] when it is out of reach; else when the database fails.
pub fn whole(context: &Context, grant: &Grant, asking: Option<&Grant>, id: RequestId) -> Result<Whole, AppError> {
    context.database.read(|tx| {
        let request = super::find_in(tx, grant, id)?;
        let is_cared_for = asking.is_some_and(|asking| asking.scope().has_organisation(request.carrier));
        let carrier = storage::organisations::find(tx, request.carrier)?.name.to_string();
        let row = Row::of(context, tx, request, &mut HashMap::new())?;
        let (mut proposals, mut offers) = (Vec::new(), Vec::new());
        if is_cared_for {
            proposals = storage::runs::proposals(tx, storage::runs::Proposed::Request(id))?;
            offers = storage::offers::load(tx, storage::offers::Selection::Request(id))?;
        }
        let assignments = storage::assignments::load(tx, storage::assignments::Selection::Request(id))?;
        let steps = steps(tx, id, &proposals, &offers, &assignments, is_cared_for)?;
        proposals.retain(|proposal| proposal.state == ProposalState::Proposed);
        let mut people = HashMap::new();
        Ok(Whole {
            row,
            carrier,
            is_cared_for,
            proposals: named(tx, &mut people, proposals, |proposal| proposal.lotse)?,
            offers: named(tx, &mut people, offers, |offer| offer.lotse)?,
            assignments: named(tx, &mut people, assignments, |assignment| assignment.lotse)?,
            steps,
        })
    })
}

fn named<T>(
    tx: &mut ReadTx,
    people: &mut HashMap<LotseId, Lotse>,
    all: Vec<T>,
    who: impl Fn(&T) -> LotseId,
) -> Result<Vec<(T, Lotse)>, StorageError> {
    let mut with_names = Vec::with_capacity(all.len());
    for one in all {
        let id = who(&one);
        let lotse = match people.get(&id) {
            Some(lotse) => lotse.clone(),
            None => storage::lotsen::find(tx, id)?,
        };
        people.insert(id, lotse.clone());
        with_names.push((one, lotse));
    }
    Ok(with_names)
}

/// What was done with the request and, for the carrier, with those who were thought of for it.
fn steps(
    tx: &mut ReadTx,
    request: RequestId,
    proposals: &[Proposal],
    offers: &[Offer],
    assignments: &[Assignment],
    is_cared_for: bool,
) -> Result<Vec<Step>, AppError> {
    let mut subjects = vec![request.as_uuid()];
    if is_cared_for {
        subjects.extend(proposals.iter().map(|proposal| proposal.id.as_uuid()));
        // An assignment has the identity of its offer.
        subjects.extend(offers.iter().map(|offer| offer.id.as_uuid()));
    }
    subjects.extend(assignments.iter().map(|assignment| assignment.id.as_uuid()));
    subjects.sort_unstable();
    subjects.dedup();
    let mut events: Vec<AuditEvent> = Vec::new();
    for subject in subjects {
        events.extend(storage::audit::list(tx, Some(SubjectId::from_uuid(subject)), EVENTS)?);
    }
    events.retain(|event| event.action != Action::RequestContactRead);
    events.sort_by_key(|event| std::cmp::Reverse(event.id));
    let mut users = HashMap::new();
    events.into_iter().map(|event| step(tx, &mut users, &event, is_cared_for)).collect()
}

fn step(
    tx: &mut ReadTx,
    users: &mut HashMap<UserId, String>,
    event: &AuditEvent,
    with_names: bool,
) -> Result<Step, AppError> {
    let by = match event.actor {
        Actor::User(id) if with_names => {
            let name = match users.get(&id) {
                Some(name) => name.clone(),
                None => storage::users::find(tx, id)?.0.name.to_string(),
            };
            users.insert(id, name.clone());
            Stepped::Named(name)
        }
        other => Stepped::Kind(other.kind()),
    };
    Ok(Step { at: event.at, action: event.action, by })
}
