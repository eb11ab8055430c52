//! `POST /password`: another password, by whoever knows the current one.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refused;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::hidden::Hidden;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Password};
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Change;

/// The current password and the one to come.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The current one.
    #[schemars(length(min = 1, max = 512))]
    current: Hidden,
    /// The new one: long, and nothing that others would guess. There are no rules about digits and signs.
    #[schemars(length(min = Password::SHORTEST, max = Password::LONGEST))]
    new: Hidden,
}

impl Document for PasswordChange {
    fn example() -> Value {
        json!({"current": "vier blaue Boote am Fluss", "new": "sieben Quitten im Anorak"})
    }
}

impl Endpoint for Change {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<PasswordChange>;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "password.change",
        path: "/password",
        need: Need::Session,
        summary: "Change your password",
        description: "All your other sessions end, and links that were sent to you open nothing any more. A wrong current password is \
            answered by `wrong_credentials`, and counts as an attempt to log in.",
        success: 204,
        problems: &[ProblemCode::WrongCredentials],
        keyed: false,
        line: Line::Hashing,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let PasswordChange { current, new } = &call.body.0;
        identity::change_password(call.context, call.caller()?, current.as_str(), new.as_str(), call.moment)
            .map_err(|error| refused("/new", error))?;
        Ok(Reply::nothing())
    }
}
