//! `GET /regions`: the regions of the area, with what they are in law today.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::domain::region::{Region, RegionCode, RegionKind};
use crate::domain::time;

/// The operation.
pub struct List;

/// A region.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Region")]
pub struct RegionView {
    /// The key of all statistics.
    code: RegionCode,
    /// The name people use.
    name: String,
    /// The name in statistics, which says what is left out.
    label: String,
    /// What it is in law today.
    kind: RegionKind,
    /// Its official key today (AGS).
    ags: String,
    /// Inhabitants at the last census, where known.
    population: Option<u32>,
}

/// All regions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Regions {
    /// The area that they make up.
    area: String,
    /// One entry a region.
    items: Vec<RegionView>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Regions;

    const OPERATION: Operation = Operation {
        id: "regions.list",
        path: "/regions",
        summary: "The regions of the area",
        description: "What a region is in law may change; its code does not.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Regions> {
        let today = time::local(call.moment.now.timestamp().div_euclid(60)).date();
        let items = call.context.area.regions().iter().map(|region| view(region, today)).collect();
        Ok(Reply::ok(Regions { area: call.context.area.code().to_owned(), items }))
    }
}

fn view(region: &Region, today: chrono::NaiveDate) -> RegionView {
    let status = region.status_on(today);
    RegionView {
        code: region.code.clone(),
        name: region.name.clone(),
        label: region.label.clone(),
        kind: status.kind,
        ags: status.ags.as_str().to_owned(),
        population: region.population,
    }
}
