//! `POST /tokens`: a key for a program.
//!
//! Its answer is not kept under a key of idempotency, because it holds the secret, which is stored nowhere. Whoever loses it revokes
//! the token and makes another one.

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::view::TokenView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::api::hidden::Hidden;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity::{self, Identified, NewToken};
use crate::domain::access::Permission;
use crate::domain::text::TokenName;
use crate::domain::token::ApiToken;
use crate::http::problem::{FieldKind, ProblemCode};

/// The operation.
pub struct Create;

/// A token as it is asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewToken")]
pub struct TokenForm {
    /// What it is for.
    #[schemars(length(min = 1, max = TokenName::MAX))]
    name: String,
    /// What it shall be good for: nothing that you may not do yourself, and not `users.write`, which wants a person.
    #[schemars(length(min = 1, max = Permission::ALL.len()))]
    scopes: Vec<Permission>,
    /// When it ends: within 366 days. In 90 days where nothing is said.
    expires_at: Option<DateTime<Utc>>,
}

impl Document for TokenForm {
    fn example() -> Value {
        json!({"name": "Nightly import", "scopes": ["requests.read", "requests.write"]})
    }
}

/// A new token with what the program has to show.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TokenCreated {
    /// To be sent as `Authorization: Bearer …`. It is not told again.
    secret: Hidden,
    /// The token.
    token: TokenView,
}

impl Endpoint for Create {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<TokenForm>;
    type Answer = TokenCreated;

    const OPERATION: Operation = Operation {
        id: "tokens.create",
        path: "/tokens",
        need: Need::Session,
        summary: "Make a token",
        description: "Its secret is told once. Where the answer is lost, revoke the token and make another one.",
        problems: &[ProblemCode::State],
        keyed: false,
        ..Operation::CREATE
    };

    fn run(call: Call<'_, Self>) -> Outcome<TokenCreated> {
        let who = call.caller()?;
        let new = call.body.0.read(who, call.moment.now)?;
        let (token, secret) = identity::create_token(call.context, who, &new, call.moment)?;
        let created = TokenCreated { secret: secret.as_str().to_owned().into(), token: TokenView::of(&token) };
        Ok(Reply::created(format_args!("/tokens/{}", token.id), created))
    }
}

impl TokenForm {
    fn read(&self, who: &Identified, now: DateTime<Utc>) -> Result<NewToken, ApiError> {
        let mut faults = Faults::default();
        let name = faults.take("/name", TokenName::parse(&self.name));
        let mut scopes = BTreeSet::new();
        for (at, scope) in self.scopes.iter().enumerate() {
            if !who.access.may_lend(*scope) {
                let lent = who.access.permissions().into_iter().filter(|permission| who.access.may_lend(*permission));
                let allowed = lent.map(|permission| permission.to_string()).collect();
                faults.note(format!("/scopes/{at}"), FieldKind::NotOneOf { allowed });
            } else if !scopes.insert(*scope) {
                faults.note(format!("/scopes/{at}"), FieldKind::Repeated);
            }
        }
        let latest = now + ApiToken::LONGEST;
        match self.expires_at {
            Some(at) if at <= now => faults.note("/expires_at", FieldKind::Past),
            Some(at) if at > latest => {
                let max = latest.to_rfc3339_opts(SecondsFormat::Secs, true);
                faults.note("/expires_at", FieldKind::TooGreat { max });
            }
            _ => {}
        }
        faults.finish(name.map(|name| NewToken { name, scopes, expires_at: self.expires_at }))
    }
}
