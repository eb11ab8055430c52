//! `GET /programmes/amendments`: what was changed about funding rules, the newest first.

use schemars::JsonSchema;
use serde::Serialize;

use super::view::AmendmentView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;

/// The operation.
pub struct List;

/// What was changed about funding rules.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProgrammeHistory {
    /// The newest first; of an organisation's alone those that may be seen.
    items: Vec<AmendmentView>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ProgrammeHistory;

    const OPERATION: Operation = Operation {
        id: "programmes.list_amendments",
        path: "/programmes/amendments",
        need: Need::Permission(Permission::ProgrammesRead),
        summary: "What was changed about funding rules",
        description: "Beside the rules of the installation's files. Nothing of it is ever changed: a correction is one more.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<ProgrammeHistory> {
        let amendments = app::programmes::amendments(call.context, call.grant()?)?;
        Ok(Reply::ok(ProgrammeHistory { items: amendments.into_iter().map(AmendmentView::from).collect() }))
    }
}
