//! `GET /requests`: support requests, narrowed and in an order.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::RequestView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::values::LocalTime;
use crate::app::{self, Context};
use crate::domain::access::Permission;
use crate::domain::code::Service;
use crate::domain::filter::{Between, ForWhat, Places, RequestFilter, RequestSort};
use crate::domain::id::OrganisationId;
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;
use crate::domain::request::RequestState;
use crate::domain::search::SearchText;
use crate::http::problem::FieldKind;

/// The operation.
pub struct List;

/// Which requests.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// In one of these states.
    #[serde(default)]
    state: Vec<RequestState>,
    /// Posted by this organisation.
    organisation: Option<Uuid>,
    /// Cared for by this carrier.
    carrier: Option<Uuid>,
    /// For this service.
    service: Option<Service>,
    /// For which this language would do.
    language: Option<LanguageCode>,
    /// Taking place in this region.
    region: Option<RegionCode>,
    /// First begin that would do: this local time or later.
    from: Option<LocalTime>,
    /// First begin that would do: earlier than this local time.
    before: Option<LocalTime>,
    /// Words of list number, client reference or town.
    #[schemars(length(min = 1, max = 100))]
    text: Option<String>,
    /// The order; the newest first where nothing is said.
    sort: Option<RequestSort>,
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
    type Answer = Items<RequestView>;

    const OPERATION: Operation = Operation {
        id: "requests.list",
        path: "/requests",
        need: Need::Permission(Permission::RequestsRead),
        summary: "Support requests",
        description: "Those that your organisations have posted or care for.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let filter = query.filter(call.context)?;
        let paging = paging(query.sort.unwrap_or(RequestSort::Newest), query.limit, query.cursor.as_deref())?;
        let page = app::requests::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |request| RequestView::of(&request))))
    }
}

impl Query {
    fn filter(&self, context: &Context) -> Result<RequestFilter, ApiError> {
        let time = |name, time: &Option<LocalTime>| {
            let parsed = time.as_ref().map(LocalTime::parse).transpose();
            parsed.map_err(|kind| ApiError::parameter(name, kind))
        };
        Ok(RequestFilter {
            organisation: self.organisation.map(OrganisationId::from_uuid),
            carrier: self.carrier.map(OrganisationId::from_uuid),
            states: self.state.iter().copied().collect(),
            service: self.service,
            language: self.language,
            places: region("region", self.region.as_ref(), context)?,
            begins: Between { from: time("from", &self.from)?, before: time("before", &self.before)? },
            text: search("text", self.text.as_deref())?,
        })
    }
}

/// What a query says of the requests behind something else.
///
/// # Errors
/// When the area has no such region, or there is nothing to be searched for in the words.
pub fn for_what(
    (service, language): (Option<Service>, Option<LanguageCode>),
    of_region: Option<&RegionCode>,
    text: Option<&str>,
    context: &Context,
) -> Result<ForWhat, ApiError> {
    Ok(ForWhat { service, language, places: region("region", of_region, context)?, text: search("text", text)? })
}

/// The places of a region that a query names.
///
/// # Errors
/// When the area has no such region.
pub fn region(name: &str, code: Option<&RegionCode>, context: &Context) -> Result<Option<Places>, ApiError> {
    let places = code.map(|code| Places::of_region(&context.area, code)).transpose();
    places.map_err(|_| ApiError::parameter(name, FieldKind::UnknownRegion))
}

/// The words that a query names.
///
/// # Errors
/// When there is nothing to be searched for in them.
pub fn search(name: &str, text: Option<&str>) -> Result<Option<SearchText>, ApiError> {
    text.map(SearchText::parse).transpose().map_err(|_| ApiError::parameter(name, FieldKind::Empty))
}
