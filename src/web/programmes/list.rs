//! `GET /programmes`: the rules that hold for all, and whose own there are. Whoever has one project is led there.

use askama::Template;

use super::amend::{self, Change};
use super::values;
use crate::app::{programmes, proofs};
use crate::domain::access::{Permission, Scope};
use crate::domain::rulebook::Values;
use crate::domain::time::ZONE;
use crate::web::components::Faults;
use crate::web::page::{Answer, Frame, Outcome, Visit};

#[derive(Template)]
#[template(path = "web/programmes/list.html")]
struct Page {
    frame: Frame,
    summary: Option<String>,
    rules: Vec<(String, String)>,
    projects: Vec<(String, String)>,
    history: Vec<amend::Entry>,
    change: Option<Change>,
}

/// Shows them.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    with(visit, &Faults::default())
}

/// The same with what is wrong with a change.
pub fn with(visit: &mut Visit<'_>, faults: &Faults) -> Outcome {
    let grant = visit.grant()?.clone();
    let projects = proofs::projects(visit.context, &grant)?;
    if let ([(only, _)], Scope::Of { .. }) = (&projects[..], grant.scope()) {
        return Ok(Answer::to(format!("/organisations/{only}/funding")));
    }
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    let rules = programmes::rules(visit.context, &grant, None, today)?;
    let amendments = programmes::amendments(visit.context, &grant)?;
    let of_all: Vec<_> = amendments.into_iter().filter(|one| one.organisation.is_none()).collect();
    let history = amend::history(visit, of_all)?;
    let today = Values::of(&rules);
    let may_write = visit.grant_of(Permission::ProgrammesWrite).is_ok();
    let change = may_write.then(|| amend::change(visit, "/programmes", &today, faults)).transpose()?;
    let frame = visit.frame("fund-list-title");
    let page = Page {
        summary: amend::summary(visit, faults),
        rules: values::said(visit.locale, &today),
        projects: projects
            .into_iter()
            .map(|(id, name)| (frame.at(&format!("/organisations/{id}/funding")), name))
            .collect(),
        history,
        change,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}
