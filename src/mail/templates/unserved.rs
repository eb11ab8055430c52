//! Requests for which nobody was found, to the coordinator: why, and what would serve each.

use super::facts::{Posting, Project};
use super::letter::{self, Button, Enclosed, Letter, Section};
use super::{Rendered, said};
use crate::domain::code::{Mode, Service};
use crate::domain::language::Language;
use crate::domain::request::Appointment;
use crate::domain::text::{ListNumber, PersonName, Town};
use crate::i18n::explain::{self, Explanation};
use crate::i18n::{Locale, dates, text};
use crate::mail::error::MailError;
use crate::mail::message::OutgoingMail;

/// What the mail about open requests says.
#[derive(Debug, Clone)]
pub struct UnservedMail {
    /// The coordinator's name.
    pub name: Option<PersonName>,
    /// Those that are explained, the most urgent first.
    pub requests: Vec<OpenRequest>,
    /// How many there are beside those.
    pub more: u32,
    /// The coordinator's project.
    pub project: Project,
    /// The page that shows them all, where a cure is applied by a click.
    pub link: Option<String>,
}

/// One open request.
#[derive(Debug, Clone)]
pub struct OpenRequest {
    /// The request's number as the project knows it.
    pub reference: ListNumber,
    /// What is asked for.
    pub service: Service,
    /// The needed languages.
    pub languages: Vec<Language>,
    /// The dearest of its appointments; none where only flexible times were given.
    pub appointment: Option<Appointment>,
    /// The mode dearest to it.
    pub mode: Mode,
    /// Where, or from where.
    pub town: Town,
    /// Why, and what would help; requests and Lotsen named as the coordinator knows them.
    pub explanation: Explanation,
    /// Whether cures were looked for: without that, their absence says nothing.
    pub cures_were_tried: bool,
}

/// Says it in the reader's language.
///
/// # Errors
/// [`MailError::Layout`], which no facts known today bring about.
pub fn render(mail: &UnservedMail, locale: Locale) -> Result<Rendered, MailError> {
    let named = u32::try_from(mail.requests.len()).unwrap_or(u32::MAX);
    let first = mail.requests.first();
    let title = first.map_or_else(String::new, |request| request.title(locale));
    let reference = first.map_or("", |request| request.reference.as_str());
    let count =
        [("count", named.saturating_add(mail.more).into()), ("title", title.into()), ("reference", reference.into())];
    let more = [("count", mail.more.into())];
    let letter = Letter {
        locale,
        subject: text(locale, "mail-unserved-subject", &count),
        pass_on: None,
        greeting: said::good_day(locale, mail.name.as_ref()),
        intro: vec![text(locale, "mail-unserved-intro", &count)],
        card: None,
        button: mail.link.as_ref().map(|url| Button { label: text(locale, "mail-digest-open", &[]), url: url.clone() }),
        sections: mail.requests.iter().map(|request| request.section(locale)).collect(),
        thanks: (mail.more > 0).then(|| text(locale, "mail-unserved-more", &more)),
        project: &mail.project,
    };
    letter.render()
}

impl OpenRequest {
    /// "Dari dolmetschen in Gießen".
    fn title(&self, locale: Locale) -> String {
        let task = said::task(locale, self.service, &self.languages);
        said::task_at(locale, &task, self.mode, &self.town)
    }

    fn section(&self, locale: Locale) -> Section {
        let mut lines = vec![explain::open(locale, &self.explanation)];
        lines.extend(explain::reasons(locale, &self.explanation));
        if self.cures_were_tried {
            lines.extend(explain::cures(locale, &self.explanation));
        }
        let heading = format!("{}: {}", self.reference, self.title(locale));
        match self.when(locale) {
            Some(when) => Section { heading: format!("{heading}, {when}"), lines },
            None => Section { heading, lines },
        }
    }

    /// "Do., 3. Dez. 2026, 9:30–10:30 Uhr", or "3 Termine ab Do., 3. Dez.".
    fn when(&self, locale: Locale) -> Option<String> {
        match self.appointment.as_ref()?.sittings() {
            [only] => Some(said::span(locale, only)),
            all @ [first, ..] => {
                let count = all.len();
                let day = dates::day(locale, first.start().date());
                Some(text(locale, "mail-unserved-series", &[("count", count.into()), ("day", day.into())]))
            }
            [] => None,
        }
    }
}

/// The whole mail.
///
/// # Errors
/// [`MailError::Layout`].
pub fn compose(mail: &UnservedMail, locale: Locale, posting: Posting) -> Result<OutgoingMail, MailError> {
    Ok(letter::post(render(mail, locale)?, &mail.project, posting, Enclosed::default()))
}
