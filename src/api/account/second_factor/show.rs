//! `GET /second-factor`: whether there is one.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;

/// The operation.
pub struct Show;

/// How it stands with the second factor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SecondFactor {
    /// Whether it is wanted at each log-in.
    is_set_up: bool,
    /// Recovery codes that are left.
    recovery_codes_left: u32,
}

impl Endpoint for Show {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = SecondFactor;

    const OPERATION: Operation = Operation {
        id: "second_factor.show",
        path: "/second-factor",
        need: Need::Session,
        summary: "Whether you have a second factor",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<SecondFactor> {
        let who = call.caller()?;
        let recovery_codes_left = identity::recovery_codes_left(call.context, who)?;
        Ok(Reply::ok(SecondFactor { is_set_up: who.user.has_second_factor, recovery_codes_left }))
    }
}
