//! `GET /account`: the own account.

use super::OwnAccount;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = OwnAccount;

    const OPERATION: Operation = Operation {
        id: "account.show",
        path: "/account",
        need: Need::Session,
        summary: "The own account",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<OwnAccount> {
        Ok(Reply::ok(OwnAccount::of(&identity::own_account(call.context, call.caller()?)?)))
    }
}
