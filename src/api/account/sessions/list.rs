//! `GET /sessions`: where the own account is logged in.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::domain::id::SessionId;
use crate::domain::session::Session;

/// The operation.
pub struct List;

/// A log-in that lasts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Session")]
pub struct SessionView {
    /// Identity; it opens nothing.
    id: Uuid,
    /// Whether this request belongs to it.
    is_current: bool,
    /// Browser and system, as far as known.
    client: Option<String>,
    /// Whether a second factor was shown.
    second_factor: bool,
    /// When it began.
    created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    last_seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    expires_at: DateTime<Utc>,
}

/// All sessions that are open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sessions {
    /// The newest first.
    items: Vec<SessionView>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Sessions;

    const OPERATION: Operation = Operation {
        id: "sessions.list",
        path: "/sessions",
        need: Need::Session,
        summary: "Where you are logged in",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Sessions> {
        let who = call.caller()?;
        let current = who.session()?;
        let sessions = identity::list_sessions(call.context, who, call.moment)?;
        Ok(Reply::ok(Sessions { items: sessions.into_iter().map(|session| view(session, current)).collect() }))
    }
}

fn view(session: Session, current: SessionId) -> SessionView {
    SessionView {
        id: session.id.as_uuid(),
        is_current: session.id == current,
        client: session.client.map(String::from),
        second_factor: session.second_factor,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        expires_at: session.expires_at,
    }
}
