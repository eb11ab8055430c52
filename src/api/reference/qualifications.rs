//! `GET /qualifications`: the kinds of qualification that every project has.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::domain::qualification::QualificationCode;

/// The operation.
pub struct List;

/// All kinds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Qualifications {
    /// Their codes.
    items: Vec<&'static str>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Qualifications;

    const OPERATION: Operation = Operation {
        id: "qualifications.list",
        path: "/qualifications",
        summary: "The kinds of qualification that every project has",
        description: "Projects may use codes of their own beside them.",
        versioned: true,
        ..Operation::READ
    };

    fn run(_: Call<'_, Self>) -> Outcome<Qualifications> {
        Ok(Reply::ok(Qualifications { items: QualificationCode::KNOWN.to_vec() }))
    }
}
