//! `GET` and `POST /profile/edit`: how one is called, and in which language one is spoken to.

use askama::Template;

use crate::app::identity::{Profile, change_own_profile_in, hold_own_account};
use crate::domain::text::DisplayName;
use crate::domain::user::UserLanguage;
use crate::web::components::{Choices, Faults, Field, Form, Kind, Many};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/profile/edit.html")]
struct Page {
    frame: Frame,
    once: String,
    summary: Option<String>,
    name: Field,
    language: Choices,
}

/// Shows the form.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let user = &visit.caller()?.user;
    let filled = Fields::default().and("name", user.name.as_str()).and("language", user.language.code());
    shown(visit, &filled, &Faults::default())
}

fn shown(visit: &mut Visit<'_>, said: &Fields, faults: &Faults) -> Outcome {
    let once = visit.once();
    let frame = visit.frame("self-edit-title");
    let form = Form { locale: visit.locale, said, faults };
    let languages = [
        (UserLanguage::German.code().to_owned(), frame.text("self-language-german")),
        (UserLanguage::English.code().to_owned(), frame.text("self-language-english")),
    ];
    let page = Page {
        once,
        summary: form.summary(),
        name: form.field("name", Kind::Text, "self-name").required(),
        language: form.choices("language", Many::One, "self-language", languages.to_vec()),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Changes it.
pub fn change(visit: &mut Visit<'_>) -> Outcome {
    let mut faults = Faults::default();
    let name = faults.take("name", DisplayName::parse(visit.said.get("name")));
    let language = visit.said.get("language").parse().unwrap_or(visit.caller()?.user.language);
    let Some(name) = name else { return shown(visit, visit.said, &faults) };
    let (who, profile) = (visit.caller()?.clone(), Profile { name, language });
    visit.commit(|tx, moment| {
        let current = hold_own_account(tx, &who)?;
        change_own_profile_in(tx, &current, &profile, moment)?;
        Ok::<_, PageError>("/profile?done=saved".to_owned())
    })
}
