//! Floor 1: a made-up town of any size, as domain values: projects, agencies, Lotsen, requests, confirmed assignments.
//!
//! ```text
//! Recipe + Area + LanguageTable --generate--> Generated
//!                     + Months  --past-----> Past          the months behind it, of the same people
//! ```
//!
//! People live where people live (by the gazetteer's population), languages are skewed and clustered by region, some are
//! scarce. Everything is a function of the recipe and the tables: the same seed gives the same bytes on every machine, and a
//! larger instance contains the smaller one (only who belongs to which project, and who knows whom, depends on how many
//! there are). The time taken grows with the number of people and not faster, and all processors share it.
//!
//! Deliberately absent: a clock, files, rows (the caller writes them where it wants), and any real person.

mod assignments;
mod calendar;
mod chance;
mod error;
mod lotsen;
mod organisations;
mod past;
mod recipe;
mod requests;
mod settlement;
mod tables;
mod tongues;

#[cfg(test)]
mod testing;

pub use self::error::SyntheticError;
pub use self::past::{Case, Left, Logged, Months, Past};
pub use self::recipe::{Knobs, Recipe};

use rayon::prelude::*;

use self::calendar::Calendar;
use self::chance::Seed;
use self::organisations::Organisations;
use self::settlement::Settlement;
use self::tables::Tables;
use self::tongues::Tongues;
use crate::domain::assignment::Assignment;
use crate::domain::language::LanguageTable;
use crate::domain::lotse::Lotse;
use crate::domain::organisation::{Lending, Organisation};
use crate::domain::region::Area;
use crate::domain::request::SupportRequest;

/// What was made up. Every reference leads to something in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// Projects first, then agencies.
    pub organisations: Vec<Organisation>,
    /// Which projects lend to each other; in some pairs only one has agreed so far.
    pub lendings: Vec<Lending>,
    /// As many as the recipe says.
    pub lotsen: Vec<Lotse>,
    /// As many open ones as the recipe says, then those of the assignments.
    pub requests: Vec<SupportRequest>,
    /// Confirmed ones, at most one for a Lotse. Each keeps every rule.
    pub assignments: Vec<Assignment>,
}

/// Makes everything up.
///
/// # Errors
/// A recipe whose first day is no Monday or lies at the edge of the calendar, an area without inhabitants, or tables that
/// contradict each other.
pub fn generate(recipe: &Recipe, area: &Area, languages: &LanguageTable) -> Result<Generated, SyntheticError> {
    in_world(recipe, area, languages, |world| {
        let organisations = Organisations::new(world)?;
        let lotsen = lotsen::all(world, &organisations)?;
        let mut requests = requests::all(world, &organisations, &lotsen)?;
        let (confirmed, assignments) = assignments::all(world, &organisations, &lotsen)?;
        requests.extend(confirmed);
        Ok(Generated {
            organisations: organisations.all,
            lendings: organisations.lendings,
            lotsen: lotsen.into_iter().map(|resident| resident.lotse).collect(),
            requests,
            assignments,
        })
    })
}

/// Makes up what happened before, to the people whom [`generate`] makes of the same recipe.
///
/// # Errors
/// As [`generate`].
pub fn past(recipe: &Recipe, months: &Months, area: &Area, languages: &LanguageTable) -> Result<Past, SyntheticError> {
    in_world(recipe, area, languages, |world| past::all(world, area, months))
}

fn in_world<T>(
    recipe: &Recipe,
    area: &Area,
    languages: &LanguageTable,
    make: impl FnOnce(&World<'_>) -> Result<T, SyntheticError>,
) -> Result<T, SyntheticError> {
    let tables = Tables::load(languages)?;
    let seed = Seed(recipe.seed);
    let settlement = Settlement::new(area)?;
    let tongues = Tongues::new(seed, &recipe.knobs, &settlement, &tables)?;
    let calendar = Calendar::new(recipe.first_day)?;
    make(&World { recipe, seed, calendar, settlement: &settlement, tables: &tables, tongues: &tongues })
}

/// All that is given before anybody is made up.
#[derive(Debug, Clone, Copy)]
struct World<'a> {
    recipe: &'a Recipe,
    seed: Seed,
    calendar: Calendar,
    settlement: &'a Settlement<'a>,
    tables: &'a Tables,
    tongues: &'a Tongues<'a>,
}

impl World<'_> {
    const fn knobs(&self) -> &Knobs {
        &self.recipe.knobs
    }
}

/// How many things are made at once before they join the others.
const PIECE: u32 = 16_384;

/// Things that depend on nothing but their number, made by all processors. As every thing has chance of its own, the order in which
/// they are made does not matter. They join the others piece by piece: a second list of all of them would be large.
fn numbered<T: Send>(
    count: u32,
    make: impl Fn(u32) -> Result<T, SyntheticError> + Sync,
) -> Result<Vec<T>, SyntheticError> {
    let mut all = Vec::with_capacity(count as usize);
    let mut first = 0;
    while first < count {
        let end = count.min(first.saturating_add(PIECE));
        let piece: Vec<Result<T, SyntheticError>> = (first..end).into_par_iter().map(&make).collect();
        for one in piece {
            all.push(one?);
        }
        first = end;
    }
    Ok(all)
}

/// A value of the domain from a text.
fn text<T, E: std::fmt::Display>(text: &str, parse: impl FnOnce(&str) -> Result<T, E>) -> Result<T, SyntheticError> {
    parse(text).map_err(SyntheticError::value(text))
}
