//! `doctor`: looks whether everything that the program needs is there, and says what to do where it is not.

use chrono::NaiveTime;
use clap::Args;
use serde::Serialize;

use super::{CliError, Console};
use crate::domain::programme::rules_on;
use crate::domain::region::Gazetteer;
use crate::domain::time::ZONE;
use crate::matching::solve::BACK_END;
use crate::matching::{self, Options, ProblemFile, Silent};
use crate::regions;
use crate::settings::Settings;
use crate::{startup, storage};

/// Check settings, tables, database, mail folder and solver
#[derive(Debug, Args)]
pub struct Arguments {}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    well: bool,
    detail: String,
}

type Checked = Result<String, String>;

/// Looks at everything, then says what it found.
pub fn run(_: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let checks: [(&'static str, Checked); 6] = [
        ("tables", tables(settings)),
        ("rules", rules(settings)),
        ("database", database(settings)),
        ("outbox", outbox(settings)),
        ("mail folder", mail_folder(settings)),
        ("solver", solver()),
    ];
    let findings: Vec<Finding> = checks
        .into_iter()
        .map(|(what, checked)| Finding { what, well: checked.is_ok(), detail: checked.unwrap_or_else(|error| error) })
        .collect();
    console.result(&findings)?;
    for finding in &findings {
        let sign = if finding.well { "✓" } else { "✗" };
        console.tell(&format!("{sign} {}: {}", finding.what, finding.detail))?;
    }
    let ill = findings.iter().filter(|finding| !finding.well).count();
    if ill == 0 {
        return console.tell(&console.text("cli-doctor-well", &[]));
    }
    let count = i64::try_from(ill).unwrap_or(i64::MAX);
    Err(CliError::Refused(console.text("cli-doctor-ill", &[("count", count.into())])))
}

fn tables(settings: &Settings) -> Checked {
    let area = regions::load_area(&settings.regions.source(), &settings.regions.area).map_err(|e| e.to_string())?;
    let languages = regions::load_languages(&regions::Source::Embedded).map_err(|e| e.to_string())?;
    let (regions, places) = (area.regions().len(), area.gazetteer().places().len());
    Ok(format!("{}: {regions} regions, {places} postcodes, {} languages", area.code(), languages.languages().len()))
}

fn rules(settings: &Settings) -> Checked {
    settings.matching.rules().map_err(|e| e.to_string())?;
    let programmes = settings.programme.rules().map_err(|e| e.to_string())?;
    let today = startup::now().with_timezone(&ZONE).date_naive();
    let rules = rules_on(&programmes, &settings.programme.code, today).map_err(|e| e.to_string())?;
    Ok(format!("programme {} since {}", rules.code, rules.valid_from))
}

fn database(settings: &Settings) -> Checked {
    let database = startup::database(settings).map_err(|e| e.to_string())?;
    let pending = database.pending().map_err(|e| e.to_string())?;
    if pending.is_empty() {
        Ok(format!("{}, schema up to date", database.engine()))
    } else {
        Err(format!("{}, {} schema changes are pending: run lotsenwerk migrate", database.engine(), pending.len()))
    }
}

fn outbox(settings: &Settings) -> Checked {
    let database = startup::database(settings).map_err(|e| e.to_string())?;
    let counts = database.read(storage::outbox::counts).map_err(|e| e.to_string())?;
    let text = format!("{} queued, {} sent, {} given up", counts.queued, counts.sent, counts.dead);
    if counts.dead == 0 { Ok(text) } else { Err(text) }
}

/// Writes a file and takes it away again.
fn mail_folder(settings: &Settings) -> Checked {
    let folder = &settings.mail.folder;
    let name = folder.display();
    let probe = folder.join(".doctor");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b"can be written"))
        .and_then(|()| std::fs::remove_file(&probe));
    written.map_err(|error| format!("{name} cannot be written: {error}; change mail.folder"))?;
    Ok(format!("{name} can be written"))
}

/// Solves a problem with one Lotse and one request.
fn solver() -> Checked {
    let today = startup::now().with_timezone(&ZONE).date_naive();
    let file: ProblemFile = serde_json::from_value(serde_json::json!({
        "format": "lotsenwerk-problem/1",
        "today": today,
        "lotsen": [{"id": "L"}],
        "requests": [{"id": "R", "appointments": [{"start": today.and_time(NaiveTime::MIN), "minutes": 60}]}],
    }))
    .map_err(|error| error.to_string())?;
    let problem = matching::compile(&file, &Gazetteer::default()).map_err(|faults| format!("{faults:?}"))?;
    let plan = matching::solve(&problem, &Options::default(), &Silent).map_err(|e| e.to_string())?;
    let verified = matching::verify::verify(&file, &Gazetteer::default(), &plan).map_err(|v| format!("{v:?}"))?;
    if verified.totals.served == 1 {
        Ok(format!("{BACK_END} solves and the checker agrees"))
    } else {
        Err(format!("{BACK_END} found no plan"))
    }
}
