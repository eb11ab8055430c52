//! F6: the command line. One file a subcommand; each reads its arguments, calls below, and says what came out.
//!
//! Results go to the standard output: for people as sentences in their language, for programs as JSON (`--json`). Progress, refusals
//! and whatever accompanies a document go to the standard error stream.
//! Exit codes: [`EXIT_CODES`].

mod admin;
mod advise;
mod assignments;
mod audit;
mod bench;
mod console;
mod demo;
mod doctor;
mod environment;
mod error;
mod explain;
mod export;
mod generate;
mod import;
mod links;
mod matching;
mod migrate;
mod offers;
mod openapi;
mod problem;
mod queue;
mod requests;
mod schema;
mod serve;
mod solve;
mod summary;
mod verify;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::i18n::Locale;
use crate::settings::Settings;
use crate::telemetry;

pub use console::Console;
pub use error::CliError;

/// What the exit codes mean; the end of `--help`.
pub const EXIT_CODES: &str = "Exit codes:
  0  done
  1  refused: faults in a list, a problem or a plan; nothing was changed
  2  wrong usage, or an input file that cannot be read
  3  the environment failed: database, files, mail, solver";

/// Matches volunteer integration pilots (Lotsen) with newcomers' support requests.
#[derive(Debug, Parser)]
#[command(name = "lotsenwerk", version, about, after_help = EXIT_CODES)]
pub struct Cli {
    /// Settings file; without it lotsenwerk.toml in the working folder, if there is one
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Language of what is said: de or en
    #[arg(long, global = true, env = "LOTSENWERK_LANG", default_value = "de")]
    lang: Locale,

    /// Write results as JSON for programs
    #[arg(long, global = true)]
    json: bool,

    /// Show no progress
    #[arg(long, short, global = true)]
    quiet: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Admin(admin::Arguments),
    Advise(advise::Arguments),
    Assignments(assignments::Arguments),
    Audit(audit::Arguments),
    Bench(bench::Arguments),
    Demo(demo::Arguments),
    Doctor(doctor::Arguments),
    Explain(explain::Arguments),
    Export(export::Arguments),
    Generate(generate::Arguments),
    Import(import::Arguments),
    Jobs(queue::JobsArguments),
    Links(links::Arguments),
    #[command(name = "match")]
    Matching(matching::Arguments),
    Migrate(migrate::Arguments),
    Offers(offers::Arguments),
    Openapi(openapi::Arguments),
    Outbox(queue::OutboxArguments),
    Requests(requests::Arguments),
    Schema(schema::Arguments),
    Serve(serve::Arguments),
    Solve(solve::Arguments),
    Verify(verify::Arguments),
    Worker(worker::Arguments),
}

/// Runs what the arguments ask for.
pub fn run(cli: Cli) -> ExitCode {
    let console = Console::new(cli.lang, cli.json, cli.quiet);
    match dispatch(&cli, &console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console.say(&error.to_string());
            error.exit_code()
        }
    }
}

fn dispatch(cli: &Cli, console: &Console) -> Result<(), CliError> {
    let settings = Settings::load(cli.config.as_deref(), environment::own(std::env::vars_os())?)?;
    telemetry::begin(&settings.log).map_err(|error| CliError::Usage(format!("log.filter: {error}")))?;
    match &cli.command {
        Command::Admin(arguments) => admin::run(arguments, &settings, console),
        Command::Advise(arguments) => advise::run(arguments, &settings, console),
        Command::Assignments(arguments) => assignments::run(arguments, &settings, console),
        Command::Audit(arguments) => audit::run(arguments, &settings, console),
        Command::Bench(arguments) => bench::run(arguments, cli.config.as_deref(), &settings, console),
        Command::Demo(arguments) => demo::run(arguments, &settings, console),
        Command::Doctor(arguments) => doctor::run(arguments, &settings, console),
        Command::Explain(arguments) => explain::run(arguments, &settings, console),
        Command::Export(arguments) => export::run(arguments, &settings, console),
        Command::Generate(arguments) => generate::run(arguments, &settings, console),
        Command::Import(arguments) => import::run(arguments, &settings, console),
        Command::Jobs(arguments) => queue::run_jobs(arguments, &settings, console),
        Command::Links(arguments) => links::run(arguments, &settings, console),
        Command::Matching(arguments) => matching::run(arguments, &settings, console),
        Command::Migrate(arguments) => migrate::run(arguments, &settings, console),
        Command::Offers(arguments) => offers::run(arguments, &settings, console),
        Command::Openapi(arguments) => openapi::run(arguments, console),
        Command::Outbox(arguments) => queue::run_outbox(arguments, &settings, console),
        Command::Requests(arguments) => requests::run(arguments, &settings, console),
        Command::Schema(arguments) => schema::run(arguments, console),
        Command::Serve(arguments) => serve::run(arguments, &settings, console),
        Command::Solve(arguments) => solve::run(arguments, &settings, console),
        Command::Verify(arguments) => verify::run(arguments, &settings, console),
        Command::Worker(arguments) => worker::run(arguments, &settings, console),
    }
}
