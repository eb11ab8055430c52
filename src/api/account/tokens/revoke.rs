//! `DELETE /tokens/{id}`: a token that is good for nothing any more.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::domain::id::TokenId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Revoke;

impl Endpoint for Revoke {
    type Path = Id<TokenId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "tokens.revoke",
        path: "/tokens/{id}",
        need: Need::LoggedIn,
        summary: "Revoke a token",
        description: "A token may revoke itself and no other.",
        problems: &[ProblemCode::Forbidden],
        ..Operation::END
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        identity::revoke_token(call.context, call.caller()?, call.path.0, call.moment)?;
        Ok(Reply::nothing())
    }
}
