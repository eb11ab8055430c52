//! `POST /password/reset-requests`: a mail with a link to choose another password.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::app::identity;
use crate::domain::account::LinkPurpose;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct RequestReset;

/// Whose password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRequest {
    /// The mail address of the account.
    #[schemars(length(min = 1, max = 254))]
    email: String,
}

impl Document for ResetRequest {
    fn example() -> Value {
        json!({"email": "mina@example.org"})
    }
}

/// What happens now, if there is such an account.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ResetRequested {
    /// So many minutes the link is good.
    minutes: i64,
}

impl Endpoint for RequestReset {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<ResetRequest>;
    type Answer = ResetRequested;

    const OPERATION: Operation = Operation {
        id: "password.request_reset",
        path: "/password/reset-requests",
        summary: "Ask for a link to choose another password",
        description: "The answer is the same whether or not there is such an account, and whether or not a mail goes out: to one \
            account there are few an hour. Who has not taken their invitation yet gets it once more.",
        success: 202,
        problems: &[ProblemCode::CrossSite],
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<ResetRequested> {
        identity::request_password_reset(call.context, &call.body.0.email, call.client.address, call.moment)?;
        let minutes = LinkPurpose::PasswordReset.life().num_minutes();
        Ok(Reply { status: 202, ..Reply::ok(ResetRequested { minutes }) })
    }
}
