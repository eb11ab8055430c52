//! `GET /matching-runs/{id}/unserved`: what a run left open, and why.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::api::requests::ReasonsView;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::filter::UnservedSort;
use crate::domain::id::RunId;

/// The operation.
pub struct Unserved;

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// So many at once.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u16>,
    /// Where the page begins: `next` of the page before.
    #[schemars(length(min = 1, max = 2000))]
    cursor: Option<String>,
}

impl Endpoint for Unserved {
    type Path = Id<RunId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = Items<ReasonsView>;

    const OPERATION: Operation = Operation {
        id: "matching-runs.unserved",
        path: "/matching-runs/{id}/unserved",
        need: Need::Permission(Permission::RunsRead),
        summary: "What a matching run left open",
        description: "With numbers and codes. In sentences and with names it is the explanation of each request.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let paging = paging(UnservedSort::Request, call.query.limit, call.query.cursor.as_deref())?;
        let page = app::runs::unserved(call.context, call.grant()?, call.path.0, &paging)?;
        let locale = call.locale;
        Ok(Reply::ok(Items::of(page, |entry| ReasonsView::of(&entry, locale))))
    }
}
