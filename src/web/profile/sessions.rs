//! Where the own account is logged in, and logging out there.

use askama::Template;

use crate::app::identity;
use crate::domain::id::SessionId;
use crate::web::page::{Answer, Frame, Outcome, Visit};

struct Row {
    client: String,
    facts: String,
    is_here: bool,
    end: String,
}

#[derive(Template)]
#[template(path = "web/profile/sessions.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    end_others: String,
    others: usize,
}

/// Lists them, the newest first.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let who = visit.caller()?;
    let here = who.session()?;
    let sessions = identity::list_sessions(visit.context, who, visit.moment)?;
    let frame = visit.frame("self-sessions-title");
    let at = |key: &str, at| visit.say(key, &[("moment", super::local(visit.locale, at).into())]);
    let row = |session: &crate::domain::session::Session| Row {
        client: session.client.as_ref().map_or_else(|| visit.text("self-session-unknown"), ToString::to_string),
        facts: [at("self-session-seen", session.last_seen_at), at("self-session-since", session.created_at)]
            .join(" · "),
        is_here: session.id == here,
        end: frame.at(&format!("/profile/sessions/{}/end", session.id)),
    };
    let page = Page {
        rows: sessions.iter().map(row).collect(),
        end_others: frame.at("/profile/sessions/end-others"),
        others: sessions.len().saturating_sub(1),
        frame,
    };
    visit.show(&page)
}

/// Ends one of them.
pub fn end(visit: &mut Visit<'_>) -> Outcome {
    let (context, id, who) = (visit.context, visit.id::<SessionId>()?, visit.caller()?.clone());
    identity::end_session(context, &who, id, visit.moment)?;
    Ok(Answer::to("/profile/sessions?done=ended"))
}

/// Ends all but the one that asks.
pub fn end_others(visit: &mut Visit<'_>) -> Outcome {
    let (context, who) = (visit.context, visit.caller()?.clone());
    identity::end_other_sessions(context, &who, visit.moment)?;
    Ok(Answer::to("/profile/sessions?done=ended"))
}
