//! `GET /audit-events`: what was done, the last first.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::audit::{Action, ActorKind, AuditEvent, SubjectKind};
use crate::domain::filter::{AuditFilter, AuditSort, Between};

/// The operation.
pub struct List;

/// Which events.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AuditQuery")]
pub struct Query {
    /// That tell of this identity.
    subject: Option<Uuid>,
    /// That tell of this noun.
    subject_kind: Option<SubjectKind>,
    /// Done by this identity.
    actor: Option<Uuid>,
    /// Of this kind.
    action: Option<Action>,
    /// At this instant or later.
    from: Option<DateTime<Utc>>,
    /// Before this instant.
    before: Option<DateTime<Utc>>,
    /// So many at once.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u16>,
    /// Where the page begins: `next` of the page before.
    #[schemars(length(min = 1, max = 2000))]
    cursor: Option<String>,
}

/// One thing that was done.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "AuditEvent")]
pub struct EventView {
    /// Identity; later ones are greater.
    id: Uuid,
    /// When.
    at: DateTime<Utc>,
    /// What kind of somebody did it.
    actor_kind: ActorKind,
    /// Who did it.
    actor: Option<Uuid>,
    /// What was done.
    action: Action,
    /// The noun that it was done to.
    subject_kind: SubjectKind,
    /// To which record.
    subject: Uuid,
    /// What else is known: codes, numbers and identities.
    details: Value,
}

impl EventView {
    fn of(event: AuditEvent) -> Self {
        Self {
            id: event.id.as_uuid(),
            at: event.at,
            actor_kind: event.actor.kind(),
            actor: event.actor.id(),
            action: event.action,
            subject_kind: event.subject.kind(),
            subject: event.subject.id(),
            details: event.details,
        }
    }
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = Items<EventView>;

    const OPERATION: Operation = Operation {
        id: "audit.list",
        path: "/audit-events",
        need: Need::Permission(Permission::AuditRead),
        summary: "What was done by whom",
        description: "The last first. Events are never changed; they name people by identity alone.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let filter = AuditFilter {
            subject: query.subject,
            kind: query.subject_kind,
            actor: query.actor,
            action: query.action,
            at: Between { from: query.from, before: query.before },
        };
        let paging = paging(AuditSort::Newest, query.limit, query.cursor.as_deref())?;
        let page = app::audit::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, EventView::of)))
    }
}
