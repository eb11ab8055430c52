//! Noting what was done, in the commit that did it, and looking it up.

use chrono::Duration;
use serde_json::{Value, json};

use super::{Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, AuditEvent, Subject};
use crate::domain::filter::{AuditFilter, AuditSort};
use crate::domain::id::{AuditEventId, SubjectId};
use crate::domain::page::{Page, Paging};
use crate::storage::{self, StorageError, WriteTx};

/// An event of this moment; later ones of the same moment come after it.
pub fn event(actor: Actor, action: Action, subject: Subject, details: Value, moment: &mut Moment) -> AuditEvent {
    let id = AuditEventId::new(moment.now, moment.random_in_order());
    AuditEvent { id, at: moment.now, actor, action, subject, details }
}

/// Notes one event in the commit that it tells of.
pub fn note(
    tx: &mut WriteTx,
    actor: Actor,
    action: Action,
    subject: Subject,
    details: Value,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    storage::audit::append_all(tx, &[event(actor, action, subject, details, moment)])
}

/// So long a look at somebody's contact stands for further ones of the same person.
const ONE_LOOK: Duration = Duration::hours(1);

/// Notes that somebody has read the contact of a Lotse, or of a request and its newcomer; of other subjects there is nothing to
/// note. Looks of one person at one record are noted once an hour. Whoever shows a contact calls this first, and shows nothing when
/// it fails.
///
/// # Errors
/// When the database fails.
pub fn note_look(context: &Context, actor: Actor, subject: Subject, moment: &mut Moment) -> Result<(), StorageError> {
    let action = match subject {
        Subject::Lotse(_) => Action::LotseContactRead,
        Subject::Request(_) => Action::RequestContactRead,
        _ => return Ok(()),
    };
    let since = AuditEventId::new(moment.now - ONE_LOOK, [0; 10]);
    // Two looks at the same moment may be noted twice, which does no harm.
    if context.database.read(|tx| storage::audit::is_noted(tx, actor, action, subject, since))? {
        return Ok(());
    }
    let look = event(actor, action, subject, json!({}), moment);
    context.database.write(|tx| storage::audit::append_all(tx, std::slice::from_ref(&look)))
}

/// The newest events, of one subject or of all, newest first.
///
/// # Errors
/// When the database fails.
pub fn list(context: &Context, subject: Option<SubjectId>, limit: u32) -> Result<Vec<AuditEvent>, StorageError> {
    context.database.read(|tx| storage::audit::list(tx, subject, limit))
}

/// A page of the events that the grant reaches.
///
/// # Errors
/// When the database fails.
pub fn page(
    context: &Context,
    grant: &Grant,
    filter: &AuditFilter,
    paging: &Paging<AuditSort>,
) -> Result<Page<AuditEvent>, StorageError> {
    context.database.read(|tx| storage::audit::page(tx, grant.scope(), filter, paging))
}
