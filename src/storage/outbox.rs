//! The outbox: mails that a commit decided on and a worker sends.
//!
//! A worker [claims](claim_due) due mails, which counts as an attempt and hides them from other workers for a while,
//! sends them outside any transaction, and then notes how it went. A worker that dies in between leaves its mails to
//! be claimed again: sending is at least once, and the fixed `Message-ID` tells the copies.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;

use super::dialect::{self, insert_new};
use super::error::StorageError;
use super::schema::outbox;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::MailId;
use crate::domain::outbox::{MailCause, MailState, OutboxMail};

const QUEUED: &str = "queued";
const SENT: &str = "sent";
const DEAD: &str = "dead";

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
struct MailRow {
    id: Id,
    message_id: String,
    kind: String,
    recipient: String,
    payload: Json,
    cause_kind: String,
    cause_id: Id,
    state: String,
    attempts: i32,
    created_at: Ts,
    next_attempt_at: Ts,
    sent_at: Option<Ts>,
    last_error: Option<String>,
}

impl MailRow {
    fn of(mail: &OutboxMail) -> Self {
        let (state, next_attempt_at, sent_at, last_error) = match &mail.state {
            MailState::Queued { next_attempt_at, last_error } => (QUEUED, *next_attempt_at, None, last_error.clone()),
            MailState::Sent { at } => (SENT, *at, Some(*at), None),
            MailState::Dead { last_error } => (DEAD, mail.created_at, None, Some(last_error.clone())),
        };
        Self {
            id: Id(mail.id.as_uuid()),
            message_id: mail.message_id.clone(),
            kind: mail.kind.clone(),
            recipient: mail.recipient.to_string(),
            payload: Json(mail.payload.clone()),
            cause_kind: mail.cause.kind.clone(),
            cause_id: Id(mail.cause.id),
            state: state.to_owned(),
            attempts: i32::try_from(mail.attempts).unwrap_or(i32::MAX),
            created_at: Ts::from(mail.created_at),
            next_attempt_at: Ts::from(next_attempt_at),
            sent_at: stored::instant(sent_at),
            last_error,
        }
    }

    fn into_domain(self) -> Result<OutboxMail, StorageError> {
        let id = self.id;
        let state = match (self.state.as_str(), self.sent_at) {
            (QUEUED, _) => {
                MailState::Queued { next_attempt_at: self.next_attempt_at.at(), last_error: self.last_error }
            }
            (SENT, Some(at)) => MailState::Sent { at: at.at() },
            (DEAD, _) => MailState::Dead { last_error: self.last_error.unwrap_or_default() },
            _ => return Err(StorageError::Unreadable { what: "outbox.state", row: id.0 }),
        };
        Ok(OutboxMail {
            id: MailId::from_uuid(id.0),
            message_id: self.message_id,
            kind: self.kind,
            recipient: stored::owned(self.recipient, "outbox.recipient", id)?,
            payload: self.payload.0,
            cause: MailCause { kind: self.cause_kind, id: self.cause_id.0 },
            created_at: self.created_at.at(),
            attempts: stored::number(self.attempts, "outbox.attempts", id)?,
            state,
        })
    }
}

/// Adds mails, leaving out those whose `Message-ID` is there already. Returns how many were added.
pub fn add_all(tx: &mut WriteTx, all: &[OutboxMail]) -> Result<usize, StorageError> {
    let rows: Vec<MailRow> = all.iter().map(MailRow::of).collect();
    Ok(insert_new!(tx.conn(), outbox(message_id), rows)?)
}

/// Claims up to `limit` mails that are due at `now`, longest due first. Until `now + lease` nobody else gets them.
/// They come back with this attempt counted.
pub fn claim_due(
    tx: &mut WriteTx,
    now: DateTime<Utc>,
    lease: Duration,
    limit: u32,
) -> Result<Vec<OutboxMail>, StorageError> {
    let ids = dialect::due_mails(tx.conn(), Ts::from(now), i64::from(limit))?;
    diesel::update(outbox::table.filter(outbox::id.eq_any(&ids)))
        .set((outbox::attempts.eq(outbox::attempts + 1), outbox::next_attempt_at.eq(Ts::from(now + lease))))
        .execute(tx.conn())?;
    let rows: Vec<MailRow> = outbox::table
        .filter(outbox::id.eq_any(&ids))
        .order((outbox::created_at, outbox::id))
        .select(MailRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().map(MailRow::into_domain).collect()
}

/// Notes that a mail was sent. [`StorageError::Changed`] when it was not queued.
pub fn mark_sent(tx: &mut WriteTx, id: MailId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let marked = diesel::update(outbox::table.find(Id(id.as_uuid())).filter(outbox::state.eq(QUEUED)))
        .set((outbox::state.eq(SENT), outbox::sent_at.eq(Ts::from(at)), outbox::last_error.eq(None::<String>)))
        .execute(tx.conn())?;
    if marked == 1 { Ok(()) } else { Err(StorageError::Changed { what: "mail" }) }
}

/// Notes that sending failed and when to try again; `None` gives the mail up. [`StorageError::Changed`] when it was not
/// queued.
pub fn mark_failed(
    tx: &mut WriteTx,
    id: MailId,
    error: &str,
    try_again_at: Option<DateTime<Utc>>,
) -> Result<(), StorageError> {
    let queued = outbox::table.find(Id(id.as_uuid())).filter(outbox::state.eq(QUEUED));
    let marked = match try_again_at {
        Some(at) => diesel::update(queued)
            .set((outbox::next_attempt_at.eq(Ts::from(at)), outbox::last_error.eq(error)))
            .execute(tx.conn())?,
        None => {
            diesel::update(queued).set((outbox::state.eq(DEAD), outbox::last_error.eq(error))).execute(tx.conn())?
        }
    };
    if marked == 1 { Ok(()) } else { Err(StorageError::Changed { what: "mail" }) }
}

/// Puts a mail that was given up back into the queue, its attempts counted from none. [`StorageError::Changed`] when
/// it was not given up.
pub fn retry(tx: &mut WriteTx, id: MailId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let dead = outbox::table.find(Id(id.as_uuid())).filter(outbox::state.eq(DEAD));
    let queued = diesel::update(dead)
        .set((outbox::state.eq(QUEUED), outbox::attempts.eq(0), outbox::next_attempt_at.eq(Ts::from(at))))
        .execute(tx.conn())?;
    if queued == 1 { Ok(()) } else { Err(StorageError::Changed { what: "mail" }) }
}

/// One mail.
pub fn find(tx: &mut ReadTx, id: MailId) -> Result<OutboxMail, StorageError> {
    outbox::table
        .find(Id(id.as_uuid()))
        .select(MailRow::as_select())
        .first(tx.conn())
        .map_err(StorageError::absent("mail"))?
        .into_domain()
}

/// The mails about one thing, oldest first.
pub fn about(tx: &mut ReadTx, cause: &MailCause) -> Result<Vec<OutboxMail>, StorageError> {
    let rows: Vec<MailRow> = outbox::table
        .filter(outbox::cause_id.eq(Id(cause.id)))
        .filter(outbox::cause_kind.eq(&cause.kind))
        .order((outbox::created_at, outbox::id))
        .select(MailRow::as_select())
        .load(tx.conn())?;
    rows.into_iter().map(MailRow::into_domain).collect()
}

/// How many mails wait, were sent, and were given up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the queue, due or not.
    pub queued: u64,
    /// Sent.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
}

/// Counts the mails by where they stand.
pub fn counts(tx: &mut ReadTx) -> Result<Counts, StorageError> {
    let rows: Vec<(String, i64)> =
        outbox::table.group_by(outbox::state).select((outbox::state, diesel::dsl::count_star())).load(tx.conn())?;
    let mut counts = Counts::default();
    for (state, count) in rows {
        let none = Id(uuid::Uuid::nil());
        let count = stored::number(count, "outbox", none)?;
        match state.as_str() {
            QUEUED => counts.queued = count,
            SENT => counts.sent = count,
            DEAD => counts.dead = count,
            _ => return Err(StorageError::Unreadable { what: "outbox.state", row: none.0 }),
        }
    }
    Ok(counts)
}
