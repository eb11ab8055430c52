//! From entries to the database: one write transaction, in which everything happens or nothing.
//!
//! A row is recognised by the list's own number within the carrier; a row without number is a fault already when it is
//! read, because nothing else tells next month's list that it is the same person. So importing a list again changes
//! nothing, and rows that say what is stored are not written. What stands in the database but not in the list stays.

mod lotsen;
mod requests;

pub use lotsen::{import_lotsen, look_at_lotsen, take_lotsen};
pub use requests::{import_requests, look_at_requests, take_requests};

use serde_json::json;

use super::carrier::{Carrier, CarrierError, Resolved, resolve};
use super::report::{Counts, ImportReport, Outcome};
use super::{Defaults, ListKind, Notice, ReadList};
use crate::app::audit::event;
use crate::app::{Context, Moment};
use crate::domain::audit::{Action, Actor, AuditEvent, Subject};
use crate::domain::geo::Postcode;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::storage::{self, StorageError, WriteTx};

/// How a list is to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOptions {
    /// Whose list it is.
    pub carrier: Carrier,
    /// What to do about faults.
    pub faulty: Faulty,
    /// Only say what would happen.
    pub dry_run: bool,
    /// What is taken where the list says nothing.
    pub defaults: Defaults,
    /// Who brings the list.
    pub actor: Actor,
}

/// What to do about faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faulty {
    /// One fault, and nothing is taken.
    RefuseAll,
    /// Rows without fault are taken. A list without any is still refused.
    Skip,
}

/// What one look at the database makes of a list.
struct Decided<T> {
    carrier: Option<Resolved>,
    /// Organisations that the list names and nobody knows, to be stored.
    agencies: Vec<Organisation>,
    /// What is new or changed, to be stored.
    rows: Vec<T>,
    counts: Counts,
    notices: Vec<Notice>,
}

/// What a list came to, with what was decided for each row.
fn report<E, T>(kind: ListKind, list: &ReadList<E>, options: &ImportOptions, decided: Decided<T>) -> ImportReport {
    ImportReport {
        kind,
        outcome: outcome(list, options),
        carrier: decided.carrier.as_ref().map(Resolved::report),
        counts: Counts { faulty: list.faulty_rows, ..decided.counts },
        new_organisations: decided.agencies.into_iter().map(|agency| agency.name).collect(),
        faults: list.faults.clone(),
        notices: list.notices.iter().cloned().chain(decided.notices).collect(),
    }
}

/// Stores the organisations that are new.
fn store_organisations<T>(
    tx: &mut WriteTx,
    decided: &Decided<T>,
    actor: Actor,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    let new_carrier = decided.carrier.iter().filter(|carrier| carrier.new).map(|carrier| &carrier.organisation);
    let organisations: Vec<_> = new_carrier.chain(&decided.agencies).cloned().collect();
    storage::organisations::save_all(tx, &organisations)?;
    let added = |organisation: &Organisation| {
        let (subject, details) = (Subject::Organisation(organisation.id), json!({"kind": organisation.kind}));
        event(actor, Action::OrganisationAdded, subject, details, moment)
    };
    let events: Vec<AuditEvent> = organisations.iter().map(added).collect();
    storage::audit::append_all(tx, &events)
}

fn outcome<E>(list: &ReadList<E>, options: &ImportOptions) -> Outcome {
    let faulty = !list.faults.is_empty();
    if faulty && (options.faulty == Faulty::RefuseAll || list.good.is_empty()) {
        Outcome::Refused
    } else if options.dry_run {
        Outcome::Possible
    } else {
        Outcome::Taken
    }
}

/// The carrier, where that is clear. A first look at a list needs none: as long as nothing is stored, a database without
/// any carrier will do.
fn carrier<E>(
    context: &Context,
    list: &ReadList<E>,
    options: &ImportOptions,
    all: &[Organisation],
    id: OrganisationId,
    place: impl Fn(&E) -> Postcode,
) -> Result<Option<Resolved>, CarrierError> {
    let places = list.good.iter().map(|row| place(&row.entry));
    match resolve(&options.carrier, all, id, places, context.area.gazetteer()) {
        Err(CarrierError::None) if outcome(list, options) != Outcome::Taken => Ok(None),
        resolved => resolved.map(Some),
    }
}
