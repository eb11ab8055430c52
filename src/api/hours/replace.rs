//! `PUT /hours/{id}`: other numbers, until they are confirmed.

use super::form::HoursForm;
use super::view::HoursView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::HoursEntryId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Id<HoursEntryId>;
    type Query = NoQuery;
    type Body = Json<HoursForm>;
    type Answer = HoursView;

    const OPERATION: Operation = Operation {
        id: "hours.replace",
        path: "/hours/{id}",
        need: Need::Permission(Permission::HoursWrite),
        summary: "Correct hours",
        description: "Those that wait or were sent back; then they wait again. What is confirmed stays as it is.",
        problems: &[ProblemCode::State],
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<HoursView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let worked = call.body.0.read();
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::hours::hold(tx, &grant, id)?;
            if_match.is(&HoursView::of(&current))?;
            let worked = worked.as_ref().map_err(Clone::clone)?.clone();
            let entry = app::hours::correct(tx, &grant, &current, worked, moment)?;
            Ok(Reply::ok(HoursView::of(&entry)))
        })
    }
}
