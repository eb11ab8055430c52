//! `POST /assignments/{id}/hours`: how long it took.

use super::form::HoursForm;
use super::view::HoursView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::AssignmentId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Log;

impl Endpoint for Log {
    type Path = Id<AssignmentId>;
    type Query = NoQuery;
    type Body = Json<HoursForm>;
    type Answer = HoursView;

    const OPERATION: Operation = Operation {
        id: "hours.log",
        path: "/assignments/{id}/hours",
        need: Need::Permission(Permission::HoursWrite),
        summary: "Write down how long an assignment took",
        description: "Once, after its last sitting: by the Lotse, or by their project. Until it is confirmed it can be corrected.",
        problems: &[ProblemCode::State, ProblemCode::Duplicate],
        versioned: true,
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<HoursView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let worked = call.body.0.read()?;
        call.commit(|tx, moment| {
            let entry = app::hours::log(tx, &grant, id, worked.clone(), moment)?;
            Ok(Reply::created(format_args!("/hours/{}", entry.id), HoursView::of(&entry)))
        })
    }
}
