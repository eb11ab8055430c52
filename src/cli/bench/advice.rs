//! `bench advice`: how long it takes to price people who could join, and how well prices foretell what plans confirm; and for advice that is
//! published, where every place counts the same, how long the first ones take until they hold in the whole problem, against solving it once.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::super::{CliError, Console, problem};
use super::measure;
use super::quantiles::milliseconds;
use super::table::{Column, Kind};
use super::task::Task;
use crate::domain::region::Gazetteer;
use crate::matching::advice::{self, Advice, Profile, Wishes};
use crate::matching::incremental::{Options, Standing, proposals};
use crate::matching::weights::ServedWeights;
use crate::matching::{self, ProblemFile, Silent, cures};
use crate::settings::Settings;

/// Profiles that are priced, at least.
const PROFILES: usize = 800;

/// Profiles that are confirmed: the first ones, and as many spread over the whole ranking.
const CONFIRMED: usize = 20;

/// Homes that are looked at for each language where advice is published.
const HOMES: usize = 20;

/// One problem.
#[derive(Debug, Serialize)]
pub struct Row {
    seed: u64,
    requests: u64,
    served_weight: i64,
    /// What the place of each request gains.
    gains_milliseconds: f64,
    profiles: u64,
    making_milliseconds: f64,
    pricing_milliseconds: f64,
    /// Pricing, for as many as the goal names.
    pricing_800_milliseconds: f64,
    /// Profiles that are worth something.
    worthwhile: u64,
    /// Confirming the first ones, all together.
    confirming_milliseconds: f64,
    first: Told,
    spread: Told,
    published: Published,
}

/// Advice that holds in the whole problem.
#[derive(Debug, Serialize)]
struct Published {
    /// Solving the problem once.
    solve_milliseconds: f64,
    /// Whether that proved its plan to be the best.
    solve_proven: bool,
    /// Gains, prices and confirmations of the first ones, all together.
    advice_milliseconds: f64,
    /// So many times one solution.
    solutions: f64,
    confirmed: u64,
    /// No plan gains more with them, and none serves more without.
    proven: u64,
    /// For so many the whole problem was solved again; a bound did for the others.
    solved: u64,
    /// Places, all together.
    places: i64,
}

/// Prices against plans.
#[derive(Debug, Serialize)]
struct Told {
    confirmed: u64,
    /// Sums of weight.
    priced_weight: i64,
    confirmed_weight: i64,
    confirmed_percent: f64,
    /// Profiles whose plan gains more than their price.
    underpriced: u64,
    /// Nothing better exists around them.
    proven: u64,
    /// Pairs in the same order, percent of those that both tell apart.
    agreement_percent: Option<u32>,
    best: i64,
}

/// What people read of it.
pub const COLUMNS: &[Column] = &[
    Column { heading: "bench-column-gains", pointer: "/gains_milliseconds", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-profiles", pointer: "/profiles", kind: Kind::Count },
    Column { heading: "bench-column-pricing", pointer: "/pricing_milliseconds", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-pricing-800", pointer: "/pricing_800_milliseconds", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-confirming", pointer: "/confirming_milliseconds", kind: Kind::Decimal(1) },
    Column { heading: "bench-column-priced", pointer: "/first/priced_weight", kind: Kind::Count },
    Column { heading: "bench-column-confirmed", pointer: "/first/confirmed_weight", kind: Kind::Count },
    Column { heading: "bench-column-proven", pointer: "/first/proven", kind: Kind::Count },
    Column { heading: "bench-column-agreement", pointer: "/first/agreement_percent", kind: Kind::Count },
    Column { heading: "bench-column-agreement-spread", pointer: "/spread/agreement_percent", kind: Kind::Count },
    Column { heading: "bench-column-solve-once", pointer: "/published/solve_milliseconds", kind: Kind::Decimal(0) },
    Column { heading: "bench-column-published", pointer: "/published/advice_milliseconds", kind: Kind::Decimal(0) },
    Column { heading: "bench-column-solutions", pointer: "/published/solutions", kind: Kind::Decimal(2) },
    Column { heading: "bench-column-proven-whole", pointer: "/published/proven", kind: Kind::Count },
];

/// Measures.
pub fn row(task: &Task, settings: &Settings, console: &Console) -> Result<Row, CliError> {
    let failed = |error| CliError::environment("advise", error);
    let made = task.make_up(settings, console)?;
    let gazetteer = made.area.gazetteer();
    let plan = measure::end_to_end(&made.file, gazetteer, &task.options(settings)?, console)?.plan;
    problem::needs_all(&plan, console)?;
    let whole = matching::compile(&made.file, gazetteer).map_err(|faults| problem::refused(&faults, console))?;
    let chosen = proposals(&whole, &plan);
    let standing = Standing::new(whole, &chosen);

    let begun = Instant::now();
    let gains = advice::gains(&standing, None, &cures::options()).map_err(failed)?;
    let gains_milliseconds = milliseconds(begun);
    let begun = Instant::now();
    let profiles = enough(&standing, &gains);
    let making_milliseconds = milliseconds(begun);
    let count = profiles.len();
    let begun = Instant::now();
    let ranked = advice::ranked(&standing, &gains, profiles);
    let pricing_milliseconds = milliseconds(begun);

    let mut first: Vec<Advice> = ranked.iter().take(CONFIRMED).cloned().collect();
    let begun = Instant::now();
    advice::confirm(&standing, &mut first, &Options::default()).map_err(failed)?;
    let confirming_milliseconds = milliseconds(begun);
    let step = (ranked.len() / CONFIRMED).max(1);
    let mut spread: Vec<Advice> = ranked.iter().step_by(step).take(CONFIRMED).cloned().collect();
    advice::confirm(&standing, &mut spread, &Options::default()).map_err(failed)?;
    Ok(Row {
        seed: task.seed,
        requests: plan.totals.requests,
        served_weight: plan.totals.weight,
        gains_milliseconds,
        profiles: count as u64,
        making_milliseconds,
        pricing_milliseconds,
        pricing_800_milliseconds: pricing_milliseconds * PROFILES as f64 / count.max(1) as f64,
        worthwhile: ranked.len() as u64,
        confirming_milliseconds,
        first: told(&first),
        spread: told(&spread),
        published: published(made.file, gazetteer, &task.options(settings)?, console)?,
    })
}

/// Advises as for publication, people alone.
fn published(
    mut file: ProblemFile,
    gazetteer: &Gazetteer,
    options: &matching::Options,
    console: &Console,
) -> Result<Published, CliError> {
    let failed = |error| CliError::environment("advise", error);
    file.weights.served = ServedWeights::EQUAL;
    let problem = matching::compile(&file, gazetteer).map_err(|faults| problem::refused(&faults, console))?;
    let begun = Instant::now();
    let plan = matching::solve(&problem, options, &Silent).map_err(failed)?;
    let solve_milliseconds = milliseconds(begun);
    let chosen = proposals(&problem, &plan);
    let begun = Instant::now();
    let standing = Standing::new(problem, &chosen);
    let solve_proven = plan.proof.weight.optimal;
    let wishes = Wishes { people: CONFIRMED, changes: 0, homes: HOMES, trainings: &[], time: Duration::MAX };
    let (people, solved) = advice::people(&standing, solve_proven, &wishes, options, &Silent).map_err(failed)?;
    let advice_milliseconds = milliseconds(begun);
    let confirmed = || people.iter().filter_map(|one| one.confirmed.as_ref());
    Ok(Published {
        solve_milliseconds,
        solve_proven,
        advice_milliseconds,
        solutions: advice_milliseconds / solve_milliseconds.max(0.001),
        confirmed: confirmed().count() as u64,
        proven: confirmed().filter(|own| own.proven).count() as u64,
        solved: solved as u64,
        places: confirmed().map(|own| own.gain).sum(),
    })
}

/// Profiles from so many homes for each language that there are enough of them, or from all.
fn enough(standing: &Standing, gains: &[i64]) -> Vec<Profile> {
    let mut homes = 8;
    loop {
        let profiles = advice::profiles(standing.problem(), gains, homes, &advice::WEEKS);
        if profiles.len() >= PROFILES || homes >= gains.len() {
            return profiles;
        }
        homes *= 2;
    }
}

fn told(advice: &[Advice]) -> Told {
    let confirmed = || advice.iter().filter_map(|one| Some((one.priced, one.confirmed.as_ref()?)));
    let (priced, gained) = confirmed().fold((0, 0), |sum, (priced, own)| (sum.0 + priced, sum.1 + own.gain));
    Told {
        confirmed: confirmed().count() as u64,
        priced_weight: priced,
        confirmed_weight: gained,
        confirmed_percent: if priced == 0 { 0.0 } else { 100.0 * gained as f64 / priced as f64 },
        underpriced: confirmed().filter(|(priced, own)| own.gain > *priced).count() as u64,
        proven: confirmed().filter(|(_, own)| own.proven).count() as u64,
        agreement_percent: advice::agreement(advice),
        best: confirmed().map(|(_, own)| own.gain).max().unwrap_or(0),
    }
}
