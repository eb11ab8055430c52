//! `export`: statements and proofs of use as files.

use std::path::PathBuf;

use chrono::{DateTime, Datelike, Utc};
use clap::{Args, Subcommand, ValueEnum};

use super::{CliError, Console};
use crate::app::proofs::{self, Sight};
use crate::app::{AppError, Context, Format, statements};
use crate::domain::access::{Access, Grant, Membership, Permission};
use crate::domain::id::{LotseId, OrganisationId, UserId};
use crate::domain::month::Month;
use crate::domain::text::OrganisationName;
use crate::domain::time::ZONE;
use crate::settings::Settings;
use crate::startup;
use crate::storage::{self, StorageError};

/// Write a project's proof of use or a Lotse's monthly statement into a file
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: ExportCommand,
}

#[derive(Debug, Subcommand)]
enum ExportCommand {
    /// The proof of use of a project and year, with its Lotsen by name
    Proof {
        /// Whose: the name of the organisation, or its identifier
        #[arg(long, value_name = "NAME")]
        organisation: String,
        /// Which year; the current one otherwise
        #[arg(long)]
        year: Option<i32>,
        #[command(flatten)]
        into: Into,
    },
    /// What a Lotse's confirmed work of a month is paid
    Statement {
        /// Whose: the Lotse's identifier
        #[arg(long, value_name = "ID")]
        lotse: LotseId,
        /// Which month, such as 2026-10
        #[arg(long)]
        month: Month,
        #[command(flatten)]
        into: Into,
    },
}

#[derive(Debug, Args)]
struct Into {
    /// As what file; otherwise as the name of --out ends, or CSV
    #[arg(long)]
    format: Option<FileFormat>,
    /// Into this file; otherwise to the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FileFormat {
    Csv,
    Xlsx,
    Pdf,
}

impl Into {
    fn format(&self) -> Format {
        let ending = self.out.as_ref().and_then(|out| out.extension()).and_then(|ending| ending.to_str());
        let by_ending = Format::ALL.into_iter().find(|format| ending == Some(format.ending()));
        match self.format {
            Some(FileFormat::Csv) => Format::Csv,
            Some(FileFormat::Xlsx) => Format::Xlsx,
            Some(FileFormat::Pdf) => Format::Pdf,
            None => by_ending.unwrap_or(Format::Csv),
        }
    }

    fn write(&self, bytes: &[u8], console: &Console) -> Result<(), CliError> {
        match &self.out {
            Some(path) => {
                std::fs::write(path, bytes)
                    .map_err(|error| CliError::environment(&path.display().to_string(), error))?;
                console.say(&console.text("export-written", &[("file", path.display().to_string().into())]));
                Ok(())
            }
            None => {
                use std::io::Write;
                let written = std::io::stdout().lock().write_all(bytes);
                written.map_err(|error| CliError::environment("standard output", error))
            }
        }
    }
}

/// Writes.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let now: DateTime<Utc> = startup::moment(startup::now())?.now;
    let today = now.with_timezone(&ZONE).date_naive();
    match &arguments.command {
        ExportCommand::Proof { organisation, year, into } => {
            let id = whose(&context, organisation, console)?;
            let grant = grant(id, Permission::ProofsRead)?;
            let year = year.unwrap_or(today.year());
            let proof = proofs::proof(&context, &grant, Sight::People, id, year).map_err(refused)?;
            let bytes = proofs::file(&context, &proof, console.locale, today, into.format())?;
            into.write(&bytes, console)
        }
        ExportCommand::Statement { lotse, month, into } => {
            let lotse = *lotse;
            let organisation = context.database.read(|tx| storage::lotsen::organisation_of(tx, lotse));
            let grant = grant(organisation.map_err(|error| refused(error.into()))?, Permission::HoursRead)?;
            let statement = statements::statement(&context, &grant, lotse, *month).map_err(refused)?;
            let bytes = statements::file(&statement, console.locale, today, into.format())?;
            into.write(&bytes, console)
        }
    }
}

/// Whoever runs commands reads what the organisation's coordinators do.
fn grant(id: OrganisationId, permission: Permission) -> Result<Grant, CliError> {
    let access = Access::new(UserId::from_bytes([0; 16]), [Membership::Coordinator(id)], None);
    access.grant(permission).map_err(|error| CliError::Refused(error.to_string()))
}

/// The organisation of a name or an identifier.
fn whose(context: &Context, name: &str, console: &Console) -> Result<OrganisationId, CliError> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let named = OrganisationName::parse(name).map_err(|error| CliError::Usage(format!("--organisation {error}")))?;
    let known = context.database.read(|tx| storage::organisations::find_by_name(tx, &named)).map_err(AppError::from)?;
    let absent = || CliError::Refused(console.text("export-no-organisation", &[("name", name.into())]));
    known.map(|organisation| organisation.id).ok_or_else(absent)
}

/// What is not there is no fault of the environment.
fn refused(error: AppError) -> CliError {
    match error {
        AppError::Storage(error @ StorageError::NotFound { .. }) => CliError::Refused(error.to_string()),
        other => other.into(),
    }
}
