//! `POST /users/{id}/enable`: a closed account that is open again.

use super::view::UserView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::id::UserId;

/// The operation.
pub struct Enable;

impl Endpoint for Enable {
    type Path = Id<UserId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "users.enable",
        path: "/users/{id}/enable",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Open a closed account",
        description: "Sessions and tokens that it had do not come back.",
        success: 204,

        heeds_version: true,
        keyed: false,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (authority, id) = (Authority::User(&call.caller()?.access), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&UserView::of(identity::hold_visible(tx, authority, id)?))?;
            identity::enable_user_in(tx, authority, id, moment)?;
            Ok(Reply::nothing())
        })
    }
}
