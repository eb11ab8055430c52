//! `GET /users`: who has an account.

use schemars::JsonSchema;
use serde::Deserialize;

use super::view::UserView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::filter::UserSort;
use crate::http::problem::{FieldKind, ProblemCode};

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
    type Answer = Items<UserView>;

    const OPERATION: Operation = Operation {
        id: "users.list",
        path: "/users",
        need: Need::Permission(Permission::UsersRead),
        summary: "Who has an account",
        description: "By mail address: those who are something in your organisations.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Items<UserView>> {
        let paging = paging(UserSort::Email, call.query.limit, call.query.cursor.as_deref())?;
        let authority = Authority::User(&call.caller()?.access);
        let page = identity::page_of_users(call.context, authority, &paging).map_err(|error| {
            let error = ApiError::from(error);
            // What can be missing is the account where the page before ended.
            let is_lost = error.code() == ProblemCode::NotFound;
            if is_lost { ApiError::parameter("cursor", FieldKind::Cursor) } else { error }
        })?;
        Ok(Reply::ok(Items::of(page, UserView::of)))
    }
}
