//! Where a newcomer is told: shown to whoever asks for it, which is noted, and changed there.

use askama::Template;

use crate::app::requests;
use crate::domain::contact::Email;
use crate::domain::id::RequestId;
use crate::web::components::{Faults, Field, Form, Kind};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/requests/contact.html")]
struct Page {
    frame: Frame,
    summary: Option<String>,
    /// The address, where it is shown; within it, none is known.
    shown: Option<Option<String>>,
    email: Field,
    action: String,
    back: String,
    once: String,
}

/// Shows it. The look is noted.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<RequestId>()?);
    let email = requests::contact(context, &grant, id, visit.moment)?.map(|email| email.to_string());
    let said = Fields::default().and("email", email.as_deref().unwrap_or_default());
    page(visit, id, &said, &Faults::default(), Some(email))
}

/// Changes it; what is left empty is gone.
pub fn replace(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<RequestId>()?);
    let said = visit.said;
    let mut faults = Faults::default();
    let email = said.some("email").and_then(|email| faults.take("email", Email::parse(email)));
    if !faults.is_empty() {
        return page(visit, id, said, &faults, None);
    }
    visit.commit(|tx, moment| {
        let current = requests::hold(tx, &grant, id)?;
        requests::replace_contact(context, tx, &grant, &current, email.clone(), moment)?;
        Ok::<_, PageError>(format!("/requests/{id}?done=saved"))
    })
}

fn page(
    visit: &mut Visit<'_>,
    id: RequestId,
    said: &Fields,
    faults: &Faults,
    shown: Option<Option<String>>,
) -> Outcome {
    let once = visit.once();
    let frame = visit.frame("request-contact-title");
    let form = Form { locale: visit.locale, said, faults };
    let page = Page {
        summary: form.summary(),
        shown,
        email: form.field("email", Kind::Email, "request-newcomer-email").hinted(frame.text("request-contact-means")),
        action: frame.at(&format!("/requests/{id}/contact")),
        back: frame.at(&format!("/requests/{id}")),
        once,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}
