//! `GET /lendings`: who lends whom.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::LendingView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;

/// The operation.
pub struct List;

/// Agreements to lend.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Lendings {
    /// One entry for each lender and borrower.
    items: Vec<LendingView>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Lendings;

    const OPERATION: Operation = Operation {
        id: "lendings.list",
        path: "/lendings",
        need: Need::Permission(Permission::LendingsRead),
        summary: "Which carriers lend each other Lotsen",
        description: "Those included to which one side alone has agreed. Coordinators see those of their own carriers.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Lendings> {
        let all = app::lendings::list(call.context, call.grant()?)?;
        Ok(Reply::ok(Lendings { items: all.iter().map(LendingView::of).collect() }))
    }
}
