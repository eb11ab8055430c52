//! Hours as they are shown.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::values::LocalTime;
use crate::domain::code::Service;
use crate::domain::hours::{Decision, HoursEntry, HoursState};

/// How long an assignment took.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Hours")]
pub struct HoursView {
    /// Identity.
    id: Uuid,
    /// What took so long.
    assignment: Uuid,
    /// Who went.
    lotse: Uuid,
    /// The carrier that accounts for them.
    organisation: Uuid,
    /// As what they went.
    service: Service,
    /// The end of the last sitting, in local time; its year counts.
    worked_until: LocalTime,
    /// All sittings together.
    minutes: u32,
    /// There and back.
    kilometres: Option<u32>,
    /// What else there is to say.
    note: Option<String>,
    /// Where they stand.
    state: HoursState,
    /// Who wrote them down, last.
    logged_by: Uuid,
    /// When.
    logged_at: DateTime<Utc>,
    /// Who confirmed them or sent them back.
    decided_by: Option<Uuid>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// Why they were sent back.
    reason: Option<String>,
}

impl HoursView {
    /// Hours as they are shown.
    pub fn of(entry: &HoursEntry) -> Self {
        let (decided, reason) = match &entry.decision {
            Decision::Waiting => (None, None),
            Decision::Confirmed { by, at } => (Some((by.as_uuid(), *at)), None),
            Decision::Rejected { by, at, reason } => (Some((by.as_uuid(), *at)), Some(reason.to_string())),
        };
        let (decided_by, decided_at) = decided.unzip();
        Self {
            id: entry.id.as_uuid(),
            assignment: entry.assignment.as_uuid(),
            lotse: entry.lotse.as_uuid(),
            organisation: entry.organisation.as_uuid(),
            service: entry.service,
            worked_until: entry.worked_until.into(),
            minutes: entry.worked.minutes(),
            kilometres: entry.worked.kilometres(),
            note: entry.worked.note().map(ToString::to_string),
            state: entry.decision.state(),
            logged_by: entry.logged_by.as_uuid(),
            logged_at: entry.logged_at,
            decided_by,
            decided_at,
            reason,
        }
    }
}
