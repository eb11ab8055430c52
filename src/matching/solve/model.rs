//! The exact model of one component: columns, rows and both objectives, in integers, without any solver.
//!
//! Columns are candidates first, then choices of an appointment for groups, then units of load. Rows say "the sum is at most".
//! Overlaps stand in clique rows: of candidates that all clash with one another, one Lotse takes at most one. That is a far
//! tighter relaxation than a row for each pair. `docs/MATCHING.md` states the same model as formulas.

use std::collections::BTreeMap;

use crate::domain::time::Week;
use crate::matching::constraints::{Meeting, client_cap, overlap, weekly_load, yearly_cap};
use crate::matching::ledger::meeting_of;
use crate::matching::objectives::load;
use crate::matching::plan::Candidate;
use crate::matching::problem::Problem;

/// A column: 0 or 1, and what it is worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Level 1.
    pub weight: i64,
    /// Level 2.
    pub effort: i64,
    /// Units of load fall into place by themselves, because the cheaper ones come first.
    pub continuous: bool,
}

/// The sum of `coefficient × column` is at most `at_most`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub terms: Vec<(u32, i64)>,
    pub at_most: i64,
}

/// One component.
#[derive(Debug)]
pub(super) struct Model<'a> {
    /// Column `i` is candidate `i`; further columns follow.
    pub candidates: &'a [Candidate],
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Load units: which candidates fill them, with how many sittings, and where the units begin.
    units: Vec<Units>,
    /// Appointment choices of groups: column by (request, appointment).
    choices: BTreeMap<(u32, u16), u32>,
}

/// What a candidate takes of a week.
struct Taking {
    at: u32,
    request: u32,
    minutes: u32,
    count: u32,
}

#[derive(Debug)]
struct Units {
    first: u32,
    count: u32,
    sittings: Vec<(u32, i64)>,
}

impl<'a> Model<'a> {
    /// Builds the model of candidates that belong together.
    pub(super) fn new(problem: &Problem, candidates: &'a [Candidate]) -> Self {
        let meetings: Vec<Option<Meeting<'_>>> = candidates.iter().map(|c| meeting_of(problem, c)).collect();
        let columns = candidates
            .iter()
            .zip(&meetings)
            .map(|(candidate, meeting)| Column {
                weight: meeting.as_ref().map_or(0, |meeting| meeting.pair.request.weight),
                effort: i64::from(candidate.effort),
                continuous: false,
            })
            .collect();
        let mut model = Self { candidates, columns, rows: Vec::new(), units: Vec::new(), choices: BTreeMap::new() };
        let entries: Vec<Entry<'_>> = (0..).zip(meetings).filter_map(|(at, meeting)| Some((at, meeting?))).collect();
        let mut by_lotse: BTreeMap<u32, Vec<&Entry<'_>>> = BTreeMap::new();
        let mut by_request: BTreeMap<u32, Vec<&Entry<'_>>> = BTreeMap::new();
        for entry in &entries {
            by_lotse.entry(entry.1.pair.lotse_index).or_default().push(entry);
            by_request.entry(entry.1.pair.request_index).or_default().push(entry);
        }
        by_request.values().for_each(|of_request| model.places(of_request));
        for of_lotse in by_lotse.values() {
            model.cliques(of_lotse);
            model.weeks(problem, of_lotse);
            model.years(of_lotse);
            model.asks(of_lotse);
        }
        model.caps(problem, &entries);
        model
    }

    fn at_most(&mut self, terms: Vec<(u32, i64)>, at_most: i64) {
        // A row that even all of its columns together keep says nothing.
        if terms.iter().map(|(_, coefficient)| (*coefficient).max(0)).sum::<i64>() > at_most {
            self.rows.push(Row { terms, at_most });
        }
    }

    fn column(&mut self, column: Column) -> u32 {
        self.columns.push(column);
        self.columns.len() as u32 - 1
    }

    /// Places of a request: one candidate, or as many as needed at one and the same appointment.
    fn places(&mut self, of_request: &[&Entry<'_>]) {
        let Some((_, first)) = of_request.first() else { return };
        let places = i64::from(first.pair.request.places);
        if places == 1 {
            self.at_most(ones(of_request.iter().map(|entry| entry.0)), 1);
            return;
        }
        let mut by_appointment: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
        for (at, _) in of_request {
            if let Some(candidate) = self.candidates.get(*at as usize) {
                by_appointment.entry(candidate.appointment).or_default().push(*at);
            }
        }
        let mut choice = Vec::new();
        for (appointment, columns) in by_appointment {
            let chosen = self.column(Column::default());
            self.choices.insert((first.pair.request_index, appointment), chosen);
            choice.push(chosen);
            for column in &columns {
                self.at_most(vec![(*column, 1), (chosen, -1)], 0);
            }
            let mut terms = ones(columns);
            terms.push((chosen, -places));
            self.at_most(terms, 0);
        }
        self.at_most(ones(choice), 1);
    }

    /// Overlaps of one Lotse, and one place of a request for one Lotse: every clash is covered by a clique row.
    fn cliques(&mut self, of_lotse: &[&Entry<'_>]) {
        let mut order: Vec<&Entry<'_>> = of_lotse.to_vec();
        order.sort_by_key(|(at, meeting)| (begin(meeting), *at));
        let clashes = |a: &Entry<'_>, b: &Entry<'_>| {
            a.1.pair.request_index == b.1.pair.request_index || overlap::clash(&a.1, &b.1)
        };
        let count = order.len();
        let graph: Vec<Vec<bool>> =
            order.iter().map(|a| order.iter().map(|b| a.0 != b.0 && clashes(a, b)).collect()).collect();
        let clash = |i: usize, j: usize| graph.get(i).and_then(|row| row.get(j)).copied().unwrap_or(false);
        let mut covered = vec![false; count * count];
        for i in 0..count {
            for j in i + 1..count {
                if !clash(i, j) || covered.get(i * count + j).copied().unwrap_or(true) {
                    continue;
                }
                let mut clique = vec![i, j];
                for k in 0..count {
                    if k != i && k != j && clique.iter().all(|member| clash(*member, k)) {
                        clique.push(k);
                    }
                }
                for a in &clique {
                    for b in &clique {
                        if let Some(mark) = covered.get_mut(a * count + b) {
                            *mark = true;
                        }
                    }
                }
                let mut columns: Vec<u32> = clique.iter().filter_map(|k| order.get(*k)).map(|entry| entry.0).collect();
                columns.sort_unstable();
                self.at_most(ones(columns), 1);
            }
        }
    }

    /// Weekly minutes and sittings of one Lotse, and the units that make the load term convex.
    fn weeks(&mut self, problem: &Problem, of_lotse: &[&Entry<'_>]) {
        let mut weeks: BTreeMap<Week, Vec<Taking>> = BTreeMap::new();
        for (at, meeting) in of_lotse {
            for (week, (minutes, count)) in weekly_load::loads(meeting) {
                let request = meeting.pair.request_index;
                weeks.entry(week).or_default().push(Taking { at: *at, request, minutes, count });
            }
        }
        let Some((_, first)) = of_lotse.first() else { return };
        let lotse = first.pair.lotse;
        for (week, taking) in weeks {
            let (minutes_left, count_left) = weekly_load::left(lotse, week);
            if let Some(left) = minutes_left {
                self.at_most(taking.iter().map(|t| (t.at, i64::from(t.minutes))).collect(), i64::from(left));
            }
            let sittings: Vec<(u32, i64)> = taking.iter().map(|t| (t.at, i64::from(t.count))).collect();
            if let Some(left) = count_left {
                self.at_most(sittings.clone(), i64::from(left));
            }
            let confirmed = lotse.pinned_in(week).1;
            let mut requests: BTreeMap<u32, u32> = BTreeMap::new();
            for taking in &taking {
                let count = requests.entry(taking.request).or_default();
                *count = taking.count.max(*count);
            }
            // At most one proposal for each request, so no more sittings than these can come together.
            let possible: u32 = requests.values().sum();
            let most = count_left.map_or(possible, |left| possible.min(left));
            self.load_units(problem.weights.effort.load_step, confirmed, most, sittings);
        }
    }

    fn load_units(&mut self, step: u32, confirmed: u32, most: u32, sittings: Vec<(u32, i64)>) {
        if load::minutes(step, confirmed, most) == 0 {
            return;
        }
        let first = self.columns.len() as u32;
        let mut terms = sittings.clone();
        for unit in 0..most {
            let effort = load::minutes(step, confirmed, unit + 1) - load::minutes(step, confirmed, unit);
            let column = self.column(Column { weight: 0, effort, continuous: true });
            terms.push((column, -1));
        }
        self.rows.push(Row { terms, at_most: 0 });
        self.units.push(Units { first, count: most, sittings });
    }

    /// Yearly minutes of one Lotse.
    fn years(&mut self, of_lotse: &[&Entry<'_>]) {
        let mut years: BTreeMap<i32, Vec<(u32, i64)>> = BTreeMap::new();
        for (at, meeting) in of_lotse {
            for (year, minutes) in yearly_cap::minutes(meeting) {
                years.entry(year).or_default().push((*at, i64::from(minutes)));
            }
        }
        let Some((_, first)) = of_lotse.first() else { return };
        for (year, terms) in years {
            if let Some(left) = first.pair.lotse.left_in(year) {
                self.at_most(terms, i64::from(left));
            }
        }
    }

    /// Offers of one Lotse.
    fn asks(&mut self, of_lotse: &[&Entry<'_>]) {
        if let Some(left) = of_lotse.first().and_then(|(_, meeting)| meeting.pair.lotse.asks_left) {
            self.at_most(ones(of_lotse.iter().map(|entry| entry.0)), i64::from(left));
        }
    }

    /// Interpreting for one client and year.
    fn caps(&mut self, problem: &Problem, entries: &[Entry<'_>]) {
        let present: std::collections::BTreeSet<u32> = entries.iter().map(|(_, m)| m.pair.request_index).collect();
        for cap in problem.client_caps.iter().filter(|cap| cap.requests.iter().any(|r| present.contains(r))) {
            let of_client = entries.iter().map(|(at, meeting)| (*at, i64::from(client_cap::uses(meeting, cap))));
            self.at_most(of_client.filter(|(_, uses)| *uses > 0).collect(), i64::from(cap.left));
        }
    }

    /// The values of all columns for a choice of candidates.
    pub(super) fn complete(&self, chosen: &[bool]) -> Vec<f64> {
        let is_chosen = |at: u32| chosen.get(at as usize).copied().unwrap_or(false);
        let mut values = vec![0.0; self.columns.len()];
        let mut set = |at: u32, value: f64| {
            if let Some(slot) = values.get_mut(at as usize) {
                *slot = value;
            }
        };
        for (at, candidate) in (0..).zip(self.candidates) {
            if is_chosen(at) {
                set(at, 1.0);
                if let Some(choice) = self.choices.get(&(candidate.request, candidate.appointment)) {
                    set(*choice, 1.0);
                }
            }
        }
        for units in &self.units {
            let taken: i64 = units.sittings.iter().filter(|(at, _)| is_chosen(*at)).map(|(_, count)| count).sum();
            let filled = u32::try_from(taken).unwrap_or(0).min(units.count);
            (units.first..units.first + filled).for_each(|unit| set(unit, 1.0));
        }
        values
    }
}

type Entry<'a> = (u32, Meeting<'a>);

fn ones(columns: impl IntoIterator<Item = u32>) -> Vec<(u32, i64)> {
    columns.into_iter().map(|column| (column, 1)).collect()
}

fn begin(meeting: &Meeting<'_>) -> i64 {
    meeting.alternative.appointment.sittings().first().map_or(0, |sitting| sitting.begin())
}
