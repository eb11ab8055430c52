//! `assignments`: who goes where, and what becomes of it afterwards.

use chrono::NaiveDateTime;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::matching::local_time;
use super::{CliError, Console};
use crate::app::assignments::{self, Moved, NewTime, Refusal};
use crate::app::{AppError, Context, Moment};
use crate::domain::assignment::{AssignmentState, CancelledBy, Missed};
use crate::domain::audit::Actor;
use crate::domain::id::{AssignmentId, RequestId};
use crate::domain::request::RequestState;
use crate::i18n::{Value, dates};
use crate::settings::Settings;
use crate::startup;
use crate::storage::StorageError;

/// Look at the assignments, or note that one is cancelled, moved to another time, completed or missed
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: AssignmentsCommand,
}

#[derive(Debug, Subcommand)]
enum AssignmentsCommand {
    /// Those in a state, the earliest first
    List {
        /// confirmed, completed, cancelled or no_show
        #[arg(long, default_value_t = AssignmentState::Confirmed)]
        state: AssignmentState,
    },
    /// Call one off: everybody is told, and unless the requester calls off, somebody else is looked for
    Cancel {
        /// Which; assignments list shows its identifier
        id: AssignmentId,
        /// Who calls off: lotse, requester or newcomer (then the whole request is cancelled), or project
        #[arg(long, value_name = "WHO")]
        by: CancelledBy,
    },
    /// Move one, with all who go to the same request, to another time; everybody is told
    Change {
        /// Which; assignments list shows its identifier
        id: AssignmentId,
        /// Local begin, such as 2026-12-03T10:00; of a series the first, the others keep their distance
        #[arg(long, value_name = "TIME", value_parser = local_time)]
        start: NaiveDateTime,
        /// How long it takes; as before by default
        #[arg(long)]
        minutes: Option<u32>,
    },
    /// Somebody did not come; the project is told when it was the Lotse
    NoShow {
        /// Which; assignments list shows its identifier
        id: AssignmentId,
        /// Who did not come: lotse or newcomer
        #[arg(long, value_name = "WHO")]
        who: Missed,
    },
    /// It took place
    Complete {
        /// Which; assignments list shows its identifier
        id: AssignmentId,
    },
}

/// What a move came to.
#[derive(Serialize)]
pub(super) struct Said {
    assignments: Vec<SaidOfOne>,
    request: RequestId,
    request_state: RequestState,
}

#[derive(Serialize)]
struct SaidOfOne {
    id: AssignmentId,
    state: AssignmentState,
    sequence: u32,
}

impl From<&Moved> for Said {
    fn from(moved: &Moved) -> Self {
        let one = |one: &crate::domain::assignment::Assignment| SaidOfOne {
            id: one.id,
            state: one.state,
            sequence: one.sequence,
        };
        let assignments = moved.assignments.iter().map(one).collect();
        Self { assignments, request: moved.request, request_state: moved.request_state }
    }
}

/// Lists or moves.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let mut moment = startup::moment(startup::now())?;
    let (id, key, moved) = match &arguments.command {
        AssignmentsCommand::List { state } => return list(&context, *state, console),
        AssignmentsCommand::Cancel { id, by } => {
            let moved = assignments::cancel(&context, *id, *by, Actor::Operator, &mut moment);
            (*id, "assignments-cancelled", moved)
        }
        AssignmentsCommand::Change { id, start, minutes } => {
            let to = NewTime { start: *start, minutes: *minutes };
            (*id, "assignments-changed", assignments::change(&context, *id, to, Actor::Operator, &mut moment))
        }
        AssignmentsCommand::NoShow { id, who } => {
            (*id, "assignments-missed", no_show(&context, *id, *who, &mut moment))
        }
        AssignmentsCommand::Complete { id } => {
            (*id, "assignments-completed", assignments::complete(&context, *id, Actor::Operator, &mut moment))
        }
    };
    let moved = match moved {
        Err(AppError::Refused(why)) => return Err(CliError::Refused(refused(console, &id.to_string(), &why))),
        Err(AppError::Storage(StorageError::NotFound { .. })) => {
            return Err(CliError::Refused(console.text("assignments-unknown", &[("id", id.to_string().into())])));
        }
        moved => moved?,
    };
    console.result(&Said::from(&moved))?;
    let facts = [
        ("id", id.to_string().into()),
        ("count", Value::from(moved.assignments.len())),
        ("request", moved.request_state.code().into()),
    ];
    console.tell(&console.text(key, &facts))
}

fn no_show(context: &Context, id: AssignmentId, who: Missed, moment: &mut Moment) -> Result<Moved, AppError> {
    assignments::no_show(context, id, who, Actor::Operator, moment)
}

fn list(context: &Context, state: AssignmentState, console: &Console) -> Result<(), CliError> {
    let listed = assignments::list(context, state)?;
    console.result(&listed)?;
    if listed.is_empty() {
        return console.tell(&console.text("assignments-none", &[("state", state.code().into())]));
    }
    for one in listed {
        let facts = [
            ("id", one.id.to_string().into()),
            ("lotse", one.lotse.into()),
            ("reference", one.reference.into()),
            ("when", dates::moment(console.locale, one.start).into()),
            ("sittings", Value::from(one.sittings)),
        ];
        console.tell(&console.text("assignments-line", &facts))?;
    }
    Ok(())
}

/// Why a move was refused, and what to do instead.
pub(super) fn refused(console: &Console, id: &str, why: &Refusal) -> String {
    let when = |at: &NaiveDateTime| -> Value<'static> { dates::moment(console.locale, *at).into() };
    let named = |facts: Vec<(&'static str, Value<'static>)>| [vec![("id", id.to_owned().into())], facts].concat();
    match why {
        Refusal::NotConfirmed(state) => {
            console.text("assignments-not-confirmed", &named(vec![("state", state.code().into())]))
        }
        Refusal::RequestOver(state) => {
            console.text("assignments-request-over", &named(vec![("state", state.code().into())]))
        }
        Refusal::Begun(at) => console.text("assignments-begun", &named(vec![("when", when(at))])),
        Refusal::NotBegun(at) => console.text("assignments-not-begun", &named(vec![("when", when(at))])),
        Refusal::Past(at) => console.text("assignments-past", &named(vec![("when", when(at))])),
        Refusal::Unchanged => console.text("assignments-unchanged", &named(Vec::new())),
        Refusal::HoursWait => console.text("assignments-hours-wait", &named(Vec::new())),
        Refusal::HoursConfirmed => console.text("assignments-hours-confirmed", &named(Vec::new())),
        Refusal::Time(error) => console.text("assignments-no-time", &named(vec![("why", error.to_string().into())])),
        Refusal::Overlap { lotse, assignment, reference, at } => {
            let other = assignment.to_string();
            let facts = vec![
                ("lotse", lotse.clone().into()),
                ("reference", reference.clone().into()),
                ("when", when(at)),
                ("other", other.into()),
            ];
            console.text("assignments-overlap", &named(facts))
        }
    }
}
