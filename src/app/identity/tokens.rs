//! Keys with which programs log in: made by a person, for a time, for no more than that person may.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::IdentityError;
use super::identify::Identified;
use super::notice::{What, tell};
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::Permission;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::TokenId;
use crate::domain::text::TokenName;
use crate::domain::token::ApiToken;
use crate::security::secrets::{Secret, SecretKind};
use crate::storage::{self, StorageError};

/// Keys that somebody may have at a time.
const MOST: usize = 50;

/// A key as it is asked for.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is for.
    pub name: TokenName,
    /// What it shall be good for.
    pub scopes: BTreeSet<Permission>,
    /// When it ends; [`ApiToken::USUAL`] from now where nothing is said.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Makes a key. Its secret is not told again.
///
/// # Errors
/// [`IdentityError`]: `PersonWanted`, `NoScope`, `ScopeBeyond`, `TokenExpiry`, `TooManyTokens`.
pub fn create_token(
    context: &Context,
    who: &Identified,
    new: &NewToken,
    moment: &mut Moment,
) -> Result<(ApiToken, Secret), AppError> {
    who.session()?;
    let now = moment.now;
    if new.scopes.is_empty() {
        return Err(IdentityError::NoScope.into());
    }
    if let Some(beyond) = new.scopes.iter().find(|scope| !who.access.may_lend(**scope)) {
        return Err(IdentityError::ScopeBeyond(*beyond).into());
    }
    let expires_at = new.expires_at.unwrap_or(now + ApiToken::USUAL);
    if expires_at <= now || expires_at > now + ApiToken::LONGEST {
        return Err(IdentityError::TokenExpiry.into());
    }
    let secret = Secret::new(SecretKind::Token, moment.secret());
    let token = ApiToken {
        id: TokenId::new(now, moment.random()),
        user: who.user.id,
        name: new.name.clone(),
        scopes: new.scopes.clone(),
        created_at: now,
        expires_at,
        last_used_at: None,
        revoked_at: None,
    };
    context.database.write_guarded(|tx| -> Result<(), AppError> {
        storage::users::hold(tx, token.user)?;
        let open = storage::tokens::of(tx, token.user)?.iter().filter(|token| token.is_open(now)).count();
        if open >= MOST {
            return Err(IdentityError::TooManyTokens(open).into());
        }
        storage::tokens::add(tx, &token, &secret.hash())?;
        let facts = json!({"user": token.user, "scopes": token.scopes, "expires_at": token.expires_at});
        note(tx, Actor::User(token.user), Action::TokenCreated, Subject::Token(token.id), facts, moment)?;
        tell(context, tx, &who.user, What::TokenMade(token.id), moment)
    })?;
    Ok((token, secret))
}

/// The own keys, the newest first, with those that are good for nothing any more.
///
/// # Errors
/// When the database fails.
pub fn list_tokens(context: &Context, who: &Identified) -> Result<Vec<ApiToken>, AppError> {
    Ok(context.database.read(|tx| storage::tokens::of(tx, who.user.id))?)
}

/// Makes one of the own keys good for nothing. A key may do that to itself.
///
/// # Errors
/// [`StorageError::NotFound`] where there is none such that was good until now; [`IdentityError::PersonWanted`] for a key that
/// would end another.
pub fn revoke_token(context: &Context, who: &Identified, id: TokenId, moment: &mut Moment) -> Result<(), AppError> {
    if who.proof != super::Proof::Token(id) {
        who.session()?;
    }
    let user = who.user.id;
    context.database.write_guarded(|tx| {
        if !storage::tokens::revoke(tx, user, id, moment.now)? {
            return Err(StorageError::NotFound { what: "token" }.into());
        }
        note(tx, Actor::User(user), Action::TokenRevoked, Subject::Token(id), json!({"user": user}), moment)?;
        Ok(())
    })
}
