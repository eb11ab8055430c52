//! The schemas that `schema problem` and `schema plan` print: what the program writes fits them, and what it would not
//! read does not.

use jsonschema::Validator;
use lotsenwerk::matching::{PlanFile, ProblemFile};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::towns::{Size, Town, towns};
use super::{plan_of, runner};

fn validator<T: schemars::JsonSchema>() -> Validator {
    jsonschema::validator_for(&schemars::schema_for!(T).to_value()).unwrap()
}

fn objections(validator: &Validator, document: &Value) -> String {
    validator.iter_errors(document).map(|error| format!("{}: {error}\n", error.instance_path())).collect()
}

#[test]
fn problems_and_plans_fit_their_schemas() {
    let (problems, plans) = (validator::<ProblemFile>(), validator::<PlanFile>());
    let towns = towns(Size { lotsen: 6, requests: 8, alternatives: 3 });
    let fits = |Town(problem): Town| {
        let plan = plan_of(&problem);
        prop_assert_eq!(objections(&problems, &serde_json::to_value(&problem).unwrap()), "");
        prop_assert_eq!(objections(&plans, &serde_json::to_value(&plan).unwrap()), "");
        Ok(())
    };
    runner(30).run(&towns, fits).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn reader_and_schema_refuse_the_same() {
    let problems = validator::<ProblemFile>();
    let request = |changed: Value| {
        let mut request = json!({"id": "R1", "service": "interpreting", "modes": ["phone"],
            "appointments": [{"start": "2026-12-01T09:00:00", "minutes": 60}]});
        request.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
        json!({"format": "lotsenwerk-problem/1", "today": "2026-11-24", "lotsen": [], "requests": [request]})
    };
    let cases = [
        (request(json!({})), true),
        (request(json!({"serivce": "interpreting"})), false),
        (request(json!({"service": "cooking"})), false),
        (request(json!({"modes": "phone"})), false),
        (request(json!({"appointments": [{"start": "2026-12-01T09:00:00"}]})), false),
        (request(json!({"waiting_days": -1})), false),
        (json!({"requests": []}), false),
        (json!({"format": "lotsenwerk-problem/2", "today": "2026-11-24", "lotsen": [], "requests": []}), false),
    ];
    for (document, fits) in cases {
        let read = serde_json::from_value::<ProblemFile>(document.clone());
        assert_eq!(read.is_ok(), fits, "reader: {document} {:?}", read.err());
        assert_eq!(objections(&problems, &document).is_empty(), fits, "schema: {document}");
    }
}
