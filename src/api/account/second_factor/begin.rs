//! `POST /second-factor`: a secret for an authenticator app.

use schemars::JsonSchema;
use serde::Serialize;

use super::PasswordShown;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::hidden::Hidden;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Begin;

/// What an app is told. It is not told again.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SecondFactorBegun {
    /// The secret in letters and digits, to be typed.
    secret: Hidden,
    /// The same as an `otpauth` address, to be shown as a code for cameras.
    url: Hidden,
}

impl Endpoint for Begin {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<PasswordShown>;
    type Answer = SecondFactorBegun;

    const OPERATION: Operation = Operation {
        id: "second_factor.begin",
        path: "/second-factor",
        need: Need::Session,
        summary: "Begin to set up a second factor",
        description: "It counts once it was confirmed by a code. Beginning again forgets what was begun. A wrong password is answered by \
            `wrong_credentials`, and counts as an attempt to log in.",
        problems: &[ProblemCode::WrongCredentials, ProblemCode::State],
        keyed: false,
        line: Line::Hashing,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<SecondFactorBegun> {
        let password = call.body.0.password.as_str();
        let begun = identity::begin_second_factor(call.context, call.caller()?, password, call.moment)?;
        Ok(Reply::ok(SecondFactorBegun { secret: begun.secret.into(), url: begun.url.into() }))
    }
}
