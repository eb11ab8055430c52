//! What the page says, once in each language.

use crate::app::newcomer_page::{NewcomerPage, Stand, Told};
use crate::domain::code::{Mode, Service};
use crate::domain::time;
use crate::i18n::NewcomerLanguage;

/// Everything in one language.
pub struct Block<'a> {
    pub language: NewcomerLanguage,
    pub page: &'a NewcomerPage,
}

/// The own language first, German after it.
pub fn blocks(page: &NewcomerPage) -> Vec<Block<'_>> {
    let mut languages = vec![page.language];
    if page.language != NewcomerLanguage::De {
        languages.push(NewcomerLanguage::De);
    }
    languages.into_iter().map(|language| Block { language, page }).collect()
}

/// "موعدكم / Ihr Termin": the window's title says no more than a mail's subject does.
pub fn title(page: &NewcomerPage) -> String {
    blocks(page).iter().map(Block::title).collect::<Vec<_>>().join(" / ")
}

impl Block<'_> {
    pub fn text(&self, key: &str) -> String {
        self.language.text(key, &[])
    }

    /// A page has one heading of its own; what says it in German is a part of the page.
    pub fn heading(&self) -> &'static str {
        if self.language == self.page.language { "h1" } else { "h2" }
    }

    fn title(&self) -> String {
        let sittings = self.page.told.as_ref().map_or(1, |told| told.appointment.sittings().len());
        self.language.text("newcomer-subject-confirmation", &[("sittings", sittings.into())])
    }

    /// How things stand, in a sentence or two.
    pub fn stand(&self) -> String {
        self.text(match self.page.stand {
            Stand::Helped { .. } => "newcomer-intro-confirmation",
            Stand::Searching => "newcomer-intro-helper-lost",
            Stand::Nobody => "newcomer-intro-nobody-found",
            Stand::Cancelled => "newcomer-intro-cancelled",
            Stand::Withdrawn => "newcomer-intro-withdrawn",
            Stand::NotNeeded => "newcomer-intro-not-needed",
            Stand::Ended => "newcomer-link-over",
        })
    }

    /// Date and hours of each sitting.
    pub fn sittings(&self, told: &Told) -> Vec<(String, String)> {
        let sittings = told.appointment.sittings().iter();
        let said = sittings.map(|sitting| {
            let hours = self.language.hours(sitting.start().time(), time::local(sitting.end()).time());
            (self.language.date(sitting.start().date()), hours)
        });
        said.collect()
    }

    /// "By phone" instead of a place.
    pub fn way(&self, told: &Told) -> Option<String> {
        match told.mode {
            Mode::InPerson => None,
            Mode::Phone => Some(self.text("newcomer-by-phone")),
            Mode::Video => Some(self.text("newcomer-by-video")),
        }
    }

    /// Given names, and what they do; nobody where nobody comes.
    pub fn helpers(&self, told: &Told) -> Option<(String, String)> {
        let names: Vec<&str> = told.helpers.iter().map(|name| name.as_str()).collect();
        let service = match told.service {
            Service::Accompaniment => "newcomer-accompaniment",
            Service::Interpreting => "newcomer-interpreting",
        };
        (!names.is_empty()).then(|| (names.join(", "), self.text(service)))
    }

    /// What to bring to where somebody comes along.
    pub fn bring(&self, told: &Told) -> Option<String> {
        let is_on = !told.helpers.is_empty() && told.mode == Mode::InPerson;
        is_on.then(|| self.text("newcomer-bring"))
    }
}
