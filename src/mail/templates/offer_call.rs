//! The offer to a Lotse without an address, to the coordinator who asks them by telephone.
//!
//! It holds what [`super::offer`] holds, the Lotse's name and number, and how to note the answer: nothing more is told before a yes.

use super::facts::{LotseName, Posting};
use super::letter::{self, Button, Card, Enclosed, Letter, Section};
use super::offer::{AnswerBy, OfferMail};
use super::{Rendered, said};
use crate::domain::contact::Phone;
use crate::i18n::{Locale, dates, measures, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What the mail to the coordinator says.
#[derive(Debug, Clone)]
pub struct OfferCallMail {
    /// What the Lotse would be asked by mail. A link is for the coordinator, who answers for them.
    pub asked: OfferMail,
    /// Whom to call.
    pub lotse: LotseName,
    /// Their number, if the project knows it.
    pub phone: Option<Phone>,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &OfferCallMail, locale: Locale) -> Result<Rendered, MailError> {
    let (asked, label) = (&mail.asked, |key: &str| text(locale, key, &[]));
    let task = said::task(locale, asked.service, &asked.languages);
    let title = said::task_at(locale, &task, asked.mode, &asked.town);
    let subject = [
        ("lotse", mail.lotse.to_string().into()),
        ("day", said::first_day(locale, &asked.appointment).into()),
        ("title", title.into()),
        ("reference", asked.reference.as_str().into()),
    ];
    let number = mail.phone.as_ref().map_or_else(|| label("mail-call-no-phone"), ToString::to_string);
    let mut facts = vec![
        (label("mail-lotse"), mail.lotse.to_string()),
        (label("mail-phone"), number),
        (label("mail-where"), said::town(locale, asked.mode, &asked.town)),
    ];
    facts.extend(asked.way.map(|way| (label("mail-way"), measures::way(locale, way.metres, way.minutes))));
    facts.extend([(label("mail-task"), task), (label("mail-reference"), asked.reference.to_string())]);
    let until = [("moment", dates::moment(locale, asked.answer_until).into())];
    let letter = Letter {
        locale,
        subject: text(locale, "mail-call-subject", &subject),
        pass_on: None,
        greeting: said::good_day(locale, None),
        intro: vec![text(locale, "mail-call-intro", &[("lotse", mail.lotse.to_string().into())])],
        card: Some(Card { appointment: Some(&asked.appointment), facts }),
        button: match &asked.answer_by {
            AnswerBy::Link { url } => Some(Button { label: label("mail-call-answer"), url: url.clone() }),
            AnswerBy::Reply { .. } => None,
        },
        sections: vec![Section {
            heading: label("mail-offer-next"),
            lines: vec![
                text(locale, "mail-call-command", &[("offer", asked.offer.to_string().into())]),
                text(locale, "mail-call-until", &until),
                label("mail-call-privacy"),
            ],
        }],
        thanks: None,
        project: &asked.project,
    };
    letter.render()
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &OfferCallMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.asked.project, posting, Enclosed::default()))
}
