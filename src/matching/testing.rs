//! Small problems for the table tests: a Lotse and a request with what a test changes about them.

mod profiles;

use serde_json::{Value, json};

use super::Problem;
use super::constraints::{Meeting, Pair};
use super::file::ProblemFile;
use crate::domain::code::Mode;
use crate::domain::region::Gazetteer;
use crate::domain::travel::TravelTable;
pub use profiles::{anything, file};

/// Tuesday, 15 December 2026, 10:00, one hour, at a place about 20 km north of the Lotse's home.
pub fn problem(lotse: Value, request: Value) -> Problem {
    with(lotse, request, json!({}))
}

/// The same with changes to the whole.
pub fn with(lotse: Value, request: Value, whole: Value) -> Problem {
    let mut one = json!({"id": "L1", "home": {"lat": 51.0, "lon": 10.0}});
    let mut other = json!({
        "id": "R1",
        "place": {"lat": 51.18, "lon": 10.0},
        "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}],
    });
    merge(&mut one, lotse);
    merge(&mut other, request);
    let mut file = json!({
        "format": "lotsenwerk-problem/1",
        "today": "2026-12-01",
        "travel": TravelTable::default(),
        "lotsen": [one],
        "requests": [other],
    });
    merge(&mut file, whole);
    compile(file)
}

/// A whole file.
pub fn compile(file: Value) -> Problem {
    let file: ProblemFile = serde_json::from_value(file).unwrap();
    super::compile(&file, &Gazetteer::default()).unwrap()
}

fn merge(into: &mut Value, from: Value) {
    let (Value::Object(into), Value::Object(from)) = (into, from) else { panic!("objects expected") };
    into.extend(from);
}

/// The pair of the first Lotse and the first request.
pub fn pair(problem: &Problem) -> Pair<'_> {
    Pair::of(problem, 0, 0).unwrap()
}

/// Their meeting at the first appointment, in person.
pub fn meeting(problem: &Problem) -> Meeting<'_> {
    in_mode(problem, Mode::InPerson)
}

/// Their meeting at the first appointment.
pub fn in_mode(problem: &Problem, mode: Mode) -> Meeting<'_> {
    pair(problem).at(0, mode).unwrap()
}
