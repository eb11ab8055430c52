//! `GET /proofs`: whose proof of use? Whoever has one project is led there.

use askama::Template;

use crate::app::proofs;
use crate::web::page::{Answer, Frame, Outcome, Visit};

#[derive(Template)]
#[template(path = "web/proofs/list.html")]
struct Page {
    frame: Frame,
    projects: Vec<(String, String)>,
}

/// Shows the projects within reach.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let projects = proofs::projects(visit.context, visit.grant()?)?;
    if let [(only, _)] = &projects[..] {
        return Ok(Answer::to(format!("/organisations/{only}/proof")));
    }
    let frame = visit.frame("proof-list-title");
    let to = |(id, name)| (frame.at(&format!("/organisations/{id}/proof")), name);
    let page = Page { projects: projects.into_iter().map(to).collect(), frame };
    visit.show(&page)
}
