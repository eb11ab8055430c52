//! `POST /requests/{id}/cancel`: nobody is needed any more.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::RequestView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::audit::Actor;
use crate::domain::id::RequestId;
use crate::domain::request::RequestCancelledBy;
use crate::http::problem::{FieldKind, ProblemCode};

/// The operation.
pub struct Cancel;

/// Who calls it off.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RequestCancellation")]
pub struct Cancellation {
    /// Who wishes so; Lotsen and newcomer are told.
    by: RequestCancelledBy,
}

impl Document for Cancellation {
    fn example() -> Value {
        json!({"by": "requester"})
    }
}

impl Endpoint for Cancel {
    type Path = Id<RequestId>;
    type Query = NoQuery;
    type Body = Json<Cancellation>;
    type Answer = RequestView;

    const OPERATION: Operation = Operation {
        id: "requests.cancel",
        path: "/requests/{id}/cancel",
        need: Need::Permission(Permission::RequestsWrite),
        summary: "Call a support request off",
        description: "Questions that wait for an answer are taken back, confirmed assignments cancelled, and everybody concerned is told. In the project's name it is the \
            project's.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<RequestView> {
        let (context, id, by) = (call.context, call.path.0, call.body.0.by);
        let grant = call.grant()?.clone();
        let if_match = call.version();
        // For the project speaks who asks its Lotsen.
        let asking = call.caller()?.access.grant(Permission::OffersRead).ok();
        call.commit(|tx, moment| {
            let request = app::requests::hold(tx, &grant, id)?;
            if_match.is_if_named(&RequestView::of(&request))?;
            let cares = asking.as_ref().is_some_and(|asking| asking.scope().has_organisation(request.carrier));
            if by == RequestCancelledBy::Project && !cares {
                return Err(ApiError::field("/by", FieldKind::NotYours));
            }
            app::requests::cancel_in(context, tx, id, by, Actor::User(grant.user()), moment)?;
            Ok(Reply::ok(RequestView::of(&app::requests::find_in(tx, &grant, id)?)))
        })
    }
}
