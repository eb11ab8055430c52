//! `links`: the keys that sign links in mails.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{CliError, Console};
use crate::app::links;
use crate::settings::Settings;
use crate::startup;

/// Make all links in mails invalid, for instance when a backup has fallen into wrong hands
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: LinksCommand,
}

#[derive(Debug, Subcommand)]
enum LinksCommand {
    /// Make a new key and forget all others: links already sent open nothing any more, later mails carry new ones
    Revoke {},
}

/// Revokes.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let LinksCommand::Revoke {} = arguments.command;
    let context = startup::context(settings)?;
    let forgotten = links::revoke(&context, &mut startup::moment(startup::now())?)?;
    console.result(&json!({"forgotten": forgotten}))?;
    let forgotten = i64::try_from(forgotten).unwrap_or(i64::MAX);
    console.tell(&console.text("serve-links-revoked", &[("keys", forgotten.into())]))
}
