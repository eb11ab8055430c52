//! Accounts in pages, as far as somebody may see them: those whose holders are something within the scope.

use std::collections::BTreeSet;

use diesel::prelude::*;
use uuid::Uuid;

use super::{UserRow, find, with_memberships};
use crate::domain::access::{Membership, Role, Scope};
use crate::domain::filter::{UserFilter, UserSort};
use crate::domain::id::UserId;
use crate::domain::page::{Cursor, Key, KeyKind, Page, Paging, Sort};
use crate::domain::user::{User, UserState};
use crate::storage::error::StorageError;
use crate::storage::page::{Branches, Columns, Condition, ListQuery};
use crate::storage::schema::users;
use crate::storage::transaction::ReadTx;
use crate::storage::types::Id;

/// The order as the query knows it. A cursor that is given out names the last account by identity alone, because addresses of pages
/// end up in logs and mail addresses are not to; what that account is sorted by is read here.
#[derive(Clone, Copy)]
struct Inner(UserSort);

impl Sort for Inner {
    fn tag(self) -> (&'static str, &'static str) {
        self.0.tag()
    }

    fn keys(self) -> &'static [KeyKind] {
        match self.0 {
            UserSort::Email => &[KeyKind::Text],
            UserSort::Newest => &[KeyKind::Instant],
        }
    }
}

/// A page of accounts with what their holders are.
///
/// # Errors
/// [`StorageError::NotFound`] where the cursor names no account; else when the database fails.
pub fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    filter: &UserFilter,
    paging: &Paging<UserSort>,
) -> Result<Page<(User, BTreeSet<Membership>)>, StorageError> {
    let last = match paging.after() {
        Some((_, id)) => Some(find(tx, UserId::from_uuid(id))?.0),
        None => None,
    };
    let these = |tx: &mut ReadTx, ids: &[Uuid]| {
        let rows = users::table.filter(users::id.eq_any(ids.iter().map(|id| Id(*id))));
        let rows: Vec<UserRow> = rows.select(UserRow::as_select()).load(tx.conn())?;
        with_memberships(tx, rows)
    };
    let query = query(scope, filter, paging, last.as_ref());
    query.read(tx, paging, these, |(user, _)| user.id.as_uuid(), |_| Vec::new())
}

/// The query of a page, behind this account where there is one.
pub fn query(scope: &Scope, filter: &UserFilter, paging: &Paging<UserSort>, last: Option<&User>) -> ListQuery {
    let (keys, descending): (&'static [&'static str], _) = match paging.sort() {
        UserSort::Email => (&["u.email_key"], false),
        UserSort::Newest => (&["u.created_at"], true),
    };
    let columns = Columns::of("users AS u", "u.id", keys, descending);
    let states = UserState::ALL.iter().filter(|state| filter.states.contains(state)).map(|state| stands(*state));
    let narrowed = [
        (!filter.states.is_empty()).then(|| Condition::any(states)),
        filter.text.as_ref().map(|text| Condition::words("u.search_words LIKE ", text)),
    ];
    let narrowed = Condition::all([holds(scope, filter.role)].into_iter().chain(narrowed.into_iter().flatten()));
    let inner = Inner(paging.sort());
    let behind = last.map(|user| {
        let key = match paging.sort() {
            UserSort::Email => Key::Text(user.email.key()),
            UserSort::Newest => Key::Instant(user.created_at),
        };
        Cursor::new(inner, vec![key], user.id.as_uuid())
    });
    let paging = match behind {
        Some(cursor) => Paging::behind(inner, paging.size(), cursor).unwrap_or(Paging::first(inner, paging.size())),
        None => Paging::first(inner, paging.size()),
    };
    ListQuery::new(columns, Branches::of(vec![narrowed]), &paging)
}

fn stands(state: UserState) -> Condition {
    Condition::sql(match state {
        UserState::Invited => "(u.disabled_at IS NULL AND u.password_hash IS NULL)",
        UserState::Active => "(u.disabled_at IS NULL AND u.password_hash IS NOT NULL)",
        UserState::Disabled => "u.disabled_at IS NOT NULL",
    })
}

/// What the holder has to be. Roles out of reach are not asked for, or the answer would tell of them.
///
/// Who is something in some organisations, and who looks after all, are few: they are found first and then put in order. Where all
/// are seen, the list is read in its order, and whoever is something else is left out on the way.
fn holds(scope: &Scope, role: Option<Role>) -> Condition {
    let one_of = "u.id IN (SELECT m.user_id FROM memberships AS m WHERE ";
    let role_is = |role: Role| Condition::with("m.role = ", role.code());
    match (scope, role) {
        (Scope::All, None) => Condition::default(),
        (Scope::All, Some(role @ (Role::Operator | Role::CompetenceCentre))) => {
            Condition::sql(one_of).then(role_is(role)).then(Condition::sql(")"))
        }
        (Scope::All, Some(role)) => Condition::sql("1 = (SELECT 1 FROM memberships AS m WHERE m.user_id = u.id AND ")
            .then(role_is(role))
            .then(Condition::sql(" LIMIT 1)")),
        (Scope::Of { organisations, lotsen }, role) => {
            let organisations = || organisations.iter().map(|id| id.as_uuid());
            let of_theirs = Condition::sql("m.lotse_id IN (SELECT l.id FROM lotsen AS l WHERE ")
                .then(Condition::one_of("l.organisation_id", organisations()))
                .then(Condition::sql(")"));
            // A way that leads nowhere would keep SQLite from reading the others by their indices.
            let ways = [
                (organisations().len() > 0).then(|| Condition::one_of("m.organisation_id", organisations())),
                (!lotsen.is_empty()).then(|| Condition::one_of("m.lotse_id", lotsen.iter().map(|id| id.as_uuid()))),
                (organisations().len() > 0).then_some(of_theirs),
            ];
            let within = Condition::any(ways.into_iter().flatten());
            let wanted = Condition::all(role.map(role_is).into_iter().chain([within]));
            Condition::sql(one_of).then(wanted).then(Condition::sql(")"))
        }
    }
}
