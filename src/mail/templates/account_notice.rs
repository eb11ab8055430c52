//! To somebody with an account: something about it was changed that makes it more or less safe. Whoever did that themselves knows it
//! already; it is for whoever did not.

use chrono::NaiveDateTime;

use super::Rendered;
use super::facts::{Posting, Project};
use super::letter::{self, Enclosed, Letter};
use crate::domain::text::{DisplayName, TokenName};
use crate::i18n::{Locale, dates, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What the mail says.
#[derive(Debug, Clone)]
pub struct AccountNoticeMail {
    /// The reader.
    pub name: DisplayName,
    /// What was changed.
    pub what: Changed,
    /// Local time at which it was.
    pub at: NaiveDateTime,
    /// Who writes: the service itself.
    pub project: Project,
}

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// A second factor was set up.
    SecondFactorSetUp,
    /// It was switched off.
    SecondFactorDisabled,
    /// Its recovery codes were made anew.
    RecoveryCodesRenewed,
    /// There is another password.
    PasswordChanged,
    /// A token was made with which programs act in the reader's name.
    TokenMade {
        /// What its owner calls it.
        name: TokenName,
        /// Local time until which it is good.
        until: NaiveDateTime,
    },
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &AccountNoticeMail, locale: Locale) -> Result<Rendered, MailError> {
    let at = ("at", dates::moment(locale, mail.at).into());
    let (subject, said) = match &mail.what {
        Changed::SecondFactorSetUp => (
            text(locale, "mail-account-factor-on-subject", &[]),
            vec![text(locale, "mail-account-factor-on", &[at]), text(locale, "mail-account-factor-on-then", &[])],
        ),
        Changed::SecondFactorDisabled => (
            text(locale, "mail-account-factor-off-subject", &[]),
            vec![text(locale, "mail-account-factor-off", &[at]), text(locale, "mail-account-factor-off-then", &[])],
        ),
        Changed::RecoveryCodesRenewed => (
            text(locale, "mail-account-codes-subject", &[]),
            vec![text(locale, "mail-account-codes", &[at]), text(locale, "mail-account-codes-then", &[])],
        ),
        Changed::PasswordChanged => (
            text(locale, "mail-account-password-subject", &[]),
            vec![text(locale, "mail-account-password", &[at]), text(locale, "mail-account-password-then", &[])],
        ),
        Changed::TokenMade { name, until } => {
            let facts = [at, ("token", name.as_str().into())];
            let until = [("until", dates::moment(locale, *until).into())];
            (
                text(locale, "mail-account-token-subject", &[]),
                vec![text(locale, "mail-account-token", &facts), text(locale, "mail-account-token-until", &until)],
            )
        }
    };
    let letter = Letter {
        locale,
        subject,
        greeting: text(locale, "mail-account-greeting", &[("name", mail.name.as_str().into())]),
        intro: said,
        card: None,
        button: None,
        sections: Vec::new(),
        thanks: Some(text(locale, "mail-account-not-you", &[])),
        project: &mail.project,
        pass_on: None,
    };
    letter.render()
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &AccountNoticeMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
