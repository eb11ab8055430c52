//! Links in mails with which somebody chooses a password, or logs in.
//!
//! The link's secret stands in the outbox until the mail has gone, because a mail is made when it goes out and made again when it
//! has to be tried again; then it is struck out there, and its hash alone is left.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::IdentityError;
use super::passwords::link_secret;
use crate::app::mails::{self, kind, queued};
use crate::app::{AppError, Context, Moment};
use crate::domain::account::{AccountLink, LinkPurpose};
use crate::domain::contact::Email;
use crate::domain::id::AccountLinkId;
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::text::{DisplayName, OrganisationName};
use crate::domain::time::ZONE;
use crate::domain::user::User;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::account_link::{self, AccountLinkMail, Way};
use crate::mail::templates::offer::Project;
use crate::security::secrets::{Secret, SecretKind};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// What a page says to whoever opens a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFacts {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose account it is.
    pub email: Email,
    /// How they are called.
    pub name: DisplayName,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}

/// What a link is for. Looking uses nothing up: scanners of mails look too.
///
/// # Errors
/// [`IdentityError::LinkOver`].
pub fn look_up_link(context: &Context, link: &str, now: DateTime<Utc>) -> Result<LinkFacts, AppError> {
    let secret = link_secret(link)?;
    let (link, user) = context.database.read(|tx| open(tx, &secret, now))?;
    if !link.purpose.is_for_password() {
        return Err(IdentityError::LinkOver.into());
    }
    Ok(LinkFacts { purpose: link.purpose, email: user.email, name: user.name, expires_at: link.expires_at })
}

/// The link that a secret opens, whatever it is for, and whose account it is.
pub(super) fn open(tx: &mut ReadTx, secret: &Secret, now: DateTime<Utc>) -> Result<(AccountLink, User), AppError> {
    let link = storage::account_links::by_secret(tx, &secret.hash())?.filter(|link| link.is_open(now));
    let link = link.ok_or(IdentityError::LinkOver)?;
    let (user, _) = storage::users::find(tx, link.user)?;
    if user.is_enabled() { Ok((link, user)) } else { Err(IdentityError::LinkOver.into()) }
}

/// A new link for somebody, and the mail that carries it; those sent before for the same purpose open nothing any more.
pub(super) fn new_link(
    context: &Context,
    tx: &mut WriteTx,
    user: &User,
    purpose: LinkPurpose,
    moment: &mut Moment,
) -> Result<(OutboxMail, Secret), AppError> {
    let now = moment.now;
    let secret = Secret::new(SecretKind::Link, moment.secret());
    let link = AccountLink {
        id: AccountLinkId::new(now, moment.random()),
        user: user.id,
        purpose,
        created_at: now,
        expires_at: now + purpose.life(),
        used_at: None,
    };
    storage::account_links::close(tx, user.id, purpose, now)?;
    storage::account_links::add(tx, &link, &secret.hash())?;
    let cause = MailCause { kind: "account_link".to_owned(), id: link.id.as_uuid() };
    let facts = json!({"locale": user.language.code(), "secret": secret.as_str()});
    let mail = queued(context, kind::ACCOUNT_LINK, cause, user.email.clone(), facts, moment)?;
    Ok((mail, secret))
}

/// The page of a link; none where the service has no pages.
pub(super) fn page(context: &Context, purpose: LinkPurpose, secret: &Secret) -> Option<String> {
    let below = if purpose.is_for_password() { "account" } else { "log-in/link" };
    context.sender.public_url.as_ref().map(|base| base.join(&format!("{below}/{}", secret.as_str())))
}

/// The mail as it goes out.
pub(in crate::app) fn compose(
    context: &Context,
    mail: &OutboxMail,
    now: DateTime<Utc>,
) -> Result<OutgoingMail, AppError> {
    let over = AppError::Outdated("the link is over or was used");
    let (link, user) = context.database.read(|tx| -> Result<_, StorageError> {
        let link = storage::account_links::find(tx, AccountLinkId::from_uuid(mail.cause.id))?;
        let (user, _) = storage::users::find(tx, link.user)?;
        Ok((link, user))
    })?;
    let secret = mail.payload.get("secret").and_then(|secret| secret.as_str()).and_then(Secret::parse);
    let (Some(secret), true) = (secret, link.is_open(now) && user.is_enabled()) else { return Err(over) };
    let said = AccountLinkMail {
        name: user.name.clone(),
        purpose: link.purpose,
        way: match page(context, link.purpose, &secret) {
            Some(url) => Way::Page(url),
            None => Way::Code(secret.as_str().to_owned()),
        },
        until: link.expires_at.with_timezone(&ZONE).naive_local(),
        project: house(context)?,
    };
    let posting = mails::posting(context, mail, user.name.to_string())?;
    Ok(account_link::compose(&said, mails::locale(context, mail), posting)?)
}

/// The service itself writes here, not a carrier.
pub(super) fn house(context: &Context) -> Result<Project, AppError> {
    let address = context.sender.address.clone();
    let name = OrganisationName::parse(&context.sender.name).or_else(|_| OrganisationName::parse(address.as_str()));
    let name = name.map_err(|_| StorageError::NotFound { what: "name of the sender" })?;
    Ok(Project { name, contact: None, email: address, phone: None })
}
