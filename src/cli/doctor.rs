//! `doctor`: looks whether everything that the program needs is there, and says what to do where it is not.
//!
//! It only looks: no database, no schema and no folder is made. What the first run makes by itself is not missing.

use std::path::Path;

use chrono::NaiveTime;
use clap::Args;
use serde::Serialize;

use super::{CliError, Console};
use crate::domain::programme::rules_on;
use crate::domain::region::Gazetteer;
use crate::domain::time::ZONE;
use crate::i18n::{Value, dates};
use crate::matching::solve::BACK_END;
use crate::matching::{self, Options, ProblemFile, Silent};
use crate::regions;
use crate::settings::Settings;
use crate::startup;
use crate::storage::{self, DatabaseUrl, Schema};

/// Check settings, tables, database, mail folder and solver
#[derive(Debug, Args)]
pub struct Arguments {}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    /// A stable name.
    what: &'static str,
    well: bool,
    detail: String,
}

/// What is well, or what is not, in words.
type Checked = Result<String, String>;

/// Looks at everything, then says what it found.
pub fn run(_: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let (database, is_current) = match database(settings, console) {
        Ok((detail, is_current)) => (Ok(detail), is_current),
        Err(error) => (Err(error), false),
    };
    let checks: [(&'static str, String, Option<Checked>); 6] = [
        ("tables", console.text("cli-doctor-tables", &[]), Some(tables(settings, console))),
        ("rules", console.text("cli-doctor-rules", &[]), Some(rules(settings, console))),
        ("database", console.text("cli-doctor-database", &[]), Some(database)),
        // Without the schema of this version there is no outbox to look at.
        ("outbox", console.text("cli-doctor-outbox", &[]), is_current.then(|| outbox(settings, console))),
        ("mail_folder", console.text("cli-doctor-mail-folder", &[]), Some(mail_folder(settings, console))),
        ("solver", console.text("cli-doctor-solver", &[]), Some(solver(console))),
    ];
    let mut findings = Vec::new();
    for (what, named, checked) in checks {
        let Some(checked) = checked else { continue };
        let well = checked.is_ok();
        let detail = checked.unwrap_or_else(|error| error);
        let sign = if well { "✓" } else { "✗" };
        console.tell(&format!("{sign} {named}: {detail}"))?;
        findings.push(Finding { what, well, detail });
    }
    console.result(&findings)?;
    let ill = findings.iter().filter(|finding| !finding.well).count();
    if ill == 0 {
        return console.tell(&console.text("cli-doctor-well", &[]));
    }
    Err(CliError::Refused(console.text("cli-doctor-ill", &[("count", count(ill))])))
}

fn count(number: usize) -> Value<'static> {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn tables(settings: &Settings, console: &Console) -> Checked {
    let area = regions::load_area(&settings.regions.source(), &settings.regions.area).map_err(words)?;
    let languages = regions::load_languages(&regions::Source::Embedded).map_err(words)?;
    let facts = [
        ("area", area.code().to_owned().into()),
        ("regions", count(area.regions().len())),
        ("places", count(area.gazetteer().places().len())),
        ("languages", count(languages.languages().len())),
    ];
    Ok(console.text("cli-doctor-tables-well", &facts))
}

fn rules(settings: &Settings, console: &Console) -> Checked {
    settings.matching.rules().map_err(words)?;
    let programmes = settings.programme.rules().map_err(words)?;
    let today = startup::now().with_timezone(&ZONE).date_naive();
    let rules = rules_on(&programmes, &settings.programme.code, today).map_err(words)?;
    let since = dates::date(console.locale, rules.valid_from);
    let facts = [("programme", rules.code.clone().into()), ("since", since.into())];
    Ok(console.text("cli-doctor-rules-well", &facts))
}

/// What is to be said of it, and whether its schema is that of this version.
fn database(settings: &Settings, console: &Console) -> Result<(String, bool), String> {
    let url = DatabaseUrl::parse(&settings.database.url).map_err(|error| format!("database.url: {error}"))?;
    let new = || {
        let facts = [("engine", url.engine().to_string().into()), ("place", url.to_string().into())];
        console.text("cli-doctor-database-new", &facts)
    };
    // Opening a file that is not there would make it, and opening an empty one would change it.
    if let Some(file) = url.file()
        && std::fs::metadata(file).map_or(true, |file| file.is_file() && file.len() == 0)
    {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if folder.is_dir() {
            return Ok((new(), false));
        }
        let facts = [("folder", folder.display().to_string().into())];
        return Err(console.text("cli-doctor-database-no-folder", &facts));
    }
    let database = startup::database(settings).map_err(words)?;
    let engine = Value::from(database.engine().to_string());
    match database.schema().map_err(words)? {
        Schema::Empty => Ok((new(), false)),
        Schema::Current => Ok((console.text("cli-doctor-database-well", &[("engine", engine)]), true)),
        Schema::Behind(pending) => {
            Err(console.text("cli-doctor-database-behind", &[("engine", engine), ("count", count(pending.len()))]))
        }
    }
}

fn outbox(settings: &Settings, console: &Console) -> Checked {
    let database = startup::database(settings).map_err(words)?;
    let counts = database.read(storage::outbox::counts).map_err(words)?;
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let facts = [("queued", number(counts.queued)), ("sent", number(counts.sent)), ("dead", number(counts.dead))];
    let text = console.text("cli-doctor-outbox-counts", &facts);
    if counts.dead == 0 { Ok(text) } else { Err(text) }
}

/// Writes a file and takes it away again, in the folder or where the folder would be made.
fn mail_folder(settings: &Settings, console: &Console) -> Checked {
    let folder = &settings.mail.folder;
    let named = Value::from(folder.display().to_string());
    let nearest = folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(Path::new("."));
    let probe = nearest.join(format!(".lotsenwerk-doctor-{}", std::process::id()));
    let written = std::fs::write(&probe, b"can be written").and_then(|()| std::fs::remove_file(&probe));
    match written {
        Err(why) => {
            Err(console.text("cli-doctor-mail-folder-ill", &[("folder", named), ("why", why.to_string().into())]))
        }
        Ok(()) if folder.exists() => Ok(console.text("cli-doctor-mail-folder-well", &[("folder", named)])),
        Ok(()) => Ok(console.text("cli-doctor-mail-folder-new", &[("folder", named)])),
    }
}

/// Solves a problem with one Lotse and one request.
fn solver(console: &Console) -> Checked {
    let facts = |why: String| [("solver", BACK_END.into()), ("why", why.into())];
    match solved() {
        Ok(()) => Ok(console.text("cli-doctor-solver-well", &[("solver", BACK_END.into())])),
        Err(why) => Err(console.text("cli-doctor-solver-ill", &facts(why))),
    }
}

fn solved() -> Result<(), String> {
    let today = startup::now().with_timezone(&ZONE).date_naive();
    let file: ProblemFile = serde_json::from_value(serde_json::json!({
        "format": "lotsenwerk-problem/1",
        "today": today,
        "lotsen": [{"id": "L"}],
        "requests": [{"id": "R", "appointments": [{"start": today.and_time(NaiveTime::MIN), "minutes": 60}]}],
    }))
    .map_err(words)?;
    let joined = |lines: Vec<String>| lines.join("; ");
    let problem = matching::compile(&file, &Gazetteer::default())
        .map_err(|faults| joined(faults.iter().map(ToString::to_string).collect()))?;
    let plan = matching::solve(&problem, &Options::default(), &Silent).map_err(words)?;
    let verified = matching::verify::verify(&file, &Gazetteer::default(), &plan)
        .map_err(|violations| joined(violations.iter().map(ToString::to_string).collect()))?;
    let served = verified.totals.served;
    if served == 1 { Ok(()) } else { Err(format!("{served} / 1")) }
}
