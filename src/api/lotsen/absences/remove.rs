//! `DELETE /lotsen/{id}/absences/{part}`: a Lotse will not be away after all.

use super::view::AbsenceView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Outcome, Part};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::availability::Absence;
use crate::domain::id::LotseId;

/// The operation.
pub struct Remove;

impl Endpoint for Remove {
    type Path = Part<LotseId, Absence>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "lotsen.absences.remove",
        path: "/lotsen/{id}/absences/{part}",
        need: Need::Permission(Permission::AbsencesWrite),
        summary: "Take an absence back",
        description: "It is named by its days, as in `2026-12-24--2027-01-03`.",
        ..Operation::REMOVE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (grant, Part(id, absence)) = (call.grant()?.clone(), call.path);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is(&AbsenceView::of(app::lotsen::hold_absence(tx, &grant, id, absence)?))?;
            app::lotsen::take_absence_back(tx, &grant, id, absence, moment)?;
            Ok(Reply::nothing())
        })
    }
}
