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
    /// By which they log in: password managers ask for it.
    pub email: String,
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

/// To whom a way is shown.
#[derive(Debug, Clone, Copy)]
enum Who {
    /// Whoever may do this.
    May(Permission),
    /// Lotsen.
    Lotsen,
}

/// Where somebody may go, and to whom it is shown.
const WAYS: [(&str, &str, Who); 13] = [
    ("/today", "web-way-today", Who::May(Permission::ProposalsDecide)),
    ("/requests", "web-way-requests", Who::May(Permission::RequestsRead)),
    ("/matching", "web-way-matching", Who::May(Permission::ProposalsDecide)),
    ("/lotsen", "web-way-lotsen", Who::May(Permission::LotsenWrite)),
    ("/week", "web-way-week", Who::May(Permission::RequestsRead)),
    ("/hours", "web-way-hours", Who::May(Permission::HoursConfirm)),
    ("/proofs", "web-way-proofs", Who::May(Permission::ProofsRead)),
    ("/programmes", "web-way-programmes", Who::May(Permission::ProgrammesRead)),
    ("/coverage", "web-way-coverage", Who::May(Permission::CoverageRead)),
    ("/me", "web-way-own", Who::Lotsen),
    ("/outbox", "web-way-outbox", Who::May(Permission::OutboxRead)),
    ("/users", "web-way-users", Who::May(Permission::UsersRead)),
    ("/organisation", "web-way-organisation", Who::May(Permission::LendingsRead)),
];

impl Who {
    fn includes(self, access: &Access) -> bool {
        match self {
            Self::May(permission) => access.grant(permission).is_ok(),
            Self::Lotsen => access.memberships().iter().any(|membership| membership.lotse().is_some()),
        }
    }
}

impl Reader {
    /// Somebody at an address.
    pub fn of(who: &Identified, here: &str) -> Self {
        // Whoever looks at one of all organisations is in the area of the own one, or of what the page tells of it.
        let here = match here.strip_prefix("/organisations") {
            Some(rest) if rest.ends_with("/proof") => "/proofs",
            Some(rest) if rest.ends_with("/funding") => "/programmes",
            Some(_) => "/organisation",
            None => here,
        };
        let is_here = |to: &str| here.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let way = |&(to, words, _): &(&'static str, &'static str, Who)| Way { to, words, is_here: is_here(to) };
        let ways = WAYS.iter().filter(|(_, _, shown)| shown.includes(&who.access)).map(way).collect();
        Self { name: who.user.name.to_string(), email: who.user.email.to_string(), ways }
    }

    /// The page that answers what somebody comes for.
    pub fn first_way(access: &Access) -> &'static str {
        WAYS.iter().find(|(_, _, shown)| shown.includes(access)).map_or("/profile", |(to, _, _)| to)
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
