//! Mails that somebody has decided on and that a worker still has to send, or has sent.
//!
//! A mail is written in the same commit as its cause. It carries facts, not text: the text is made when it is sent. How it
//! is sent is the business of `mail`.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::contact::Email;
use super::id::MailId;

/// One mail in the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxMail {
    /// Identity.
    pub id: MailId,
    /// The fixed `Message-ID`, without angle brackets. A mail decided on twice has the same one and is kept once.
    pub message_id: String,
    /// Which mail it is, such as `offer`: the name of its template.
    pub kind: String,
    /// To whom.
    pub recipient: Email,
    /// What the template needs beyond the cause.
    pub payload: Value,
    /// What it is about.
    pub cause: MailCause,
    /// When it was decided on.
    pub created_at: DateTime<Utc>,
    /// How often sending has been tried.
    pub attempts: u32,
    /// Where it stands.
    pub state: MailState,
}

/// What a mail is about, such as `offer` and the offer's identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailCause {
    /// The noun.
    pub kind: String,
    /// Its identity.
    pub id: Uuid,
}

super::code::codes! {
    /// Where a mail stands, without what belongs to it.
    MailStatus {
        /// To be sent.
        Queued = "queued",
        /// Sent.
        Sent = "sent",
        /// Given up: a dead letter that somebody has to look at.
        Dead = "dead",
        /// Not sent, because what it would have said no longer held: nobody has to look at it.
        Outdated = "outdated",
    }
}

impl MailState {
    /// The state without what belongs to it.
    pub const fn status(&self) -> MailStatus {
        match self {
            Self::Queued { .. } => MailStatus::Queued,
            Self::Sent { .. } => MailStatus::Sent,
            Self::Dead { .. } => MailStatus::Dead,
            Self::Outdated { .. } => MailStatus::Outdated,
        }
    }
}

/// Where a mail stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailState {
    /// To be sent.
    Queued {
        /// Not before this instant. While a worker is at it: when others may take over.
        next_attempt_at: DateTime<Utc>,
        /// What went wrong the last time.
        last_error: Option<String>,
    },
    /// The mail server or the folder has taken it.
    Sent {
        /// When.
        at: DateTime<Utc>,
    },
    /// Given up; somebody has to look.
    Dead {
        /// What went wrong the last time.
        last_error: String,
    },
    /// Not sent, because it no longer held when its turn came.
    Outdated {
        /// What had come between.
        why: String,
    },
}
