//! `POST /password/choose`: a password by a link, once.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refused;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::hidden::Hidden;
use crate::api::operation::{Line, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Password};
use crate::http::problem::ProblemCode;

/// What a link's secret looks like; this one opens nothing.
pub const EXAMPLE: &str = "lw_l_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The operation.
pub struct Choose;

/// A link and the password to come.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChoice {
    /// What the mail's link ends with.
    #[schemars(length(min = 1, max = 100))]
    link: Hidden,
    /// The new password: long, and nothing that others would guess. There are no rules about digits and signs.
    #[schemars(length(min = Password::SHORTEST, max = Password::LONGEST))]
    password: Hidden,
}

impl Document for PasswordChoice {
    fn example() -> Value {
        json!({"link": EXAMPLE, "password": "sieben Quitten im Anorak"})
    }
}

impl Endpoint for Choose {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<PasswordChoice>;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "password.choose",
        path: "/password/choose",
        summary: "Choose a password by a link",
        description: "Takes an invitation, or sets another password. All sessions of the account end; log in anew. Only a password \
            that is taken uses the link up. One that is over, was used or was not made here is answered by `not_found`.",
        success: 204,
        problems: &[ProblemCode::NotFound, ProblemCode::CrossSite],
        keyed: false,
        line: Line::Hashing,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let PasswordChoice { link, password } = &call.body.0;
        identity::choose_password(call.context, link.as_str(), password.as_str(), call.moment)
            .map_err(|error| refused("/password", error))?;
        Ok(Reply::nothing())
    }
}
