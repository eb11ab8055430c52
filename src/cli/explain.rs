//! `explain`: why requests stay open and what would serve them; for one that is served, why this Lotse and not another.

mod words;

use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::{CliError, Console, problem};
use crate::matching::incremental::{Options, Standing, proposals};
use crate::matching::plan::{Candidate, UnservedEntry};
use crate::matching::why::{Why, instead};
use crate::matching::{self, PlanFile, ProblemFile, cures};
use crate::settings::Settings;

/// Other Lotsen that a served request is compared with, where none is named.
const OTHERS: usize = 3;

/// Say why requests stay open and what would serve them, or why this Lotse and not another
#[derive(Debug, Args)]
pub struct Arguments {
    /// Problem file, or - for the standard input
    problem: PathBuf,

    /// Plan file
    plan: PathBuf,

    /// Only this request; all that stay open by default
    #[arg(long, value_name = "ID")]
    request: Option<String>,

    /// Why not this Lotse; for a request that is served
    #[arg(long, value_name = "LOTSE", requires = "request")]
    instead: Option<String>,

    /// Whose postcodes the problem names, such as hessen or germany; regions.area of the settings by default
    #[arg(long, value_name = "NAME")]
    area: Option<String>,
}

/// What is said about one request.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    /// Why places stay open, and what would fill them.
    Open(UnservedEntry),
    /// Why nobody else goes.
    Served {
        /// The request.
        request: String,
        /// Each comparison.
        instead: Vec<words::Comparison>,
    },
}

/// Explains.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let file: ProblemFile = problem::read(&arguments.problem)?;
    let plan: PlanFile = problem::read(&arguments.plan)?;
    let area = problem::area(arguments.area.as_deref(), settings)?;
    let compiled = matching::compile(&file, area.gazetteer()).map_err(|faults| problem::refused(&faults, console))?;
    if let Err(violations) = matching::verify::verify(&file, area.gazetteer(), &plan) {
        let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
        return Err(CliError::Refused(lines.join("\n")));
    }
    problem::needs_all(&plan, console)?;
    let chosen = proposals(&compiled, &plan);
    let standing = Standing::new(compiled, &chosen);
    let words = words::Words { console, file: &file, standing: &standing };
    let mut said = Vec::new();
    match &arguments.request {
        None => said.extend(open(&file, &standing, plan.unserved)?.into_iter().map(Said::Open)),
        Some(id) => {
            let number = number(file.requests.iter().map(|request| request.id.as_str()), id, console, "request")?;
            let entry: Vec<UnservedEntry> = plan.unserved.into_iter().filter(|entry| entry.request == *id).collect();
            let is_open = !entry.is_empty();
            if arguments.instead.is_none() {
                said.extend(open(&file, &standing, entry)?.into_iter().map(Said::Open));
            }
            if arguments.instead.is_some() || !is_open {
                let other = match &arguments.instead {
                    Some(id) => Some(self::number(file.lotsen.iter().map(|l| l.id.as_str()), id, console, "instead")?),
                    None => None,
                };
                let instead = served(&words, number, other)?;
                said.push(Said::Served { request: id.clone(), instead });
            }
        }
    }
    console.result(&said)?;
    for said in &said {
        match said {
            Said::Open(entry) => console.tell(&words.open(entry))?,
            Said::Served { request, instead } => console.tell(&words.served(request, instead))?,
        }
    }
    if said.is_empty() {
        console.tell(&console.text("cli-match-all-served", &[]))?;
    }
    Ok(())
}

/// The position of an id; what is not there is wrong usage.
fn number<'a>(
    mut ids: impl Iterator<Item = &'a str>,
    id: &str,
    console: &Console,
    option: &'static str,
) -> Result<u32, CliError> {
    let unknown = || {
        let facts = [("option", option.into()), ("id", id.to_owned().into())];
        CliError::Usage(console.text("explain-unknown", &facts))
    };
    ids.position(|other| other == id).map(|at| at as u32).ok_or_else(unknown)
}

fn open(
    file: &ProblemFile,
    standing: &Standing,
    mut entries: Vec<UnservedEntry>,
) -> Result<Vec<UnservedEntry>, CliError> {
    let explained = entries.par_iter_mut().try_for_each(|entry| cures::explain(file, standing, entry));
    explained.map_err(|error| CliError::environment("explain", error))?;
    Ok(entries)
}

/// Each proposal of a request against one other Lotse, or against those with the least effort.
fn served(words: &words::Words<'_>, number: u32, other: Option<u32>) -> Result<Vec<words::Comparison>, CliError> {
    let standing = words.standing;
    let mut found = Vec::new();
    for proposal in standing.filled(number) {
        let others: Vec<u32> = match other {
            Some(other) => vec![other],
            None => nearest(standing, number),
        };
        for other in others {
            let why: Option<Why> = instead(standing, proposal, other, &Options::default())
                .map_err(|error| CliError::environment("explain", error))?;
            found.extend(why.map(|why| words.comparison(proposal, other, &why)));
        }
    }
    Ok(found)
}

/// Other candidates of a request, the least effort first.
fn nearest(standing: &Standing, number: u32) -> Vec<u32> {
    let mut candidates: Vec<&Candidate> = standing.candidates_of(number).iter().collect();
    candidates.sort_by_key(|candidate| (candidate.effort, candidate.lotse));
    let mut lotsen: Vec<u32> = Vec::new();
    for candidate in candidates {
        let serves = standing.filled(number).iter().any(|filled| filled.lotse == candidate.lotse);
        if !serves && !lotsen.contains(&candidate.lotse) && lotsen.len() < OTHERS {
            lotsen.push(candidate.lotse);
        }
    }
    lotsen
}
