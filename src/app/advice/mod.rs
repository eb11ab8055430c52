//! Advice for the competence centre: where one more Lotse, a course or an agreement would serve most, by the demand of the last weeks.
//!
//! ```text
//! demand     what was asked for since a Monday four weeks back, and what is open; the Lotsen as they are now
//!   ─► matching::advice::recommend    priced, and confirmed by solving again      (takes seconds to minutes: a job's work)
//!   ─► told      coarsened, with no figure that could be somebody   ─► stored, and shown until the next one
//! ```
//!
//! What is stored has been coarsened already, so nobody who sees the table learns more than who sees the page. Who looks every day still
//! sees what a day adds to a figure that is told, as with coverage.
//! Deliberately absent: sentences (codes leave here), and who the advice is about: it names nobody.

mod demand;
mod told;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::told::{Advised, Basis, Item, PartOfDay};
use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::id::{AdviceId, OrganisationId};
use crate::domain::job::JobStatus;
use crate::matching::advice::{RecommendError, Wishes, recommend};
use crate::matching::{Options, Progress};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// One more Lotse: so many pieces of advice are confirmed.
const PEOPLE: usize = 20;

/// Other changes: so many of each kind are.
const CHANGES: usize = 4;

/// Homes that are looked at for each language.
const HOMES: usize = 20;

/// Each of some forty solutions gets no more time than this.
const TIME: Duration = Duration::from_secs(20);

/// All of them together no more than this: twenty people and two dozen changes at a few seconds each are done by then, and whoever has ordered
/// advice waits no longer. What was not tried by then is told as such.
const ALL: Duration = Duration::from_secs(600);

/// So many are kept: a year of weekly ones, and some that were ordered.
const KEPT: i64 = 100;

/// Advice as it was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// When.
    pub computed_at: DateTime<Utc>,
    /// First day of the demand.
    pub first_day: NaiveDate,
    /// Last day of the demand.
    pub last_day: NaiveDate,
    /// What it was computed from.
    pub basis: Basis,
    /// What is confirmed to serve most comes first.
    pub items: Vec<Item>,
}

impl Report {
    /// Weeks that the demand spans, begun ones included.
    pub fn weeks(&self) -> i64 {
        ((self.last_day - self.first_day).num_days() + 1 + 6) / 7
    }
}

/// What there is to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Newest {
    /// Whether a newer one is waited for.
    pub is_ordered: bool,
    /// The newest; `None` where none was computed yet.
    pub report: Option<Report>,
    /// Names of the carriers in it.
    pub carriers: BTreeMap<OrganisationId, String>,
}

/// The newest advice.
///
/// # Errors
/// When the database fails, or what it has stored is of another form.
pub fn newest(context: &Context, _grant: &Grant) -> Result<Newest, AppError> {
    let (is_ordered, stored, organisations) = context.database.read(|tx| {
        Ok::<_, StorageError>((is_ordered(tx)?, storage::advice::newest(tx)?, storage::organisations::all(tx)?))
    })?;
    let report = stored.map(|row| told::read(row, context.least_told)).transpose()?;
    let named = |item: &Item| match item.advised {
        Advised::Lending { from, to } => vec![from, to],
        _ => Vec::new(),
    };
    let wanted: Vec<OrganisationId> = report.iter().flat_map(|report| report.items.iter().flat_map(named)).collect();
    let carriers = organisations.into_iter().filter(|organisation| wanted.contains(&organisation.id));
    Ok(Newest { is_ordered, report, carriers: carriers.map(|one| (one.id, one.name.to_string())).collect() })
}

/// Whether some is waited for.
///
/// # Errors
/// When the database fails.
pub fn is_ordered(tx: &mut ReadTx) -> Result<bool, StorageError> {
    let waiting = storage::jobs::counts_by_kind(tx)?;
    Ok(waiting.iter().any(|(kind, status, count)| {
        kind == Task::Advise {}.kind() && matches!(status, JobStatus::Queued | JobStatus::Running) && *count > 0
    }))
}

/// Has advice computed anew as soon as a worker is free. Where that waits or runs already, it is that one.
///
/// # Errors
/// When the database fails.
pub fn order(tx: &mut WriteTx, _grant: &Grant, moment: &mut Moment) -> Result<(), AppError> {
    if !is_ordered(tx)? {
        storage::jobs::enqueue(tx, &Task::Advise {}.job(moment)?)?;
    }
    Ok(())
}

/// Computes advice and stores it; what went before stays, as far back as `KEPT`.
///
/// # Errors
/// When the data make no problem, the solver fails, or the database does; and when `progress` says between two solutions that nobody wants it any more, in which
/// case nothing is stored.
pub fn renew(
    context: &Context,
    options: &Options,
    progress: &dyn Progress,
    moment: &mut Moment,
) -> Result<Report, AppError> {
    let read = context.database.read(|tx| demand::read(context, tx, moment.now))?;
    let demand = demand::state(context, &read, moment.now)?;
    let wishes = Wishes { people: PEOPLE, changes: CHANGES, homes: HOMES, trainings: &demand.trainings, time: ALL };
    let options = Options { time_limit: options.time_limit.min(TIME), ..*options };
    let gazetteer = context.area.gazetteer();
    let found = recommend(&demand.file, gazetteer, &wishes, &options, progress).map_err(|error| match error {
        RecommendError::Faults(faults) => AppError::Problem(faults),
        RecommendError::Solve(error) => error.into(),
    })?;
    let report = Report {
        computed_at: moment.now,
        first_day: demand.first_day,
        last_day: demand.last_day,
        basis: told::basis(&found, context.least_told),
        items: told::items(&demand.file, gazetteer, &found, context.least_told),
    };
    let row = told::written(&report, AdviceId::new(moment.now, moment.random()))?;
    context.database.write(|tx| {
        storage::advice::add(tx, &row)?;
        storage::advice::keep(tx, KEPT)
    })?;
    Ok(report)
}
