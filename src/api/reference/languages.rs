//! `GET /languages`: the languages and varieties that the tables know.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::domain::language::LanguageCode;

/// The operation.
pub struct List;

/// A language or variety.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Language")]
pub struct LanguageView {
    /// ISO 639-3.
    code: LanguageCode,
    /// German name.
    name_de: String,
    /// English name.
    name_en: String,
}

/// All languages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Languages {
    /// One entry a language.
    items: Vec<LanguageView>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Languages;

    const OPERATION: Operation = Operation {
        id: "languages.list",
        path: "/languages",
        summary: "The languages that the tables know",
        description: "Varieties count as languages where people do not understand each other: Kurmandschi and Sorani are two.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Languages> {
        let items = call.context.languages.languages().iter().map(|language| LanguageView {
            code: language.code,
            name_de: language.name_de.clone(),
            name_en: language.name_en.clone(),
        });
        Ok(Reply::ok(Languages { items: items.collect() }))
    }
}
