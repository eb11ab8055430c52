//! Inviting somebody: they get a mail with a link to choose a password.

use std::collections::BTreeSet;

use askama::Template;

use super::authority;
use super::giving::{Giving, RoleFields, not_given};
use crate::app::AppError;
use crate::app::identity::{self, IdentityError, Invitation};
use crate::domain::contact::Email;
use crate::domain::id::UserId;
use crate::domain::text::DisplayName;
use crate::domain::user::UserLanguage;
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::web::components::{Choices, Faults, Field, Form, Kind, Many};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

#[derive(Template)]
#[template(path = "web/users/invite.html")]
struct Page {
    frame: Frame,
    summary: Option<String>,
    once: String,
    lotse: Option<String>,
    name: Field,
    email: Field,
    language: Choices,
    roles: RoleFields,
}

/// Shows an empty form, or that for a Lotse whose profile is named.
pub fn new(visit: &mut Visit<'_>) -> Outcome {
    let giving = Giving::of(visit)?;
    let name = giving.lotse.as_ref().map_or("", |(_, name)| name.as_str());
    let said = Fields::default().and("name", name).and("language", UserLanguage::German.code());
    shown(visit, &said, &giving, &Faults::default())
}

fn shown(visit: &mut Visit<'_>, said: &Fields, giving: &Giving, faults: &Faults) -> Outcome {
    let once = visit.once();
    let form = Form { locale: visit.locale, said, faults };
    let languages =
        [(UserLanguage::German, "people-language-german"), (UserLanguage::English, "people-language-english")];
    let languages = languages.map(|(language, words)| (language.code().to_owned(), visit.text(words)));
    let language = form.choices("language", Many::One, "people-language", languages.to_vec());
    let page = Page {
        summary: form.summary(),
        once,
        lotse: giving.lotse.as_ref().map(|(id, _)| id.to_string()),
        name: form.field("name", Kind::Text, "people-name").required(),
        email: form.field("email", Kind::Email, "people-email").hinted(visit.text("people-email-hint")).required(),
        language: Choices { hint: Some(visit.text("people-language-hint")), ..language },
        roles: giving.fields(&form),
        frame: visit.frame("people-invite-title"),
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Invites them, or says what is wrong.
pub fn send(visit: &mut Visit<'_>) -> Outcome {
    let (context, said, authority) = (visit.context, visit.said, authority(visit)?);
    let giving = Giving::of(visit)?;
    let mut faults = Faults::default();
    let name = faults.take("name", DisplayName::parse(said.get("name")));
    let email = faults.take("email", Email::parse(said.get("email")));
    let language = faults.take("language", said.get("language").parse().map_err(|_| FieldKind::Required));
    let membership = giving.read(visit, &mut faults);
    let (Some(name), Some(email), Some(language), Some(membership)) = (name, email, language, membership) else {
        return shown(visit, said, &giving, &faults);
    };
    let invitation = Invitation { email, name, language, memberships: BTreeSet::from([membership]) };
    let sent = visit.commit(|tx, moment| {
        let invited = identity::invite_in(context, tx, authority, &invitation, moment)?;
        Ok::<_, AppError>(format!("/users/{}?done=invited", invited.user))
    });
    match sent {
        Ok(answer) => Ok(answer),
        Err(error @ AppError::Identity(IdentityError::Closed | IdentityError::Elsewhere)) => {
            let detail = Why::of_app(&error).map_or_else(String::new, |why| why.words(visit.locale));
            faults.note("email", FieldKind::Cell { code: "not_invited", detail });
            shown(visit, said, &giving, &faults)
        }
        Err(error) => {
            not_given(visit, error, &mut faults)?;
            shown(visit, said, &giving, &faults)
        }
    }
}

/// Sends the invitation once more to whoever has not taken it.
pub fn again(visit: &mut Visit<'_>) -> Outcome {
    let (context, authority, id) = (visit.context, authority(visit)?, visit.id::<UserId>()?);
    let account = identity::find_user(context, authority, id)?;
    if account.user.has_password {
        return Err(PageError::of(ProblemCode::Changed));
    }
    let invitation = Invitation {
        email: account.user.email,
        name: account.user.name,
        language: account.user.language,
        memberships: account.memberships,
    };
    visit.commit(|tx, moment| {
        identity::invite_in(context, tx, authority, &invitation, moment)?;
        Ok::<_, PageError>(format!("/users/{id}?done=invited"))
    })
}
