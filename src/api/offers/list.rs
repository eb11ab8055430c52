//! `GET /offers`: what Lotsen are asked.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::OfferView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::requests::for_what;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::code::Service;
use crate::domain::filter::{OfferFilter, OfferSort};
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::language::LanguageCode;
use crate::domain::offer::OfferState;
use crate::domain::region::RegionCode;

/// The operation.
pub struct List;

/// Which offers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// In one of these states.
    #[serde(default)]
    state: Vec<OfferState>,
    /// To this Lotse.
    lotse: Option<Uuid>,
    /// For this request.
    request: Option<Uuid>,
    /// For requests of this carrier.
    carrier: Option<Uuid>,
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
    type Answer = Items<OfferView>;

    const OPERATION: Operation = Operation {
        id: "offers.list",
        path: "/offers",
        need: Need::Permission(Permission::OffersRead),
        summary: "Offers",
        description: "For requests of your organisation, to your organisation's Lotsen, or to yourself; asked last, first.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let filter = OfferFilter {
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
        };
        let paging = paging(OfferSort::Newest, query.limit, query.cursor.as_deref())?;
        let page = app::offers::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |shown| OfferView::of(&shown))))
    }
}
