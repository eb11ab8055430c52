//! Removing an organisation to which nothing belongs any more.

use super::named;
use crate::app::organisations;
use crate::domain::id::OrganisationId;
use crate::web::page::{Confirm, Outcome, PageError, Visit};

/// Asks whether it is to go.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let organisation = named(visit)?;
    let once = visit.once();
    let frame = visit.frame("house-remove-title");
    let page = Confirm {
        lead: organisation.name.to_string(),
        consequences: vec![visit.text("house-remove-only"), visit.text("house-remove-means")],
        summary: None,
        action: frame.at(visit.here()),
        hidden: vec![("once".to_owned(), once)],
        fields: Vec::new(),
        send: visit.text("house-remove"),
        is_danger: true,
        back: frame.at(&format!("/organisations/{}", organisation.id)),
        frame,
    };
    visit.show(&page)
}

/// Removes it.
pub fn remove(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<OrganisationId>()?);
    visit.commit(|tx, moment| {
        organisations::remove(tx, &grant, id, moment)?;
        Ok::<_, PageError>("/organisations?done=removed".to_owned())
    })
}
