//! `GET /lendings`: who lends whom.

use schemars::JsonSchema;
use serde::Deserialize;

use super::view::LendingView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::filter::LendingSort;

/// The operation.
pub struct List;

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

impl Endpoint for List {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = Items<LendingView>;

    const OPERATION: Operation = Operation {
        id: "lendings.list",
        path: "/lendings",
        need: Need::Permission(Permission::LendingsRead),
        summary: "Which carriers lend each other Lotsen",
        description: "By lender, then borrower; one entry for each pair, those included to which one side alone has agreed. Coordinators see \
            those of their own carriers.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let paging = paging(LendingSort::Parties, call.query.limit, call.query.cursor.as_deref())?;
        let page = app::lendings::page(call.context, call.grant()?, &paging)?;
        Ok(Reply::ok(Items::of(page, |lending| LendingView::of(&lending))))
    }
}
