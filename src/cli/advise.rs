//! `advise`: where one more Lotse would serve most.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::console::Watcher;
use super::{CliError, Console, problem};
use crate::domain::language::{LanguageCode, LanguageTable};
use crate::i18n::{Locale, Value};
use crate::matching::advice::{self, Advice, Profile};
use crate::matching::file::PlaceEntry;
use crate::matching::incremental::{Options, Standing, proposals};
use crate::matching::{self, PlanFile, ProblemFile, cures};
use crate::regions::{Source, load_languages};
use crate::settings::Settings;

/// Homes that are looked at for each language.
const HOMES: usize = 20;

/// Requests that a sentence names.
const NAMED: usize = 4;

/// Say where one more Lotse would serve most: which language, from where, at which times
#[derive(Debug, Args)]
pub struct Arguments {
    /// Problem file, or - for the standard input
    problem: PathBuf,

    /// Plan file; without it the problem is solved first
    plan: Option<PathBuf>,

    /// So many proposals, each confirmed by deciding again
    #[arg(long, value_name = "COUNT", default_value = "20", value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,

    /// Whose postcodes the problem names, such as hessen or germany; regions.area of the settings by default
    #[arg(long, value_name = "NAME")]
    area: Option<String>,
}

/// What is said.
#[derive(Debug, Serialize)]
struct Said {
    /// Profiles that were priced.
    profiles: usize,
    /// Pairs of the confirmed ones that prices and plans put in the same order, percent of those that both tell apart.
    agreement_percent: Option<u32>,
    /// What is confirmed to gain most comes first.
    advice: Vec<Entry>,
}

/// One more Lotse.
#[derive(Debug, Serialize)]
struct Entry {
    /// As in the problem.
    language: String,
    /// Where they live.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceEntry>,
    /// A request at the same place.
    near: String,
    /// A code; see `advise-week-…` in the catalogues.
    week: &'static str,
    /// What the requests that they would take ask for.
    qualifications: Vec<String>,
    /// Served weight by prices: an estimate.
    predicted: i64,
    /// Served weight that a plan with them has more.
    confirmed: i64,
    /// Whether no plan around them gains more.
    proven: bool,
    /// Requests that they would take.
    serves: Vec<String>,
}

/// Advises.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let file: ProblemFile = problem::read(&arguments.problem)?;
    let area = problem::area(arguments.area.as_deref(), settings)?;
    let compiled = matching::compile(&file, area.gazetteer()).map_err(|faults| problem::refused(&faults, console))?;
    if compiled.listed.is_some() {
        return Err(CliError::Usage(console.text("advise-listed", &[])));
    }
    let plan: PlanFile = match &arguments.plan {
        Some(path) => {
            let plan = problem::read(path)?;
            if let Err(violations) = matching::verify::verify(&file, area.gazetteer(), &plan) {
                let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
                return Err(CliError::Refused(lines.join("\n")));
            }
            plan
        }
        None => {
            let watcher = Watcher::new(console);
            let plan = matching::solve(&compiled, &settings.matching.options(), &watcher);
            watcher.end();
            plan.map_err(|error| CliError::environment("solve", error))?
        }
    };
    problem::needs_all(&plan, console)?;
    let chosen = proposals(&compiled, &plan);
    let standing = Standing::new(compiled, &chosen);
    let said = advised(&file, &standing, usize::from(arguments.top))?;
    console.result(&said)?;
    tell(&said, console)
}

/// Prices profiles and confirms the first ones.
fn advised(file: &ProblemFile, standing: &Standing, top: usize) -> Result<Said, CliError> {
    let failed = |error| CliError::environment("advise", error);
    let gains = advice::gains(standing, None, &cures::options()).map_err(failed)?;
    let profiles = advice::profiles(standing.problem(), &gains, HOMES, &advice::WEEKS);
    let count = profiles.len();
    let mut ranked = advice::ranked(standing, &gains, profiles);
    ranked.truncate(top);
    advice::confirm(standing, &mut ranked, &Options::default()).map_err(failed)?;
    let agreement_percent = advice::agreement(&ranked);
    let gain = |one: &Advice| one.confirmed.as_ref().map_or(0, |confirmed| confirmed.gain);
    ranked.sort_by_key(|one| std::cmp::Reverse((gain(one), one.priced)));
    let advice = ranked.iter().filter_map(|one| entry(file, standing, one)).collect();
    Ok(Said { profiles: count, agreement_percent, advice })
}

/// In the words of the file.
fn entry(file: &ProblemFile, standing: &Standing, advice: &Advice) -> Option<Entry> {
    let Profile { near, week, .. } = &advice.profile;
    let confirmed = advice.confirmed.as_ref()?;
    let place = file.requests.get(*near as usize)?;
    let requests = || confirmed.serves.iter().filter_map(|at| file.requests.get(*at as usize));
    let mut qualifications: Vec<String> = requests().flat_map(|request| request.required_then().cloned()).collect();
    qualifications.sort_unstable();
    qualifications.dedup();
    Some(Entry {
        language: advice.profile.language_code(file, standing.problem())?.to_owned(),
        place: place.place.clone(),
        near: place.id.clone(),
        week: week.code,
        qualifications,
        predicted: advice.priced,
        confirmed: confirmed.gain,
        proven: confirmed.proven,
        serves: requests().map(|request| request.id.clone()).collect(),
    })
}

/// One sentence for each.
fn tell(said: &Said, console: &Console) -> Result<(), CliError> {
    if said.advice.is_empty() {
        return console.tell(&console.text("advise-nobody", &[]));
    }
    let count = |n: usize| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let facts = [("profiles", count(said.profiles))];
    console.tell(&console.text("advise-head", &facts))?;
    let languages = load_languages(&Source::Embedded).map_err(|error| CliError::environment("languages", error))?;
    for (rank, entry) in (1_usize..).zip(&said.advice) {
        let week = match entry.week {
            "mornings" => console.text("advise-week-mornings", &[]),
            "afternoons" => console.text("advise-week-afternoons", &[]),
            _ => console.text("advise-week-workdays", &[]),
        };
        let facts = [
            ("rank", rank.to_string().into()),
            ("language", language(&entry.language, &languages, console.locale).into()),
            ("place", place(entry, console).into()),
            ("week", week.into()),
            ("confirmed", entry.confirmed.into()),
            ("predicted", entry.predicted.into()),
        ];
        let mut lines = vec![console.text("advise-one", &facts)];
        if !entry.serves.is_empty() {
            let some = entry.serves.get(..NAMED).unwrap_or(&entry.serves).join(", ");
            let names = match entry.serves.len().saturating_sub(NAMED) {
                0 => some,
                more => console.text("explain-more", &[("names", some.into()), ("more", count(more))]),
            };
            lines.push(console.text("advise-serves", &[("requests", names.into())]));
        }
        if !entry.qualifications.is_empty() {
            let codes = entry.qualifications.join(", ");
            lines.push(console.text("advise-qualifications", &[("codes", codes.into())]));
        }
        console.tell(&lines.join(" "))?;
    }
    match said.agreement_percent {
        Some(percent) => console.tell(&console.text("advise-agreement", &[("percent", percent.into())])),
        None => Ok(()),
    }
}

/// Its name where the tables know it, and else its code.
fn language(code: &str, languages: &LanguageTable, locale: Locale) -> String {
    let known = LanguageCode::parse(code).ok().and_then(|code| languages.get(code));
    known.map_or_else(
        || code.to_owned(),
        |language| match locale {
            Locale::De => language.name_de.clone(),
            Locale::En => language.name_en.clone(),
        },
    )
}

fn place(entry: &Entry, console: &Console) -> String {
    match &entry.place {
        Some(PlaceEntry::Postcode { postcode }) => postcode.clone(),
        _ => console.text("advise-near", &[("request", entry.near.clone().into())]),
    }
}
