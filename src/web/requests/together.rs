//! One thing done with several requests of the list: called off, or drafts posted. What it comes to is said first, for each of them;
//! then it is done with all of them or with none.

use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};

use super::show::title;
use crate::app::requests::{self, PostError, Row};
use crate::domain::access::{Grant, Permission};
use crate::domain::audit::Actor;
use crate::domain::id::RequestId;
use crate::domain::request::{RequestCancelledBy, RequestMove, RequestState, SupportRequest};
use crate::domain::time::ZONE;
use crate::http::problem::{ProblemCode, Why};
use crate::i18n::{dates, text, words};
use crate::web::page::{Answer, Confirm, Outcome, PageError, Visit, leading};

/// No list shows more at once.
const MOST: usize = 200;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    CallOff,
    Post,
}

impl Deed {
    fn of(visit: &Visit<'_>) -> Result<Self, PageError> {
        match visit.said.get("do") {
            "cancel" => Ok(Self::CallOff),
            "post" => Ok(Self::Post),
            _ => Err(PageError::NOT_FOUND),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::CallOff => "cancel",
            Self::Post => "post",
        }
    }

    /// Title, button, and what it means.
    const fn words(self) -> [&'static str; 3] {
        match self {
            Self::CallOff => {
                ["request-together-cancel-title", "request-together-cancel", "request-together-cancel-means"]
            }
            Self::Post => ["request-together-post-title", "request-together-post", "request-together-post-means"],
        }
    }

    /// Whether it can be done with this one. What has begun took place or did not; a draft whose time is over needs another one.
    fn fits(self, row: &Row, now: DateTime<Utc>) -> bool {
        let state = row.request.state;
        let has_begun = || row.start.is_some_and(|start| start <= now.with_timezone(&ZONE).naive_local());
        match self {
            Self::CallOff => {
                state.after(RequestMove::Cancel).is_ok() && !(state == RequestState::Assigned && has_begun())
            }
            Self::Post => state.after(RequestMove::Post).is_ok() && requests::is_ahead(&row.request, now),
        }
    }
}

/// Those that were ticked, each once.
fn chosen(visit: &Visit<'_>) -> Vec<RequestId> {
    let mut chosen: Vec<RequestId> = Vec::new();
    for id in visit.said.all("request").filter_map(|id| id.parse().ok()) {
        if !chosen.contains(&id) && chosen.len() < MOST {
            chosen.push(id);
        }
    }
    chosen
}

/// Says what it comes to.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let (deed, locale, now) = (Deed::of(visit)?, visit.locale, visit.moment.now);
    let rows = requests::some(visit.context, visit.grant()?, &chosen(visit))?;
    let (with, without): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| deed.fits(row, now));
    if with.is_empty() {
        return Ok(nothing(visit));
    }
    let said = |row: &Row| {
        let when = row.start.map(|start| dates::moment(locale, start));
        let state = words::request_state(locale, row.request.state);
        let parts = [Some(title(locale, row)), when, Some(row.reference.to_string()), Some(state)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let left_out = |row: &&Row| text(locale, "request-together-left-out", &[("request", said(row).into())]);
    let [question, send, means] = deed.words();
    let mut hidden = vec![("do".to_owned(), deed.code().to_owned()), ("once".to_owned(), visit.once())];
    hidden.extend(with.iter().map(|row| ("request".to_owned(), row.request.id.to_string())));
    let count = [("count", with.len().into())];
    let frame = visit.frame_named(text(locale, question, &count));
    let page = Confirm {
        lead: text(locale, means, &count),
        consequences: with.iter().map(|row| said(row)).chain(without.iter().map(left_out)).collect(),
        summary: None,
        action: frame.at("/requests/together"),
        hidden,
        fields: Vec::new(),
        send: text(locale, send, &count),
        is_danger: deed == Deed::CallOff,
        back: frame.at("/requests"),
        frame,
    };
    visit.show(&page)
}

fn nothing(visit: &Visit<'_>) -> Answer {
    let frame = visit.frame("request-together-none-title");
    let words = visit.text("request-together-none");
    leading(StatusCode::UNPROCESSABLE_ENTITY, frame, words, Some(("/requests", visit.text("web-back"))))
}

/// Does it.
pub fn run(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, deed, mut ids) = (visit.context, visit.grant()?.clone(), Deed::of(visit)?, chosen(visit));
    // Always in the same order, so that two who hold the same rows wait for each other once.
    ids.sort_unstable();
    if ids.is_empty() {
        return Ok(nothing(visit));
    }
    let asking = visit.grant_of(Permission::OffersRead).ok();
    let done = visit.commit(|tx, moment| {
        for id in &ids {
            let current = requests::hold(tx, &grant, *id)?;
            match deed {
                Deed::CallOff => {
                    let by = in_whose_name(asking.as_ref(), &current);
                    requests::cancel_in(context, tx, *id, by, Actor::User(grant.user()), moment)?;
                }
                Deed::Post => {
                    requests::post_draft(context, tx, &grant, &current, moment)?;
                }
            }
        }
        let done = if deed == Deed::Post { "posted-together" } else { "cancelled-together" };
        Ok::<_, PostError>(format!("/requests?done={done}"))
    });
    done.map_err(|error| match error {
        PostError::App(error) => error.into(),
        PostError::TimeOver => {
            PageError::because(ProblemCode::State, Why::Said(visit.text("request-together-time-over")))
        }
        _ => PageError::because(ProblemCode::State, Why::Said(visit.text("web-settled"))),
    })
}

/// A project's own are called off in its name, others in that of whoever posted them.
fn in_whose_name(asking: Option<&Grant>, request: &SupportRequest) -> RequestCancelledBy {
    match asking.is_some_and(|asking| asking.scope().has_organisation(request.carrier)) {
        true => RequestCancelledBy::Project,
        false => RequestCancelledBy::Requester,
    }
}
