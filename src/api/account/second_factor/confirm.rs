//! `POST /second-factor/confirm`: the app works.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::RecoveryCodes;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::hidden::Hidden;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::http::credentials::cookie;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Confirm;

/// What the app shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeShown {
    /// The code.
    #[schemars(length(min = 1, max = 40))]
    code: Hidden,
}

impl Document for CodeShown {
    fn example() -> Value {
        json!({"code": "123456"})
    }
}

impl Endpoint for Confirm {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<CodeShown>;
    type Answer = RecoveryCodes;

    const OPERATION: Operation = Operation {
        id: "second_factor.confirm",
        path: "/second-factor/confirm",
        need: Need::Session,
        summary: "Confirm the second factor",
        description: "From now on it is wanted at each log-in. The session gets a new secret, set as a cookie; all others end. A wrong \
            code is answered by `wrong_credentials`.",
        problems: &[ProblemCode::WrongCredentials, ProblemCode::State],
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<RecoveryCodes> {
        let code = call.body.0.code.as_str();
        let confirmed = identity::confirm_second_factor(call.context, call.caller()?, code, call.moment)?;
        let cookie = cookie(confirmed.secret.as_str().to_owned(), call.context.sender.is_secure());
        Ok(Reply::ok(confirmed.recovery_codes.into()).with_cookie(cookie))
    }
}
