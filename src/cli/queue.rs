//! `jobs` and `outbox`: what waits, what was given up and why, and another try.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::{CliError, Console};
use crate::app::outbox::Again;
use crate::app::{AppError, jobs, outbox};
use crate::domain::id::{JobId, MailId};
use crate::domain::job::{JobState, JobStatus};
use crate::domain::outbox::{MailState, MailStatus};
use crate::domain::time::ZONE;
use crate::i18n::{Value, dates};
use crate::settings::Settings;
use crate::startup;
use crate::storage::StorageError;

/// Look at the jobs of the queue: list them, or try again what was given up
#[derive(Debug, Args)]
pub struct JobsArguments {
    #[command(subcommand)]
    command: JobsCommand,
}

#[derive(Debug, Subcommand)]
enum JobsCommand {
    /// The newest jobs, newest first
    List {
        /// Only those that stand like this: queued, running, done or dead
        #[arg(long)]
        state: Option<JobStatus>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Try again what was given up
    Retry(Retry<JobId>),
}

/// Look at the mails of the outbox: list them, or try again what was given up
#[derive(Debug, Args)]
pub struct OutboxArguments {
    #[command(subcommand)]
    command: OutboxCommand,
}

#[derive(Debug, Subcommand)]
enum OutboxCommand {
    /// The newest mails, newest first
    List {
        /// Only those that stand like this: queued, sent, dead (given up) or outdated (no longer true when their turn came)
        #[arg(long)]
        state: Option<MailStatus>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Try again what was given up
    Retry(Retry<MailId>),
}

#[derive(Debug, Args)]
struct Retry<I>
where
    I: std::str::FromStr<Err: Into<Box<dyn std::error::Error + Send + Sync>>> + Clone + Send + Sync + 'static,
{
    /// Which, by the identity that `list` shows
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    id: Option<I>,
    /// All that were given up
    #[arg(long)]
    all: bool,
}

/// A job or mail as it is listed.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    kind: String,
    state: &'static str,
    attempts: u32,
    created_at: DateTime<Utc>,
    /// When it is due, ended, or its claim ends.
    at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<String>,
    last_error: Option<String>,
}

/// Jobs.
pub fn run_jobs(arguments: &JobsArguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let storage = |error: StorageError| CliError::environment("jobs", error);
    match &arguments.command {
        JobsCommand::List { state, limit } => {
            let jobs = jobs::list(&context, *state, *limit).map_err(storage)?;
            let line = |job: crate::domain::job::Job| Line {
                id: job.id.to_string(),
                kind: job.kind,
                state: job.state.status().code(),
                attempts: job.attempts,
                created_at: job.created_at,
                at: Some(match job.state {
                    JobState::Queued { run_at } => run_at,
                    JobState::Running(lease) => lease.until,
                    JobState::Done { at } | JobState::Dead { at } => at,
                }),
                recipient: None,
                last_error: job.last_error,
            };
            show(&jobs.into_iter().map(line).collect::<Vec<_>>(), console)
        }
        JobsCommand::Retry(Retry { id: Some(id), .. }) => {
            let tried = jobs::retry(&context, *id, startup::now()).map(|()| 1);
            again(tried.map_err(AppError::Storage), id.to_string(), console)
        }
        JobsCommand::Retry(Retry { id: None, .. }) => {
            again(jobs::retry_all(&context, startup::now()).map_err(AppError::Storage), String::new(), console)
        }
    }
}

/// Mails.
pub fn run_outbox(arguments: &OutboxArguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    match &arguments.command {
        OutboxCommand::List { state, limit } => {
            let mails =
                outbox::list(&context, *state, *limit).map_err(|error| CliError::environment("outbox", error))?;
            let line = |mail: crate::domain::outbox::OutboxMail| {
                let state = mail.state.status().code();
                let (at, last_error) = match mail.state {
                    MailState::Queued { next_attempt_at, last_error } => (Some(next_attempt_at), last_error),
                    MailState::Sent { at } => (Some(at), None),
                    MailState::Dead { last_error: why } | MailState::Outdated { why } => (None, Some(why)),
                };
                Line {
                    id: mail.id.to_string(),
                    kind: mail.kind,
                    state,
                    attempts: mail.attempts,
                    created_at: mail.created_at,
                    at,
                    recipient: Some(mail.recipient.to_string()),
                    last_error,
                }
            };
            show(&mails.into_iter().map(line).collect::<Vec<_>>(), console)
        }
        OutboxCommand::Retry(Retry { id, .. }) => {
            let mut moment = startup::moment(startup::now())?;
            let which = id.map_or(Again::All, Again::One);
            again(outbox::retry(&context, which, &mut moment), id.map_or(String::new(), |id| id.to_string()), console)
        }
    }
}

fn show(lines: &[Line], console: &Console) -> Result<(), CliError> {
    console.result(&lines)?;
    if lines.is_empty() {
        return console.tell(&console.text("queue-empty", &[]));
    }
    for line in lines {
        let when = |at: DateTime<Utc>| dates::moment(console.locale, at.with_timezone(&ZONE).naive_local());
        let state = console.text(
            match line.state {
                "queued" => "queue-state-queued",
                "running" => "queue-state-running",
                "done" => "queue-state-done",
                "sent" => "queue-state-sent",
                "outdated" => "queue-state-outdated",
                _ => "queue-state-dead",
            },
            &[],
        );
        let facts = [
            ("id", line.id.clone().into()),
            ("kind", line.kind.clone().into()),
            ("state", state.into()),
            ("attempts", Value::from(i64::from(line.attempts))),
            ("when", when(line.at.unwrap_or(line.created_at)).into()),
        ];
        let mut said = console.text("queue-line", &facts);
        for more in [&line.recipient, &line.last_error].into_iter().flatten() {
            said = format!("{said}\n    {more}");
        }
        console.tell(&said)?;
    }
    Ok(())
}

/// What is not given up cannot be tried again; that is a refusal.
fn again(tried: Result<usize, AppError>, id: String, console: &Console) -> Result<(), CliError> {
    match tried {
        Ok(count) => {
            console.result(&serde_json::json!({"queued": count}))?;
            let count = Value::from(i64::try_from(count).unwrap_or(i64::MAX));
            console.tell(&console.text("queue-again", &[("count", count)]))
        }
        Err(AppError::Storage(StorageError::Changed { .. })) => {
            Err(CliError::Refused(console.text("queue-not-dead", &[("id", id.into())])))
        }
        Err(error) => Err(error.into()),
    }
}
