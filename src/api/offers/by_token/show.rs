//! `GET /offers/by-token/{token}`: what is asked. Looking changes nothing, because programs that check mails follow links too.

use super::Token;
use super::view::TokenView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::app::offer_page;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Token;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = TokenView;

    const OPERATION: Operation = Operation {
        id: "offers.show_by_token",
        path: "/offers/by-token/{token}",
        summary: "One offer, by its link",
        description: "For whoever has the link of the mail. Looking changes nothing.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<TokenView> {
        Ok(Reply::ok(TokenView::of(&offer_page::read(call.context, &call.path.0, call.moment.now)?)))
    }
}
