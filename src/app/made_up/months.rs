//! The months before: what was asked for, who went, and the hours, stored as the use cases would have left them.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::{MadeUpAccount, Stage, unfit};
use crate::app::{AppError, Context};
use crate::domain::access::{Membership, Role};
use crate::domain::assignment::Assignment;
use crate::domain::hours::{Decision, HoursEntry, Worked};
use crate::domain::id::{LotseId, OrganisationId, RunId, UserId};
use crate::domain::offer::Proposal;
use crate::domain::run::{RunTrigger, Unserved};
use crate::domain::time::ZONE;
use crate::matching::constraints::HardConstraint;
use crate::matching::plan::{Removed, UnservedEntry};
use crate::storage::{self, StorageError, WriteTx};
use crate::synthetic::{Case, Generated, Left, Months, Past, Recipe};

/// Requests a year at the beginning, for a hundred Lotsen.
const PER_HUNDRED: u32 = 150;

/// The same for each Lotse of the project that is looked at, beside its share: as many as keep a pool busy.
const CLOSELY: u32 = 6;

/// Weeks of which the appointments of whoever has an account are made up by [`super::past`].
const LEFT_OUT: Days = Days::new(7 * 5);

/// What of a recipe's town lies before a moment: since January of the year before, so that one whole year can be accounted for.
pub fn months(recipe: &Recipe, generated: &Generated, now: DateTime<Utc>) -> Option<Months> {
    let until = now.with_timezone(&ZONE).date_naive().min(recipe.first_day);
    let carrier = Stage::of(generated).carrier.map(|carrier| carrier.id);
    let people = generated.lotsen.iter().filter(|lotse| Some(lotse.organisation) == carrier).count();
    Some(Months {
        from: NaiveDate::from_ymd_opt(until.year() - 1, 1, 1)?,
        until,
        part: 0,
        a_year: recipe.lotsen.saturating_mul(PER_HUNDRED) / 100,
        closely: carrier.map(|carrier| (carrier, u32::try_from(people).unwrap_or(u32::MAX).saturating_mul(CLOSELY))),
    })
}

/// Stores a past in one commit, but for what [`super::past`] makes up of the last weeks.
///
/// # Errors
/// When the database fails, for instance because some of it is there already.
pub fn before(
    context: &Context,
    generated: &Generated,
    mut past: Past,
    (months, accounts): (&Months, &[MadeUpAccount]),
) -> Result<(), AppError> {
    let stage: Vec<LotseId> = Stage::of(generated).goers(generated).map(|lotse| lotse.id).collect();
    let left_out = months.until.checked_sub_days(LEFT_OUT).unwrap_or(months.until);
    past.cases.retain(|case| {
        let is_later = |going: &Assignment| going.appointment.starts().date() >= left_out;
        !case.assignment.as_ref().is_some_and(|going| is_later(going) && stage.contains(&going.lotse))
    });
    context.database.write(|tx| store(tx, &past, accounts))
}

/// Stores a past.
///
/// # Errors
/// When the database fails, for instance because some of it is there already.
pub fn store(tx: &mut WriteTx, past: &Past, accounts: &[MadeUpAccount]) -> Result<(), AppError> {
    let requests: Vec<_> = past.cases.iter().map(|case| case.request.clone()).collect();
    storage::requests::save_all(tx, &requests)?;
    let mut found: HashMap<RunId, Vec<Proposal>> = HashMap::new();
    let mut left: HashMap<RunId, Vec<Unserved>> = HashMap::new();
    for case in &past.cases {
        for proposal in &case.proposals {
            found.entry(proposal.run).or_default().push(proposal.clone());
        }
        if let Some(why) = &case.left {
            left.entry(why.run).or_default().push(unserved(case, why)?);
        }
    }
    for (run, at) in &past.runs {
        let (found, left) = (found.remove(run).unwrap_or_default(), left.remove(run).unwrap_or_default());
        looked(tx, (*run, *at), (&found, &left))?;
    }
    let offers: Vec<_> = past.cases.iter().flat_map(|case| case.offers.iter().cloned()).collect();
    storage::offers::insert_all(tx, &offers)?;
    let assignments: Vec<_> = past.cases.iter().filter_map(|case| case.assignment.clone()).collect();
    storage::assignments::insert_all(tx, &assignments)?;
    let own = |carrier: OrganisationId| accounts.iter().find(|a| a.membership == Membership::Coordinator(carrier));
    let operator = accounts.iter().find(|account| account.role == Role::Operator);
    let by = |carrier| own(carrier).or(operator).map(|account| account.user);
    let entries: Result<Vec<Vec<HoursEntry>>, StorageError> =
        past.cases.iter().filter_map(|case| entry(case, by(case.logged.as_ref()?.organisation)?)).collect();
    Ok(storage::hours::add_all(tx, &entries?)?)
}

/// A run with what it proposed and what it left open.
fn looked(
    tx: &mut WriteTx,
    (run, at): (RunId, DateTime<Utc>),
    (proposals, unserved): (&[Proposal], &[Unserved]),
) -> Result<(), AppError> {
    storage::runs::start(tx, run, None, RunTrigger::Schedule, 1, at)?;
    let outcome = storage::runs::Outcome {
        at: at + TimeDelta::seconds(9),
        problem_digest: "made up",
        plan: &json!({}),
        totals: &json!({}),
        proposals,
        unserved,
    };
    Ok(storage::runs::finish(tx, run, &outcome)?)
}

fn unserved(case: &Case, left: &Left) -> Result<Unserved, serde_json::Error> {
    let reasons = serde_json::to_value(why(case, left))?;
    Ok(Unserved { run: left.run, request: case.request.id, reasons })
}

/// Why nobody was found, as a plan says it.
pub fn why(case: &Case, left: &Left) -> UnservedEntry {
    let constraint = |code: &str| HardConstraint::ALL.iter().copied().find(|constraint| constraint.code() == code);
    let removed = left
        .removed
        .iter()
        .filter_map(|(reason, lotsen)| Some(Removed { constraint: constraint(reason.code())?, lotsen: *lotsen }));
    UnservedEntry {
        request: case.request.id.to_string(),
        open_places: 1,
        removed: removed.collect(),
        candidates: left.candidates,
        lost_to: Vec::new(),
        forced: None,
        cures: Vec::new(),
    }
}

/// Hours as they were written down and, where they were, confirmed.
fn entry(case: &Case, by: UserId) -> Option<Result<Vec<HoursEntry>, StorageError>> {
    let (assignment, logged) = case.assignment.as_ref().zip(case.logged.as_ref())?;
    let worked = match Worked::new(logged.minutes, logged.kilometres, None) {
        Ok(worked) => worked,
        Err(_) => return Some(Err(unfit())),
    };
    let ends = DateTime::from_timestamp(assignment.ends().saturating_mul(60), 0)?;
    let first = HoursEntry {
        id: logged.id,
        assignment: assignment.id,
        lotse: assignment.lotse,
        organisation: logged.organisation,
        service: case.request.service,
        worked_until: ends.with_timezone(&ZONE).naive_local(),
        worked,
        logged_by: by,
        logged_at: logged.at,
        decision: Decision::Waiting,
        revision: 0,
    };
    let confirmed = logged.confirmed_at.and_then(|at| first.confirmed(by, at).ok());
    Some(Ok(std::iter::once(first).chain(confirmed).collect()))
}
