//! `GET /hours/{id}/history`: what an entry said at each of its revisions.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::hours::{HoursChange, HoursState};
use crate::domain::id::HoursEntryId;

/// The operation.
pub struct History;

/// What an entry of hours has said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HoursHistory {
    /// The first revision first.
    items: Vec<HoursRevision>,
}

/// What it said at one of its revisions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HoursRevision {
    /// Counts from nought.
    revision: u32,
    /// Where it stood.
    state: HoursState,
    /// All sittings together.
    minutes: u32,
    /// There and back.
    kilometres: Option<u32>,
    /// What else there was to say.
    note: Option<String>,
    /// Why it was sent back, or its confirmation taken back.
    reason: Option<String>,
    /// Who brought it there.
    by: Uuid,
    /// When.
    at: DateTime<Utc>,
}

impl From<&HoursChange> for HoursRevision {
    fn from(change: &HoursChange) -> Self {
        Self {
            revision: change.revision,
            state: change.state,
            minutes: change.worked.minutes(),
            kilometres: change.worked.kilometres(),
            note: change.worked.note().map(ToString::to_string),
            reason: change.reason.as_ref().map(ToString::to_string),
            by: change.by.as_uuid(),
            at: change.at,
        }
    }
}

impl Endpoint for History {
    type Path = Id<HoursEntryId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = HoursHistory;

    const OPERATION: Operation = Operation {
        id: "hours.history",
        path: "/hours/{id}/history",
        need: Need::Permission(Permission::HoursRead),
        summary: "What hours have said, revision by revision",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<HoursHistory> {
        let (_, changes) = app::hours::history(call.context, call.grant()?, call.path.0)?;
        Ok(Reply::ok(HoursHistory { items: changes.iter().map(HoursRevision::from).collect() }))
    }
}
