//! `DELETE /users/{id}/memberships`: a role less for somebody.
//!
//! A membership has no identity of its own: it is what it is made of, and so it is named behind the question mark.

use super::membership::MembershipForm;
use super::view::UserView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Authority};
use crate::domain::access::Permission;
use crate::domain::id::UserId;
use crate::http::problem::{FieldFault, Place, ProblemCode};

/// The operation.
pub struct Take;

impl Endpoint for Take {
    type Path = Id<UserId>;
    type Query = MembershipForm;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "users.take_membership",
        path: "/users/{id}/memberships",
        need: Need::Permission(Permission::UsersWrite),
        summary: "Take a role from somebody",
        description: "The version is that of the account. Who has none left keeps the account, which may nothing. The last operator who can log in stays one.",
        problems: &[ProblemCode::State],
        ..Operation::REMOVE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (id, authority) = (call.path.0, Authority::User(&call.caller()?.access));
        let membership = call.query.read().map_err(|faults| {
            let fault = |(name, kind): (&str, _)| FieldFault { place: Place::Query, pointer: name.to_owned(), kind };
            ApiError::Fields(faults.into_iter().map(fault).collect())
        })?;
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is(&UserView::of(identity::hold_visible(tx, authority, id)?))?;
            identity::take_membership_in(tx, authority, id, membership, moment)?;
            Ok(Reply::nothing())
        })
    }
}
