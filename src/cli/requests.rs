//! `requests`: what is asked for, and calling it off.

use clap::{Args, Subcommand};

use super::assignments::{Said, refused};
use super::{CliError, Console};
use crate::app::{AppError, requests};
use crate::domain::audit::Actor;
use crate::domain::id::RequestId;
use crate::domain::request::{RequestCancelledBy, RequestState};
use crate::i18n::{Value, dates};
use crate::settings::Settings;
use crate::startup;
use crate::storage::StorageError;

/// Look at the requests that are not over, or call one off
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: RequestsCommand,
}

#[derive(Debug, Subcommand)]
enum RequestsCommand {
    /// Those that are not over, the earliest first
    List {
        /// Only those that stand like this, such as open, offered, assigned or cancelled
        #[arg(long)]
        state: Option<RequestState>,
    },
    /// Call one off with all that hangs on it; everybody who was asked or goes is told
    Cancel {
        /// Which; requests list shows its identifier
        id: RequestId,
        /// Who calls off: requester, newcomer or project
        #[arg(long, value_name = "WHO", default_value_t = RequestCancelledBy::Requester)]
        by: RequestCancelledBy,
    },
}

/// Lists or calls off.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let (id, by) = match &arguments.command {
        RequestsCommand::List { state } => {
            let listed = requests::list(&context, *state)?;
            console.result(&listed)?;
            if listed.is_empty() {
                return console.tell(&console.text("requests-none", &[]));
            }
            for one in listed {
                let when = one.start.map_or_else(String::new, |start| dates::moment(console.locale, start));
                let facts = [
                    ("id", one.id.to_string().into()),
                    ("reference", one.reference.into()),
                    ("organisation", one.organisation.into()),
                    ("when", when.into()),
                    ("state", one.state.code().into()),
                ];
                console.tell(&console.text("requests-line", &facts))?;
            }
            return Ok(());
        }
        RequestsCommand::Cancel { id, by } => (*id, *by),
    };
    let mut moment = startup::moment(startup::now())?;
    let moved = match requests::cancel(&context, id, by, Actor::Operator, &mut moment) {
        Err(AppError::Refused(why)) => return Err(CliError::Refused(refused(console, &id.to_string(), &why))),
        Err(AppError::Storage(StorageError::NotFound { .. })) => {
            return Err(CliError::Refused(console.text("requests-unknown", &[("id", id.to_string().into())])));
        }
        moved => moved?,
    };
    console.result(&Said::from(&moved))?;
    let facts = [("id", id.to_string().into()), ("count", Value::from(moved.assignments.len()))];
    console.tell(&console.text("requests-cancelled", &facts))
}
