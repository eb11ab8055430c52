//! `POST /second-factor/disable`: no second factor any more.

use super::PasswordShown;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Disable;

impl Endpoint for Disable {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<PasswordShown>;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "second_factor.disable",
        path: "/second-factor/disable",
        need: Need::Session,
        summary: "Switch the second factor off",
        description: "Roles that want one do not count from now on. A wrong password is answered by `wrong_credentials`, and counts as \
            an attempt to log in.",
        success: 204,
        problems: &[ProblemCode::WrongCredentials, ProblemCode::State],
        keyed: false,
        line: Line::Hashing,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let password = call.body.0.password.as_str();
        identity::disable_second_factor(call.context, call.caller()?, password, call.moment)?;
        Ok(Reply::nothing())
    }
}
