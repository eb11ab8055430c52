//! `POST /users/{id}/disable`: an account that nobody logs in by any more.

use super::view::UserView;
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
        heeds_version: true,
        keyed: false,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (authority, id) = (Authority::User(&call.caller()?.access), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&UserView::of(identity::hold_visible(tx, authority, id)?))?;
            identity::disable_user_in(tx, authority, id, moment)?;
            Ok(Reply::nothing())
        })
    }
}
