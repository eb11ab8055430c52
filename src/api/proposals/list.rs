//! `GET /proposals`: what is proposed, whichever run proposes it.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::ProposalView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::filter::{ProposalFilter, ProposalSort};
use crate::domain::id::{RequestId, RunId};
use crate::domain::offer::ProposalState;

/// The operation.
pub struct List;

/// Which proposals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Of this run.
    run: Option<Uuid>,
    /// For this request.
    request: Option<Uuid>,
    /// In one of these states.
    #[serde(default)]
    state: Vec<ProposalState>,
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
    type Answer = Items<ProposalView>;

    const OPERATION: Operation = Operation {
        id: "proposals.list",
        path: "/proposals",
        need: Need::Permission(Permission::RunsRead),
        summary: "Proposals",
        description: "For requests that your organisation cares for, of runs over all carriers too, as they were made.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let filter = ProposalFilter {
            run: query.run.map(RunId::from_uuid),
            request: query.request.map(RequestId::from_uuid),
            states: query.state.iter().copied().collect(),
        };
        let paging = paging(ProposalSort::Made, query.limit, query.cursor.as_deref())?;
        let page = app::proposals::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |proposal| ProposalView::of(&proposal))))
    }
}
