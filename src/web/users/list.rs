//! `GET /users`: who has an account.

use askama::Template;

use super::{Names, authority};
use crate::app::identity;
use crate::domain::access::Permission;
use crate::domain::filter::{UserFilter, UserSort};
use crate::domain::page::{PageSize, Paging};
use crate::http::problem::ProblemCode;
use crate::web::components::Status;
use crate::web::page::{Frame, Outcome, PageError, Visit};

struct Line {
    to: String,
    name: String,
    email: String,
    roles: Vec<String>,
    status: Status,
    has_factor: bool,
}

#[derive(Template)]
#[template(path = "web/users/list.html")]
struct Page {
    frame: Frame,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    may_invite: bool,
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let (locale, said, authority) = (visit.locale, visit.said, authority(visit)?);
    let first = Paging::first(UserSort::Email, PageSize::default());
    let paging = visit.paging(UserSort::Email);
    let everybody = UserFilter::default();
    let of = |paging: &_| identity::page_of_users(visit.context, authority, &everybody, paging);
    let found = match of(&paging).map_err(PageError::from) {
        // The account where the page before ended is out of reach by now.
        Err(error) if error.code == ProblemCode::NotFound => of(&first)?,
        other => other?,
    };
    let names = Names::of(visit, found.items.iter().flat_map(|account| &account.memberships))?;
    let frame = visit.frame("people-title");
    let page = Page {
        lines: found
            .items
            .iter()
            .map(|account| Line {
                to: frame.at(&format!("/users/{}", account.user.id)),
                name: account.user.name.to_string(),
                email: account.user.email.to_string(),
                roles: account.memberships.iter().map(|held| names.membership(locale, *held)).collect(),
                status: super::status(visit, &account.user),
                has_factor: account.user.has_second_factor,
            })
            .collect(),
        next: found.next.map(|next| visit.here_with(&[("after", &next.to_string())])),
        first: said.some("after").map(|_| visit.here_with(&[])),
        may_invite: visit.may(Permission::UsersWrite),
        frame,
    };
    visit.show(&page)
}
