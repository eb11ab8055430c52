//! `POST /users/{id}/reset-second-factor`: for somebody who has lost it and all recovery codes.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::id::UserId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct ResetSecondFactor;

impl Endpoint for ResetSecondFactor {
    type Path = Id<UserId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "users.reset_second_factor",
        path: "/users/{id}/reset-second-factor",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Do away with a lost second factor",
        description: "For somebody who has lost it and all recovery codes; make sure that it is they who ask. Their sessions end, and \
            they set up another one. Nobody does this to their own account.",
        success: 204,
        problems: &[ProblemCode::State],
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let authority = Authority::User(&call.caller()?.access);
        identity::reset_second_factor(call.context, authority, call.path.0, call.moment)?;
        Ok(Reply::nothing())
    }
}
