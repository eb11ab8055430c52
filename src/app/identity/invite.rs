//! Inviting somebody: an account without password, its roles, and a mail with the link by which they choose one.

use std::collections::BTreeSet;

use serde_json::json;

use super::authority::{Authority, may_give};
use super::links::{new_link, page};
use super::users::within;
use super::{IdentityError, memberships};
use crate::app::audit::note;
use crate::app::tasks::Task;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::{Membership, Permission};
use crate::domain::account::LinkPurpose;
use crate::domain::audit::{Action, Subject};
use crate::domain::contact::Email;
use crate::domain::id::UserId;
use crate::domain::text::DisplayName;
use crate::domain::user::{User, UserLanguage};
use crate::security::secrets::Secret;
use crate::storage::{self, StorageError, WriteTx};

/// Whom to invite.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Where to.
    pub email: Email,
    /// How they are called.
    pub name: DisplayName,
    /// In which language they are spoken to.
    pub language: UserLanguage,
    /// What they will be.
    pub memberships: BTreeSet<Membership>,
}

/// What came of an invitation.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The account, which may have been there before.
    pub user: UserId,
    /// Whether it is new.
    pub is_new: bool,
    /// The link that the mail carries, for whoever runs the program's commands; nobody else is told.
    link: Option<(Secret, Option<String>)>,
}

impl Invited {
    /// The link's secret, to be handed over by other means than the mail.
    pub fn secret(&self) -> Option<&Secret> {
        self.link.as_ref().map(|(secret, _)| secret)
    }

    /// The page of the link, if the service has pages.
    pub fn page(&self) -> Option<&str> {
        self.link.as_ref().and_then(|(_, page)| page.as_deref())
    }
}

/// Invites somebody. Whoever has an account already keeps name, language and password, and gets the roles; who has not taken
/// their invitation yet gets it again.
///
/// # Errors
/// [`IdentityError`]: `Denied`, `NoRole`, `RoleMisplaced`, `Closed`, `Elsewhere`; [`StorageError::NotFound`] for places out of reach.
pub fn invite(
    context: &Context,
    authority: Authority<'_>,
    invitation: &Invitation,
    moment: &mut Moment,
) -> Result<Invited, AppError> {
    context.database.write(|tx| invite_in(context, tx, authority, invitation, moment))
}

/// The same within a transaction, which need not be alone.
///
/// # Errors
/// As [`invite`].
pub fn invite_in(
    context: &Context,
    tx: &mut WriteTx,
    authority: Authority<'_>,
    invitation: &Invitation,
    moment: &mut Moment,
) -> Result<Invited, AppError> {
    if invitation.memberships.is_empty() {
        return Err(IdentityError::NoRole.into());
    }
    for membership in &invitation.memberships {
        may_give(tx, authority, *membership)?;
    }
    is_theirs_to_invite(tx, authority, &invitation.email)?;
    let (user, is_new) = account(tx, invitation, moment)?;
    let link = if user.has_password {
        None
    } else {
        let (mail, secret) = new_link(context, tx, &user, LinkPurpose::Invitation, moment)?;
        storage::outbox::add_all(tx, &[mail])?;
        storage::jobs::enqueue(tx, &Task::SendMails {}.job(moment)?)?;
        note(tx, authority.actor(), Action::UserInvited, Subject::User(user.id), json!({"new": is_new}), moment)?;
        let page = page(context, LinkPurpose::Invitation, &secret);
        Some((secret, page))
    };
    for membership in &invitation.memberships {
        memberships::give_in(tx, authority, user.id, *membership, moment)?;
    }
    Ok(Invited { user: user.id, is_new, link: link.filter(|_| authority.user().is_none()) })
}

/// That whoever has an account with this address is somebody here, or nobody at all. Whoever is something elsewhere alone is not
/// taken in from here: nobody would have asked them, their own people could not close the account any more, and whoever invited
/// them would see it. What is said does not tell such accounts apart.
fn is_theirs_to_invite(tx: &mut WriteTx, authority: Authority<'_>, email: &Email) -> Result<(), AppError> {
    let scope = authority.scope(Permission::UsersWrite)?;
    let Some((user, _)) = storage::users::by_email(tx, email)? else { return Ok(()) };
    let held = storage::users::memberships(tx, user.id)?;
    let is_elsewhere = !held.is_empty() && within(tx, &scope, held)?.is_empty();
    if is_elsewhere { Err(IdentityError::Elsewhere.into()) } else { Ok(()) }
}

/// The account of the address, held, and whether it is new.
fn account(tx: &mut WriteTx, invitation: &Invitation, moment: &mut Moment) -> Result<(User, bool), AppError> {
    let new = User {
        id: UserId::new(moment.now, moment.random()),
        email: invitation.email.clone(),
        name: invitation.name.clone(),
        language: invitation.language,
        has_password: false,
        has_second_factor: false,
        created_at: moment.now,
        disabled_at: None,
    };
    let is_new = storage::users::add_if_new(tx, &new)?;
    let known = storage::users::by_email(tx, &invitation.email)?;
    let (User { id, .. }, _) = known.ok_or(StorageError::NotFound { what: "user" })?;
    // From here on nobody closes it or takes its invitation at the same time.
    storage::users::hold(tx, id)?;
    let (user, _) = storage::users::find(tx, id)?;
    if user.is_enabled() { Ok((user, is_new)) } else { Err(IdentityError::Closed.into()) }
}
