//! `GET /lotsen`: Lotsen, narrowed and in an order.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::view::LotseView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::requests::{region, search};
use crate::app::{self, Context};
use crate::domain::access::Permission;
use crate::domain::code::{LotseStatus, Service};
use crate::domain::filter::{LotseFilter, LotseSort, Places};
use crate::domain::id::OrganisationId;
use crate::domain::language::{LanguageCode, Level};
use crate::domain::region::RegionCode;
use crate::http::problem::FieldKind;

/// The operation.
pub struct List;

/// Which Lotsen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Of this carrier.
    organisation: Option<Uuid>,
    /// With one of these.
    #[serde(default)]
    status: Vec<LotseStatus>,
    /// Who give this service.
    service: Option<Service>,
    /// Who speak this language.
    language: Option<LanguageCode>,
    /// At this level or better; together with a language.
    level: Option<Level>,
    /// Living in this region.
    region: Option<RegionCode>,
    /// Living at a postcode that begins so.
    #[schemars(regex(pattern = "^[0-9]{1,5}$"))]
    postcode: Option<String>,
    /// Words of a name or the list number.
    #[schemars(length(min = 1, max = 100))]
    text: Option<String>,
    /// The order; by name where nothing is said.
    sort: Option<LotseSort>,
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
    type Answer = Items<LotseView>;

    const OPERATION: Operation = Operation {
        id: "lotsen.list",
        path: "/lotsen",
        need: Need::Permission(Permission::LotsenRead),
        summary: "Lotsen",
        description: "Those of your projects, without how to reach them; for Lotsen themselves their own profile.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let filter = query.filter(call.context)?;
        let paging = paging(query.sort.unwrap_or(LotseSort::Name), query.limit, query.cursor.as_deref())?;
        let page = app::lotsen::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, |lotse| LotseView::of(&lotse))))
    }
}

impl Query {
    fn filter(&self, context: &Context) -> Result<LotseFilter, ApiError> {
        if self.level.is_some() && self.language.is_none() {
            return Err(ApiError::parameter("level", FieldKind::Needs { other: "language" }));
        }
        Ok(LotseFilter {
            organisation: self.organisation.map(OrganisationId::from_uuid),
            statuses: self.status.iter().copied().collect(),
            service: self.service,
            language: self.language.map(|language| (language, self.level.unwrap_or(Level::A1))),
            places: self.places(context)?,
            text: search("text", self.text.as_deref())?,
        })
    }

    fn places(&self, context: &Context) -> Result<Option<Places>, ApiError> {
        let inside = region("region", self.region.as_ref(), context)?;
        let Some(digits) = self.postcode.as_deref() else { return Ok(inside) };
        let places = match inside {
            Some(places) => places.and_prefix(digits),
            None => Places::with_prefix(digits),
        };
        let expected = || FieldKind::Format { expected: "^[0-9]{1,5}$".to_owned() };
        places.map(Some).map_err(|_| ApiError::parameter("postcode", expected()))
    }
}
