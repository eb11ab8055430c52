//! A page: its line of the list, and the way of a visit through it.
//!
//! ```text
//! from an own page? ──► query or form
//!                           │
//!         a thread on which waiting is allowed: who is it? ──► may they? ──► Page::run: use case, template
//!                           │
//!                           └──► page, the way to another one, or the page that says why there is none
//! ```
//!
//! Permission is checked here, by [`allowed`](crate::http::permission::allowed), and nowhere else. Whoever has to log in first gets the
//! page for that, and what they had typed comes along (see [`log_in`](super::log_in)).

mod answer;
mod confirm;
mod error;
mod fields;
mod frame;
mod handler;
mod notice;
mod upload;
mod visit;

pub use answer::Answer;
pub use confirm::Confirm;
pub use error::PageError;
pub use fields::{Fields, encoded};
pub use frame::{Frame, Reader};
pub use handler::routes;
pub use notice::{leading, not_here, notice, turned_away};
pub use upload::{LARGEST_FILE, Upload};
pub use visit::Visit;

use crate::http::Line;
use crate::http::permission::Need;

/// What is done with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Looks, and changes nothing: programs that check mails look too. `HEAD` is the same.
    Get,
    /// Sends a form.
    Post,
}

/// For whom a page is, which decides how a refusal is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever comes by a link from a mail, and may know nothing else of the service.
    Link,
    /// Whoever works with it.
    Desk,
}

/// What comes of a visit.
pub type Outcome = Result<Answer, PageError>;

/// A page, or what a form on one leads to.
#[derive(Clone, Copy)]
pub struct Page {
    /// Names it for tests and logs.
    pub id: &'static str,
    /// What is done.
    pub method: Method,
    /// The address, with names in braces.
    pub path: &'static str,
    /// What the visitor must have shown.
    pub need: Need,
    /// For whom it is.
    pub audience: Audience,
    /// In which line it waits for its turn.
    pub line: Line,
    /// Whether it waits a moment for a turn to think, and is shown without what takes thinking where none comes.
    pub thinks_if_soon: bool,
    /// Whether a file may come with the form, which is larger then.
    pub takes_file: bool,
    /// What it does.
    pub run: fn(&mut Visit<'_>) -> Outcome,
}

impl Page {
    /// A page for whoever works with the service.
    pub const fn desk(id: &'static str, path: &'static str, need: Need, run: fn(&mut Visit<'_>) -> Outcome) -> Self {
        Self {
            id,
            method: Method::Get,
            path,
            need,
            audience: Audience::Desk,
            line: Line::Usual,
            thinks_if_soon: false,
            takes_file: false,
            run,
        }
    }

    /// A page behind a link from a mail.
    pub const fn link(id: &'static str, path: &'static str, run: fn(&mut Visit<'_>) -> Outcome) -> Self {
        Self {
            id,
            method: Method::Get,
            path,
            need: Need::Nothing,
            audience: Audience::Link,
            line: Line::Usual,
            thinks_if_soon: false,
            takes_file: false,
            run,
        }
    }

    /// The same for a form that is sent there.
    #[must_use]
    pub const fn sent(self) -> Self {
        Self { method: Method::Post, ..self }
    }

    /// The same for a form with a file.
    #[must_use]
    pub const fn upload(self) -> Self {
        Self { takes_file: true, ..self.sent() }
    }

    /// The same with something that takes thinking, if its turn comes soon.
    #[must_use]
    pub const fn thinking_if_soon(self) -> Self {
        Self { thinks_if_soon: true, ..self }
    }

    /// The same in another line.
    #[must_use]
    pub const fn line(self, line: Line) -> Self {
        Self { line, ..self }
    }
}
