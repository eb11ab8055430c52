//! `audit`: what was done to requests, offers, assignments, Lotsen, organisations, hours and accounts, and by whom.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::Value;

use super::{CliError, Console};
use crate::app::audit;
use crate::domain::audit::{Action, ActorKind, AuditEvent, SubjectKind};
use crate::domain::id::{AuditEventId, SubjectId};
use crate::domain::time::ZONE;
use crate::i18n::{dates, words};
use crate::settings::Settings;
use crate::startup;

/// Look at what was done to requests, offers, assignments, Lotsen, organisations, hours and accounts, and by whom
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// The newest events, newest first
    List {
        /// Only what was done to this request, offer, assignment, Lotse, organisation, entry of hours or account
        #[arg(long, value_name = "ID")]
        subject: Option<SubjectId>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
}

#[derive(Serialize)]
struct Line {
    id: AuditEventId,
    at: DateTime<Utc>,
    actor_kind: ActorKind,
    actor_id: Option<String>,
    action: Action,
    subject_kind: SubjectKind,
    subject_id: String,
    details: Value,
}

impl From<AuditEvent> for Line {
    fn from(event: AuditEvent) -> Self {
        Self {
            id: event.id,
            at: event.at,
            actor_kind: event.actor.kind(),
            actor_id: event.actor.id().map(|id| id.to_string()),
            action: event.action,
            subject_kind: event.subject.kind(),
            subject_id: event.subject.id().to_string(),
            details: event.details,
        }
    }
}

/// Lists.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let AuditCommand::List { subject, limit } = &arguments.command;
    let events = audit::list(&context, *subject, *limit).map_err(|error| CliError::environment("audit", error))?;
    let lines: Vec<Line> = events.into_iter().map(Line::from).collect();
    console.result(&lines)?;
    if lines.is_empty() {
        return console.tell(&console.text("audit-none", &[]));
    }
    for line in lines {
        let when = dates::moment(console.locale, line.at.with_timezone(&ZONE).naive_local());
        let who = words::actor(console.locale, line.actor_kind);
        let what = words::action(console.locale, line.action);
        let facts =
            [("when", when.into()), ("who", who.into()), ("what", what.into()), ("subject", line.subject_id.into())];
        console.tell(&console.text("audit-line", &facts))?;
    }
    Ok(())
}
