//! `bench fill`: a database of made-up people, requests and accounts, as large as asked for. Whoever measures the service from
//! outside, as `tests/foreign/load.py` does, begins here.
//!
//! Deliberately absent: a plan and its offers; `demo` makes these.

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::super::{CliError, Console, generate};
use crate::app::made_up::{self, MadeUpAccount};
use crate::settings::Settings;
use crate::startup;
use crate::synthetic::Recipe;

/// What is to be there.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Lotsen
    #[arg(long, default_value_t = 100_000)]
    lotsen: u32,

    /// Requests, most of them open
    #[arg(long, default_value_t = 100_000)]
    requests: u32,

    /// Another seed, another town
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Monday of the first of two weeks of appointments; the coming one by default
    #[arg(long, value_name = "DATE")]
    first_day: Option<NaiveDate>,

    /// One project for all, so that one coordinator sees everything
    #[arg(long)]
    one_pool: bool,
}

/// Fills the database of the settings, which must be empty, and tells the accounts.
pub(super) fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let first_day = arguments.first_day.unwrap_or_else(|| generate::coming_monday(startup::now()));
    let recipe = Recipe {
        with_pools: !arguments.one_pool,
        ..Recipe::new(arguments.seed, arguments.lotsen, arguments.requests, first_day)
    };
    let bar = console.bar();
    bar.set_message(console.text("cli-step-generate", &[]));
    let made = generate::made_up(&recipe, &context.area)?;
    bar.set_message(console.text("bench-fill-stores", &[]));
    made_up::store(&context, &made)?;
    let accounts = made_up::accounts(&context, &made, &mut startup::moment(startup::now())?)?;
    bar.finish_and_clear();
    let lines =
        accounts.iter().map(|account| format!("{:<18} {} {}", account.role.code(), account.email, account.password));
    lines.into_iter().try_for_each(|line| console.tell(&line))?;
    let accounts: Vec<Value> = accounts.iter().map(shown).collect();
    console.result(&json!({
        "organisations": made.organisations.len(),
        "lotsen": made.lotsen.len(),
        "requests": made.requests.len(),
        "assignments": made.assignments.len(),
        "accounts": accounts,
    }))
}

fn shown(account: &MadeUpAccount) -> Value {
    json!({"role": account.role.code(), "email": account.email.as_str(), "password": account.password})
}
