//! `demo`: the whole way in one command, on made-up data: a database, Hessen with its Lotsen and requests, the matching, the mails.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use super::console::Watcher;
use super::matching::release;
use super::summary::Summary;
use super::{CliError, Console, generate, serve};
use crate::app::made_up::MadeUpAccount;
use crate::app::sending::{self, Post, Rules};
use crate::app::{AppError, Context, Moment, advice, coverage, made_up, matching};
use crate::domain::code::OrganisationKind;
use crate::domain::time::ZONE;
use crate::i18n::{Value, dates};
use crate::mail::transport::Transport;
use crate::matching::{Options, Silent};
use crate::settings::Settings;
use crate::startup;
use crate::synthetic::{Generated, Recipe};

/// Marks a folder as made by the demo, so that the next demo may empty it.
const MARK: &str = ".lotsenwerk-demo";
const DATABASE: &str = "demo.db";
const MAILS: &str = "mails";
const SETTINGS: &str = "lotsenwerk.toml";
const ACCOUNTS: &str = "accounts.txt";

/// Show the whole way on made-up data: 1,000 Lotsen of Hessen, 500 requests, one plan, its mails
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder for the database and the mails; what an earlier demo left there is replaced
    #[arg(long, value_name = "FOLDER", default_value = "lotsenwerk-demo")]
    folder: PathBuf,

    /// Lotsen
    #[arg(long, default_value_t = 1000)]
    lotsen: u32,

    /// Open requests
    #[arg(long, default_value_t = 500)]
    requests: u32,

    /// Another seed, another town
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Monday of the first of two weeks of appointments; the coming one by default
    #[arg(long, value_name = "DATE")]
    first_day: Option<NaiveDate>,

    /// Serve the pages afterwards; so it is where a person watches
    #[arg(long, conflicts_with = "no_serve")]
    serve: bool,

    /// Do not serve the pages afterwards; so it is where no person watches
    #[arg(long)]
    no_serve: bool,
}

/// Goes the whole way.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    prepare(&arguments.folder)?;
    let mut settings = settings.clone();
    settings.database.url = format!("sqlite://{}", arguments.folder.join(DATABASE).display());
    settings.mail.folder = arguments.folder.join(MAILS);
    if settings.web.public_url.is_empty() {
        settings.web.public_url = format!("http://{}", settings.web.address()?);
    }
    let own = own_settings(&settings, &arguments.folder)?;
    let context = startup::context(&settings)?;

    let first_day = arguments.first_day.unwrap_or_else(|| generate::coming_monday(startup::now()));
    let recipe = Recipe::new(arguments.seed, arguments.lotsen, arguments.requests, first_day);
    let bar = console.bar();
    bar.set_message(console.text("cli-step-generate", &[]));
    let mut made = generate::made_up(&recipe, &context.area)?;
    made_up::addressed(&mut made)?;
    made_up::store(&context, &made)?;
    let accounts = made_up::accounts(&context, &made, &mut startup::moment(startup::now())?)?;
    bar.finish_and_clear();
    introduce(&made, arguments, first_day, console)?;

    let mut moment = startup::moment(generate::evening_before(first_day))?;
    let watcher = Watcher::new(console);
    let matched = matching::run(&context, None, &settings.matching.options(), &mut moment, &watcher);
    watcher.end();
    let mut summary = Summary::new(matched?);
    let post = Post { transport: Transport::File { dir: arguments.folder.join(MAILS) }, rules: Rules::default() };
    release(&context, &mut summary, &post, &mut moment, console)?;
    summary.show(&context, console)?;
    farewell(&context, arguments, console)?;
    console.tell(&console.text("cli-demo-serve", &[("file", own.display().to_string().into())]))?;
    tell_accounts(&accounts, &arguments.folder, console)?;
    live(&context, (&recipe, &made), &accounts, (&post, &settings.matching.options()), &mut moment)?;
    let verdict = summary.verdict(console);
    if arguments.serve || (!arguments.no_serve && !console.json && std::io::stdout().is_terminal()) {
        console.tell("")?;
        // Who looks around shall not have to set up a second factor first.
        settings.accounts.second_factor_for.clear();
        serve::run(&serve::Arguments::default(), &settings, console)?;
    }
    verdict
}

/// What was before, and what has come back since: so that whoever looks around finds something on every page.
fn live(
    context: &Context,
    (recipe, made): (&Recipe, &Generated),
    accounts: &[MadeUpAccount],
    (post, options): (&Post, &Options),
    moment: &mut Moment,
) -> Result<(), CliError> {
    made_up::past(context, made, accounts, startup::now(), moment)?;
    made_up::answered(context, made, moment)?;
    made_up::asked(context, made, accounts, moment)?;
    // Of what is open, before the months behind it are there: the demo is to be seen soon, and whoever wants those in it has advice
    // computed anew by a click.
    advice::renew(context, options, &Silent, &mut startup::moment(startup::now())?)?;
    if let Some(months) = made_up::months(recipe, made, startup::now()) {
        let past = generate::past(recipe, &months, &context.area)?;
        made_up::before(context, made, past, (&months, accounts))?;
    }
    // Everything has changed, so all at once is quicker than change by change.
    coverage::check::recount(&context.database, &context.area, startup::now(), |_| {}).map_err(AppError::from)?;
    let now = moment.now;
    sending::send_due(context, post, &startup::moments(Arc::new(move || now))?, |_| true)?;
    Ok(())
}

/// A settings file for other commands on what the demo has made; returns where it is.
fn own_settings(settings: &Settings, folder: &Path) -> Result<PathBuf, CliError> {
    let file = folder.join(SETTINGS);
    let failed = |error: &dyn std::fmt::Display| CliError::environment(&file.display().to_string(), error);
    let own = toml::to_string(&json!({
        "database": {"url": settings.database.url},
        "mail": {"transport": "folder", "folder": settings.mail.folder},
        "web": {"public_url": settings.web.public_url},
        // Who looks around shall not have to set up a second factor first.
        "accounts": {"second_factor_for": Vec::<String>::new()},
    }));
    let own = own.map_err(|error| failed(&error))?;
    std::fs::write(&file, own).map_err(|error| failed(&error))?;
    Ok(file)
}

/// An empty folder of our own. What somebody else put there is left alone.
fn prepare(folder: &Path) -> Result<(), CliError> {
    let failed = |error: std::io::Error| CliError::environment(&folder.display().to_string(), error);
    let mark = folder.join(MARK);
    let is_empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => true,
    };
    if !is_empty && !mark.exists() {
        let name = folder.display();
        let remedy = "it was not made by a demo, so nothing in it is touched; name another with --folder";
        return Err(CliError::Usage(format!("the folder {name} is not empty: {remedy}")));
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(&mark, "Made by lotsenwerk demo. The next demo replaces everything in this folder.\n")
        .map_err(failed)?;
    let database = ["", "-wal", "-shm"].map(|ending| format!("{DATABASE}{ending}"));
    for left_over in database.into_iter().chain([ACCOUNTS.to_owned()]) {
        remove(std::fs::remove_file(folder.join(left_over))).map_err(failed)?;
    }
    remove(std::fs::remove_dir_all(folder.join(MAILS))).map_err(failed)
}

/// What is not there needs no removing.
fn remove(result: std::io::Result<()>) -> std::io::Result<()> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Shows how to log in, and keeps it in a file that nobody else on the machine reads.
fn tell_accounts(accounts: &[MadeUpAccount], folder: &Path, console: &Console) -> Result<(), CliError> {
    let file = folder.join(ACCOUNTS);
    let line = |account: &MadeUpAccount| {
        let MadeUpAccount { role, email, password, place, .. } = account;
        format!("{:<18} {:<32} {password}  {}", role.code(), email.as_str(), place.as_deref().unwrap_or_default())
    };
    let lines: Vec<String> = accounts.iter().map(|account| line(account).trim_end().to_owned()).collect();
    let mut options = OpenOptions::new();
    let written = options.write(true).create_new(true).mode(0o600).open(&file);
    let written = written.and_then(|mut file| writeln!(file, "{}", lines.join("\n")));
    written.map_err(|error| CliError::environment(&file.display().to_string(), error))?;
    console.tell("")?;
    console.tell(&console.text("cli-demo-accounts", &[("file", file.display().to_string().into())]))?;
    lines.iter().try_for_each(|line| console.tell(&format!("  {line}")))
}

fn introduce(made: &Generated, arguments: &Arguments, first_day: NaiveDate, console: &Console) -> Result<(), CliError> {
    let number = |n: usize| -> Value<'static> { i64::try_from(n).unwrap_or(i64::MAX).into() };
    let projects = made.organisations.iter().filter(|o| o.kind == OrganisationKind::Carrier).count();
    let today = generate::evening_before(first_day).with_timezone(&ZONE).naive_local();
    console.tell(&console.text(
        "cli-demo-introduction",
        &[
            ("lotsen", number(made.lotsen.len())),
            ("projects", number(projects)),
            ("requests", number(arguments.requests as usize)),
            ("confirmed", number(made.assignments.len())),
            ("today", dates::moment(console.locale, today).into()),
        ],
    ))?;
    console.tell("")
}

fn farewell(context: &Context, arguments: &Arguments, console: &Console) -> Result<(), CliError> {
    let mails = arguments.folder.join(MAILS);
    let first = std::fs::read_dir(&mails).ok().and_then(|entries| {
        let mut names: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        names.retain(|name| name.extension().is_some_and(|extension| extension == "eml"));
        names.sort();
        names.into_iter().next()
    });
    console.tell("")?;
    console.tell(&console.text("cli-demo-look", &[]))?;
    if let Some(first) = first {
        console.tell(&console.text("cli-demo-mail", &[("file", first.display().to_string().into())]))?;
    }
    let database = arguments.folder.join(DATABASE).display().to_string();
    let engine = context.database.engine().to_string();
    console.tell(&console.text("cli-demo-database", &[("file", database.into()), ("engine", engine.into())]))
}
