//! The frame around every page: title, stylesheet, and for whoever has logged in the way to everything else.

use super::super::assets::{SCRIPT_PATH, STYLE_PATH};
use crate::app::identity::Identified;
use crate::domain::access::{Access, Permission};
use crate::domain::user::UserLanguage;
use crate::i18n::{Locale, text};

/// What the frame around a page needs.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's language.
    pub locale: Locale,
    /// The window's title, and the heading.
    pub title: String,
    /// Whoever has logged in.
    pub reader: Option<Reader>,
    /// What was done just now, in words.
    pub done: Option<String>,
    /// The path that a proxy shows all pages under.
    pub(in crate::web) path: String,
}

/// Whoever has logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Their name.
    pub name: String,
    /// Where they may go, and whether they are there.
    pub ways: Vec<Way>,
}

/// A way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its address.
    pub to: &'static str,
    /// The key of its words.
    pub words: &'static str,
    /// Whether the reader is there or below.
    pub is_here: bool,
}

/// Where somebody may go, by what they must be allowed there.
const WAYS: [(&str, &str, Permission); 6] = [
    ("/today", "web-way-today", Permission::ProposalsDecide),
    ("/requests", "web-way-requests", Permission::RequestsRead),
    ("/matching", "web-way-matching", Permission::RunsRead),
    ("/lotsen", "web-way-lotsen", Permission::LotsenWrite),
    ("/week", "web-way-week", Permission::RequestsRead),
    ("/hours", "web-way-hours", Permission::HoursConfirm),
];

impl Reader {
    /// Somebody at an address.
    pub fn of(who: &Identified, here: &str) -> Self {
        let is_here = |to: &str| here.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let way = |&(to, words, _): &(&'static str, &'static str, _)| Way { to, words, is_here: is_here(to) };
        let ways = WAYS.iter().filter(|(_, _, asked)| who.access.grant(*asked).is_ok()).map(way).collect();
        Self { name: who.user.name.to_string(), ways }
    }

    /// The page that answers what somebody comes for.
    pub fn first_way(access: &Access) -> &'static str {
        WAYS.iter().find(|(_, _, asked)| access.grant(*asked).is_ok()).map_or("/profile", |(to, _, _)| to)
    }
}

/// The language that somebody with an account reads.
pub const fn locale_of(language: UserLanguage) -> Locale {
    match language {
        UserLanguage::German => Locale::De,
        UserLanguage::English => Locale::En,
    }
}

impl Frame {
    /// The frame of a page of a service that is below a path.
    pub const fn new(path: String, locale: Locale, title: String) -> Self {
        Self { locale, title, reader: None, done: None, path }
    }

    /// An address of the service as a page names it.
    pub fn at(&self, address: &str) -> String {
        format!("{}{address}", self.path)
    }

    /// Where the stylesheet is.
    pub fn style(&self) -> String {
        self.at(&STYLE_PATH)
    }

    /// Where the script is.
    pub fn script(&self) -> String {
        self.at(&SCRIPT_PATH)
    }

    /// A text without variables.
    pub fn text(&self, key: &str) -> String {
        text(self.locale, key, &[])
    }
}
