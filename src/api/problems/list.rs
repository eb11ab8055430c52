//! `GET /problems`: every cause with which a request can be refused.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::http::problem::{Problem, ProblemCode};
use crate::i18n::Locale;

/// The operation.
pub struct List;

/// A cause with which a request can be refused.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cause {
    /// The stable code.
    pub code: ProblemCode,
    /// The status of the answer.
    pub status: u16,
    /// The cause, in the language asked for.
    pub title: String,
    /// What to do, in the language asked for.
    pub remedy: String,
}

impl Cause {
    /// The cause in a language.
    pub fn of(code: ProblemCode, locale: Locale) -> Self {
        let problem = Problem::new(code, locale);
        Self { code, status: problem.status, title: problem.title, remedy: problem.detail }
    }
}

/// Every cause.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Causes {
    /// One entry a code.
    items: Vec<Cause>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Causes;

    const OPERATION: Operation = Operation {
        id: "problems.list",
        path: "/problems",
        summary: "Every cause with which a request can be refused",
        description: "Codes are stable; sentences are not.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Causes> {
        let items = ProblemCode::ALL.iter().map(|code| Cause::of(*code, call.locale)).collect();
        Ok(Reply::ok(Causes { items }))
    }
}
