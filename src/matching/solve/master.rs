//! The master programme over schedules, relaxed: at most one schedule a Lotse, at most what each row offers.
//!
//! Its shadow prices are the best there are. Solved again and again with the schedules that its own prices make worth while, it
//! ends at the strongest bound that prices can prove. Where HiGHS finds no solution, in the time that is left or at all, there are
//! no better prices: whatever plan and bound are known by then stand, because neither is taken from a relaxation.
#![expect(clippy::indexing_slicing, reason = "positions come from the board and from this master's own columns")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};

use highs::{Col, ColProblem, HighsModelStatus, Model, Row, Sense, SolvedModel};

use super::board::Board;
use super::column::{Column, value_of};
use super::cuts::Cuts;
use super::prices::{Evaluation, Memory, Scale, evaluate_again};

/// HiGHS' numbers of its simplex algorithms.
const DUAL: i32 = 1;
const PRIMAL: i32 = 4;
/// Steps of a simplex algorithm after which it is taken to go round in circles, if they are more than two for every row.
const CIRCLES: i32 = 5_000;
/// How many times as many it has when it goes on with all numbers shaken.
const PATIENCE: i32 = 10;
/// Beyond this a schedule is worth so much that what HiGHS takes for zero is lost in the rounding of its numbers, and it goes round in
/// circles.
const DEAREST: f64 = 1e7;
/// What it is worth more to take a row that is wanted, in steps of weight. Nearly always more than a request costs the others by
/// going first; where it is not, the row stays empty in part, and the bound of the branch is weaker, but holds.
const PREMIUM: i64 = 100;

/// What the relaxation says.
pub(super) struct Relaxed {
    pub value: f64,
    /// By row of the board, then by cut.
    pub prices: Vec<f64>,
    /// By group: what its best schedule in the master gains.
    pub profits: Vec<f64>,
    /// By column.
    pub shares: Vec<f64>,
}

/// The relaxed master.
pub(super) struct Master<'b, 'a> {
    pub board: &'b Board<'a>,
    pub scale: Scale,
    /// None once HiGHS has given it up.
    model: Option<Model>,
    /// When solving ends, and how long it has taken so far.
    pub until: Instant,
    ran: Duration,
    /// By row of the board; none for what can never be too little.
    rows: Vec<Option<(Row, usize)>>,
    convex: Vec<(Row, usize)>,
    choices: usize,
    pub columns: Vec<Column>,
    handles: Vec<Col>,
    pub cuts: Cuts,
    memory: Memory,
    cut_rows: Vec<(Row, usize)>,
    height: usize,
    known: HashSet<Column>,
    /// Rows that a branch wants to be full, with what it is worth more to take each of them.
    wanted: BTreeMap<u32, i64>,
    /// Whether something was taken from what the last solution may do: then the dual simplex goes on from it, and the primal one
    /// otherwise.
    narrowed: bool,
    /// What one unit of the programme's objective is worth on the scale.
    unit: f64,
}

impl<'b, 'a> Master<'b, 'a> {
    pub fn new(board: &'b Board<'a>, scale: Scale, until: Instant) -> Self {
        let mut problem = ColProblem::new();
        let mut rows: Vec<Option<(Row, usize)>> = Vec::with_capacity(board.at_most.len());
        let mut count = 0;
        let mut numbered = |row: Row| {
            count += 1;
            (row, count - 1)
        };
        let mut choices: Vec<(u32, Row, Row, i64)> = Vec::new();
        let mut ties: HashMap<u32, Vec<Row>> = HashMap::new();
        let mut row = 0;
        while row < board.at_most.len() {
            let request = board.row_request[row];
            if board.is_link(row) {
                let tie = numbered(problem.add_row(..=0.0));
                rows.push(Some(tie));
                ties.entry(board.row_of_link[row]).or_default().push(tie.0);
                row += 1;
                continue;
            }
            if request == u32::MAX || !board.is_split(request) {
                // Nobody comes twice: where there are places for all who could come, a row of the programme would never bind.
                let can_bind = request == u32::MAX || board.able(request) as i64 > board.at_most[row];
                rows.push(can_bind.then(|| numbered(problem.add_row(..=board.at_most[row] as f64))));
                row += 1;
                continue;
            }
            let one = numbered(problem.add_row(..=1.0)).0;
            while row < board.at_most.len() && board.row_request[row] == request {
                let places = numbered(problem.add_row(..=0.0));
                rows.push(Some(places));
                choices.push((row as u32, places.0, one, board.at_most[row]));
                row += 1;
            }
        }
        let convex = board.groups.iter().map(|_| numbered(problem.add_row(..=1.0))).collect();
        for (row, places, one, most) in &choices {
            let tied = ties.get(row).into_iter().flatten().map(|tie| (*tie, -1.0));
            problem.add_column(0.0, 0.0..=1.0, [(*places, -(*most as f64)), (*one, 1.0)].into_iter().chain(tied));
        }
        let dearest = board.problem.requests.iter().map(|request| scale.weight * request.weight).max().unwrap_or(0);
        let height = problem.num_rows();
        Self {
            board,
            scale,
            model: kept("refused the model", quiet(problem)),
            until,
            ran: Duration::ZERO,
            rows,
            convex,
            choices: choices.len(),
            columns: Vec::new(),
            handles: Vec::new(),
            cuts: Cuts::default(),
            memory: Memory::default(),
            cut_rows: Vec::new(),
            height,
            known: HashSet::new(),
            wanted: BTreeMap::new(),
            narrowed: true,
            unit: f64::max(1.0, dearest as f64 / DEAREST),
        }
    }

    /// What a schedule is worth.
    pub fn value(&self, arcs: &[u32]) -> i64 {
        value_of(self.board, self.scale, arcs)
    }

    /// Decides every Lotse at these prices, of the rows and then of the cuts.
    pub fn evaluate(&mut self, prices: &[i64]) -> Evaluation {
        evaluate_again(self.board, self.scale, &self.cuts, prices, &mut self.memory)
    }

    /// Adds a schedule; says whether it is new.
    pub fn add(&mut self, group: u32, arcs: &[u32]) -> bool {
        let mut arcs = arcs.to_vec();
        arcs.sort_unstable();
        let column = Column { group, arcs };
        if column.arcs.is_empty() || self.known.contains(&column) {
            return false;
        }
        if let Some(mut model) = self.model.take() {
            let value = self.with_premiums(&column.arcs);
            let factors = self.factors(&column);
            let handle = kept("refused a column", model.try_add_column(-(value as f64) / self.unit, 0.0.., factors));
            self.model = handle.is_some().then_some(model);
            self.handles.extend(handle);
        }
        self.known.insert(column.clone());
        self.columns.push(column);
        true
    }

    /// What a schedule takes of each row.
    fn factors(&self, column: &Column) -> Vec<(Row, f64)> {
        let mut factors: Vec<(Row, f64)> = Vec::with_capacity(column.arcs.len() + 1);
        for at in &column.arcs {
            let arc = &self.board.arcs[*at as usize];
            factors.extend(self.rows[self.board.row(arc) as usize].map(|(row, _)| (row, 1.0)));
            for (row, uses) in self.board.extras(*at, arc) {
                let Some((row, _)) = self.rows[row as usize] else { continue };
                match factors.iter_mut().find(|(known, _)| *known == row) {
                    Some((_, factor)) => *factor += uses as f64,
                    None => factors.push((row, uses as f64)),
                }
            }
        }
        factors.push((self.convex[column.group as usize].0, 1.0));
        let counted = self.cuts.counted(self.board, column.group, &column.arcs);
        factors.extend(counted.iter().map(|(cut, times)| (self.cut_rows[usize::from(*cut)].0, *times as f64)));
        factors
    }

    /// Leaves candidates out, and with them the schedules that have them. Returns those that were in.
    pub fn ban(&mut self, arcs: &[u32]) -> Vec<u32> {
        let banned = self.cuts.ban(arcs);
        self.bound_columns(&banned);
        self.narrowed = true;
        banned
    }

    /// Lets candidates in again.
    pub fn lift(&mut self, banned: &[u32]) {
        self.cuts.lift(banned);
        self.bound_columns(banned);
    }

    /// Wants rows to be full, each of which offers one place: whoever takes one is paid a premium, which the price of the row takes
    /// back, so that it may fall below zero. Plans in which such a row is full are worth what they were, and others less; a bound
    /// at these prices holds for the first. Returns the rows that were not wanted already.
    pub fn want(&mut self, rows: &[u32]) -> Vec<u32> {
        let mut wanted = rows.to_vec();
        wanted.retain(|row| !self.wanted.contains_key(row));
        let premium = PREMIUM * self.board.weight_step() * self.scale.weight;
        self.wanted.extend(wanted.iter().map(|row| (*row, premium)));
        self.value_columns(&wanted);
        wanted
    }

    /// Wants these rows no more than others.
    pub fn release(&mut self, rows: &[u32]) {
        self.wanted.retain(|row, _| !rows.contains(row));
        self.value_columns(rows);
    }

    pub fn is_wanted(&self, row: u32) -> bool {
        self.wanted.contains_key(&row)
    }

    fn row_of(&self, at: u32) -> u32 {
        self.board.row(&self.board.arcs[at as usize])
    }

    fn with_premiums(&self, arcs: &[u32]) -> i64 {
        let premium = |at: &u32| self.wanted.get(&self.row_of(*at)).copied().unwrap_or(0);
        self.value(arcs) + arcs.iter().map(premium).sum::<i64>()
    }

    /// Says anew what the schedules that take these rows are worth.
    fn value_columns(&mut self, changed: &[u32]) {
        if changed.is_empty() {
            return;
        }
        let Some(mut model) = self.model.take() else { return };
        for (column, handle) in self.columns.iter().zip(&self.handles) {
            if column.arcs.iter().any(|at| changed.contains(&self.row_of(*at))) {
                model.change_column_cost(*handle, -(self.with_premiums(&column.arcs) as f64) / self.unit);
            }
        }
        self.model = Some(model);
    }

    fn bound_columns(&mut self, changed: &[u32]) {
        let Some(model) = &mut self.model else { return };
        let changed: HashSet<u32> = changed.iter().copied().collect();
        for (column, handle) in self.columns.iter().zip(&self.handles) {
            if column.arcs.iter().any(|at| changed.contains(at)) {
                if column.arcs.iter().any(|at| self.cuts.is_banned(*at)) {
                    model.change_column_bounds(*handle, 0.0..=0.0);
                } else {
                    model.change_column_bounds(*handle, 0.0..);
                }
            }
        }
    }

    /// Adds cuts that the shares of the last relaxation break; says how many.
    pub fn cut(&mut self, shares: &[f64]) -> usize {
        let before = self.cuts.len();
        self.narrowed = true;
        let added = self.cuts.add_broken(self.board, &self.columns, shares);
        let mut members: Vec<Vec<(Col, f64)>> = vec![Vec::new(); added];
        for (column, handle) in self.columns.iter().zip(&self.handles) {
            for (cut, times) in self.cuts.counted(self.board, column.group, &column.arcs) {
                if let Some(cut) = usize::from(cut).checked_sub(before) {
                    members[cut].push((*handle, times as f64));
                }
            }
        }
        for (of_cut, most) in members.into_iter().zip(&self.cuts.at_most()[before..]) {
            let Some(mut model) = self.model.take() else { break };
            if let Some(row) = kept("refused a row", model.try_add_row(..=*most as f64, of_cut)) {
                self.cut_rows.push((row, self.height));
                self.height += 1;
                self.model = Some(model);
            }
        }
        added
    }

    /// Weighs the levels otherwise; what is in the master stays.
    pub fn rescale(&mut self, scale: Scale) {
        self.unit *= scale.weight as f64 / self.scale.weight as f64;
        self.scale = scale;
        let values: Vec<i64> = self.columns.iter().map(|column| self.value(&column.arcs)).collect();
        if let Some(model) = &mut self.model {
            for (column, value) in self.handles.iter().zip(values) {
                model.change_column_cost(*column, -(value as f64) / self.unit);
            }
        }
    }

    /// Solves the relaxation, beginning where the last one ended. None where HiGHS does not come to an end.
    pub fn solve(&mut self) -> Option<Relaxed> {
        let strategy = if self.narrowed { DUAL } else { PRIMAL };
        // Most solves begin near their end, where what is perturbed would have to be found back to first; premiums lead far away.
        let perturbed = if self.wanted.is_empty() { 0.0 } else { 1.0 };
        let steps = CIRCLES.max(2 * self.height as i32);
        let mut solved = self.run(strategy, perturbed, steps)?;
        if !is_solved(&solved) && Instant::now() < self.until {
            let (status, columns) = (solved.status(), self.columns.len());
            tracing::debug!(?status, strategy, columns, wanted = self.wanted.len(), "shaken");
            self.model = Some(Model::from(solved));
            solved = self.run(DUAL, 1.0, steps.saturating_mul(PATIENCE))?;
        }
        let relaxed = is_solved(&solved).then(|| self.relaxed(&solved));
        if relaxed.is_none() {
            tracing::debug!(status = ?solved.status(), columns = self.columns.len(), "no relaxation");
        }
        // Where only time was over, it goes on as it was going.
        self.narrowed = relaxed.is_none() && (self.narrowed || solved.status() != HighsModelStatus::ReachedTimeLimit);
        self.model = Some(Model::from(solved));
        relaxed
    }

    /// Lets HiGHS go on from its last solution, as long as there is time.
    fn run(&mut self, strategy: i32, perturbed: f64, steps: i32) -> Option<SolvedModel> {
        let begun = Instant::now();
        // HiGHS looks at its clock now and then only.
        let left = self.until.checked_duration_since(begun).filter(|left| !left.is_zero())?;
        let mut model = self.model.take()?;
        // It counts the time of all its runs.
        let limit = self.ran + left;
        let set = [
            model.try_set_option("simplex_strategy", strategy),
            model.try_set_option("primal_simplex_bound_perturbation_multiplier", perturbed),
            model.try_set_option("dual_simplex_cost_perturbation_multiplier", perturbed),
            model.try_set_option("simplex_iteration_limit", steps),
            model.try_set_option("time_limit", limit.as_secs_f64()),
        ];
        kept("refused an option", set.into_iter().collect::<Result<(), _>>())?;
        let solved = kept("broke off", model.try_solve());
        self.ran += begun.elapsed();
        solved
    }

    fn relaxed(&self, solved: &SolvedModel) -> Relaxed {
        let solution = solved.get_solution();
        let duals = solution.dual_rows();
        // Of a minimised programme the duals of "at most" are never positive.
        let price = |(_, at): &(Row, usize)| (-duals[*at]).max(0.0) * self.unit;
        let of_rows = self.rows.iter().map(|row| row.as_ref().map_or(0.0, price));
        let mut prices: Vec<f64> = of_rows.chain(self.cut_rows.iter().map(price)).collect();
        self.wanted.iter().for_each(|(row, premium)| prices[*row as usize] -= *premium as f64);
        let profits = self.convex.iter().map(price).collect();
        let shares = solution.columns()[self.choices..].to_vec();
        let value = -solved.objective_value() * self.unit - self.wanted.values().sum::<i64>() as f64;
        Relaxed { value, prices, profits, shares }
    }
}

fn is_solved(solved: &SolvedModel) -> bool {
    matches!(solved.status(), HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty)
}

/// A model that says nothing on the terminal and takes one thread.
fn quiet(problem: ColProblem) -> Result<Model, String> {
    let mut model = problem.try_optimise(Sense::Minimise).map_err(|status| format!("{status:?}"))?;
    let set = [
        model.try_set_option("output_flag", false),
        model.try_set_option("threads", 1),
        model.try_set_option("solver", "simplex"),
    ];
    set.into_iter().collect::<Result<(), _>>().map_err(|error| format!("{error:?}"))?;
    Ok(model)
}

/// What HiGHS did; where it failed, the log says so, and there is one relaxation less.
fn kept<T, E: std::fmt::Debug>(what: &str, result: Result<T, E>) -> Option<T> {
    result.inspect_err(|error| tracing::warn!(?error, "HiGHS {what}")).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::problem::Problem;
    use crate::matching::solve::prices::FINE;
    use crate::matching::testing::compile;

    /// One Lotse, who can serve either request at the same time.
    fn either() -> Problem {
        let at = json!([{"start": "2026-12-15T10:00:00", "minutes": 60}]);
        let request = |id: &str, priority: &str| json!({"id": id, "priority": priority, "appointments": at});
        compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "lotsen": [{"id": "L"}],
            "requests": [request("heavy", "urgent"), request("light", "normal")]}))
    }

    #[test]
    fn without_time_there_is_no_relaxation_and_the_master_stays() {
        let problem = either();
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let mut master = Master::new(&board, Scale { weight: 10, effort: 1 }, Instant::now());
        assert!(master.add(0, board.of_request(0)));
        assert!(master.solve().is_none());
        master.until += Duration::from_secs(60);
        assert_eq!(master.solve().unwrap().value.round() as i64, master.value(board.of_request(0)));
    }

    #[test]
    fn a_row_that_is_wanted_is_full_for_what_its_plans_are_worth() {
        let problem = either();
        let candidates = generate(&problem);
        let board = Board::whole(&problem, &candidates);
        let of = |request: u32| board.of_request(request).to_vec();
        let mut master = Master::new(&board, Scale { weight: 10, effort: 1 }, Instant::now() + Duration::from_secs(60));
        let (heavy, light) = (master.value(&of(0)[..1]), master.value(&of(1)[..1]));
        assert!(heavy > light);
        let row = board.row(&board.arcs[of(1)[0] as usize]);
        master.add(0, &of(0)[..1]);
        assert_eq!(master.want(&[row]), [row]);
        assert!(master.want(&[row]).is_empty() && master.is_wanted(row));
        // What comes in meanwhile is paid the premium too, and loses it with the others.
        master.add(0, &of(1)[..1]);
        let relaxed = master.solve().unwrap();
        assert_eq!(relaxed.value.round() as i64, light);
        assert!(relaxed.prices[row as usize] < 0.0);
        let prices: Vec<i64> = relaxed.prices.iter().map(|price| (price * FINE as f64).round() as i64).collect();
        assert_eq!(master.evaluate(&prices).bound.div_euclid(FINE), light);
        master.release(&[row]);
        assert!(!master.is_wanted(row));
        assert_eq!(master.solve().unwrap().value.round() as i64, heavy);
    }
}
