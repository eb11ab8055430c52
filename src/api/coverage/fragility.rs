//! `GET /coverage/fragility`: languages that one or two people carry in reach of a region.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app::coverage;
use crate::domain::access::Permission;
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;

/// The operation.
pub struct Fragility;

/// A region with the languages that one or two people carry.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FragileRegion")]
pub struct OfRegion {
    /// The region.
    region: RegionCode,
    /// Spoken by one or two active Lotsen who live within their radius of it.
    languages: Vec<LanguageCode>,
}

/// Regions with such languages.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FragileRegions")]
pub struct All {
    /// One entry a region that has some.
    items: Vec<OfRegion>,
}

impl Endpoint for Fragility {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = All;

    const OPERATION: Operation = Operation {
        id: "coverage.fragility",
        path: "/coverage/fragility",
        need: Need::Permission(Permission::CoverageRead),
        summary: "Languages that one or two people carry in reach of a region",
        description: "As Lotsen are today. That so few speak a language is told although it is fewer than the threshold of other figures, \
            because that is what has to be known to find one more; whether it is one or two is not.",
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<All> {
        let fragile = coverage::fragile(call.context, call.grant()?)?;
        let items = fragile.into_iter().map(|(region, languages)| OfRegion { region, languages }).collect();
        Ok(Reply::ok(All { items }))
    }
}
