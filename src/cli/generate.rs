//! `generate`: a made-up problem file of any size.

mod pieces;

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use clap::Args;

use super::{CliError, Console};
use crate::domain::programme::rules_on;
use crate::domain::region::Area;
use crate::domain::time::{self, ZONE};
use crate::matching::ProblemFile;
use crate::matching::snapshot::Snapshot;
use crate::regions::{self, Source};
use crate::settings::Settings;
use crate::startup;
use crate::synthetic::{self, Generated, Months, Past, Recipe};

/// Make up a problem file: people where people live, scarce languages, realistic appointments
#[derive(Debug, Args)]
pub struct Arguments {
    /// Lotsen
    #[arg(long, default_value_t = 1000)]
    lotsen: u32,

    /// Open requests
    #[arg(long, default_value_t = 500)]
    requests: u32,

    /// Where they live, such as hessen or germany; regions.area of the settings by default
    #[arg(long, value_name = "NAME")]
    area: Option<String>,

    /// Another seed, another town
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Monday of the first of two weeks of appointments; the coming one by default
    #[arg(long, value_name = "DATE")]
    first_day: Option<NaiveDate>,

    /// One project for all: every Lotse may serve every request
    #[arg(long)]
    one_pool: bool,
}

/// Makes up a problem and prints it.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let first_day = arguments.first_day.unwrap_or_else(|| coming_monday(startup::now()));
    let recipe = Recipe {
        with_pools: !arguments.one_pool,
        ..Recipe::new(arguments.seed, arguments.lotsen, arguments.requests, first_day)
    };
    let bar = console.bar();
    bar.set_message(console.text("cli-step-generate", &[]));
    let area = super::problem::area(arguments.area.as_deref(), settings)?;
    let file = problem(&recipe, &area, settings)?;
    bar.finish_and_clear();
    console.document(&file)
}

/// Makes up a problem.
pub fn problem(recipe: &Recipe, area: &Area, settings: &Settings) -> Result<ProblemFile, CliError> {
    let made = made_up(recipe, area)?;
    problem_file(made, recipe.first_day, &format!("{} {}", area.code(), recipe.seed), settings, pieces::PIECE)
}

/// Makes up people and requests.
pub fn made_up(recipe: &Recipe, area: &Area) -> Result<Generated, CliError> {
    let languages =
        regions::load_languages(&Source::Embedded).map_err(|error| CliError::environment("languages", error))?;
    Ok(synthetic::generate(recipe, area, &languages)?)
}

/// Makes up the months before, of the same people.
pub fn past(recipe: &Recipe, months: &Months, area: &Area) -> Result<Past, CliError> {
    let languages =
        regions::load_languages(&Source::Embedded).map_err(|error| CliError::environment("languages", error))?;
    Ok(synthetic::past(recipe, months, area, &languages)?)
}

/// The Monday after the local day of `now`.
pub fn coming_monday(now: DateTime<Utc>) -> NaiveDate {
    let today = now.with_timezone(&ZONE).date_naive();
    today + Duration::days(7 - i64::from(today.weekday().num_days_from_monday()))
}

/// The evening before the appointments begin: everything made up has been posted by then.
pub fn evening_before(first_day: NaiveDate) -> DateTime<Utc> {
    let minute = time::minute_on(first_day - Duration::days(1), 20 * 60);
    DateTime::from_timestamp(minute * 60, 0).unwrap_or_default()
}

fn problem_file(
    made: Generated,
    first_day: NaiveDate,
    name: &str,
    settings: &Settings,
    piece: usize,
) -> Result<ProblemFile, CliError> {
    let rules = settings.matching.rules()?;
    let programmes = settings.programme.rules()?;
    let languages =
        regions::load_languages(&Source::Embedded).map_err(|error| CliError::environment("languages", error))?;
    let programme = rules_on(&programmes, &settings.programme.code, first_day);
    let facts = Snapshot {
        name: name.to_owned(),
        now: evening_before(first_day),
        travel: rules.travel(),
        weights: rules.weights(),
        languages: &languages,
        programme: programme.map_err(|error| CliError::Usage(error.to_string()))?,
        own_rules: None,
        organisations: &[],
        lendings: &[],
        lotsen: &[],
        requests: &[],
        held: &[],
        held_requests: &[],
        beyond_plan: &HashMap::new(),
        asked_this_week: &HashMap::new(),
    };
    Ok(pieces::stated(&facts, made, piece))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::request::SupportRequest;
    use crate::matching::snapshot::Held;

    #[test]
    fn pieces_give_the_file_of_the_whole() {
        let settings = Settings::load(None, HashMap::new()).unwrap();
        let area = super::super::problem::area(Some("hessen"), &settings).unwrap();
        let first_day = NaiveDate::from_ymd_opt(2026, 12, 7).unwrap();
        let made = made_up(&Recipe::new(3, 300, 250, first_day), &area).unwrap();

        let rules = settings.matching.rules().unwrap();
        let programmes = settings.programme.rules().unwrap();
        let (open, assigned): (Vec<SupportRequest>, Vec<SupportRequest>) =
            made.requests.iter().cloned().partition(|request| request.state.is_open_for_matching());
        let held: Vec<Held> = made.assignments.iter().map(Held::from).collect();
        assert!(held.len() > 3 && open.iter().any(|request| !request.known_lotsen.is_empty()));
        let whole = Snapshot {
            name: "x".to_owned(),
            now: evening_before(first_day),
            travel: rules.travel(),
            weights: rules.weights(),
            languages: &regions::load_languages(&Source::Embedded).unwrap(),
            programme: rules_on(&programmes, &settings.programme.code, first_day).unwrap(),
            own_rules: None,
            organisations: &made.organisations,
            lendings: &made.lendings,
            lotsen: &made.lotsen,
            requests: &open,
            held: &held,
            held_requests: &assigned,
            beyond_plan: &HashMap::new(),
            asked_this_week: &HashMap::new(),
        };
        let whole = whole.problem().file;
        for piece in [7, 100, pieces::PIECE] {
            assert_eq!(problem_file(made.clone(), first_day, "x", &settings, piece).unwrap(), whole, "by {piece}");
        }
    }
}
