//! `GET /users/{id}`: one account.

use super::view::UserView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::id::UserId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<UserId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = UserView;

    const OPERATION: Operation = Operation {
        id: "users.show",
        path: "/users/{id}",
        need: Need::Permission(Permission::UsersRead),
        summary: "One account",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<UserView> {
        let authority = Authority::User(&call.caller()?.access);
        Ok(Reply::ok(UserView::of(identity::find_user(call.context, authority, call.path.0)?)))
    }
}
