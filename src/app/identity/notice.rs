//! Mails to an account's owner about what makes it more or less safe: another password, a second factor set up or switched off, new
//! recovery codes, a token made. Each stands in the commit of what it tells of.
//!
//! Deliberately absent: mails about log-ins, which would be so many that nobody read these.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::links::house;
use crate::app::mails::{self, kind, queued};
use crate::app::tasks::Task;
use crate::app::{AppError, Context, Moment};
use crate::domain::id::{TokenId, UserId};
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::time::ZONE;
use crate::domain::user::User;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::account_notice::{self, AccountNoticeMail, Changed};
use crate::storage::{self, StorageError, WriteTx};

/// What is told.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    SecondFactorSetUp,
    SecondFactorDisabled,
    RecoveryCodesRenewed,
    PasswordChanged,
    TokenMade(TokenId),
}

/// What the mail carries.
#[derive(Debug, Serialize, Deserialize)]
struct Facts {
    locale: String,
    what: What,
}

/// Writes the mail, with the job that sends it.
pub(super) fn tell(
    context: &Context,
    tx: &mut WriteTx,
    user: &User,
    what: What,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let cause = MailCause { kind: "user".to_owned(), id: user.id.as_uuid() };
    let facts = serde_json::to_value(Facts { locale: user.language.code().to_owned(), what })?;
    let mail = queued(context, kind::ACCOUNT_NOTICE, cause, user.email.clone(), facts, moment)?;
    storage::outbox::add_all(tx, &[mail])?;
    storage::jobs::enqueue(tx, &Task::SendMails {}.job(moment)?)?;
    Ok(())
}

/// The mail as it goes out.
pub(in crate::app) fn compose(context: &Context, mail: &OutboxMail) -> Result<OutgoingMail, AppError> {
    let Facts { what, .. } = Facts::deserialize(&mail.payload)?;
    let (user, token) = context.database.read(|tx| -> Result<_, StorageError> {
        let (user, _) = storage::users::find(tx, UserId::from_uuid(mail.cause.id))?;
        let token = match what {
            What::TokenMade(id) => storage::tokens::of(tx, user.id)?.into_iter().find(|token| token.id == id),
            What::SecondFactorSetUp
            | What::SecondFactorDisabled
            | What::RecoveryCodesRenewed
            | What::PasswordChanged => None,
        };
        Ok((user, token))
    })?;
    if !user.is_enabled() {
        return Err(AppError::Outdated("the account is closed"));
    }
    let local = |at: DateTime<Utc>| at.with_timezone(&ZONE).naive_local();
    let what = match (what, token) {
        (What::SecondFactorSetUp, _) => Changed::SecondFactorSetUp,
        (What::SecondFactorDisabled, _) => Changed::SecondFactorDisabled,
        (What::RecoveryCodesRenewed, _) => Changed::RecoveryCodesRenewed,
        (What::PasswordChanged, _) => Changed::PasswordChanged,
        (What::TokenMade(_), Some(token)) => Changed::TokenMade { name: token.name, until: local(token.expires_at) },
        (What::TokenMade(_), None) => return Err(AppError::Outdated("the token is forgotten")),
    };
    let name = user.name.to_string();
    let said = AccountNoticeMail { name: user.name, what, at: local(mail.created_at), project: house(context)? };
    let posting = mails::posting(context, mail, name)?;
    Ok(account_notice::compose(&said, mails::locale(context, mail), posting)?)
}
