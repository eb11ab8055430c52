//! `GET /matching-runs`: runs of the matching.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::RunView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::filter::{Between, RunFilter, RunSort};
use crate::domain::id::OrganisationId;
use crate::domain::run::{RunState, RunTrigger};

/// The operation.
pub struct List;

/// Which runs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Over this carrier's requests alone.
    carrier: Option<Uuid>,
    /// In one of these states.
    #[serde(default)]
    state: Vec<RunState>,
    /// That came about like this.
    trigger: Option<RunTrigger>,
    /// Begun, or queued, at this instant or later.
    from: Option<DateTime<Utc>>,
    /// Begun, or queued, before this instant.
    before: Option<DateTime<Utc>>,
    /// The order; the newest first where nothing is said.
    sort: Option<RunSort>,
    /// So many at once.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u16>,
    /// Where the page begins: `next` of the page before.
    #[schemars(length(min = 1, max = 2000))]
    cursor: Option<String>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = Items<RunView>;

    const OPERATION: Operation = Operation {
        id: "matching-runs.list",
        path: "/matching-runs",
        need: Need::Permission(Permission::RunsRead),
        summary: "Matching runs",
        description: "Those over your organisation's requests. Runs over all carriers are for those who see all; what \
            they propose for your requests is among the proposals.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let filter = RunFilter {
            carrier: query.carrier.map(OrganisationId::from_uuid),
            states: query.state.iter().copied().collect(),
            trigger: query.trigger,
            started: Between { from: query.from, before: query.before },
        };
        let paging = paging(query.sort.unwrap_or(RunSort::Newest), query.limit, query.cursor.as_deref())?;
        let page = app::runs::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |run| RunView::of(&run))))
    }
}
