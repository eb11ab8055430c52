//! `PUT /lotsen/{id}`: other facts, another status.

use chrono::{DateTime, Utc};

use super::form::LotseForm;
use super::view::LotseView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::{self, Context};
use crate::domain::access::Permission;
use crate::domain::id::LotseId;
use crate::domain::time;
use crate::http::problem::{FieldFault, ProblemCode};

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = Json<LotseForm>;
    type Answer = LotseView;

    const OPERATION: Operation = Operation {
        id: "lotsen.replace",
        path: "/lotsen/{id}",
        need: Need::Permission(Permission::LotsenWrite),
        summary: "Change a Lotse",
        description: "The whole profile is sent; absences have addresses of their own. Whoever is no longer active, or no longer agrees \
            that their data are used, is proposed for nothing: what waits is dropped, what they were asked is taken back. What they \
            have agreed to stays until it is called off.",
        problems: &[ProblemCode::State, ProblemCode::Duplicate],
        ..Operation::REPLACE
    };

    fn faults(body: Json<LotseForm>, context: &Context, now: DateTime<Utc>) -> Vec<FieldFault> {
        ApiError::fields_of(body.0.read(context, now.with_timezone(&time::ZONE).date_naive()))
    }

    fn run(mut call: Call<'_, Self>) -> Outcome<LotseView> {
        let (context, id) = (call.context, call.path.0);
        let grant = call.grant()?.clone();
        let today = call.moment.now.with_timezone(&time::ZONE).date_naive();
        let profile = call.body.0.read(context, today);
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::lotsen::hold(tx, &grant, id)?;
            if_match.is(&LotseView::of(&current))?;
            let profile = profile.as_ref().map_err(Clone::clone)?.clone();
            let lotse = app::lotsen::replace(context, tx, &grant, &current, profile, moment)?;
            Ok(Reply::ok(LotseView::of(&lotse)))
        })
    }
}
