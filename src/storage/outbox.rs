//! The outbox: mails that a commit decided on and a worker sends.
//!
//! A worker [claims](claim_due) due mails, which counts as an attempt and hides them from others for a while, sends them outside any
//! transaction, and notes how it went. If it dies meanwhile, they are claimed again: the fixed `Message-ID` tells the copies.
//!
//! Limits (mails a minute, mails a day to one recipient) hold over all workers, because they are counted here, by one claim after the
//! other. Claims and notes are guarded by their own conditions and may run in [`write_guarded`](super::Database::write_guarded).

mod counts;
mod list;

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;

pub use self::counts::{Counts, counts};
pub use self::list::{find_within, page, query};

use super::dialect::{self, insert_new};
use super::error::StorageError;
use super::schema::outbox;
use super::stored;
use super::transaction::{ReadTx, WriteTx};
use super::types::{Id, Json, Ts};
use crate::domain::id::{LeaseToken, MailId};
use crate::domain::outbox::{MailCause, MailState, MailStatus, OutboxMail};

const QUEUED: &str = MailStatus::Queued.code();
const SENT: &str = MailStatus::Sent.code();
const DEAD: &str = MailStatus::Dead.code();
const OUTDATED: &str = MailStatus::Outdated.code();

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

/// With what it is found by, which nobody reads.
#[derive(Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
struct NewMail {
    #[diesel(embed)]
    row: MailRow,
    recipient_key: String,
}

impl MailRow {
    fn of(mail: &OutboxMail) -> Self {
        let (state, next_attempt_at, sent_at, last_error) = match &mail.state {
            MailState::Queued { next_attempt_at, last_error } => (QUEUED, *next_attempt_at, None, last_error.clone()),
            MailState::Sent { at } => (SENT, *at, Some(*at), None),
            MailState::Dead { last_error } => (DEAD, mail.created_at, None, Some(last_error.clone())),
            MailState::Outdated { why } => (OUTDATED, mail.created_at, None, Some(why.clone())),
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
            (OUTDATED, _) => MailState::Outdated { why: self.last_error.unwrap_or_default() },
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
    let new = |mail: &OutboxMail| NewMail { row: MailRow::of(mail), recipient_key: mail.recipient.key() };
    let rows: Vec<NewMail> = all.iter().map(new).collect();
    Ok(insert_new!(tx.conn(), outbox(message_id), rows)?)
}

/// How many mails may go out. Without a number there is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// In any minute, by all workers together.
    pub per_minute: Option<u32>,
    /// To one recipient in any 24 hours.
    pub per_recipient_per_day: Option<u32>,
}

/// A worker's wish for mails.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// Now.
    pub now: DateTime<Utc>,
    /// How long the mails are the worker's.
    pub lease: Duration,
    /// What it holds them by.
    pub token: LeaseToken,
    /// The most that are wanted.
    pub limit: u32,
    /// How many may go out.
    pub limits: Limits,
    /// The kinds that the limit of a recipient's day is for; others go out in any case, and before them.
    pub may_wait: &'static [&'static str],
}

/// A mail that a worker has claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedMail {
    /// The mail, with this attempt counted.
    pub mail: OutboxMail,
    /// Since when it has been put off: since now, if it was not. How long it waited before, be it for a server, does not matter.
    pub since: DateTime<Utc>,
}

/// Claims mails that are due, those that may wait behind all others, longest due first, as far as the limits allow. Until the lease ends nobody else gets them.
///
/// A mail to somebody who has got the most of a day waits until the first of those is a day old; that is no attempt.
pub fn claim_due(tx: &mut WriteTx, claim: &Claim) -> Result<Vec<ClaimedMail>, StorageError> {
    let Claim { now, limits, .. } = *claim;
    if limits != Limits::default() {
        dialect::queue_for_mails(tx.conn())?;
    }
    let wanted = match limits.per_minute {
        Some(most) => i64::from(claim.limit).min(left_this_minute(tx, now, most)?),
        None => i64::from(claim.limit),
    };
    if wanted == 0 {
        return Ok(Vec::new());
    }
    let ids = loop {
        let due = dialect::due_mails(tx.conn(), Ts::from(now), wanted, claim.may_wait)?;
        let found = due.len();
        let allowed = match limits.per_recipient_per_day {
            Some(most) => hold_back(tx, claim, due, most)?,
            None => due.into_iter().map(|(id, ..)| id).collect(),
        };
        // Mails that are held back are no longer due: behind them there may be more.
        if found == 0 || !allowed.is_empty() {
            break allowed;
        }
    };
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(outbox::table.filter(outbox::id.eq_any(&ids)).filter(outbox::state.eq(QUEUED)))
        .set((
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::next_attempt_at.eq(Ts::from(now + claim.lease)),
            outbox::claim_token.eq(Some(Id(claim.token.as_uuid()))),
            outbox::claimed_at.eq(Some(Ts::from(now))),
        ))
        .execute(tx.conn())?;
    let mut rows: Vec<(MailRow, Option<Ts>)> = outbox::table
        .filter(outbox::id.eq_any(&ids))
        .order((outbox::created_at, outbox::id))
        .select((MailRow::as_select(), outbox::retried_at))
        .load(tx.conn())?;
    rows.sort_by_key(|(row, _)| claim.may_wait.contains(&row.kind.as_str()));
    // The column is called by what it once was: when somebody had put the mail back into the queue.
    let read = |(row, put_off_at): (MailRow, Option<Ts>)| {
        let mail = row.into_domain()?;
        Ok(ClaimedMail { since: put_off_at.map_or(now, Ts::at), mail })
    };
    rows.into_iter().map(read).collect()
}

/// Lets mails be due at `now` that wait until after `horizon`; those that wait for their recipient's next day do for a day at most.
pub fn wake(tx: &mut WriteTx, now: DateTime<Utc>, horizon: DateTime<Utc>) -> Result<usize, StorageError> {
    let of_tomorrow = Ts::from(now + Duration::days(1));
    let held_back = outbox::last_error.is_not_null().and(outbox::last_error.assume_not_null().eq(DAILY_LIMIT));
    let late = outbox::table
        .filter(outbox::state.eq(QUEUED))
        .filter(outbox::next_attempt_at.gt(Ts::from(horizon)))
        .filter(diesel::dsl::not(held_back).or(outbox::next_attempt_at.gt(of_tomorrow)));
    let due = (outbox::next_attempt_at.eq(Ts::from(now)), outbox::claim_token.eq(None::<Id>));
    Ok(diesel::update(late).set(due).execute(tx.conn())?)
}

/// What was noted further ahead than this was noted by a clock that was wrong. It counts against no limit, which would hold until
/// then.
const AHEAD: Duration = Duration::minutes(5);

/// How many more may be claimed in the minute that ends now. No more are looked at than would fill it, whatever was claimed
/// without a limit before.
fn left_this_minute(tx: &mut ReadTx, now: DateTime<Utc>, most: u32) -> Result<i64, StorageError> {
    let claimed: Vec<Option<Ts>> = outbox::table
        .filter(outbox::claimed_at.gt(Ts::from(now - Duration::minutes(1))))
        .filter(outbox::claimed_at.le(Ts::from(now + AHEAD)))
        .order(outbox::claimed_at.desc())
        .limit(i64::from(most))
        .select(outbox::claimed_at)
        .load(tx.conn())?;
    Ok(i64::from(most) - i64::try_from(claimed.len()).unwrap_or(i64::MAX))
}

/// Moves those on that would be too many for their recipient, and gives the others.
fn hold_back(
    tx: &mut WriteTx,
    claim: &Claim,
    due: Vec<(Id, String, String)>,
    most: u32,
) -> Result<Vec<Id>, StorageError> {
    let day = Duration::days(1);
    let may_wait = |kind: &str| claim.may_wait.contains(&kind);
    let (ids, recipients): (Vec<Id>, Vec<&str>) = due.iter().map(|(id, to, _)| (*id, to.as_str())).unzip();
    let of_this_day =
        outbox::sent_at.gt(Ts::from(claim.now - day)).and(outbox::sent_at.le(Ts::from(claim.now + AHEAD)));
    // Those that somebody is sending just now count too.
    let counted: Vec<(String, i64, Option<Ts>)> = outbox::table
        .filter(outbox::recipient.eq_any(&recipients))
        .filter(outbox::kind.eq_any(claim.may_wait))
        .filter(of_this_day.or(outbox::claim_token.is_not_null()))
        .filter(outbox::id.ne_all(&ids))
        .group_by(outbox::recipient)
        .select((outbox::recipient, diesel::dsl::count_star(), diesel::dsl::min(outbox::sent_at)))
        .load(tx.conn())?;
    let mut got: HashMap<String, (i64, Option<Ts>)> =
        counted.into_iter().map(|(recipient, count, first)| (recipient, (count, first))).collect();
    let mut allowed = Vec::new();
    let mut held: HashMap<Ts, Vec<Id>> = HashMap::new();
    for (id, recipient, kind) in due {
        if !may_wait(&kind) {
            allowed.push(id);
            continue;
        }
        let (count, first) = got.entry(recipient).or_insert((0, None));
        if *count < i64::from(most) {
            *count += 1;
            allowed.push(id);
        } else {
            // Those in this very batch are not sent yet.
            let free = first.map_or(claim.now + claim.lease, |first| first.at() + day);
            held.entry(Ts::from(free.max(claim.now + Duration::seconds(1)))).or_default().push(id);
        }
    }
    for (until, ids) in held {
        diesel::update(outbox::table.filter(outbox::id.eq_any(ids)).filter(outbox::state.eq(QUEUED)))
            .set((outbox::next_attempt_at.eq(until), outbox::last_error.eq(DAILY_LIMIT)))
            .execute(tx.conn())?;
    }
    Ok(allowed)
}

/// Why a mail waits although nothing failed.
const DAILY_LIMIT: &str = "the recipient has got as many mails as a day allows";

/// Notes that mails were sent, whoever holds them by now: a fact is a fact. Returns how many of them were still queued.
pub fn mark_sent(tx: &mut WriteTx, ids: &[MailId], at: DateTime<Utc>) -> Result<usize, StorageError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(id.as_uuid())).collect();
    let sent = (
        outbox::state.eq(SENT),
        outbox::sent_at.eq(Ts::from(at)),
        outbox::last_error.eq(None::<String>),
        outbox::claim_token.eq(None::<Id>),
    );
    Ok(diesel::update(outbox::table.filter(outbox::id.eq_any(ids)).filter(outbox::state.eq(QUEUED)))
        .set(sent)
        .execute(tx.conn())?)
}

/// Strikes out what mails carry, once they have gone.
pub fn strike_out(tx: &mut WriteTx, ids: &[MailId]) -> Result<(), StorageError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(id.as_uuid())).collect();
    let gone = outbox::table.filter(outbox::id.eq_any(ids)).filter(outbox::state.eq(SENT));
    diesel::update(gone).set(outbox::payload.eq(Json(serde_json::json!({})))).execute(tx.conn())?;
    Ok(())
}

/// What becomes of a mail that was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// It is tried again.
    Again {
        /// Not before this instant.
        at: DateTime<Utc>,
        /// Since when it has been put off.
        since: DateTime<Utc>,
    },
    /// It is given up.
    GivenUp,
    /// It no longer holds.
    Outdated,
}

/// Notes that a mail was not sent, why, and what becomes of it. [`StorageError::Changed`] when somebody else has claimed it in
/// the meantime or it is no longer queued.
pub fn mark_unsent(
    tx: &mut WriteTx,
    id: MailId,
    token: LeaseToken,
    why: &str,
    unsent: Unsent,
) -> Result<(), StorageError> {
    let claimed = outbox::table
        .find(Id(id.as_uuid()))
        .filter(outbox::state.eq(QUEUED))
        .filter(outbox::claim_token.eq(Id(token.as_uuid())));
    let free = outbox::claim_token.eq(None::<Id>);
    let reason = outbox::last_error.eq(why);
    let end = |state: &'static str| (free, outbox::state.eq(state), reason);
    let marked = match unsent {
        Unsent::Again { at, since } => {
            let again = (outbox::next_attempt_at.eq(Ts::from(at)), outbox::retried_at.eq(Some(Ts::from(since))));
            diesel::update(claimed).set((free, again, reason)).execute(tx.conn())?
        }
        Unsent::GivenUp => diesel::update(claimed).set(end(DEAD)).execute(tx.conn())?,
        Unsent::Outdated => diesel::update(claimed).set(end(OUTDATED)).execute(tx.conn())?,
    };
    if marked == 1 { Ok(()) } else { Err(StorageError::Changed { what: "mail" }) }
}

/// Lets go of mails that were not tried, with the reason if there is one: no attempt counts, and neither does the rate.
/// Those that somebody else has claimed in the meantime are left alone.
pub fn release(
    tx: &mut WriteTx,
    ids: &[MailId],
    token: LeaseToken,
    error: Option<&str>,
    next_attempt_at: DateTime<Utc>,
) -> Result<(), StorageError> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(id.as_uuid())).collect();
    let claimed = outbox::table
        .filter(outbox::id.eq_any(&ids))
        .filter(outbox::state.eq(QUEUED))
        .filter(outbox::claim_token.eq(Id(token.as_uuid())));
    let freed = (
        outbox::attempts.eq(outbox::attempts - 1),
        outbox::next_attempt_at.eq(Ts::from(next_attempt_at)),
        outbox::claim_token.eq(None::<Id>),
        outbox::claimed_at.eq(None::<Ts>),
    );
    match error {
        Some(error) => diesel::update(claimed).set((freed, outbox::last_error.eq(error))).execute(tx.conn())?,
        None => diesel::update(claimed).set(freed).execute(tx.conn())?,
    };
    Ok(())
}

/// Puts a mail that was given up back into the queue, its attempts counted from none. [`StorageError::Changed`] when
/// it was not given up.
pub fn retry(tx: &mut WriteTx, id: MailId, at: DateTime<Utc>) -> Result<(), StorageError> {
    let dead = outbox::table.find(Id(id.as_uuid())).filter(outbox::state.eq(DEAD));
    let queued = diesel::update(dead).set(queued_again(at)).execute(tx.conn())?;
    if queued == 1 { Ok(()) } else { Err(StorageError::Changed { what: "mail" }) }
}

/// Puts all mails that were given up back into the queue; returns how many.
pub fn retry_all(tx: &mut WriteTx, at: DateTime<Utc>) -> Result<usize, StorageError> {
    Ok(diesel::update(outbox::table.filter(outbox::state.eq(DEAD))).set(queued_again(at)).execute(tx.conn())?)
}

/// What a mail becomes that is tried anew.
type QueuedAgain = (
    diesel::dsl::Eq<outbox::state, &'static str>,
    diesel::dsl::Eq<outbox::attempts, i32>,
    diesel::dsl::Eq<outbox::next_attempt_at, Ts>,
    diesel::dsl::Eq<outbox::retried_at, Option<Ts>>,
);

fn queued_again(at: DateTime<Utc>) -> QueuedAgain {
    let (attempts, at) = (outbox::attempts.eq(0), outbox::next_attempt_at.eq(Ts::from(at)));
    (outbox::state.eq(QUEUED), attempts, at, outbox::retried_at.eq(None))
}

/// The newest mails that stand like this, newest first.
pub fn list(tx: &mut ReadTx, state: Option<MailStatus>, limit: u32) -> Result<Vec<OutboxMail>, StorageError> {
    let mut query =
        outbox::table.select(MailRow::as_select()).order((outbox::created_at.desc(), outbox::id.desc())).into_boxed();
    if let Some(state) = state {
        query = query.filter(outbox::state.eq(state.code()));
    }
    let rows: Vec<MailRow> = query.limit(i64::from(limit)).load(tx.conn())?;
    rows.into_iter().map(MailRow::into_domain).collect()
}

/// Since when the mail that has been due longest at `now` has been due.
pub fn oldest_due(tx: &mut ReadTx, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StorageError> {
    let oldest: Option<Ts> = outbox::table
        .filter(outbox::state.eq(QUEUED))
        .filter(outbox::next_attempt_at.le(Ts::from(now)))
        .order(outbox::next_attempt_at)
        .select(outbox::next_attempt_at)
        .first(tx.conn())
        .optional()?;
    Ok(oldest.map(Ts::at))
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

/// How sure it is that a mail has reached somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// It was sent, or somebody is sending it.
    Over,
    /// It was tried and failed; a server may have kept it all the same.
    Perhaps,
}

/// The mails about one thing that may have reached somebody in the words they had before `at`, oldest first. Mails are made
/// when they are claimed: one that waits and was claimed later says what held later, if anything.
pub fn handed(
    tx: &mut ReadTx,
    cause: &MailCause,
    at: DateTime<Utc>,
) -> Result<Vec<(OutboxMail, Handed)>, StorageError> {
    let rows: Vec<(MailRow, Option<Id>, Option<Ts>)> = outbox::table
        .filter(outbox::cause_id.eq(Id(cause.id)))
        .filter(outbox::cause_kind.eq(&cause.kind))
        .order((outbox::created_at, outbox::id))
        .select((MailRow::as_select(), outbox::claim_token, outbox::claimed_at))
        .load(tx.conn())?;
    let mut handed = Vec::new();
    for (row, token, claimed_at) in rows {
        let was_begun = claimed_at.is_some_and(|claimed| claimed.at() < at);
        let how = match row.state.as_str() {
            SENT => Handed::Over,
            // Looked at once and found to be over: no server has seen it.
            OUTDATED if row.attempts <= 1 => continue,
            QUEUED if was_begun && token.is_some() => Handed::Over,
            _ if was_begun || row.attempts > 1 => Handed::Perhaps,
            _ => continue,
        };
        handed.push((row.into_domain()?, how));
    }
    Ok(handed)
}
