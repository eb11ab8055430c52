//! `POST /users/{id}/memberships`: another role for somebody.

use super::membership::{MembershipForm, not_given};
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::form::Faults;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::id::UserId;

/// The operation.
pub struct Give;

impl Endpoint for Give {
    type Path = Id<UserId>;
    type Query = NoQuery;
    type Body = Json<MembershipForm>;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "users.give_membership",
        path: "/users/{id}/memberships",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Give somebody a role",
        description: "Giving it twice is giving it once.",
        success: 204,
        keyed: false,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (id, authority) = (call.path.0, Authority::User(&call.caller()?.access));
        let read = call.body.0.read();
        call.commit(|tx, moment| {
            identity::reach(tx, authority, id)?;
            let mut faults = Faults::default();
            for (name, kind) in read.clone().err().into_iter().flatten() {
                faults.note(format!("/{name}"), kind);
            }
            let membership = faults.finish(read.as_ref().ok().copied())?;
            identity::may_give(tx, authority, membership).map_err(|error| not_given("", membership, error))?;
            identity::give_membership_in(tx, authority, id, membership, moment)?;
            Ok(Reply::nothing())
        })
    }
}
