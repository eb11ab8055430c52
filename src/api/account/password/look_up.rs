//! `POST /password/link`: what a link is for. It reads, but what it reads by is a secret and belongs into no address.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::hidden::Hidden;
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::app::identity;
use crate::domain::account::LinkPurpose;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct LookUp;

/// A link.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkShown {
    /// What the mail's link ends with.
    #[schemars(length(min = 1, max = 100))]
    link: Hidden,
}

impl Document for LinkShown {
    fn example() -> Value {
        json!({"link": super::choose::EXAMPLE})
    }
}

/// What a link is for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountLink {
    /// What for.
    purpose: LinkPurpose,
    /// The mail address of the account.
    email: String,
    /// The name of whose account it is.
    name: String,
    /// Until when it is good.
    expires_at: DateTime<Utc>,
}

impl Endpoint for LookUp {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<LinkShown>;
    type Answer = AccountLink;

    const OPERATION: Operation = Operation {
        id: "password.look_up_link",
        path: "/password/link",
        summary: "What a link to choose a password is for",
        description: "Looking uses nothing up. One that is over, was used or was not made here is answered by `not_found`.",
        problems: &[ProblemCode::NotFound, ProblemCode::CrossSite],
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<AccountLink> {
        let facts = identity::look_up_link(call.context, call.body.0.link.as_str(), call.moment.now)?;
        Ok(Reply::ok(AccountLink {
            purpose: facts.purpose,
            email: facts.email.to_string(),
            name: facts.name.to_string(),
            expires_at: facts.expires_at,
        }))
    }
}
