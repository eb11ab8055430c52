//! `GET /users/{id}`: one account, its roles, and what can be done about it.

use askama::Template;

use super::giving::{Giving, RoleFields, not_given};
use super::{Names, authority};
use crate::app::AppError;
use crate::app::identity::{self, Account};
use crate::domain::access::{Membership, Permission};
use crate::domain::id::UserId;
use crate::domain::time::ZONE;
use crate::domain::user::UserLanguage;
use crate::i18n::dates;
use crate::web::components::{Faults, Form, Status};
use crate::web::page::{Frame, Outcome, PageError, Visit, encoded};

struct RoleRow {
    words: String,
    take: Option<String>,
}

/// What can be done, for whoever looks after the account.
struct Doing {
    give: RoleFields,
    summary: Option<String>,
    once: String,
    /// The invitation once more, where it was not taken.
    invites: bool,
    is_open: bool,
    /// Nobody closes the own account.
    is_own: bool,
    has_factor: bool,
}

#[derive(Template)]
#[template(path = "web/users/show.html")]
struct Page {
    frame: Frame,
    here: String,
    status: Status,
    email: String,
    language: String,
    factor: String,
    since: String,
    roles: Vec<RoleRow>,
    doing: Option<Doing>,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let account = identity::find_user(visit.context, authority(visit)?, visit.id()?)?;
    shown(visit, &account, &Faults::default())
}

/// The address of the page that asks whether a role is to be taken: a role has no identity but what it is made of.
fn take(id: UserId, held: Membership) -> String {
    let place = |name: &str, id: Option<String>| id.map(|id| format!("&{name}={}", encoded(&id))).unwrap_or_default();
    let organisation = place("organisation", held.organisation().map(|id| id.to_string()));
    let lotse = place("lotse", held.lotse().map(|id| id.to_string()));
    format!("/users/{id}/roles/take?role={}{organisation}{lotse}", held.role())
}

fn shown(visit: &mut Visit<'_>, account: &Account, faults: &Faults) -> Outcome {
    let (locale, user, id) = (visit.locale, &account.user, account.user.id);
    let names = Names::of(visit, &account.memberships)?;
    let may_write = visit.may(Permission::UsersWrite);
    let is_own = visit.caller()?.user.id == id;
    let once = visit.once();
    let frame = visit.frame_named(user.name.to_string());
    let role = |held: &Membership| RoleRow {
        words: names.membership(locale, *held),
        take: may_write.then(|| frame.at(&take(id, *held))),
    };
    let doing = match may_write {
        true => {
            let form = Form { locale, said: visit.said, faults };
            Some(Doing {
                give: Giving::of(visit)?.fields(&form),
                summary: form.summary(),
                once,
                invites: !user.has_password && user.is_enabled() && !account.memberships.is_empty(),
                is_open: user.is_enabled(),
                is_own,
                has_factor: user.has_second_factor,
            })
        }
        false => None,
    };
    let since = dates::date(locale, user.created_at.with_timezone(&ZONE).date_naive());
    let page = Page {
        here: frame.at(&format!("/users/{id}")),
        status: super::status(visit, user),
        email: user.email.to_string(),
        language: visit.text(match user.language {
            UserLanguage::German => "people-language-german",
            UserLanguage::English => "people-language-english",
        }),
        factor: visit.text(if user.has_second_factor { "people-factor-on" } else { "people-factor-off" }),
        since,
        roles: account.memberships.iter().map(role).collect(),
        doing,
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Gives a role. Giving it twice is giving it once.
pub fn give(visit: &mut Visit<'_>) -> Outcome {
    let (context, authority, id) = (visit.context, authority(visit)?, visit.id::<UserId>()?);
    let account = identity::find_user(context, authority, id)?;
    let mut faults = Faults::default();
    let Some(membership) = Giving::of(visit)?.read(visit, &mut faults) else {
        return shown(visit, &account, &faults);
    };
    let given = visit.commit(|tx, moment| {
        identity::reach(tx, authority, id)?;
        identity::may_give(tx, authority, membership)?;
        identity::give_membership_in(tx, authority, id, membership, moment)?;
        Ok::<_, AppError>(format!("/users/{id}?done=given"))
    });
    match given {
        Ok(answer) => Ok(answer),
        Err(error) => {
            not_given(visit, error, &mut faults)?;
            // Whoever went out of reach meanwhile is not found again.
            let account = identity::find_user(context, authority, id).map_err(PageError::from)?;
            shown(visit, &account, &faults)
        }
    }
}
