//! `POST /users/{id}/disable`: an account that nobody logs in by any more.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::id::UserId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Disable;

impl Endpoint for Disable {
    type Path = Id<UserId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "users.disable",
        path: "/users/{id}/disable",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Close an account",
        description: "Its sessions and tokens end, and links sent to it open nothing any more. Of somebody who is also something \
            elsewhere only sessions and tokens end, and the roles that you look after are taken. Nobody closes their own account, or \
            that of the last operator.",
        success: 204,
        problems: &[ProblemCode::State],
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let authority = Authority::User(&call.caller()?.access);
        identity::disable_user(call.context, authority, call.path.0, call.moment)?;
        Ok(Reply::nothing())
    }
}
