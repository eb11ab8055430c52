//! Who has to be asked by phone: proposals of Lotsen without a mail address.
//!
//! A release leaves these proposals where they are. Deliberately absent: noting how a call went, which comes with the answers to
//! offers.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use serde::Serialize;

use super::{AppError, Context};
use crate::domain::contact::Phone;
use crate::domain::id::{LotseId, RequestId, RunId};
use crate::domain::lotse::Lotse;
use crate::domain::offer::{Proposal, ProposalState};
use crate::domain::request::{RequestState, SupportRequest};
use crate::storage::{self, StorageError};

/// One call that somebody of the project has to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// The request's number in the project's list, or its identity where it has none.
    pub request: String,
    /// Given and family name of the Lotse.
    pub name: String,
    /// The Lotse's number, if the project knows it.
    pub phone: Option<Phone>,
    /// Local begin of the proposed appointment.
    pub start: NaiveDateTime,
}

/// The calls that a released run asks for, nearest appointment first: its proposals that still wait and whose Lotse is among
/// `without_address`.
///
/// # Errors
/// When the database fails.
pub fn to_call(context: &Context, run: RunId, without_address: &[LotseId]) -> Result<Vec<Call>, AppError> {
    if without_address.is_empty() {
        return Ok(Vec::new());
    }
    let silent: HashSet<LotseId> = without_address.iter().copied().collect();
    let calls = context.database.read(|tx| -> Result<Vec<Call>, StorageError> {
        let mut waiting = storage::runs::proposals(tx, storage::runs::Proposed::By(run))?;
        waiting.retain(|proposal| proposal.state == ProposalState::Proposed && silent.contains(&proposal.lotse));
        let lotsen: Vec<LotseId> = waiting.iter().map(|proposal| proposal.lotse).collect();
        let mut known: HashMap<LotseId, Lotse> = HashMap::new();
        for some in lotsen.chunks(500) {
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
            known.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
        }
        let ids: Vec<RequestId> = waiting.iter().map(|proposal| proposal.request).collect();
        let mut requests: HashMap<RequestId, SupportRequest> = HashMap::new();
        for some in ids.chunks(500) {
            let loaded = storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))?;
            requests.extend(loaded.into_iter().map(|request| (request.id, request)));
        }
        Ok(waiting.iter().filter_map(|p| call(p, known.get(&p.lotse)?, requests.get(&p.request)?)).collect())
    });
    let mut calls = calls?;
    calls.sort_by(|one, other| (one.start, &one.request, &one.name).cmp(&(other.start, &other.request, &other.name)));
    Ok(calls)
}

/// `None` where the request has moved on, so that nobody needs to be asked any more. One that needs several Lotsen may have some
/// already.
fn call(proposal: &Proposal, lotse: &Lotse, request: &SupportRequest) -> Option<Call> {
    if !matches!(request.state, RequestState::Proposed | RequestState::Offered | RequestState::Assigned) {
        return None;
    }
    Some(Call {
        request: request.list_number.as_ref().map_or_else(|| request.id.to_string(), ToString::to_string),
        name: format!("{} {}", lotse.given_name, lotse.family_name),
        phone: lotse.phone.clone(),
        start: proposal.appointment.sittings().first()?.start(),
    })
}
