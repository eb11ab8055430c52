//! `GET /hours/{id}`: one entry, with all that it has said and who changed it; and taking its confirmation back.

use askama::Template;

use super::decide::refused;
use super::list::{self, Line};
use crate::app::StorageError;
use crate::app::hours::{self, HoursError};
use crate::domain::access::Permission;
use crate::domain::hours::{HoursChange, HoursState, first_open_day};
use crate::domain::id::HoursEntryId;
use crate::domain::text::Reason;
use crate::domain::time::ZONE;
use crate::http::problem::FieldKind;
use crate::i18n::{dates, measures, text};
use crate::web::components::{Faults, Field, Form, Kind, Status};
use crate::web::page::{Frame, Outcome, Visit};

/// One revision, as people look at it.
struct Change {
    when: String,
    who: String,
    status: Status,
    worked: String,
    words: Vec<String>,
}

#[derive(Template)]
#[template(path = "web/hours/show.html")]
struct Page {
    frame: Frame,
    line: Line,
    changes: Vec<Change>,
    /// The form that takes the confirmation back, where the reader may.
    reopen: Option<Field>,
    action: String,
    seen: u32,
    once: String,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    with(visit, &Faults::default())
}

fn with(visit: &mut Visit<'_>, faults: &Faults) -> Outcome {
    let (locale, id) = (visit.locale, visit.id::<HoursEntryId>()?);
    let (entry, changes) = hours::history(visit.context, visit.grant()?, id)?;
    let names = hours::who_changed(visit.context, &changes)?;
    let row = hours::some(visit.context, visit.grant()?, &[id])?.into_iter().next();
    let row = row.ok_or(StorageError::NotFound { what: "entry of hours" })?;
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    let is_open = entry.worked_until.date() >= first_open_day(today);
    let may_decide =
        visit.grant_of(Permission::HoursConfirm).is_ok_and(|grant| grant.scope().has_organisation(entry.organisation));
    let may_reopen = may_decide && is_open && entry.decision.state() == HoursState::Confirmed;
    let once = visit.once();
    let frame = visit.frame("hour-history-title");
    let form = Form { locale, said: visit.said, faults };
    let reopen = may_reopen.then(|| {
        form.field("reason", Kind::Text, "hour-reopen-reason").hinted(frame.text("hour-reason-hint")).required()
    });
    let change = |change: &HoursChange| {
        let worked = &change.worked;
        let far = worked.kilometres().map(|km| text(locale, "hour-kilometres", &[("km", km.into())]));
        let said: Vec<String> = std::iter::once(measures::duration(locale, worked.minutes())).chain(far).collect();
        let reason = change.reason.as_ref();
        Change {
            when: dates::moment(locale, change.at.with_timezone(&ZONE).naive_local()),
            who: names.get(&change.by).cloned().unwrap_or_else(|| frame.text("hour-somebody")),
            status: list::status(locale, change.state),
            worked: said.join(", "),
            words: reason
                .map(|reason| text(locale, "hour-sent-back-because", &[("reason", reason.to_string().into())]))
                .into_iter()
                .chain(worked.note().map(ToString::to_string))
                .collect(),
        }
    };
    let page = Page {
        line: list::line(locale, &row, &[], &frame),
        changes: changes.iter().map(change).collect(),
        reopen,
        action: frame.at(&format!("/hours/{id}/reopen")),
        seen: entry.revision,
        once,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Takes a confirmation back, as it was seen.
pub fn reopen(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id, said) = (visit.grant()?.clone(), visit.id::<HoursEntryId>()?, visit.said);
    let mut faults = Faults::default();
    let reason = said.some("reason").ok_or(FieldKind::Required);
    let reason = reason.and_then(|reason| Reason::parse(reason).map_err(FieldKind::from));
    let Some(reason) = faults.take("reason", reason) else { return with(visit, &faults) };
    let seen = said.get("seen").parse::<u32>().ok();
    let done = visit.commit(|tx, moment| {
        let current = hours::hold(tx, &grant, id)?;
        if Some(current.revision) != seen {
            return Err(StorageError::Changed { what: "entry of hours" }.into());
        }
        hours::reopen(tx, &grant, &current, reason.clone(), moment)?;
        Ok::<_, HoursError>(format!("/hours/{id}?done=saved"))
    });
    done.map_err(refused)
}
