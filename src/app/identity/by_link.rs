//! Logging in by the link in a mail instead of a password. Whoever has a second factor shows it here too.
//!
//! Looking uses nothing up, because scanners of mails look too. A wrong code leaves the link as it is and is counted like one that
//! goes with a password, so that a link that fell into wrong hands is no way to try codes.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::IdentityError;
use super::entering::{Entering, Evidence};
use super::links::open;
use super::log_in::{LoggedIn, failed};
use super::passwords::link_secret;
use super::throttle::Counted;
use crate::app::{AppError, Context, Moment};
use crate::domain::account::{AccountLink, LinkPurpose};
use crate::domain::contact::Email;
use crate::domain::text::ClientHint;
use crate::domain::user::User;

/// What somebody logs in by.
#[derive(Debug, Clone, Copy)]
pub struct LinkLogIn<'a> {
    /// What stands in the link.
    pub link: &'a str,
    /// A code of the second factor, or a recovery code.
    pub code: Option<&'a str>,
    /// The address of the network from which they come.
    pub address: Option<IpAddr>,
    /// Roughly from where, for the list of sessions.
    pub client: Option<&'a ClientHint>,
    /// The secret of the session that the browser had until now, which ends.
    pub before: Option<&'a str>,
}

/// What a page says to whoever opens a link to log in by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogInLinkFacts {
    /// Whose account it is.
    pub email: Email,
    /// Whether a code is wanted too.
    pub wants_code: bool,
}

/// Whose account a link opens.
///
/// # Errors
/// [`IdentityError::LinkOver`].
pub fn look_up_log_in_link(context: &Context, link: &str, now: DateTime<Utc>) -> Result<LogInLinkFacts, AppError> {
    let (_, user) = for_log_in(context, link, now)?;
    Ok(LogInLinkFacts { email: user.email, wants_code: user.has_second_factor })
}

/// Logs somebody in by a link, once: a new session with a new secret; the one before ends.
///
/// # Errors
/// [`IdentityError`]: `LinkOver`, `SecondFactorWanted`, `WrongCode`, `Throttled`.
pub fn log_in_by_link(context: &Context, asked: &LinkLogIn<'_>, moment: &mut Moment) -> Result<LoggedIn, AppError> {
    let now = moment.now;
    let LinkLogIn { link, code, address, client, before } = *asked;
    let (link, user) = for_log_in(context, link, now)?;
    // Without a second factor there is nothing to be tried, and who tries passwords elsewhere must not shut this way too.
    let counted = match user.has_second_factor {
        true => Counted::log_in(&context.accounts, user.email.as_str(), address),
        false => Counted::address(&context.accounts, address),
    };
    counted.begin(context, now)?;
    let evidence = Evidence::Link(link.id);
    let entering = Entering { context, counted: &counted, user: user.id, evidence, code, client, before };
    match context.database.write_guarded(|tx| entering.commit(tx, moment)) {
        Err(AppError::Identity(error @ IdentityError::WrongCode)) => {
            Err(failed(context, &counted, Some(user.id), error, moment))
        }
        Err(AppError::Identity(error @ (IdentityError::SecondFactorWanted | IdentityError::LinkOver))) => {
            context.database.write_guarded(|tx| counted.take_back(tx, now))?;
            Err(error.into())
        }
        other => other,
    }
}

fn for_log_in(context: &Context, link: &str, now: DateTime<Utc>) -> Result<(AccountLink, User), AppError> {
    let secret = link_secret(link)?;
    let (link, user) = context.database.read(|tx| open(tx, &secret, now))?;
    if link.purpose == LinkPurpose::LogIn { Ok((link, user)) } else { Err(IdentityError::LinkOver.into()) }
}
