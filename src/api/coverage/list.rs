//! `GET /coverage`: what became of the requests of a year, by one or two things.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::view::{FiguresView, KeyView};
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::api::requests::region;
use crate::app::coverage::{self, Question};
use crate::domain::access::Permission;
use crate::domain::code::{Service, Topic};
use crate::domain::coverage::Dimension;
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;
use crate::http::problem::FieldKind;

/// The operation.
pub struct List;

/// Which figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CoverageQuery")]
pub struct Query {
    /// Of requests posted in this year; the current one where nothing is said.
    #[schemars(range(min = 1900, max = 2999))]
    year: Option<i32>,
    /// By what; by region where nothing is said.
    by: Option<Dimension>,
    /// And by what else.
    across: Option<Dimension>,
    /// Of this region alone.
    region: Option<RegionCode>,
    /// Of this carrier's project alone.
    project: Option<Uuid>,
    /// Of requests that name this language first.
    language: Option<LanguageCode>,
    /// Of this topic alone.
    topic: Option<Topic>,
    /// Of this service alone.
    service: Option<Service>,
    /// Posted in this month of the year.
    #[schemars(range(min = 1, max = 12))]
    month: Option<u32>,
}

/// Figures of one part of the year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoveragePart")]
pub struct Part {
    /// Of what.
    keys: Vec<KeyView>,
    /// How much.
    #[serde(flatten)]
    figures: FiguresView,
}

/// Figures of a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Coverage {
    /// Requests posted in this year.
    year: i32,
    /// Years of which there are figures, the latest first.
    years: Vec<i32>,
    /// Everything that was committed before is counted; `null` before the first time.
    counted_until: Option<DateTime<Utc>>,
    /// Counts from one up to below this are not told.
    threshold: u64,
    /// Where it says what each figure is.
    definitions: &'static str,
    /// All of the year, whatever it is narrowed to.
    total: FiguresView,
    /// The parts asked for. Of what is not here there was nothing.
    items: Vec<Part>,
}

impl Query {
    fn narrowed(&self) -> BTreeMap<Dimension, String> {
        let all = [
            (Dimension::Region, self.region.as_ref().map(ToString::to_string)),
            (Dimension::Project, self.project.map(|id| id.to_string())),
            (Dimension::Language, self.language.map(|code| code.to_string())),
            (Dimension::Topic, self.topic.map(|topic| topic.code().to_owned())),
            (Dimension::Service, self.service.map(|service| service.code().to_owned())),
            (Dimension::Month, self.month.map(|month| format!("{month:02}"))),
        ];
        all.into_iter().filter_map(|(dimension, key)| Some((dimension, key?))).collect()
    }
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = Coverage;

    const OPERATION: Operation = Operation {
        id: "coverage.list",
        path: "/coverage",
        need: Need::Permission(Permission::CoverageRead),
        summary: "What became of the requests of a year, by one or two things",
        description: "Figures are of whole years and told by at most two of region, project, language, topic, service and month: what is \
            told by is one of them, and so is each filter. Counts from one up to below the threshold are null, because they could be \
            somebody, and so are others from which they could be found out; the same ones, whatever is asked for. A request counts once: in \
            the year and month in which it was posted, and under the language that it names first. Which figure means what, \
            `/coverage/definitions` says.",
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Coverage> {
        let query = &call.query;
        // For the fault where there is no such region.
        region("region", query.region.as_ref(), call.context)?;
        let narrowed = query.narrowed();
        let usual = if narrowed.len() < 2 { Some(Dimension::Region) } else { None };
        let mut by: Vec<Dimension> = query.by.or(usual).into_iter().chain(query.across).collect();
        by.extend(narrowed.keys());
        by.sort_unstable();
        by.dedup();
        let question = match *by {
            [by] => Question { year: 0, by: Some(by), across: None },
            [by, across] => Question { year: 0, by: Some(by), across: Some(across) },
            _ => return Err(ApiError::parameter("by", FieldKind::TooMany { max: 2 })),
        };
        let year = query.year.unwrap_or_else(|| coverage::year_of(call.moment.now));
        let mut figures = coverage::figures(call.context, call.grant()?, Question { year, ..question })?;
        if by.as_slice() == [Dimension::Region] {
            // On a map there are all of them.
            for region in call.context.area.regions() {
                figures.add_empty(region.code.to_string());
            }
        }
        let keys = |key: &(String, String)| -> Vec<(Dimension, String)> {
            by.iter().copied().zip([key.0.clone(), key.1.clone()]).collect()
        };
        let is_wanted = |keys: &[(Dimension, String)]| {
            keys.iter().all(|(dimension, key)| narrowed.get(dimension).is_none_or(|wanted| wanted == key))
        };
        let items = figures.parts.iter().map(|(key, told)| (keys(key), told)).filter(|(keys, _)| is_wanted(keys));
        let part = |(keys, told): (Vec<(Dimension, String)>, _)| Part {
            keys: keys
                .into_iter()
                .map(|(by, key)| KeyView { by, value: Some(key).filter(|key| !key.is_empty()) })
                .collect(),
            figures: FiguresView::of(told),
        };
        Ok(Reply::ok(Coverage {
            year,
            years: figures.years.clone(),
            counted_until: figures.counted_until,
            threshold: figures.least,
            definitions: "/api/v1/coverage/definitions",
            total: FiguresView::of(&figures.total),
            items: items.map(part).collect(),
        }))
    }
}
