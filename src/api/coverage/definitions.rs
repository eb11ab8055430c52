//! `GET /coverage/definitions`: what each figure means.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::domain::access::Permission;
use crate::domain::coverage::{Figure, UnservedReason};
use crate::i18n::figures;

/// The operation.
pub struct Definitions;

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoverageDefinition")]
pub struct Definition {
    /// Its code.
    figure: Figure,
    /// Its name, in the language asked for.
    name: String,
    /// What it means, in the language asked for.
    text: String,
}

/// A reason why nobody was found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoverageReasonWords")]
pub struct ReasonWords {
    /// Its code.
    code: UnservedReason,
    /// In the language asked for.
    name: String,
}

/// All figures and reasons.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoverageDefinitions")]
pub struct All {
    /// One entry a figure.
    items: Vec<Definition>,
    /// One entry a reason.
    reasons: Vec<ReasonWords>,
}

impl Endpoint for Definitions {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = All;

    const OPERATION: Operation = Operation {
        id: "coverage.definitions",
        path: "/coverage/definitions",
        need: Need::Permission(Permission::CoverageRead),
        summary: "What each figure of coverage means",
        description: "Codes are stable; sentences are not.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<All> {
        let locale = call.locale;
        let figure = |figure: &Figure| Definition {
            figure: *figure,
            name: figures::name(locale, *figure),
            text: figures::meaning(locale, *figure),
        };
        let reason = |code: &UnservedReason| ReasonWords { code: *code, name: figures::reason(locale, *code) };
        Ok(Reply::ok(All {
            items: Figure::ALL.iter().map(figure).collect(),
            reasons: UnservedReason::ALL.iter().map(reason).collect(),
        }))
    }
}
