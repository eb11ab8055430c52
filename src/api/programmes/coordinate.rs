//! `POST /lotsen/{id}/coordination`: a Lotse coordinates the others in a year, or no longer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Coordinate;

/// Whether a Lotse coordinates in a year.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coordination {
    /// The year.
    #[schemars(range(min = 2000, max = 2999))]
    year: i32,
    /// Whether they do.
    coordinates: bool,
}

impl Document for Coordination {
    fn example() -> Value {
        json!({"year": 2026, "coordinates": true})
    }
}

impl Endpoint for Coordinate {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = Json<Coordination>;
    type Answer = Coordination;

    const OPERATION: Operation = Operation {
        id: "lotsen.coordinate",
        path: "/lotsen/{id}/coordination",
        need: Need::Permission(Permission::LotsenWrite),
        summary: "Note that a Lotse coordinates the others in a year",
        description: "Who does may have more funded hours. Not for a year whose accounts are closed.",
        problems: &[ProblemCode::State],
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<Coordination> {
        let (grant, id, said) = (call.grant()?.clone(), call.path.0, call.body.0.clone());
        call.commit(|tx, moment| {
            app::programmes::coordinate(tx, &grant, id, (said.year, said.coordinates), moment)?;
            Ok(Reply::ok(said.clone()))
        })
    }
}
