//! `GET /tokens`: the own tokens.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::TokenView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;

/// The operation.
pub struct List;

/// The own tokens.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tokens {
    /// The newest first.
    items: Vec<TokenView>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Tokens;

    const OPERATION: Operation = Operation {
        id: "tokens.list",
        path: "/tokens",
        need: Need::Session,
        summary: "Your tokens",
        description: "With those that are good for nothing any more.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Tokens> {
        let tokens = identity::list_tokens(call.context, call.caller()?)?;
        Ok(Reply::ok(Tokens { items: tokens.iter().map(TokenView::of).collect() }))
    }
}
