//! `worker`: does jobs until it is told to stop. Many may run at one PostgreSQL database.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use clap::Args;
use serde_json::json;

use super::{CliError, Console};
use crate::app::jobs::{Ended, Failure};
use crate::app::tasks::Task;
use crate::domain::job::Job;
use crate::i18n::{Locale, Value};
use crate::jobs::Desk;
use crate::jobs::runner::{Event, Runner, Tally, Until, Work};
use crate::settings::Settings;
use crate::{jobs, startup};

/// Do what is due: send mails, match by night; until SIGTERM or Ctrl-C
#[derive(Debug, Args)]
pub struct Arguments {
    /// Stop as soon as nothing is due
    #[arg(long)]
    until_idle: bool,
}

/// Works.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let runner = Arc::new(runner(startup::desk(settings)?, settings, console)?);
    let stop = startup::stop_signal().map_err(|error| CliError::environment("signals", error))?;
    let threads = Value::from(i64::try_from(runner.rules.threads).unwrap_or(i64::MAX));
    let engine = Value::from(runner.context.database.engine().to_string());
    console.tell(&console.text("worker-begins", &[("threads", threads), ("engine", engine)]))?;
    let until = if arguments.until_idle { Until::Idle } else { Until::Stopped };
    let tally = runner.run(&stop, until);
    if stop.load(Ordering::Relaxed) {
        console.tell(&console.text("worker-stops", &[]))?;
    }
    summarise(&tally, console)
}

/// What does a job.
pub(super) type Handle = Box<dyn Fn(&Job, &Work) -> Result<serde_json::Value, Failure> + Send + Sync>;

/// A worker of all kinds that tells what happens.
pub(super) fn runner(desk: Desk, settings: &Settings, console: &Console) -> Result<Runner<Handle>, CliError> {
    Ok(Runner {
        context: desk.context.clone(),
        moments: desk.moments.clone(),
        rules: startup::work_rules(settings),
        kinds: Task::KINDS.to_vec(),
        schedules: startup::schedules(settings)?,
        handle: Box::new(move |job, work| jobs::handle(&desk, job, work)),
        tell: match (console.json, console.locale) {
            (true, _) => tell_program,
            (false, Locale::De) => tell_german,
            (false, Locale::En) => tell_english,
        },
    })
}

/// What a worker has done in all.
pub(super) fn summarise(tally: &Tally, console: &Console) -> Result<(), CliError> {
    console.result(&json!({
        "event": "stopped",
        "done": tally.done,
        "failed": tally.failed,
        "dead": tally.dead,
        "lost": tally.lost,
        "handed_back": tally.handed_back,
    }))?;
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let facts = [
        ("done", number(tally.done)),
        ("failed", number(tally.failed)),
        ("dead", number(tally.dead)),
        ("back", number(tally.handed_back)),
    ];
    console.tell(&console.text("worker-tally", &facts))
}

fn tell_german(event: &Event<'_>) {
    tell(Locale::De, event);
}

fn tell_english(event: &Event<'_>) {
    tell(Locale::En, event);
}

/// One line a job. Who no longer reads it does not stop the work.
fn tell(locale: Locale, event: &Event<'_>) {
    let console = Console::new(locale, false, true);
    let line = match event {
        Event::Queued { schedule } => console.text("worker-queued", &[("schedule", (*schedule).into())]),
        Event::Recovered { queued, dead } => {
            let number = |number: &usize| Value::from(i64::try_from(*number).unwrap_or(i64::MAX));
            console.text("worker-recovered", &[("queued", number(queued)), ("dead", number(dead))])
        }
        Event::Ended { job, ended, said, taken } => {
            let words = match said {
                Ok(said) => said.to_string(),
                Err(failure) => failure.to_string(),
            };
            let seconds = format!("{:.1}", taken.as_secs_f64());
            let facts = [
                ("kind", job.kind.clone().into()),
                ("id", job.id.to_string().into()),
                ("seconds", seconds.into()),
                ("words", words.into()),
            ];
            console.text(
                match ended {
                    Ended::Done => "worker-done",
                    Ended::Again(_) => "worker-again",
                    Ended::Dead => "worker-dead",
                    Ended::Back => "worker-back",
                    Ended::Lost => "worker-lost",
                },
                &facts,
            )
        }
    };
    if let Err(error) = console.tell(&line) {
        tracing::warn!(%error, "what happens cannot be told");
    }
}

/// One JSON object a line.
fn tell_program(event: &Event<'_>) {
    let line = match event {
        Event::Queued { schedule } => json!({"event": "queued", "schedule": schedule}),
        Event::Recovered { queued, dead } => json!({"event": "recovered", "queued": queued, "dead": dead}),
        Event::Ended { job, ended, said, taken } => json!({
            "event": match ended {
                Ended::Done => "done",
                Ended::Again(_) => "again",
                Ended::Dead => "dead",
                Ended::Back => "back",
                Ended::Lost => "lost",
            },
            "kind": job.kind,
            "id": job.id,
            "attempt": job.attempts,
            "seconds": taken.as_secs_f64(),
            "said": said.ok(),
            "error": said.err().map(ToString::to_string),
        }),
    };
    // As a sentence, because a document would be written over several lines.
    if let Err(error) = Console::new(Locale::En, false, true).tell(&line.to_string()) {
        tracing::warn!(%error, "what happens cannot be told");
    }
}
