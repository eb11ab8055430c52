//! `POST /second-factor/recovery-codes`: new recovery codes in place of all others.

use super::{PasswordShown, RecoveryCodes};
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Renew;

impl Endpoint for Renew {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<PasswordShown>;
    type Answer = RecoveryCodes;

    const OPERATION: Operation = Operation {
        id: "second_factor.renew_recovery_codes",
        path: "/second-factor/recovery-codes",
        need: Need::Session,
        summary: "Get new recovery codes",
        description: "Those of before are good for nothing any more. A wrong password is answered by `wrong_credentials`, and counts \
            as an attempt to log in.",
        problems: &[ProblemCode::WrongCredentials, ProblemCode::State],
        keyed: false,
        line: Line::Hashing,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<RecoveryCodes> {
        let password = call.body.0.password.as_str();
        let codes = identity::renew_recovery_codes(call.context, call.caller()?, password, call.moment)?;
        Ok(Reply::ok(codes.into()))
    }
}
