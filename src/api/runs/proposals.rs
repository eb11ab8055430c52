//! `GET /matching-runs/{id}/proposals`: what a run proposes.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::proposals::ProposalView;
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::filter::{ProposalFilter, ProposalSort};
use crate::domain::id::RunId;
use crate::domain::offer::ProposalState;

/// The operation.
pub struct Proposals;

/// Which proposals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
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

impl Endpoint for Proposals {
    type Path = Id<RunId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = Items<ProposalView>;

    const OPERATION: Operation = Operation {
        id: "matching-runs.proposals",
        path: "/matching-runs/{id}/proposals",
        need: Need::Permission(Permission::RunsRead),
        summary: "What a matching run proposes",
        description: "As it stands now: what was reviewed, swapped, released or dropped since is shown so.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let (context, query) = (call.context, &call.query);
        let run = app::runs::find(context, call.grant()?, call.path.0)?;
        let filter = ProposalFilter {
            run: Some(run.id),
            states: query.state.iter().copied().collect(),
            ..ProposalFilter::default()
        };
        let paging = paging(ProposalSort::Made, query.limit, query.cursor.as_deref())?;
        let page = app::proposals::page(context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |proposal| ProposalView::of(&proposal))))
    }
}
