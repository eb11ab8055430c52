//! A mail as it is written into the outbox, in the commit that decides on it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::app::{AppError, Context, Moment};
use crate::domain::contact::Email;
use crate::domain::id::MailId;
use crate::domain::lotse::Lotse;
use crate::domain::outbox::{MailCause, MailState, OutboxMail};
use crate::mail::message::MessageId;
use crate::storage::{self, ReadTx, StorageError};

/// A mail of this kind that is due now. `facts` are what composing needs beyond the cause.
pub(in crate::app) fn queued(
    context: &Context,
    kind: &str,
    cause: MailCause,
    recipient: Email,
    facts: Value,
    moment: &mut Moment,
) -> Result<OutboxMail, AppError> {
    let now: DateTime<Utc> = moment.now;
    let id = MailId::new(now, moment.random());
    let mut payload = json!({"locale": context.sender.locale.code()});
    if let (Value::Object(payload), Value::Object(facts)) = (&mut payload, facts) {
        payload.extend(facts);
    }
    Ok(OutboxMail {
        id,
        message_id: MessageId::of(id, &context.sender.address)?.to_string(),
        kind: kind.to_owned(),
        recipient,
        payload,
        cause,
        created_at: now,
        attempts: 0,
        state: MailState::Queued { next_attempt_at: now, last_error: None },
    })
}

/// Under this name a mail remembers that its reader passes it on.
const PASS_ON: &str = "pass_on";

/// Who gets what is meant for a Lotse.
#[derive(Debug, Clone)]
pub(in crate::app) struct Reach {
    /// Whose box it goes to.
    pub recipient: Email,
    /// Whether they are not the Lotse, but the project that calls them.
    pub passes_on: bool,
}

/// The Lotse or, where they have no address, their project; `None` where it has none either: then the list of offers and
/// assignments alone tells whom to call.
pub(in crate::app) fn reach(tx: &mut ReadTx, lotse: &Lotse) -> Result<Option<Reach>, StorageError> {
    if let Some(recipient) = lotse.email.clone() {
        return Ok(Some(Reach { recipient, passes_on: false }));
    }
    let project = storage::organisations::find(tx, lotse.organisation)?.email;
    Ok(project.map(|recipient| Reach { recipient, passes_on: true }))
}

/// A mail to a Lotse that is due now, as far as anybody can be reached.
pub(in crate::app) fn queued_to(
    context: &Context,
    kind: &str,
    cause: MailCause,
    reach: Reach,
    mut facts: Value,
    moment: &mut Moment,
) -> Result<OutboxMail, AppError> {
    if let (true, Value::Object(facts)) = (reach.passes_on, &mut facts) {
        facts.insert(PASS_ON.to_owned(), Value::Bool(true));
    }
    queued(context, kind, cause, reach.recipient, facts, moment)
}

/// Whether the reader passes the mail on to the Lotse whom it is for.
pub(super) fn is_passed_on(mail: &OutboxMail) -> bool {
    mail.payload.get(PASS_ON).and_then(Value::as_bool).unwrap_or(false)
}
