//! `GET /outbox`: mails, the newest first; at first those that were given up, because they alone need somebody.

use std::collections::BTreeSet;

use askama::Template;
use chrono::{DateTime, Utc};

use super::kinds;
use crate::app::outbox;
use crate::domain::access::Permission;
use crate::domain::filter::{MailFilter, MailSort};
use crate::domain::outbox::{MailState, MailStatus, OutboxMail};
use crate::domain::time::ZONE;
use crate::i18n::dates;
use crate::web::components::{Mark, Status};
use crate::web::page::{Frame, Outcome, Visit};

type Named = (&'static str, &'static str, &'static [MailStatus]);

const FAILED: Named = ("", "post-group-failed", &[MailStatus::Dead]);

/// Names of groups of states, the keys of their words, and the states in them.
const GROUPS: [Named; 5] = [
    FAILED,
    ("queued", "post-group-queued", &[MailStatus::Queued]),
    ("sent", "post-group-sent", &[MailStatus::Sent]),
    ("outdated", "post-group-outdated", &[MailStatus::Outdated]),
    ("all", "post-group-all", &[]),
];

struct Group {
    words: String,
    to: String,
    is_here: bool,
}

struct Line {
    kind: String,
    recipient: String,
    decided: String,
    status: Status,
    facts: Vec<String>,
    /// What the server said, or what had come between.
    said: Option<String>,
    retry: Option<String>,
}

#[derive(Template)]
#[template(path = "web/outbox/list.html")]
struct Page {
    frame: Frame,
    groups: Vec<Group>,
    lines: Vec<Line>,
    /// What an empty list means.
    none: String,
    once: String,
    retry_all: Option<String>,
    next: Option<String>,
    first: Option<String>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let said = visit.said;
    let (state, _, states) = *GROUPS.iter().find(|(name, _, _)| *name == said.get("state")).unwrap_or(&FAILED);
    let filter = MailFilter { states: states.iter().copied().collect::<BTreeSet<_>>(), ..MailFilter::default() };
    let paging = visit.paging(MailSort::Newest);
    let found = outbox::page(visit.context, visit.grant()?, &filter, &paging)?;
    let once = visit.once();
    let may_retry = visit.may(Permission::OutboxRetry);
    let frame = visit.frame("post-title");
    let here = |changes: &[(&str, &str)]| visit.here_with(changes);
    let group = |(name, words, _): &Named| Group {
        words: visit.text(words),
        to: here(&[("state", name)]),
        is_here: *name == state,
    };
    let has_several = state.is_empty() && (found.items.len() > 1 || found.next.is_some());
    let page = Page {
        groups: GROUPS.iter().map(group).collect(),
        none: visit.text(if state.is_empty() { "post-none-failed" } else { "post-none" }),
        once,
        retry_all: (may_retry && has_several).then(|| frame.at("/outbox/retry")),
        next: found.next.as_ref().map(|next| here(&[("after", &next.to_string())])),
        first: said.some("after").map(|_| here(&[])),
        lines: found.items.into_iter().map(|mail| line(visit, &frame, mail, may_retry)).collect(),
        frame: frame.clone(),
    };
    visit.show(&page)
}

fn line(visit: &Visit<'_>, frame: &Frame, mail: OutboxMail, may_retry: bool) -> Line {
    let locale = visit.locale;
    let local = |at: DateTime<Utc>| dates::moment(locale, at.with_timezone(&ZONE).naive_local());
    let at = |key: &str, at| visit.say(key, &[("moment", local(at).into())]);
    let (mark, words) = match mail.state.status() {
        MailStatus::Queued => (Mark::Waits, "post-state-queued"),
        MailStatus::Sent => (Mark::Good, "post-state-sent"),
        MailStatus::Dead => (Mark::Bad, "post-state-failed"),
        MailStatus::Outdated => (Mark::Quiet, "post-state-outdated"),
    };
    let is_dead = mail.state.status() == MailStatus::Dead;
    let (when, said) = match mail.state {
        MailState::Queued { next_attempt_at, last_error } => (Some(at("post-next-try", next_attempt_at)), last_error),
        MailState::Sent { at: sent } => (Some(at("post-sent-at", sent)), None),
        MailState::Dead { last_error } => (None, Some(last_error)),
        MailState::Outdated { why } => (None, Some(why)),
    };
    let tries = (mail.attempts > 0).then(|| visit.say("post-tries", &[("count", mail.attempts.into())]));
    let masked = mail.recipient.masked();
    Line {
        kind: kinds::words(locale, &mail.kind),
        decided: local(mail.created_at),
        status: Status { mark, words: visit.text(words) },
        facts: when.into_iter().chain(tries).collect(),
        // A server mostly quotes the address that it refuses.
        said: said.map(|said| said.replace(mail.recipient.as_str(), &masked)),
        recipient: masked,
        retry: (is_dead && may_retry).then(|| frame.at(&format!("/outbox/{}/retry", mail.id))),
    }
}
