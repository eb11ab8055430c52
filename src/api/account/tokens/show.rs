//! `GET /tokens/{id}`: one of the own tokens.

use super::view::TokenView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::domain::id::TokenId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<TokenId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = TokenView;

    const OPERATION: Operation = Operation {
        id: "tokens.show",
        path: "/tokens/{id}",
        need: Need::Session,
        summary: "One of your tokens",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<TokenView> {
        let tokens = identity::list_tokens(call.context, call.caller()?)?;
        let found = tokens.iter().find(|token| token.id == call.path.0);
        Ok(Reply::ok(TokenView::of(found.ok_or(ApiError::not_found())?)))
    }
}
