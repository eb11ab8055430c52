//! The offer is taken back: the request was cancelled or is planned anew, or the Lotse cannot go any more.
//!
//! It says no more than the offer did, and takes the tentative entry out of the calendar.

use super::Rendered;
use super::facts::Posting;
use super::letter::Letter;
pub use super::offer_over::Asked;
use super::said;
use crate::domain::offer::Unfit;
use crate::i18n::{Locale, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

fn letter(mail: &Asked, locale: Locale) -> Letter<'_> {
    let title = mail.title(locale);
    let facts = said::subject_facts(locale, &mail.appointment, &title, mail.reference.as_str());
    let subject = text(locale, "mail-withdrawn-subject", &facts);
    let intro = match mail.unfit {
        None => text(locale, "mail-withdrawn-intro", &facts),
        Some(Unfit::Busy) => text(locale, "mail-withdrawn-busy", &[]),
        Some(Unfit::Away) => text(locale, "mail-withdrawn-away", &[]),
    };
    let intro = vec![intro, text(locale, "mail-withdrawn-rest", &[])];
    mail.letter(locale, subject, intro)
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &Asked, locale: Locale) -> Result<Rendered, MailError> {
    letter(mail, locale).render()
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`] and [`MailError::Calendar`].
pub fn compose(mail: &Asked, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    mail.post(&letter(mail, locale), posting)
}
