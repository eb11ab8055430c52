//! `POST /lotsen`: takes a volunteer in.

use chrono::{DateTime, Utc};

use super::form::LotseForm;
use super::view::LotseView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::{self, Context};
use crate::domain::access::Permission;
use crate::domain::time;
use crate::http::problem::{FieldFault, ProblemCode};

/// The operation.
pub struct Create;

impl Endpoint for Create {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<LotseForm>;
    type Answer = LotseView;

    const OPERATION: Operation = Operation {
        id: "lotsen.create",
        path: "/lotsen",
        need: Need::Permission(Permission::LotsenWrite),
        summary: "Take a Lotse in",
        description: "Into a project of yours. Whoever is to be proposed is active and has agreed that their data are used.",
        problems: &[ProblemCode::Duplicate],
        versioned: true,
        ..Operation::CREATE
    };

    fn faults(body: Json<LotseForm>, context: &Context, now: DateTime<Utc>) -> Vec<FieldFault> {
        ApiError::fields_of(body.0.read(context, now.with_timezone(&time::ZONE).date_naive()))
    }

    fn run(mut call: Call<'_, Self>) -> Outcome<LotseView> {
        let grant = call.grant()?.clone();
        let today = call.moment.now.with_timezone(&time::ZONE).date_naive();
        let profile = call.body.0.read(call.context, today)?;
        call.commit(|tx, moment| {
            let lotse = app::lotsen::register(tx, &grant, profile.clone(), moment)?;
            Ok(Reply::created(format_args!("/lotsen/{}", lotse.id), LotseView::of(&lotse)))
        })
    }
}
