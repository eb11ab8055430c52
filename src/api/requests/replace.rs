//! `PUT /requests/{id}`: other facts, as long as nobody has been told the old ones.

use chrono::{DateTime, Utc};

use super::form::RequestForm;
use super::refusal::named;
use super::view::RequestView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::{self, Context};
use crate::domain::access::Permission;
use crate::domain::id::RequestId;
use crate::http::problem::{FieldFault, ProblemCode};

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Id<RequestId>;
    type Query = NoQuery;
    type Body = Json<RequestForm>;
    type Answer = RequestView;

    const OPERATION: Operation = Operation {
        id: "requests.replace",
        path: "/requests/{id}",
        need: Need::Permission(Permission::RequestsWrite),
        summary: "Change a support request",
        description: "The whole request is sent; a newcomer's mail address that is left out stays. What was proposed is dropped, and it \
            is matched again. Once a Lotse has been asked it can be called off or its assignment changed instead.",
        problems: &[ProblemCode::State, ProblemCode::Duplicate, ProblemCode::MissingReference],
        ..Operation::REPLACE
    };

    fn faults(body: Json<RequestForm>, context: &Context, now: DateTime<Utc>) -> Vec<FieldFault> {
        ApiError::fields_of(body.0.read(context, now))
    }

    fn run(mut call: Call<'_, Self>) -> Outcome<RequestView> {
        let (context, id) = (call.context, call.path.0);
        let grant = call.grant()?.clone();
        let form = call.body.0.clone();
        let wanted = form.read(context, call.moment.now);
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::requests::hold(tx, &grant, id)?;
            if_match.is(&RequestView::of(&current))?;
            let wanted = wanted.as_ref().map_err(Clone::clone)?.clone();
            let request = app::requests::replace(context, tx, &grant, &current, wanted, moment)
                .map_err(|error| named(&form, error))?;
            Ok(Reply::ok(RequestView::of(&request)))
        })
    }
}
