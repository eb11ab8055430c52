//! The commit that lets somebody in, whatever they have shown: a new session with a new secret.

use serde_json::json;

use super::IdentityError;
use super::identify::access_of_session;
use super::log_in::LoggedIn;
use super::second_factor::{self, Shown};
use super::throttle::Counted;
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::{AccountLinkId, SessionId, UserId};
use crate::domain::session::Session;
use crate::domain::text::ClientHint;
use crate::domain::user::User;
use crate::security::secrets::{Secret, SecretKind};
use crate::storage::users::Credentials;
use crate::storage::{self, WriteTx};

/// Somebody who has shown that they may come in, as far as one factor goes.
pub(super) struct Entering<'a> {
    pub context: &'a Context,
    pub counted: &'a Counted,
    pub user: UserId,
    pub evidence: Evidence<'a>,
    /// Of the second factor.
    pub code: Option<&'a str>,
    pub client: Option<&'a ClientHint>,
    /// The secret of the session that the browser had until now, which ends.
    pub before: Option<&'a str>,
}

/// What they have shown.
pub(super) enum Evidence<'a> {
    /// The right password.
    Password {
        /// That it was compared with.
        hash: &'a str,
        /// The same password hashed with more work.
        better: Option<String>,
    },
    /// The link in a mail to them.
    Link(AccountLinkId),
}

impl Evidence<'_> {
    /// As the audit calls it.
    const fn code(&self) -> &'static str {
        match self {
            Self::Password { .. } => "password",
            Self::Link(_) => "link",
        }
    }
}

impl Entering<'_> {
    pub(super) fn commit(&self, tx: &mut WriteTx, moment: &mut Moment) -> Result<LoggedIn, AppError> {
        let now = moment.now;
        storage::users::hold(tx, self.user)?;
        let (user, credentials) = storage::users::find(tx, self.user)?;
        self.prove(tx, &user, &credentials, moment)?;
        let shown = self.second_factor(tx, &user, &credentials, moment)?;
        if let Evidence::Password { hash, better: Some(better) } = &self.evidence {
            storage::users::rehash_password(tx, user.id, hash, better)?;
        }
        if let Some(before) = self.before.and_then(Secret::parse)
            && let Some(session) = storage::sessions::by_secret(tx, &before.hash())?
        {
            storage::sessions::end(tx, session.user, session.id)?;
            // It may be somebody else's, who used the browser before.
            let facts = json!({"user": session.user});
            note(tx, Actor::User(user.id), Action::SessionEnded, Subject::Session(session.id), facts, moment)?;
        }
        let secret = Secret::new(SecretKind::Session, moment.secret());
        let session = Session {
            id: SessionId::new(now, moment.random()),
            user: user.id,
            created_at: now,
            last_seen_at: now,
            expires_at: now + self.context.accounts.life.absolute,
            second_factor: shown.is_some(),
            client: self.client.cloned(),
        };
        storage::sessions::add(tx, &session, &secret.hash())?;
        self.counted.went_well(tx, now)?;
        let (actor, subject) = (Actor::User(user.id), Subject::User(user.id));
        if shown == Some(Shown::RecoveryCode) {
            note(tx, actor, Action::UserRecoveryCodeUsed, subject, json!({}), moment)?;
        }
        let facts = json!({"session": session.id, "by": self.evidence.code(), "second_factor": session.second_factor});
        note(tx, actor, Action::UserLoggedIn, subject, facts, moment)?;
        let (user, access, needs_second_factor) = access_of_session(self.context, tx, &session)?;
        Ok(LoggedIn { secret, session, user, access, needs_second_factor })
    }

    /// What was right when it was looked at still is; a link is used up.
    fn prove(&self, tx: &mut WriteTx, user: &User, credentials: &Credentials, moment: &Moment) -> Result<(), AppError> {
        match self.evidence {
            // The account was closed or the password changed while this one was being hashed.
            Evidence::Password { hash, .. } => match credentials.password_hash.as_deref() == Some(hash) {
                true if user.is_enabled() => Ok(()),
                _ => Err(IdentityError::WrongCredentials.into()),
            },
            Evidence::Link(_) if !user.is_enabled() => Err(IdentityError::LinkOver.into()),
            Evidence::Link(link) => match storage::account_links::use_up(tx, link, moment.now)? {
                true => Ok(()),
                false => Err(IdentityError::LinkOver.into()),
            },
        }
    }

    /// What was shown of a second factor; `None` where there is none to be shown.
    fn second_factor(
        &self,
        tx: &mut WriteTx,
        user: &User,
        credentials: &Credentials,
        moment: &Moment,
    ) -> Result<Option<Shown>, AppError> {
        match (credentials.totp_confirmed_at, self.code) {
            (None, _) => Ok(None),
            (Some(_), None) => Err(IdentityError::SecondFactorWanted.into()),
            (Some(_), Some(code)) => {
                second_factor::show(self.context, tx, user, credentials, code, moment.now).map(Some)
            }
        }
    }
}
