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
use crate::api::requests::for_what;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::code::Service;
use crate::domain::filter::{ProposalFilter, ProposalSort};
use crate::domain::id::{LotseId, OrganisationId, RequestId, RunId};
use crate::domain::language::LanguageCode;
use crate::domain::offer::ProposalState;
use crate::domain::region::RegionCode;

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
    /// Of this Lotse.
    lotse: Option<Uuid>,
    /// For requests of this carrier.
    carrier: Option<Uuid>,
    /// In one of these states.
    #[serde(default)]
    state: Vec<ProposalState>,
    /// For this service.
    service: Option<Service>,
    /// For which this language would do.
    language: Option<LanguageCode>,
    /// Taking place in this region.
    region: Option<RegionCode>,
    /// Words of the request's list number, client reference or town, among requests that you may see.
    #[schemars(length(min = 1, max = 100))]
    text: Option<String>,
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
            lotse: query.lotse.map(LotseId::from_uuid),
            carrier: query.carrier.map(OrganisationId::from_uuid),
            for_what: for_what(
                (query.service, query.language),
                query.region.as_ref(),
                query.text.as_deref(),
                call.context,
            )?,
            states: query.state.iter().copied().collect(),
        };
        let paging = paging(ProposalSort::Made, query.limit, query.cursor.as_deref())?;
        let page = app::proposals::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |proposal| ProposalView::of(&proposal))))
    }
}
