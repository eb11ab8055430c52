//! `GET /hours`: hours, narrowed and in an order.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::HoursView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::values::LocalTime;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::code::Service;
use crate::domain::filter::{Between, HoursFilter, HoursSort};
use crate::domain::hours::HoursState;
use crate::domain::id::{LotseId, OrganisationId};

/// The operation.
pub struct List;

/// Which hours.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Of this Lotse.
    lotse: Option<Uuid>,
    /// Of this carrier's Lotsen.
    carrier: Option<Uuid>,
    /// For this service.
    service: Option<Service>,
    /// In one of these states.
    #[serde(default)]
    state: Vec<HoursState>,
    /// Worked until this local time or later.
    from: Option<LocalTime>,
    /// Worked until earlier than this local time.
    before: Option<LocalTime>,
    /// The order; the latest work first where nothing is said.
    sort: Option<HoursSort>,
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
    type Answer = Items<HoursView>;

    const OPERATION: Operation = Operation {
        id: "hours.list",
        path: "/hours",
        need: Need::Permission(Permission::HoursRead),
        summary: "Hours",
        description: "Those of your projects' Lotsen; for Lotsen their own.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let time = |name, time: &Option<LocalTime>| {
            let parsed = time.as_ref().map(LocalTime::parse).transpose();
            parsed.map_err(|kind| ApiError::parameter(name, kind))
        };
        let filter = HoursFilter {
            states: query.state.iter().copied().collect(),
            lotse: query.lotse.map(LotseId::from_uuid),
            organisation: query.carrier.map(OrganisationId::from_uuid),
            service: query.service,
            worked: Between { from: time("from", &query.from)?, before: time("before", &query.before)? },
        };
        let paging = paging(query.sort.unwrap_or(HoursSort::Latest), query.limit, query.cursor.as_deref())?;
        let page = app::hours::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |entry| HoursView::of(&entry))))
    }
}
