//! `POST /session`: logging in.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::Myself;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::hidden::Hidden;
use crate::api::operation::{Line, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::http::credentials::cookie;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct LogIn;

/// Who somebody says they are, and what they know.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LogIn")]
pub struct LogInForm {
    /// The mail address of the account.
    #[schemars(length(min = 1, max = 254))]
    email: String,
    /// The password.
    #[schemars(length(min = 1, max = 512))]
    password: Hidden,
    /// What the authenticator app shows, or a recovery code; wanted of those who have a second factor.
    #[schemars(length(min = 1, max = 40))]
    code: Option<Hidden>,
}

impl Document for LogInForm {
    fn example() -> Value {
        json!({"email": "mina@example.org", "password": "vier blaue Boote am Fluss", "code": "123456"})
    }
}

impl Endpoint for LogIn {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<LogInForm>;
    type Answer = Myself;

    const OPERATION: Operation = Operation {
        id: "session.log_in",
        path: "/session",
        summary: "Log in",
        description: "The session's secret is set as a cookie for browsers; programs that log in for a person may send it as a bearer \
            token. The session that the cookie named before ends. An unknown address, a wrong password and a closed account are \
            answered alike: `wrong_credentials`. Where the password is right and the account has a second factor, a request \
            without `code` is answered by `second_factor_needed` (403), and one with a wrong or used code by `wrong_credentials`. \
            Who tries too often waits as long as `Retry-After` says.",
        problems: &[ProblemCode::WrongCredentials, ProblemCode::SecondFactorNeeded, ProblemCode::CrossSite],
        keyed: false,
        line: Line::Hashing,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<Myself> {
        let form = &call.body.0;
        let asked = identity::LogIn {
            email: &form.email,
            password: form.password.as_str(),
            code: form.code.as_ref().map(Hidden::as_str),
            address: call.client.address,
            client: call.client.agent.as_ref(),
            before: call.client.session.as_deref(),
        };
        let entered = identity::log_in(call.context, &asked, call.moment)?;
        let myself = Myself::of(&entered.user, &entered.access, entered.needs_second_factor, Some(entered.session.id));
        let secret = entered.secret.as_str().to_owned();
        Ok(Reply::ok(myself).with_cookie(cookie(secret, call.context.sender.is_secure())))
    }
}
