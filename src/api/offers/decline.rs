//! `POST /offers/{id}/decline`: the Lotse does not go.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::{AnsweredView, OfferView};
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::answers::{Answer, answer_in, note_reason_in};
use crate::app::offers;
use crate::domain::access::Permission;
use crate::domain::audit::Actor;
use crate::domain::id::OfferId;
use crate::domain::offer::DeclineReason;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Decline;

/// Why not.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OfferDecline")]
pub struct Form {
    /// Where the Lotse tells; later matching heeds it.
    #[serde(default)]
    pub reason: Option<DeclineReason>,
}

impl Document for Form {
    fn example() -> Value {
        json!({"reason": "too_far"})
    }
}

impl Endpoint for Decline {
    type Path = Id<OfferId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = AnsweredView;

    const OPERATION: Operation = Operation {
        id: "offers.decline",
        path: "/offers/{id}/decline",
        need: Need::Permission(Permission::OffersAnswer),
        summary: "Say no to an offer",
        description: "By the Lotse, or by a coordinator of theirs who was told so. The next best is looked for, and the Lotse is not asked for this \
            request again. A reason can be told later and again.",
        problems: &[ProblemCode::Changed],
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AnsweredView> {
        let (context, grant, id, reason) = (call.context, call.grant()?.clone(), call.path.0, call.body.0.reason);
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = offers::hold(tx, &grant, id)?;
            if_match.is_if_named(&OfferView::of(&current))?;
            let answered = answer_in(context, tx, id, Answer::Decline, Actor::User(grant.user()), moment)?;
            if let Some(reason) = reason {
                note_reason_in(tx, id, reason, Actor::User(grant.user()), moment)?;
            }
            Ok(Reply::ok(AnsweredView::of(answered, &offers::find_in(tx, &grant, id)?)))
        })
    }
}
