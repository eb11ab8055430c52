//! `GET /organisations`: organisations, by name.

use schemars::JsonSchema;
use serde::Deserialize;

use super::view::OrganisationView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::requests::search;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::filter::{OrganisationFilter, OrganisationSort};
use crate::domain::region::RegionCode;
use crate::http::problem::FieldKind;

/// The operation.
pub struct List;

/// Which organisations.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Of this kind.
    kind: Option<OrganisationKind>,
    /// Serving this region.
    region: Option<RegionCode>,
    /// Words of the name.
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
    type Answer = Items<OrganisationView>;

    const OPERATION: Operation = Operation {
        id: "organisations.list",
        path: "/organisations",
        need: Need::Permission(Permission::OrganisationsRead),
        summary: "Organisations",
        description: "By name. Everybody with an account sees them all.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        if query.region.as_ref().is_some_and(|region| call.context.area.region(region).is_none()) {
            return Err(ApiError::parameter("region", FieldKind::UnknownRegion));
        }
        let filter = OrganisationFilter {
            kind: query.kind,
            region: query.region.clone(),
            text: search("text", query.text.as_deref())?,
        };
        let paging = paging(OrganisationSort::Name, query.limit, query.cursor.as_deref())?;
        let page = app::organisations::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |organisation| OrganisationView::of(&organisation))))
    }
}
