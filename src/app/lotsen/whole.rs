//! A Lotse as their project sees them: the profile, where they are going, and how much of the week is taken.

use chrono::{DateTime, Utc};

use super::overview::{Load, loads};
use crate::app::mails::{languages, reference, town};
use crate::app::{AppError, Context};
use crate::domain::access::Grant;
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::code::Service;
use crate::domain::id::LotseId;
use crate::domain::language::Language;
use crate::domain::lotse::Lotse;
use crate::domain::text::{ListNumber, Town};
use crate::storage::assignments::Selection;
use crate::storage::{self, StorageError};

/// A Lotse with what there is to know.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The profile.
    pub lotse: Lotse,
    /// The name of their project's carrier.
    pub carrier: String,
    /// Names of organisations for which they do not work.
    pub blocked: Vec<String>,
    /// What they have agreed to in the current week.
    pub week: Load,
    /// Where they are going, the next first.
    pub coming: Vec<Coming>,
}

/// An assignment that is ahead.
#[derive(Debug, Clone)]
pub struct Coming {
    /// The assignment.
    pub assignment: Assignment,
    /// The request's number as people know it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// Languages that would do, in words of both.
    pub languages: Vec<Language>,
    /// Where.
    pub town: Town,
    /// Whether the reader may open the request: a Lotse may go to one of a neighbour's.
    pub is_open_to_reader: bool,
}

/// A Lotse that the grant reaches, in one consistent state.
///
/// # Errors
/// [`StorageError::NotFound`] when they are out of reach; else when the database fails.
pub fn whole(context: &Context, grant: &Grant, id: LotseId, now: DateTime<Utc>) -> Result<Whole, AppError> {
    context.database.read(|tx| {
        let lotse = super::find_in(tx, grant, id)?;
        let carrier = storage::organisations::find(tx, lotse.organisation)?.name.to_string();
        let blocked = lotse.blocked_organisations.iter().map(|id| storage::organisations::find(tx, *id));
        let blocked: Result<Vec<_>, StorageError> = blocked.map(|found| Ok(found?.name.to_string())).collect();
        let blocked = blocked?;
        let week = loads(tx, &[id], now)?.get(&id).copied().unwrap_or_default();
        let mut ahead = storage::assignments::load(tx, Selection::Lotse(id, AssignmentState::Confirmed))?;
        ahead.retain(|assignment| assignment.ends().saturating_mul(60) > now.timestamp());
        ahead.sort_by_key(|assignment| (assignment.begins(), assignment.id));
        let mut coming = Vec::with_capacity(ahead.len());
        for assignment in ahead {
            let request = storage::requests::find(tx, assignment.request)?;
            let scope = grant.scope();
            coming.push(Coming {
                reference: reference(&request)?,
                service: request.service,
                languages: languages(context, &request),
                town: town(context, &request)?,
                is_open_to_reader: scope.has_organisation(request.carrier)
                    || scope.has_organisation(request.organisation),
                assignment,
            });
        }
        Ok(Whole { lotse, carrier, blocked, week, coming })
    })
}
