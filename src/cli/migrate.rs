//! `migrate`: brings the schema up to date.

use clap::Args;

use super::{CliError, Console};
use crate::settings::Settings;
use crate::startup;

/// Bring the database's schema up to date
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only list what is pending
    #[arg(long)]
    pending: bool,
}

/// Migrates.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let database = startup::database(settings)?;
    let storage = |error| CliError::environment("migrate", error);
    let names =
        if arguments.pending { database.pending().map_err(storage)? } else { database.migrate().map_err(storage)? };
    console.result(&names)?;
    let listed = [("names", names.join(", ").into())];
    console.tell(&match (names.is_empty(), arguments.pending) {
        (true, _) => console.text("cli-migrate-nothing", &[]),
        (false, true) => console.text("cli-migrate-pending", &listed),
        (false, false) => console.text("cli-migrate-done", &listed),
    })
}
