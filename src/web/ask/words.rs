//! What the form says, in the reader's language and in German.

use crate::domain::code::{Mode, Service, Topic};
use crate::i18n::NewcomerLanguage;

/// Both languages of the page.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The reader's.
    pub language: NewcomerLanguage,
}

impl Words {
    /// The language with a tag; German where there is none such.
    pub fn of(tag: &str) -> Self {
        let language = NewcomerLanguage::ALL.into_iter().find(|language| language.code() == tag);
        Self { language: language.unwrap_or(NewcomerLanguage::De) }
    }

    /// In the reader's language.
    pub fn own(&self, key: &str) -> String {
        self.language.text(key, &[])
    }

    /// In German beside it, for whoever helps to fill it in; `None` where the reader's is German.
    pub fn beside(&self, key: &str) -> Option<String> {
        (self.language != NewcomerLanguage::De).then(|| NewcomerLanguage::De.text(key, &[]))
    }

    /// "60 minutes".
    pub fn minutes(&self, minutes: u32) -> String {
        self.language.text("ask-minutes", &[("minutes", minutes.to_string().into())])
    }

    /// The window's title.
    pub fn title(&self, key: &str) -> String {
        let own = self.own(key);
        self.beside(key).map_or_else(|| own.clone(), |german| format!("{own} / {german}"))
    }
}

/// What somebody may need, by what the form sends.
pub const HELP: [(&str, Service, Mode, &str); 4] = [
    ("accompany", Service::Accompaniment, Mode::InPerson, "ask-accompany"),
    ("interpret", Service::Interpreting, Mode::InPerson, "ask-interpret"),
    ("phone", Service::Interpreting, Mode::Phone, "ask-phone"),
    ("video", Service::Interpreting, Mode::Video, "ask-video"),
];

/// What it is about.
pub const fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Authority => "ask-authority",
        Topic::Health => "ask-health",
        Topic::SchoolOrDayCare => "ask-school",
        Topic::Advice => "ask-advice",
        Topic::Job => "ask-job",
        Topic::Housing => "ask-housing",
        Topic::ChildCare => "ask-child-care",
        Topic::Bank => "ask-bank",
        Topic::Leisure => "ask-leisure",
    }
}

/// How long it may take, minutes.
pub const MINUTES: [u32; 5] = [30, 60, 90, 120, 180];
