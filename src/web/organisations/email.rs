//! Where an organisation's mails go, for its own coordinators too.

use super::{may_at, named};
use crate::app::organisations;
use crate::domain::access::Permission;
use crate::domain::contact::Email;
use crate::domain::id::OrganisationId;
use crate::domain::organisation::Organisation;
use crate::web::components::{Faults, Form, Kind};
use crate::web::page::{Confirm, Fields, Outcome, PageError, Visit};

/// The organisation, where it is the reader's to say where its mails go.
fn own(visit: &Visit<'_>) -> Result<Organisation, PageError> {
    let organisation = named(visit)?;
    let is_own = may_at(visit, Permission::OrganisationsAddress, organisation.id);
    if is_own { Ok(organisation) } else { Err(PageError::NOT_FOUND) }
}

/// Shows the address until now.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let organisation = own(visit)?;
    let email = organisation.email.as_ref().map_or("", |email| email.as_str());
    shown(visit, &Fields::default().and("email", email), &organisation, &Faults::default())
}

fn shown(visit: &mut Visit<'_>, said: &Fields, organisation: &Organisation, faults: &Faults) -> Outcome {
    let once = visit.once();
    let form = Form { locale: visit.locale, said, faults };
    let frame = visit.frame("house-readdress-title");
    let page = Confirm {
        lead: organisation.name.to_string(),
        consequences: vec![visit.text("house-readdress-means"), visit.text("house-readdress-empty")],
        summary: form.summary(),
        action: frame.at(visit.here()),
        hidden: vec![("once".to_owned(), once)],
        fields: vec![form.field("email", Kind::Email, "house-email").hinted(visit.text("house-email-hint"))],
        send: visit.text("house-save"),
        is_danger: false,
        back: frame.at(&format!("/organisations/{}", organisation.id)),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Takes another one.
pub fn replace(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id, organisation) = (visit.grant()?.clone(), visit.id::<OrganisationId>()?, own(visit)?);
    let mut faults = Faults::default();
    let email = visit.said.some("email").and_then(|email| faults.take("email", Email::parse(email)));
    if !faults.is_empty() {
        return shown(visit, visit.said, &organisation, &faults);
    }
    visit.commit(|tx, moment| {
        let current = organisations::hold(tx, &grant, id)?;
        organisations::readdress(tx, &grant, &current, email.clone(), moment)?;
        Ok::<_, PageError>(format!("/organisations/{id}?done=saved"))
    })
}
