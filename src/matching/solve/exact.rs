//! The one place that speaks to good_lp: a model and an objective in, the best choice and a bound out.

use std::time::Duration;

use good_lp::{Expression, ProblemVariables, Variable, variable};

use super::SolveError;
use super::model::Row;

#[cfg(not(any(feature = "highs", feature = "microlp")))]
compile_error!("lotsenwerk needs a solver: enable the feature \"highs\" (default) or \"microlp\"");

/// The back end that this build solves with.
#[cfg(feature = "highs")]
pub const BACK_END: &str = "highs";
/// The back end that this build solves with.
#[cfg(all(feature = "microlp", not(feature = "highs")))]
pub const BACK_END: &str = "microlp";

/// Columns, rows and nothing else.
pub(super) struct Programme<'a> {
    /// By column: whether it may take parts.
    pub continuous: Vec<bool>,
    pub rows: &'a [Row],
    /// The first so many columns are what is chosen; the others follow from them.
    pub choices: usize,
}

/// How one solve is steered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steering {
    /// When to stop improving.
    pub limit: Duration,
    /// Every value of the objective is a multiple of this.
    pub granularity: i64,
    #[cfg_attr(not(feature = "highs"), expect(dead_code, reason = "microlp leaves nothing to chance"))]
    pub seed: u64,
}

/// What came out.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Which of the choices are taken.
    pub chosen: Vec<bool>,
    /// No choice has a greater objective. Equal to the objective of `chosen` where the search was completed.
    pub bound: i64,
}

/// Finds the choice with the greatest objective: `objective` gives each column's value, `complete` all columns' values for a
/// choice. `start` must satisfy every row.
pub(super) fn maximise(
    programme: &Programme<'_>,
    objective: impl Fn(usize) -> i64,
    complete: impl Fn(&[bool]) -> Vec<f64>,
    start: &[bool],
    steering: Steering,
) -> Result<Found, SolveError> {
    let start = complete(start);
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = programme
        .continuous
        .iter()
        .map(|continuous| {
            let definition = variable().min(0).max(1);
            variables.add(if *continuous { definition } else { definition.integer() })
        })
        .collect();
    let value: Expression = columns.iter().enumerate().map(|(at, column)| objective(at) as f64 * *column).sum();
    let rows = programme.rows.iter().map(|row| {
        let terms = row.terms.iter().filter_map(|(at, factor)| columns.get(*at as usize).map(|c| *factor as f64 * *c));
        (terms.sum::<Expression>(), row.at_most as f64)
    });
    let values_of = |values: &[f64]| -> i64 {
        let sum: f64 = values.iter().enumerate().map(|(at, value)| objective(at) as f64 * value).sum();
        sum.round() as i64
    };
    let raw = back_end::maximise(variables, value, rows, &columns, &start, steering)?;
    let chosen: Vec<bool> = raw.values.iter().take(programme.choices).map(|value| *value > 0.5).collect();
    let reached = values_of(&complete(&chosen));
    let bound = match raw.bound {
        // The search was completed: nothing better by a whole step exists.
        None => reached,
        // What is less than a choice that is known was never a bound.
        Some(bound) if bound + 0.5 < values_of(&start) as f64 => i64::MAX,
        Some(bound) => floor_to(bound, steering.granularity).max(reached),
    };
    Ok(Found { chosen, bound })
}

/// The greatest multiple of `step` that is not above `bound`, with room for the back end's rounding.
fn floor_to(bound: f64, step: i64) -> i64 {
    let step = step.max(1);
    let room = 1e-9 * bound.abs() + 1e-3;
    (((bound + room) / step as f64).floor() as i64).saturating_mul(step)
}

/// What a back end says.
struct Raw {
    /// One value a column.
    values: Vec<f64>,
    /// `None` when the search was completed.
    bound: Option<f64>,
}

fn failed(message: impl std::fmt::Display) -> SolveError {
    SolveError::BackEnd { back_end: BACK_END, message: message.to_string() }
}

#[cfg(feature = "highs")]
mod back_end {
    use good_lp::solvers::highs::highs;
    use good_lp::{Expression, ProblemVariables, SolverModel, Variable};
    use highs::{HighsModelStatus, HighsSolutionStatus};

    use super::{Raw, SolveError, Steering, failed};

    pub(super) fn maximise(
        variables: ProblemVariables,
        objective: Expression,
        rows: impl Iterator<Item = (Expression, f64)>,
        _: &[Variable],
        start: &[f64],
        steering: Steering,
    ) -> Result<Raw, SolveError> {
        let mut problem = variables.maximise(objective).using(highs);
        for (sum, at_most) in rows {
            problem.add_constraint(sum.leq(at_most));
        }
        // good_lp's own solution does not tell the bound, so the model is solved by its inner type. Options and the
        // starting point are set on that, because unwrapping drops what was set before.
        let mut model = problem.try_into_inner().map_err(failed)?;
        let set = |result: Result<(), highs::TrySetOptionError>| result.map_err(|error| failed(format!("{error:?}")));
        set(model.try_set_option("output_flag", false))?;
        set(model.try_set_option("threads", 1))?;
        set(model.try_set_option("random_seed", (steering.seed % 0x7fff_ffff) as i32))?;
        set(model.try_set_option("time_limit", steering.limit.as_secs_f64().max(0.01)))?;
        set(model.try_set_option("mip_rel_gap", 0.0))?;
        set(model.try_set_option("mip_abs_gap", 0.9 * steering.granularity as f64))?;
        // What the search cannot decide leaves the starting point as it was, and proves nothing.
        let undecided = |why: &dyn std::fmt::Debug| {
            tracing::warn!(?why, "HiGHS broke off");
            Ok(Raw { values: start.to_vec(), bound: Some(f64::INFINITY) })
        };
        if let Err(status) = model.try_set_solution(Some(start), None, None, None) {
            return undecided(&status);
        }
        let solved = match model.try_solve() {
            Ok(solved) => solved,
            Err(status) => return undecided(&status),
        };
        let bound = match solved.status() {
            HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => None,
            HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedSolutionLimit => {
                match solved.double_info_value(c"mip_dual_bound") {
                    Ok(bound) => Some(bound),
                    Err(status) => return undecided(&status),
                }
            }
            other => return undecided(&other),
        };
        if solved.primal_solution_status() == HighsSolutionStatus::Feasible {
            Ok(Raw { values: solved.get_solution().columns().to_vec(), bound })
        } else {
            // Out of time before it took in the starting point: that still stands.
            Ok(Raw { values: start.to_vec(), bound: bound.or(Some(f64::INFINITY)) })
        }
    }
}

#[cfg(all(feature = "microlp", not(feature = "highs")))]
mod back_end {
    use good_lp::solvers::microlp::microlp;
    use good_lp::{
        Expression, ProblemVariables, ResolutionError, Solution, SolutionStatus, SolverModel, Variable,
        WithInitialSolution, WithTimeLimit,
    };

    use super::{Raw, SolveError, Steering, failed};

    pub(super) fn maximise(
        variables: ProblemVariables,
        objective: Expression,
        rows: impl Iterator<Item = (Expression, f64)>,
        columns: &[Variable],
        start: &[f64],
        steering: Steering,
    ) -> Result<Raw, SolveError> {
        let pairs: Vec<(Variable, f64)> = columns.iter().copied().zip(start.iter().copied()).collect();
        let mut problem = variables
            .maximise(objective)
            .using(microlp)
            .with_initial_solution(pairs)
            .with_time_limit(steering.limit.as_secs_f64().max(0.01));
        for (sum, at_most) in rows {
            problem.add_constraint(sum.leq(at_most));
        }
        match problem.solve() {
            Ok(solution) => {
                // This back end tells no bound: what it did not complete is bounded by nothing but the rows.
                let complete = matches!(solution.status(), SolutionStatus::Optimal);
                let bound = (!complete).then_some(f64::INFINITY);
                Ok(Raw { values: columns.iter().map(|column| solution.value(*column)).collect(), bound })
            }
            Err(ResolutionError::Other(_)) => Ok(Raw { values: start.to_vec(), bound: Some(f64::INFINITY) }),
            Err(error) => Err(failed(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::floor_to;

    #[test]
    fn bounds_are_rounded_down_to_what_an_objective_can_be() {
        assert_eq!(floor_to(1039.99, 20), 1020);
        assert_eq!(floor_to(1039.9999999, 20), 1040);
        assert_eq!(floor_to(1040.4, 20), 1040);
        assert_eq!(floor_to(f64::INFINITY, 20), i64::MAX);
    }
}
