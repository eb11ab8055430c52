//! How to reach a Lotse: shown to whoever asks for it, which is noted, and changed there.

use askama::Template;

use crate::app::lotsen::{self, Contact};
use crate::domain::access::Permission;
use crate::domain::contact::{Email, Phone};
use crate::domain::id::LotseId;
use crate::web::components::{Faults, Field, Form, Kind};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/lotsen/contact.html")]
struct Page {
    frame: Frame,
    summary: Option<String>,
    shown: Option<Shown>,
    email: Field,
    phone: Field,
    action: String,
    back: String,
    once: String,
}

/// What is known, as links that write or call.
struct Shown {
    email: Option<String>,
    phone: Option<(String, String)>,
}

/// Shows it. The look is noted.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<LotseId>()?);
    let contact = lotsen::contact(context, &grant, id, visit.moment)?;
    let text = |value: Option<String>| value.unwrap_or_default();
    let said = Fields::default()
        .and("email", &text(contact.email.as_ref().map(ToString::to_string)))
        .and("phone", &text(contact.phone.as_ref().map(ToString::to_string)));
    let shown = Shown {
        email: contact.email.as_ref().map(ToString::to_string),
        phone: contact.phone.as_ref().map(|phone| {
            let number = phone.to_string();
            (number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(), number)
        }),
    };
    page(visit, id, &said, &Faults::default(), Some(shown))
}

/// Changes it; what is left empty is gone.
pub fn replace(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<LotseId>()?);
    let said = visit.said;
    let mut faults = Faults::default();
    let email = said.some("email").and_then(|email| faults.take("email", Email::parse(email)));
    let phone = said.some("phone").and_then(|phone| faults.take("phone", Phone::parse(phone)));
    if !faults.is_empty() {
        return page(visit, id, said, &faults, None);
    }
    let contact = Contact { email, phone };
    visit.commit(|tx, moment| {
        let (lotse, _) = lotsen::hold_contact(tx, &grant, id)?;
        lotsen::replace_contact(tx, &grant, &lotse, &contact, moment)?;
        Ok::<_, PageError>(format!("/lotsen/{id}?done=saved"))
    })
}

fn page(visit: &mut Visit<'_>, id: LotseId, said: &Fields, faults: &Faults, shown: Option<Shown>) -> Outcome {
    let lotse = lotsen::find(visit.context, &visit.grant_of(Permission::LotsenRead)?, id)?;
    let once = visit.once();
    let name = format!("{} {}", lotse.given_name, lotse.family_name);
    let frame = visit.frame_named(visit.say("lotse-contact-title", &[("name", name.into())]));
    let form = Form { locale: visit.locale, said, faults };
    let page = Page {
        summary: form.summary(),
        shown,
        email: form.field("email", Kind::Email, "lotse-email").hinted(frame.text("lotse-email-hint")),
        phone: form.field("phone", Kind::Text, "lotse-phone"),
        action: frame.at(&format!("/lotsen/{id}/contact")),
        back: frame.at(&format!("/lotsen/{id}")),
        once,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}
