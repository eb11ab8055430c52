//! The daily digest to a coordinator: what waits for me, most urgent first. Nothing to do is said kindly.

use chrono::{NaiveDate, NaiveDateTime};

use super::facts::{LotseName, Posting, Project};
use super::letter::{self, Button, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::code::{Mode, Service};
use crate::domain::contact::Phone;
use crate::domain::language::Language;
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::i18n::{Locale, dates, text};
use crate::mail::error::MailError;
use crate::mail::message::{OutgoingMail, Unsubscribe};

/// What a digest says.
#[derive(Debug, Clone)]
pub struct DigestMail {
    /// The coordinator's name.
    pub name: Option<PersonName>,
    /// The local day.
    pub day: NaiveDate,
    /// Proposals that wait for a decision.
    pub to_decide: DigestList,
    /// Proposals whose Lotse has no mail address, so that somebody has to call.
    pub to_call: DigestList,
    /// Offers that wait for an answer.
    pub waiting: DigestList,
    /// Requests for which nobody was found, or that nobody is left for.
    pub unserved: DigestList,
    /// Appointments of this day.
    pub today: DigestList,
    /// Mails that were given up.
    pub failed_mails: u32,
    /// The coordinator's project.
    pub project: Project,
    /// The page that shows the same.
    pub link: Option<String>,
    /// Where the digest is ended.
    pub unsubscribe: Option<Unsubscribe>,
}

/// One list: how many in all, and those that are named.
#[derive(Debug, Clone, Default)]
pub struct DigestList {
    /// In all.
    pub total: u32,
    /// The most urgent of them.
    pub items: Vec<DigestItem>,
}

/// One request of a list.
#[derive(Debug, Clone)]
pub struct DigestItem {
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// The needed languages.
    pub languages: Vec<Language>,
    /// How.
    pub mode: Mode,
    /// Where, or from where.
    pub town: Town,
    /// Local begin of the first sitting, where one is known.
    pub start: Option<NaiveDateTime>,
    /// Who was asked or goes.
    pub lotse: Option<LotseName>,
    /// Their number, where they have to be called.
    pub phone: Option<Phone>,
    /// Local time until which an answer is waited for.
    pub until: Option<NaiveDateTime>,
}

impl DigestMail {
    /// Things that ask for somebody to act.
    pub fn due(&self) -> u32 {
        [self.to_decide.total, self.to_call.total, self.unserved.total, self.failed_mails]
            .into_iter()
            .fold(0, u32::saturating_add)
    }
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &DigestMail, locale: Locale) -> Result<Rendered, MailError> {
    let facts = [("count", mail.due().into()), ("day", dates::day(locale, mail.day).into())];
    let mut sections = Vec::new();
    let mut add = |key_text: String, lines: Vec<String>| {
        if !lines.is_empty() {
            sections.push(Section { heading: key_text, lines });
        }
    };
    let heading = |key: &str, total: u32| text(locale, key, &[("count", total.into())]);
    add(heading("mail-digest-decide", mail.to_decide.total), lines(locale, &mail.to_decide));
    add(heading("mail-digest-call", mail.to_call.total), lines(locale, &mail.to_call));
    add(heading("mail-digest-unserved", mail.unserved.total), lines(locale, &mail.unserved));
    let failed = heading("mail-digest-failed-mails", mail.failed_mails);
    let failed = if mail.failed_mails > 0 { vec![failed] } else { Vec::new() };
    add(heading("mail-digest-failed", mail.failed_mails), failed);
    add(heading("mail-digest-waiting", mail.waiting.total), lines(locale, &mail.waiting));
    add(heading("mail-digest-today", mail.today.total), lines(locale, &mail.today));
    let letter = Letter {
        locale,
        subject: text(locale, "mail-digest-subject", &facts),
        pass_on: None,
        greeting: said::good_day(locale, mail.name.as_ref()),
        intro: vec![text(locale, "mail-digest-intro", &facts)],
        card: None,
        button: mail.link.as_ref().map(|url| Button { label: text(locale, "mail-digest-open", &[]), url: url.clone() }),
        sections,
        thanks: mail
            .unsubscribe
            .as_ref()
            .map(|page| text(locale, "mail-digest-unsubscribe", &[("page", page.as_str().into())])),
        project: &mail.project,
    };
    letter.render()
}

fn lines(locale: Locale, list: &DigestList) -> Vec<String> {
    let mut lines: Vec<String> = list.items.iter().map(|item| line(locale, item)).collect();
    let named = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
    let more = list.total.saturating_sub(named);
    if more > 0 {
        lines.push(text(locale, "mail-digest-more", &[("count", more.into())]));
    }
    lines
}

/// "A-017: Dari dolmetschen in Gießen, Do., 3. Dez. 2026, 9:30 Uhr (Mina Omar), Antwort bis …".
fn line(locale: Locale, item: &DigestItem) -> String {
    let task = said::task(locale, item.service, &item.languages);
    let mut line = format!("{}: {}", item.reference, said::task_at(locale, &task, item.mode, &item.town));
    if let Some(start) = item.start {
        line = format!("{line}, {}", dates::moment(locale, start));
    }
    if let Some(lotse) = &item.lotse {
        line = match &item.phone {
            Some(phone) => format!("{line} ({lotse}, {phone})"),
            None => format!("{line} ({lotse})"),
        };
    }
    if let Some(until) = item.until {
        let until = text(locale, "mail-digest-until", &[("moment", dates::moment(locale, until).into())]);
        line = format!("{line}, {until}");
    }
    line
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &DigestMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    let enclosed = Enclosed { unsubscribe: mail.unsubscribe.clone(), ..Enclosed::default() };
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, enclosed))
}
