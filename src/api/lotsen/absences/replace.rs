//! `PUT /lotsen/{id}/absences/{part}`: a Lotse is away on other days.

use super::view::{AbsenceView, NewAbsence};
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Outcome, Part};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::availability::Absence;
use crate::domain::id::LotseId;
use crate::domain::time;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Replace;

impl Endpoint for Replace {
    type Path = Part<LotseId, Absence>;
    type Query = NoQuery;
    type Body = Json<NewAbsence>;
    type Answer = AbsenceView;

    const OPERATION: Operation = Operation {
        id: "lotsen.absences.replace",
        path: "/lotsen/{id}/absences/{part}",
        need: Need::Permission(Permission::AbsencesWrite),
        summary: "Change the days of an absence",
        description: "It has the name of its new days from then on. What is proposed for them is dropped; what the Lotse has agreed to stays.",
        problems: &[ProblemCode::State],
        ..Operation::REPLACE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<AbsenceView> {
        let (grant, Part(id, before)) = (call.grant()?.clone(), call.path);
        let today = call.moment.now.with_timezone(&time::ZONE).date_naive();
        let after = call.body.0.read(today)?;
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is(&AbsenceView::of(app::lotsen::hold_absence(tx, &grant, id, before)?))?;
            app::lotsen::replace_absence(tx, &grant, id, (before, after), moment)?;
            Ok(Reply::ok(AbsenceView::of(after)))
        })
    }
}
