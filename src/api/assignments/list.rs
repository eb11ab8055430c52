//! `GET /assignments`: who accompanies whom.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::AssignmentView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::requests::for_what;
use crate::api::values::LocalTime;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::assignment::AssignmentState;
use crate::domain::code::Service;
use crate::domain::filter::{AssignmentFilter, AssignmentSort, Between};
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;

/// The operation.
pub struct List;

/// Which assignments.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// In one of these states.
    #[serde(default)]
    state: Vec<AssignmentState>,
    /// Of this Lotse.
    lotse: Option<Uuid>,
    /// For this request.
    request: Option<Uuid>,
    /// For requests of this carrier.
    carrier: Option<Uuid>,
    /// First begin: this local time or later.
    from: Option<LocalTime>,
    /// First begin: earlier than this local time.
    before: Option<LocalTime>,
    /// For this service.
    service: Option<Service>,
    /// For which this language would do.
    language: Option<LanguageCode>,
    /// Taking place in this region.
    region: Option<RegionCode>,
    /// Words of the request's list number, client reference or town, among requests that you may see.
    #[schemars(length(min = 1, max = 100))]
    text: Option<String>,
    /// The order; the earliest begin first where nothing is said.
    sort: Option<AssignmentSort>,
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
    type Answer = Items<AssignmentView>;

    const OPERATION: Operation = Operation {
        id: "assignments.list",
        path: "/assignments",
        need: Need::Permission(Permission::AssignmentsRead),
        summary: "Assignments",
        description: "For requests of your organisation, of your organisation's Lotsen wherever these go, or your own.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let time = |name, time: &Option<LocalTime>| {
            let parsed = time.as_ref().map(LocalTime::parse).transpose();
            parsed.map_err(|kind| ApiError::parameter(name, kind))
        };
        let filter = AssignmentFilter {
            states: query.state.iter().copied().collect(),
            lotse: query.lotse.map(LotseId::from_uuid),
            request: query.request.map(RequestId::from_uuid),
            carrier: query.carrier.map(OrganisationId::from_uuid),
            for_what: for_what(
                (query.service, query.language),
                query.region.as_ref(),
                query.text.as_deref(),
                call.context,
            )?,
            begins: Between { from: time("from", &query.from)?, before: time("before", &query.before)? },
        };
        let paging = paging(query.sort.unwrap_or(AssignmentSort::Begin), query.limit, query.cursor.as_deref())?;
        let page = app::assignments::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |shown| AssignmentView::of(&shown))))
    }
}
