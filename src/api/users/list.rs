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
use crate::api::requests::search;
use crate::app::identity::{self, Authority};
use crate::domain::access::{Permission, Role};
use crate::domain::filter::{UserFilter, UserSort};
use crate::domain::user::UserState;
use crate::http::problem::{FieldKind, ProblemCode};

/// The operation.
pub struct List;

/// Which accounts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "UsersQuery")]
pub struct Query {
    /// Whose holders are this, within your organisations.
    role: Option<Role>,
    /// In one of these states.
    #[serde(default)]
    state: Vec<UserState>,
    /// Words of the name or the mail address.
    #[schemars(length(min = 1, max = 100))]
    text: Option<String>,
    /// The order; by mail address where nothing is said.
    sort: Option<UserSort>,
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
        description: "Those who are something in your organisations.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Items<UserView>> {
        let query = &call.query;
        let filter = UserFilter {
            role: query.role,
            states: query.state.iter().copied().collect(),
            text: search("text", query.text.as_deref())?,
        };
        let paging = paging(query.sort.unwrap_or(UserSort::Email), query.limit, query.cursor.as_deref())?;
        let authority = Authority::User(&call.caller()?.access);
        let page = identity::page_of_users(call.context, authority, &filter, &paging).map_err(|error| {
            let error = ApiError::from(error);
            // What can be missing is the account where the page before ended.
            let is_lost = error.code() == ProblemCode::NotFound;
            if is_lost { ApiError::parameter("cursor", FieldKind::Cursor) } else { error }
        })?;
        Ok(Reply::ok(Items::of(page, UserView::of)))
    }
}
