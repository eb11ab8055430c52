//! A mail as it is shown: to whom, of which kind, and how it fares.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::domain::outbox::{MailState, MailStatus, OutboxMail};

/// A mail of the outbox.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Mail")]
pub struct MailView {
    /// Identity.
    id: Uuid,
    /// The `Message-ID` that it goes out under, however often it is tried.
    message_id: String,
    /// Which mail it is.
    kind: String,
    /// To whom: the first letter, and the domain.
    recipient: String,
    /// The noun that it is about.
    cause: String,
    /// The identity of what it is about.
    cause_id: Uuid,
    /// When it was decided on.
    created_at: DateTime<Utc>,
    /// How often sending was tried.
    attempts: u32,
    /// Where it stands.
    state: MailStatus,
    /// Not before this instant; for queued ones.
    next_attempt_at: Option<DateTime<Utc>>,
    /// When it was sent.
    sent_at: Option<DateTime<Utc>>,
    /// What went wrong the last time in the words of the server, or what had come between.
    last_error: Option<String>,
}

impl MailView {
    /// A mail as it is shown.
    pub fn of(mail: OutboxMail) -> Self {
        let state = mail.state.status();
        let (next_attempt_at, sent_at, last_error) = match mail.state {
            MailState::Queued { next_attempt_at, last_error } => (Some(next_attempt_at), None, last_error),
            MailState::Sent { at } => (None, Some(at), None),
            MailState::Dead { last_error } | MailState::Outdated { why: last_error } => (None, None, Some(last_error)),
        };
        let (address, masked) = (mail.recipient.as_str(), mail.recipient.masked());
        Self {
            id: mail.id.as_uuid(),
            message_id: mail.message_id,
            kind: mail.kind,
            recipient: masked.clone(),
            // A server mostly quotes the address that it refuses.
            last_error: last_error.map(|error| error.replace(address, &masked)),
            cause: mail.cause.kind,
            cause_id: mail.cause.id,
            created_at: mail.created_at,
            attempts: mail.attempts,
            state,
            next_attempt_at,
            sent_at,
        }
    }
}
