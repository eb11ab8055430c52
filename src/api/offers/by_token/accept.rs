//! `POST /offers/by-token/{token}/accept`: I will go.

use super::Token;
use super::view::TokenView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::app::answers::{self, Answer};
use crate::app::offer_page;

/// The operation.
pub struct Accept;

impl Endpoint for Accept {
    type Path = Token;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = TokenView;

    const OPERATION: Operation = Operation {
        id: "offers.accept_by_token",
        path: "/offers/by-token/{token}/accept",
        summary: "Say yes to an offer, by its link",
        description: "The first yes takes the place; answering again changes nothing and says how it was decided.",
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<TokenView> {
        let token = &call.path.0;
        answers::answer_by_link(call.context, token, Answer::Accept, call.moment)?;
        Ok(Reply::ok(TokenView::of(&offer_page::read(call.context, token, call.moment.now)?)))
    }
}
