//! Mails in pages, and one of them. They belong to no organisation: who may not see all of them sees none.

use diesel::prelude::*;
use uuid::Uuid;

use super::{MailRow, find};
use crate::domain::access::Scope;
use crate::domain::filter::{MailFilter, MailSort};
use crate::domain::id::MailId;
use crate::domain::outbox::{MailStatus, OutboxMail};
use crate::domain::page::{Key, Page, Paging};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery, Value};
use crate::storage::schema::outbox;
use crate::storage::transaction::ReadTx;
use crate::storage::types::{Id, Ts};

/// A page of mails.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &MailFilter,
    paging: &Paging<MailSort>,
) -> Result<Page<OutboxMail>, StorageError> {
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        let rows: Vec<MailRow> = outbox::table
            .filter(outbox::id.eq_any(ids.iter().map(|id| Id(*id))))
            .select(MailRow::as_select())
            .load(tx.conn())?;
        rows.into_iter().map(MailRow::into_domain).collect()
    };
    let sorted_by = |mail: &OutboxMail| vec![Key::Instant(mail.created_at)];
    query(scope, filter, paging).read(tx, paging, these, |mail| mail.id.as_uuid(), sorted_by)
}

/// One mail, if it may be seen.
///
/// # Errors
/// [`StorageError::NotFound`], or when the database fails.
pub fn find_within(tx: &mut ReadTx, scope: &Scope, id: MailId) -> Result<OutboxMail, StorageError> {
    if *scope == Scope::All { find(tx, id) } else { Err(StorageError::NotFound { what: "mail" }) }
}

/// The query of a page.
pub fn query(scope: &Scope, filter: &MailFilter, paging: &Paging<MailSort>) -> ListQuery {
    let descending = paging.sort() == MailSort::Newest;
    let columns = Columns::of("outbox AS m", "m.id", &["m.created_at"], descending);
    let asked = [
        filter.recipient.as_ref().map(|address| Condition::with("m.recipient_key = ", Value::Text(address.key()))),
        filter.kind.as_ref().map(|kind| Condition::with("m.kind = ", Value::Text(kind.clone()))),
        Some(Condition::between("m.created_at >= ", "m.created_at < ", filter.decided, |at| Value::At(Ts::from(at)))),
    ];
    let all = match scope {
        Scope::All => Branches::of(vec![Condition::all(asked.into_iter().flatten())]),
        Scope::Of { .. } => Branches::of(Vec::new()),
    };
    let states = MailStatus::ALL.iter().filter(|state| filter.states.is_empty() || filter.states.contains(state));
    ListQuery::new(columns, all.by("m.state", "m.state = ", states.map(|state| state.code())), paging)
}
