//! `GET /lotsen/{id}/absences/{part}`: one absence.

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
pub struct Show;

impl Endpoint for Show {
    type Path = Part<LotseId, Absence>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = AbsenceView;

    const OPERATION: Operation = Operation {
        id: "lotsen.absences.show",
        path: "/lotsen/{id}/absences/{part}",
        need: Need::Permission(Permission::LotsenRead),
        summary: "One absence",
        description: "It is named by its days, as in `2026-12-24--2027-01-03`.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<AbsenceView> {
        let Part(id, absence) = call.path;
        Ok(Reply::ok(AbsenceView::of(app::lotsen::find_absence(call.context, call.grant()?, id, absence)?)))
    }
}
