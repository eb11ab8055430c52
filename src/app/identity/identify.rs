//! Who asks: from the secret that came with a request to what they may do.

use chrono::{DateTime, Utc};

use super::IdentityError;
use crate::app::{AppError, Context};
use crate::domain::access::Access;
use crate::domain::id::{SessionId, TokenId};
use crate::domain::session::{Session, is_to_be_noted};
use crate::domain::token::ApiToken;
use crate::domain::user::User;
use crate::security::secrets::{Secret, SecretKind};
use crate::storage::{self, ReadTx};

/// By what somebody has shown who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A person's session.
    Session(SessionId),
    /// A program's key.
    Token(TokenId),
}

/// Somebody who has shown who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// Whose account it is.
    pub user: User,
    /// What they may do now.
    pub access: Access,
    /// By what.
    pub proof: Proof,
    /// Whether some of their roles do not count until they set up a second factor, and log in by it.
    pub needs_second_factor: bool,
}

impl Identified {
    /// The session, where a person asks.
    ///
    /// # Errors
    /// [`IdentityError::PersonWanted`].
    pub const fn session(&self) -> Result<SessionId, IdentityError> {
        match self.proof {
            Proof::Session(id) => Ok(id),
            Proof::Token(_) => Err(IdentityError::PersonWanted),
        }
    }
}

/// Who it is that has this secret. Their visit is noted at most once a minute, so that reading is mostly no writing.
///
/// # Errors
/// [`IdentityError::NotLoggedIn`], without telling why.
pub fn identify(context: &Context, secret: &str, now: DateTime<Utc>) -> Result<Identified, AppError> {
    let secret = Secret::parse(secret).ok_or(IdentityError::NotLoggedIn)?;
    match secret.kind() {
        SecretKind::Session => by_session(context, &secret, now),
        SecretKind::Token => by_token(context, &secret, now),
        SecretKind::Link => Err(IdentityError::NotLoggedIn.into()),
    }
}

fn by_session(context: &Context, secret: &Secret, now: DateTime<Utc>) -> Result<Identified, AppError> {
    let (session, identified) = context.database.read(|tx| -> Result<_, AppError> {
        let session = storage::sessions::by_secret(tx, &secret.hash())?;
        let is_open = |session: &Session| session.is_open(context.accounts.life, now);
        let session = session.filter(is_open).ok_or(IdentityError::NotLoggedIn)?;
        let (user, access, needs_second_factor) = access_of_session(context, tx, &session)?;
        let proof = Proof::Session(session.id);
        Ok((session, Identified { user, access, proof, needs_second_factor }))
    })?;
    if is_to_be_noted(session.last_seen_at, now) {
        context.database.write_guarded(|tx| storage::sessions::note_visit(tx, session.id, now))?;
    }
    Ok(identified)
}

/// What the holder of a session may do.
pub(super) fn access_of_session(
    context: &Context,
    tx: &mut ReadTx,
    session: &Session,
) -> Result<(User, Access, bool), AppError> {
    let (user, _) = storage::users::find(tx, session.user)?;
    if !user.is_enabled() {
        return Err(IdentityError::NotLoggedIn.into());
    }
    let held = storage::users::memberships(tx, user.id)?;
    let (held, needs_second_factor) = context.accounts.in_force(held, session.second_factor);
    let access = Access::new(user.id, held, None);
    Ok((user, access, needs_second_factor))
}

fn by_token(context: &Context, secret: &Secret, now: DateTime<Utc>) -> Result<Identified, AppError> {
    let (token, identified) = context.database.read(|tx| -> Result<_, AppError> {
        let token = storage::tokens::by_secret(tx, &secret.hash())?;
        let token = token.filter(|token: &ApiToken| token.is_open(now)).ok_or(IdentityError::NotLoggedIn)?;
        let (user, _) = storage::users::find(tx, token.user)?;
        if !user.is_enabled() {
            return Err(IdentityError::NotLoggedIn.into());
        }
        let held = storage::users::memberships(tx, user.id)?;
        // A program shows no second factor; whoever made its key did.
        let (held, needs_second_factor) = context.accounts.in_force(held, user.has_second_factor);
        let access = Access::new(user.id, held, Some(token.scopes.clone()));
        let proof = Proof::Token(token.id);
        Ok((token, Identified { user, access, proof, needs_second_factor }))
    })?;
    if token.last_used_at.is_none_or(|noted| is_to_be_noted(noted, now)) {
        context.database.write_guarded(|tx| storage::tokens::note_use(tx, token.id, now))?;
    }
    Ok(identified)
}
