//! A mail as it is written into the outbox, in the commit that decides on it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::app::{AppError, Context, Moment};
use crate::domain::contact::Email;
use crate::domain::id::MailId;
use crate::domain::outbox::{MailCause, MailState, OutboxMail};
use crate::mail::message::MessageId;

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
