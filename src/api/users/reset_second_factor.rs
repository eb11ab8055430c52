//! `POST /users/{id}/reset-second-factor`: for somebody who has lost it and all recovery codes.

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
        heeds_version: true,
        keyed: false,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (context, authority, id) = (call.context, Authority::User(&call.caller()?.access), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&UserView::of(identity::hold_visible(tx, authority, id)?))?;
            identity::reset_second_factor_in(context, tx, authority, id, moment)?;
            Ok(Reply::nothing())
        })
    }
}
