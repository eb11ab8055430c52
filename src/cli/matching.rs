//! `match`: decides all open requests of the database, releases the plan and writes the mails.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDateTime, Utc};
use clap::Args;
use serde_json::json;

use super::console::Watcher;
use super::summary::{Sending, Summary};
use super::{CliError, Console};
use crate::app::sending::{Post, Rules};
use crate::app::tasks::{MatchTask, Task};
use crate::app::{Context, Moment, calls, jobs, matching, offers, sending};
use crate::domain::audit::Actor;
use crate::domain::code::OrganisationKind;
use crate::domain::organisation::Organisation;
use crate::domain::text::OrganisationName;
use crate::domain::time;
use crate::mail::transport::Transport;
use crate::settings::Settings;
use crate::{startup, storage};

/// Decide all open requests together, release the plan and write the offer mails
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only the requests of this carrier, by name
    #[arg(long, value_name = "NAME")]
    carrier: Option<String>,

    /// Only make the plan: no offers, no mails. The next run makes a new one
    #[arg(long)]
    no_release: bool,

    /// Leave it to a worker: queue the run and end. What the plan becomes is said by --no-release here too
    #[arg(long, conflicts_with_all = ["now", "mails", "time_limit", "seed"])]
    queue: bool,

    /// Decide as if it were this local time, such as 2026-12-01T08:00
    #[arg(long, value_name = "TIME", value_parser = local_time)]
    now: Option<NaiveDateTime>,

    /// Folder for the mails; as in the settings by default
    #[arg(long, value_name = "FOLDER")]
    mails: Option<PathBuf>,

    /// Stop improving after so many seconds
    #[arg(long, value_name = "SECONDS")]
    time_limit: Option<u64>,

    /// The same data and seed give the same plan, as long as half of the time limit is enough
    #[arg(long)]
    seed: Option<u64>,
}

/// A local time with or without seconds.
pub(super) fn local_time(text: &str) -> Result<NaiveDateTime, String> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let parsed = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    parsed.ok_or_else(|| "give a local time such as 2026-12-01T08:00".to_owned())
}

/// The instant asked for, or the clock's.
pub fn instant(local: Option<NaiveDateTime>) -> Result<DateTime<Utc>, CliError> {
    let Some(local) = local else { return Ok(startup::now()) };
    let minute = time::minute_of(local).map_err(|error| CliError::Usage(format!("--now: {error}")))?;
    Ok(DateTime::from_timestamp(minute * 60, 0).unwrap_or_default())
}

/// Matches.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let mut moment = startup::moment(instant(arguments.now)?)?;
    let carrier = arguments.carrier.as_deref().map(|name| carrier(&context, name, console)).transpose()?;
    if arguments.queue {
        let task = MatchTask::ordered(carrier.map(|carrier| carrier.id), !arguments.no_release);
        let job = jobs::queue(&context, &Task::Match(task), &mut moment)?;
        console.result(&json!({"job": job}))?;
        return console.tell(&console.text("cli-match-queued", &[("job", job.to_string().into())]));
    }
    let mut options = settings.matching.options();
    options.time_limit = arguments.time_limit.map_or(options.time_limit, Duration::from_secs);
    options.seed = arguments.seed.unwrap_or(options.seed);

    let watcher = Watcher::new(console);
    let matched = matching::run(&context, carrier.map(|carrier| carrier.id), &options, &mut moment, &watcher);
    watcher.end();
    let matched = matched?;
    let mut summary = Summary::new(matched);
    if !arguments.no_release {
        let mut post = startup::post(settings)?;
        if let Some(dir) = arguments.mails.clone() {
            post = Post { transport: Transport::File { dir }, rules: Rules::default() };
        }
        release(&context, &mut summary, &post, &mut moment, console)?;
    }
    summary.show(&context, console)?;
    summary.verdict(console)
}

/// Releases a plan and sends its mails, with progress.
pub fn release(
    context: &Context,
    summary: &mut Summary,
    post: &Post,
    moment: &mut Moment,
    console: &Console,
) -> Result<(), CliError> {
    let released = offers::release(context, summary.matched.run, Actor::Operator, moment)?;
    let bar = console.bar();
    let count = released.offers.len() as u64;
    // The moment may be long past, or pretended; the time that sending takes counts on from it.
    let (from, begun) = (moment.now, Instant::now());
    let moments = startup::moments(Arc::new(move || from + begun.elapsed()))?;
    let sent = sending::send_due(context, post, &moments, |sent| {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
        bar.set_message(console.text("cli-step-mails", &[("sent", number(sent.sent)), ("of", number(count))]));
        true
    });
    bar.finish_and_clear();
    let calls = calls::to_call(context, &released.to_call)?;
    let folder = match &post.transport {
        Transport::File { dir } => Some(dir.clone()),
        Transport::Smtp(_) | Transport::Memory(_) => None,
    };
    summary.sending = Some(Sending { released, sent: sent?, folder, calls });
    Ok(())
}

fn carrier(context: &Context, name: &str, console: &Console) -> Result<Organisation, CliError> {
    let parsed =
        OrganisationName::parse(name).map_err(|error| CliError::Usage(format!("--carrier {name:?} {error}")))?;
    let mut all =
        context.database.read(storage::organisations::all).map_err(|error| CliError::environment("carrier", error))?;
    // An organisation that only asks has no Lotsen and decides nothing.
    all.retain(|organisation| organisation.kind == OrganisationKind::Carrier);
    if let Some(at) = all.iter().position(|carrier| carrier.name == parsed) {
        return Ok(all.swap_remove(at));
    }
    let names: Vec<&str> = all.iter().map(|carrier| carrier.name.as_str()).collect();
    let facts = [("name", name.into()), ("count", (names.len() as i64).into()), ("names", names.join(", ").into())];
    Err(CliError::Usage(console.text("cli-match-carrier-unknown", &facts)))
}
