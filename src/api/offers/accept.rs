//! `POST /offers/{id}/accept`: the Lotse goes.

use super::view::{AnsweredView, OfferView};
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::answers::{Answer, answer_in};
use crate::app::offers;
use crate::domain::access::Permission;
use crate::domain::audit::Actor;
use crate::domain::id::OfferId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Accept;

impl Endpoint for Accept {
    type Path = Id<OfferId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = AnsweredView;

    const OPERATION: Operation = Operation {
        id: "offers.accept",
        path: "/offers/{id}/accept",
        need: Need::Permission(Permission::OffersAnswer),
        summary: "Say yes to an offer",
        description: "By the Lotse, or by a coordinator of theirs who was told so. The first yes takes the place; answering again changes nothing and \
            says how it was decided.",
        problems: &[ProblemCode::Changed],
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AnsweredView> {
        let (context, grant, id) = (call.context, call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = offers::hold(tx, &grant, id)?;
            if_match.is_if_named(&OfferView::of(&current))?;
            let answered = answer_in(context, tx, id, Answer::Accept, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(AnsweredView::of(answered, &offers::find_in(tx, &grant, id)?)))
        })
    }
}
