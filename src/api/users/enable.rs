//! `POST /users/{id}/enable`: a closed account that is open again.

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

        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let authority = Authority::User(&call.caller()?.access);
        identity::enable_user(call.context, authority, call.path.0, call.moment)?;
        Ok(Reply::nothing())
    }
}
