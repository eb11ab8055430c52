//! `POST /requests`: a newcomer needs somebody.

use chrono::{DateTime, Utc};

use super::form::RequestForm;
use super::refusal::named;
use super::view::RequestView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::{self, Context};
use crate::domain::access::Permission;
use crate::http::problem::{FieldFault, ProblemCode};

/// The operation.
pub struct Create;

impl Endpoint for Create {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<RequestForm>;
    type Answer = RequestView;

    const OPERATION: Operation = Operation {
        id: "requests.create",
        path: "/requests",
        need: Need::Permission(Permission::RequestsWrite),
        summary: "Post a support request",
        description: "It is matched in the night, and at once when it is urgent. For an organisation of yours, or with a carrier of yours. \
            A draft is kept until it is posted.",
        problems: &[ProblemCode::Duplicate, ProblemCode::MissingReference],
        versioned: true,
        ..Operation::CREATE
    };

    fn faults(body: Json<RequestForm>, context: &Context, now: DateTime<Utc>) -> Vec<FieldFault> {
        ApiError::fields_of(body.0.read(context, now))
    }

    fn run(mut call: Call<'_, Self>) -> Outcome<RequestView> {
        let context = call.context;
        let grant = call.grant()?.clone();
        let form = call.body.0.clone();
        let wanted = form.read(context, call.moment.now)?;
        call.commit(|tx, moment| {
            let keep = if form.draft { app::requests::draft } else { app::requests::post };
            let request = keep(context, tx, &grant, wanted.clone(), moment).map_err(|error| named(&form, error))?;
            Ok(Reply::created(format_args!("/requests/{}", request.id), RequestView::of(&request)))
        })
    }
}
