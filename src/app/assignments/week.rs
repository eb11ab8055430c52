//! The assignments of some days, as a calendar shows them: each sitting with who goes where.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};

use crate::app::mails::{languages, reference, town};
use crate::app::{AppError, Context};
use crate::domain::access::{Grant, Scope};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::{Mode, Service};
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::Language;
use crate::domain::lotse::Lotse;
use crate::domain::request::SupportRequest;
use crate::domain::text::{ListNumber, Town};
use crate::domain::time::local;
use crate::storage::assignments::Selection;
use crate::storage::{self, StorageError};

/// So many records are looked up at once.
const AT_ONCE: usize = 500;

/// A sitting with who goes where.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The request.
    pub request: RequestId,
    /// Its number as people know it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// Languages that would do, in words of both.
    pub languages: Vec<Language>,
    /// Where.
    pub town: Town,
    /// How they meet.
    pub mode: Mode,
    /// Local begin.
    pub start: NaiveDateTime,
    /// Local end.
    pub end: NaiveDateTime,
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// Who goes: the given name is all that a requester learns.
    pub lotse: String,
    /// Whether the reader may open the request.
    pub is_open_to_reader: bool,
}

/// The sittings on these local days, both included, that concern the organisations that the grant reaches, in their order. What was
/// called off is left out.
///
/// # Errors
/// When the database fails.
pub fn between(context: &Context, grant: &Grant, first: NaiveDate, last: NaiveDate) -> Result<Vec<Planned>, AppError> {
    context.database.read(|tx| {
        let organisations: Vec<OrganisationId>;
        let selection = match grant.scope() {
            Scope::All => Selection::Between(first, last),
            Scope::Of { organisations: reached, .. } => {
                organisations = reached.iter().copied().collect();
                Selection::ConcerningBetween(&organisations, first, last)
            }
        };
        let mut assignments = storage::assignments::load(tx, selection)?;
        assignments.retain(|assignment| assignment.state != AssignmentState::Cancelled);
        let ids: BTreeSet<RequestId> = assignments.iter().map(|assignment| assignment.request).collect();
        let ids: Vec<RequestId> = ids.into_iter().collect();
        let mut requests: HashMap<RequestId, SupportRequest> = HashMap::new();
        for some in ids.chunks(AT_ONCE) {
            let loaded = storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))?;
            requests.extend(loaded.into_iter().map(|request| (request.id, request)));
        }
        let ids: BTreeSet<LotseId> = assignments.iter().map(|assignment| assignment.lotse).collect();
        let ids: Vec<LotseId> = ids.into_iter().collect();
        let mut lotsen: HashMap<LotseId, Lotse> = HashMap::new();
        for some in ids.chunks(AT_ONCE) {
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
            lotsen.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
        }
        let mut planned = Vec::new();
        for assignment in &assignments {
            let request = requests.get(&assignment.request).ok_or(StorageError::NotFound { what: "request" })?;
            let lotse = lotsen.get(&assignment.lotse).ok_or(StorageError::NotFound { what: "Lotse" })?;
            planned.extend(sittings(context, grant.scope(), assignment, request, lotse)?);
        }
        planned.retain(|one| (first..=last).contains(&one.start.date()));
        planned.sort_by(|one, other| (one.start, &one.lotse).cmp(&(other.start, &other.lotse)));
        Ok(planned)
    })
}

fn sittings(
    context: &Context,
    scope: &Scope,
    assignment: &Assignment,
    request: &SupportRequest,
    lotse: &Lotse,
) -> Result<Vec<Planned>, AppError> {
    let cares = scope.has_organisation(request.carrier);
    let is_known = cares || scope.has_lotse(lotse.id, lotse.organisation);
    let name =
        if is_known { format!("{} {}", lotse.given_name, lotse.family_name) } else { lotse.given_name.to_string() };
    let (reference, town, languages) = (reference(request)?, town(context, request)?, languages(context, request));
    let sittings = assignment.appointment.sittings().iter().map(|sitting| Planned {
        request: request.id,
        reference: reference.clone(),
        service: request.service,
        languages: languages.clone(),
        town: town.clone(),
        mode: assignment.mode,
        start: sitting.start(),
        end: local(sitting.end()),
        state: assignment.state,
        lotse: name.clone(),
        is_open_to_reader: cares || scope.has_organisation(request.organisation),
    });
    Ok(sittings.collect())
}
