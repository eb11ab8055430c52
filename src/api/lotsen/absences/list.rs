//! `GET /lotsen/{id}/absences`: when a Lotse is away.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::AbsenceView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;

/// The operation.
pub struct List;

/// Absences.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Absences {
    /// The earliest first.
    items: Vec<AbsenceView>,
}

impl Endpoint for List {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Absences;

    const OPERATION: Operation = Operation {
        id: "lotsen.absences.list",
        path: "/lotsen/{id}/absences",
        need: Need::Permission(Permission::LotsenRead),
        summary: "When a Lotse is away",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Absences> {
        let lotse = app::lotsen::find(call.context, call.grant()?, call.path.0)?;
        let mut absences = lotse.absences;
        absences.sort_by_key(|absence| absence.first());
        Ok(Reply::ok(Absences { items: absences.into_iter().map(AbsenceView::of).collect() }))
    }
}
