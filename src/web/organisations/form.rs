//! Whether a project's form for newcomers is open, for its own coordinators.

use super::{may_at, named};
use crate::app::{newcomer_form, organisations};
use crate::domain::access::Permission;
use crate::domain::code::OrganisationKind;
use crate::domain::id::OrganisationId;
use crate::web::page::{Confirm, Outcome, PageError, Visit};

/// Asks before it is opened or closed.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let organisation = named(visit)?;
    if organisation.kind != OrganisationKind::Carrier
        || !may_at(visit, Permission::OrganisationsAddress, organisation.id)
    {
        return Err(PageError::NOT_FOUND);
    }
    let is_open = newcomer_form::is_open(visit.context, organisation.id)?;
    let once = visit.once();
    let frame = visit.frame(if is_open { "house-form-close" } else { "house-form-open" });
    let means: &[&str] = if is_open {
        &["house-form-close-means"]
    } else {
        &["house-form-open-means", "house-form-open-reads", "house-form-open-many"]
    };
    let page = Confirm {
        lead: organisation.name.to_string(),
        consequences: means.iter().map(|key| visit.text(key)).collect(),
        summary: None,
        action: frame.at(visit.here()),
        hidden: vec![("once".to_owned(), once), ("to".to_owned(), if is_open { "closed" } else { "open" }.to_owned())],
        fields: Vec::new(),
        send: frame.title.clone(),
        is_danger: is_open,
        back: frame.at(&format!("/organisations/{}", organisation.id)),
        frame,
    };
    visit.show(&page)
}

/// Opens or closes it.
pub fn switch(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<OrganisationId>()?);
    let is_on = visit.said.get("to") == "open";
    visit.commit(|tx, moment| {
        let current = organisations::hold(tx, &grant, id)?;
        if current.kind != OrganisationKind::Carrier {
            return Err(PageError::NOT_FOUND);
        }
        newcomer_form::switch(tx, &grant, &current, is_on, moment)?;
        Ok::<_, PageError>(format!("/organisations/{id}?done=saved"))
    })
}
