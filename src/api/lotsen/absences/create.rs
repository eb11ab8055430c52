//! `POST /lotsen/{id}/absences`: a Lotse will be away.

use super::view::{AbsenceView, NewAbsence};
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;
use crate::domain::time;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Create;

impl Endpoint for Create {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = Json<NewAbsence>;
    type Answer = AbsenceView;

    const OPERATION: Operation = Operation {
        id: "lotsen.absences.create",
        path: "/lotsen/{id}/absences",
        need: Need::Permission(Permission::AbsencesWrite),
        summary: "Note that a Lotse will be away",
        description: "By the project, or by themselves. What is proposed for these days is dropped; what they have agreed to stays.",
        problems: &[ProblemCode::Duplicate, ProblemCode::State],
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AbsenceView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let today = call.moment.now.with_timezone(&time::ZONE).date_naive();
        let absence = call.body.0.read(today)?;
        call.commit(|tx, moment| {
            app::lotsen::note_absence(tx, &grant, id, absence, moment)?;
            Ok(Reply::created(format_args!("/lotsen/{id}/absences"), AbsenceView::of(absence)))
        })
    }
}
