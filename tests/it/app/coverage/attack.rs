//! Somebody collects every table that the interface tells of a year and puts down all that can be known from them: what is told, that parts
//! add up to their sums, that nobody unserved was no request, and that nothing is below zero. For each hidden count that could be
//! somebody a solver then looks for its least and its greatest value among whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, default_solver, variable};
use lotsenwerk::app::coverage::count::count;
use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::coverage::{Counts, Dimension, Measure};
use lotsenwerk::storage::coverage::cells;
use serde_json::Value;

use super::NOW;
use super::world::{Dice, fate, people, requests_of, save};
use crate::api::Desk;
use crate::storage::samples::at;
use crate::support::db::TestDatabase;

const YEAR: i32 = 2025;
const LEAST: u64 = 5;

/// By what: none, one or two dimensions, each with its value.
type Key = Vec<(Dimension, String)>;

/// What is told of a year; `None` is hidden. What is not in it is nothing.
#[derive(Default, Clone)]
struct Known {
    requests: BTreeMap<Key, Option<u64>>,
    unserved: BTreeMap<Key, Option<u64>>,
    waiting: BTreeMap<Key, Option<u64>>,
    reasons: BTreeMap<(Key, String), Option<u64>>,
}

fn tables() -> Vec<Vec<Dimension>> {
    let all = Dimension::ALL;
    let mut tables: Vec<Vec<Dimension>> = all.iter().map(|one| vec![*one]).collect();
    for (at, first) in all.iter().enumerate() {
        tables.extend(all.iter().skip(at + 1).map(|second| vec![*first, *second]));
    }
    tables
}

/// Everything as it is.
fn truth(db: &TestDatabase) -> Known {
    let mut known = Known::default();
    let read = |by: &[Dimension]| db.must_read(|tx| cells::table(tx, YEAR, by.first().copied(), by.get(1).copied()));
    let count = |counts: &Counts, measure| counts.get(&measure).copied().unwrap_or(0);
    let mut add = |key: Key, counts: &Counts| {
        let unserved = count(counts, Measure::Unserved);
        known.requests.insert(key.clone(), Some(count(counts, Measure::Served) + unserved));
        known.unserved.insert(key.clone(), Some(unserved));
        if key.len() < 2 {
            known.waiting.insert(key.clone(), Some(count(counts, Measure::Waiting)));
        }
        for (measure, count) in counts {
            if let Measure::Reason(reason) = measure {
                known.reasons.insert((key.clone(), reason.code().to_owned()), Some(*count));
            }
        }
    };
    add(Key::new(), &read(&[])[&(String::new(), String::new())]);
    for by in tables() {
        let table = read(&by);
        if let [one] = *by {
            table.iter().for_each(|((key, _), counts)| add(vec![(one, key.clone())], counts));
        } else {
            let keys: [BTreeSet<String>; 2] = [0, 1].map(|at| {
                read(&by[at..=at])
                    .into_iter()
                    .filter(|(_, counts)| count(counts, Measure::Served) + count(counts, Measure::Unserved) > 0)
                    .map(|((key, _), _)| key)
                    .collect()
            });
            for first in &keys[0] {
                for second in &keys[1] {
                    let counts = table.get(&(first.clone(), second.clone())).cloned().unwrap_or_default();
                    add(vec![(by[0], first.clone()), (by[1], second.clone())], &counts);
                }
            }
        }
    }
    known
}

/// Everything as the interface tells it.
fn published(desk: &Desk) -> Known {
    let mut known = Known::default();
    let number = |value: &Value| value.as_u64();
    let mut add = |key: Key, figures: &Value| {
        known.requests.insert(key.clone(), number(&figures["requests"]));
        known.unserved.insert(key.clone(), number(&figures["unserved"]));
        assert_eq!(figures["served"].is_null(), figures["unserved"].is_null(), "one tells the other");
        if key.len() < 2 && figures["more"].is_object() {
            known.waiting.insert(key.clone(), number(&figures["more"]["waiting"]));
            for reason in figures["more"]["reasons"].as_array().into_iter().flatten() {
                let code = reason["reason"].as_str().unwrap().to_owned();
                known.reasons.insert((key.clone(), code), number(&reason["requests"]));
            }
        }
    };
    for by in tables() {
        let across = by.get(1).map(|second| format!("&across={second}")).unwrap_or_default();
        let path = format!("/coverage?year={YEAR}&by={}{across}", by[0]);
        let answer = desk.get(Role::CompetenceCentre, &path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let answer = answer.json();
        add(Key::new(), &answer["total"]);
        for item in answer["items"].as_array().unwrap() {
            let value = |at: usize| item["keys"][at]["value"].as_str().unwrap_or_default().to_owned();
            add(by.iter().enumerate().map(|(at, dimension)| (*dimension, value(at))).collect(), item);
        }
    }
    // Where the unserved of a part are hidden, its reasons are too: any of those that there are.
    let reasons: BTreeSet<String> =
        known.reasons.keys().filter(|(key, _)| key.is_empty()).map(|(_, code)| code.clone()).collect();
    for (key, _) in known.unserved.iter().filter(|(key, unserved)| key.len() == 1 && unserved.is_none()) {
        known.reasons.extend(reasons.iter().map(|code| ((key.clone(), code.clone()), None)));
    }
    known
}

/// Without any measure but that what is few is not told.
fn naive(truth: &Known) -> Known {
    let is_few = |count: u64| (1..LEAST).contains(&count);
    let hide = |counts: &BTreeMap<Key, Option<u64>>| -> BTreeMap<Key, Option<u64>> {
        counts.iter().map(|(key, count)| (key.clone(), count.filter(|count| !is_few(*count)))).collect()
    };
    let requests = hide(&truth.requests);
    let unserved = truth.unserved.iter().map(|(key, count)| {
        let (all, part) = (truth.requests[key].unwrap(), count.unwrap());
        (key.clone(), count.filter(|_| requests[key].is_some() && !is_few(part) && !is_few(all - part)))
    });
    Known {
        unserved: unserved.collect(),
        waiting: hide(&truth.waiting),
        reasons: truth
            .reasons
            .iter()
            .map(|(key, count)| (key.clone(), count.filter(|count| !is_few(*count))))
            .collect(),
        requests,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Requests,
    Unserved,
    Waiting,
    Reason,
}

type Name = (Kind, Key, String);

/// Sums of unknowns and of what is known, which are nothing.
#[derive(Default)]
struct System {
    unknown: BTreeMap<Name, usize>,
    /// Unknowns with their factors, and what is known of them together: these make nothing.
    equations: Vec<(Vec<(usize, f64)>, f64)>,
    /// The same, of what is nothing or more.
    least: Vec<(Vec<(usize, f64)>, f64)>,
}

impl System {
    fn of(known: &Known) -> Self {
        let mut system = Self::default();
        let dimensions = Dimension::ALL;
        for (kind, counts) in
            [(Kind::Requests, &known.requests), (Kind::Unserved, &known.unserved), (Kind::Waiting, &known.waiting)]
        {
            for dimension in dimensions {
                let parts = counts.keys().filter(|key| key.len() == 1 && key[0].0 == *dimension);
                system.adds_up(kind, counts, &Key::new(), parts);
            }
            if kind == Kind::Waiting {
                continue;
            }
            for whole in counts.keys().filter(|key| key.len() == 1) {
                for other in dimensions.iter().filter(|other| **other != whole[0].0) {
                    let parts = counts.keys().filter(|key| {
                        key.len() == 2 && key.contains(&whole[0]) && key.iter().any(|(dimension, _)| dimension == other)
                    });
                    if counts[whole] != Some(0) {
                        system.adds_up(kind, counts, whole, parts);
                    }
                }
            }
        }
        for key in known.requests.keys() {
            let mut row = (Vec::new(), 0.0);
            system.term(&mut row, (Kind::Requests, key.clone(), String::new()), known.requests[key], 1.0);
            system.term(&mut row, (Kind::Unserved, key.clone(), String::new()), known.unserved[key], -1.0);
            system.least.push(row);
        }
        let codes: BTreeSet<&String> = known.reasons.keys().map(|(_, code)| code).collect();
        let of = |key: &Key, code: &str| known.reasons.get(&(key.clone(), code.to_owned())).copied().unwrap_or(Some(0));
        if codes.is_empty() {
            return system;
        }
        for key in known.unserved.keys().filter(|key| key.len() < 2) {
            let mut row = (Vec::new(), 0.0);
            system.term(&mut row, (Kind::Unserved, key.clone(), String::new()), known.unserved[key], -1.0);
            codes.iter().for_each(|code| {
                system.term(&mut row, (Kind::Reason, key.clone(), (*code).clone()), of(key, code), 1.0)
            });
            system.equations.push(row);
        }
        for code in codes {
            for dimension in dimensions {
                let mut row = (Vec::new(), 0.0);
                system.term(&mut row, (Kind::Reason, Key::new(), code.clone()), of(&Key::new(), code), -1.0);
                for key in known.unserved.keys().filter(|key| key.len() == 1 && key[0].0 == *dimension) {
                    system.term(&mut row, (Kind::Reason, key.clone(), code.clone()), of(key, code), 1.0);
                }
                system.equations.push(row);
            }
        }
        system
    }

    fn term(&mut self, row: &mut (Vec<(usize, f64)>, f64), name: Name, known: Option<u64>, factor: f64) {
        match known {
            Some(count) => row.1 += factor * count as f64,
            None => {
                let next = self.unknown.len();
                row.0.push((*self.unknown.entry(name).or_insert(next), factor));
            }
        }
    }

    fn adds_up<'k>(
        &mut self,
        kind: Kind,
        counts: &BTreeMap<Key, Option<u64>>,
        whole: &Key,
        parts: impl Iterator<Item = &'k Key>,
    ) {
        let mut row = (Vec::new(), 0.0);
        self.term(&mut row, (kind, whole.clone(), String::new()), counts[whole], -1.0);
        for part in parts {
            self.term(&mut row, (kind, part.clone(), String::new()), counts[part], 1.0);
        }
        self.equations.push(row);
    }

    /// The number of the part of the system in which each unknown lies: parts know nothing of each other.
    fn parts(&self) -> Vec<usize> {
        let mut part: Vec<usize> = (0..self.unknown.len()).collect();
        fn root(part: &mut [usize], mut at: usize) -> usize {
            while part[at] != at {
                part[at] = part[part[at]];
                at = part[at];
            }
            at
        }
        for (terms, _) in self.equations.iter().chain(&self.least) {
            for pair in terms.windows(2) {
                let (one, other) = (root(&mut part, pair[0].0), root(&mut part, pair[1].0));
                part[one] = other;
            }
        }
        (0..part.len()).map(|at| root(&mut part, at)).collect()
    }

    /// The greatest value of a sum of unknowns, and the least with `-1`.
    fn extreme(&self, parts: &[usize], target: &[(usize, f64)], sign: f64) -> i64 {
        let here = parts[target[0].0];
        let mut variables = ProblemVariables::new();
        let of: BTreeMap<usize, Variable> = (0..parts.len())
            .filter(|at| parts[*at] == here)
            .map(|at| (at, variables.add(variable().integer().min(0.0).max(1_000_000.0))))
            .collect();
        let sum = |terms: &[(usize, f64)]| terms.iter().map(|(at, factor)| *factor * of[at]).sum::<Expression>();
        let objective = sum(target);
        let mut model = variables.maximise(objective.clone() * sign).using(default_solver);
        let is_here = |terms: &Vec<(usize, f64)>| terms.first().is_some_and(|(at, _)| of.contains_key(at));
        for (terms, known) in self.equations.iter().filter(|(terms, _)| is_here(terms)) {
            model = model.with(sum(terms).eq(-known));
        }
        for (terms, known) in self.least.iter().filter(|(terms, _)| is_here(terms)) {
            model = model.with(sum(terms).geq(-known));
        }
        let solution = model.solve().expect("what is told contradicts itself");
        solution.eval(objective).round() as i64
    }
}

/// What was found out.
#[derive(Debug, Default)]
struct Found {
    /// Hidden counts that could be somebody.
    hidden: usize,
    /// Of these known for certain.
    known: Vec<String>,
    /// Of these known up to less than the threshold.
    narrow: usize,
    /// All that is hidden, and all that there is.
    suppressed: [usize; 2],
}

/// What is attacked: its name, how it is made from unknowns, and what it truly is.
type Target = (String, Vec<(usize, f64)>, u64);

/// Attacks; `enough` ends it after so many finds.
fn attack(known: &Known, truth: &Known, enough: usize) -> Found {
    let system = System::of(known);
    let parts = system.parts();
    let mut targets: Vec<Target> = Vec::new();
    let is_few = |count: u64| (1..LEAST).contains(&count);
    for (name, at) in &system.unknown {
        let (kind, key, code) = name;
        let count = match kind {
            Kind::Requests => truth.requests[key],
            Kind::Unserved => truth.unserved[key],
            Kind::Waiting => truth.waiting[key],
            Kind::Reason => truth.reasons.get(&(key.clone(), code.clone())).copied().unwrap_or(Some(0)),
        };
        targets.push((format!("{name:?}"), vec![(*at, 1.0)], count.unwrap()));
        // And those that were served.
        if *kind == Kind::Unserved {
            let all = system.unknown.get(&(Kind::Requests, key.clone(), String::new()));
            let served = truth.requests[key].unwrap() - count.unwrap();
            match all {
                Some(all) => targets.push((format!("served {key:?}"), vec![(*all, 1.0), (*at, -1.0)], served)),
                None if is_few(served) => {
                    targets.push((format!("served of known {key:?}"), vec![(*at, 1.0)], count.unwrap()))
                }
                None => {}
            }
        }
    }
    let mut found = Found {
        suppressed: [system.unknown.len(), truth.requests.len() * 2 + truth.waiting.len()],
        ..Found::default()
    };
    for (name, target, is) in targets {
        if !is_few(is) && !name.starts_with("served of known") {
            continue;
        }
        found.hidden += 1;
        let most = system.extreme(&parts, &target, 1.0);
        assert!(most >= is as i64, "{name} is {is} and at most {most}");
        if most - is as i64 >= LEAST as i64 {
            continue;
        }
        let fewest = system.extreme(&parts, &target, -1.0);
        assert!(fewest <= is as i64, "{name} is {is} and at least {fewest}");
        found.narrow += usize::from(most - fewest < LEAST as i64);
        if most == fewest {
            found.known.push(format!("{name} is {is}"));
            if found.known.len() >= enough {
                break;
            }
        }
    }
    found
}

fn filled(requests: u32, seed: u64) -> (TestDatabase, Desk) {
    let db = TestDatabase::sqlite();
    let desk = Desk::open(&db);
    people(&db);
    let mut dice = Dice::new(seed);
    let all = requests_of(requests, YEAR..=YEAR, &mut dice);
    save(&db, &all);
    fate(&db, &all, 1, &mut dice);
    count(&desk.context, at(NOW)).unwrap();
    (db, desk)
}

#[test]
fn nobody_finds_out_what_is_hidden() {
    for (requests, seed) in [(250, 2), (800, 3), (2500, 4)] {
        let (db, desk) = filled(requests, seed);
        let truth = truth(&db);
        let published = published(&desk);
        // What is told is true, so that the attack is one on the figures themselves.
        for (of, told) in [(&truth.requests, &published.requests), (&truth.unserved, &published.unserved)] {
            for (key, count) in told {
                assert!(count.is_none_or(|count| of.get(key).copied().flatten().unwrap_or(0) == count), "{key:?}");
            }
        }
        let found = attack(&published, &truth, usize::MAX);
        eprintln!(
            "{requests} requests: {} hidden of {}, {} of them few, {} narrow",
            found.suppressed[0], found.suppressed[1], found.hidden, found.narrow
        );
        assert!(found.hidden > 10, "the attack had nothing to look for");
        assert_eq!(found.known, Vec::<String>::new(), "of {requests} requests");
    }
}

#[test]
fn where_only_what_is_few_is_hidden_the_same_attack_finds_it_out() {
    let (db, _desk) = filled(800, 3);
    let truth = truth(&db);
    let found = attack(&naive(&truth), &truth, 5);
    assert!(found.known.len() >= 5, "{found:?}");
}

#[test]
fn what_is_hidden_is_hidden_however_it_is_asked_for() {
    let (_db, desk) = filled(800, 3);
    let ask = |query: &str| desk.get(Role::CompetenceCentre, &format!("/coverage?year={YEAR}{query}")).json();
    let table = ask("&by=region&across=language");
    let items = |answer: &Value| answer["items"].as_array().unwrap().clone();
    let narrowed = items(&ask("&language=arb"));
    let of_table: Vec<Value> = items(&table).into_iter().filter(|item| item["keys"][1]["value"] == "arb").collect();
    assert!(narrowed.len() > 3);
    assert_eq!(narrowed, of_table);
    assert_eq!(items(&ask("&by=language&across=region")), items(&table));
    let named = narrowed.iter().find(|item| item["keys"][0]["value"].is_string()).unwrap();
    let one = named["keys"][0]["value"].as_str().unwrap();
    assert_eq!(items(&ask(&format!("&language=arb&region={one}"))), std::slice::from_ref(named));
    let three = desk.get(Role::CompetenceCentre, "/coverage?by=region&across=language&topic=health");
    assert_eq!(three.status, 422, "{}", three.body);
}
