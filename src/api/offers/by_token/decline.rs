//! `POST /offers/by-token/{token}/decline`: I will not.

use super::Token;
use super::view::TokenView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Outcome};
use crate::api::offers::decline::Form;
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::app::answers::{self, Answer};
use crate::app::offer_page;

/// The operation.
pub struct Decline;

impl Endpoint for Decline {
    type Path = Token;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = TokenView;

    const OPERATION: Operation = Operation {
        id: "offers.decline_by_token",
        path: "/offers/by-token/{token}/decline",
        summary: "Say no to an offer, by its link",
        description: "Answering again changes nothing and says how it was decided; a reason can be told later and again.",
        keyed: false,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<TokenView> {
        let token = &call.path.0;
        answers::answer_by_link(call.context, token, Answer::Decline, call.moment)?;
        if let Some(reason) = call.body.0.reason {
            answers::tell_reason(call.context, token, reason, call.moment)?;
        }
        Ok(Reply::ok(TokenView::of(&offer_page::read(call.context, token, call.moment.now)?)))
    }
}
