//! The kinds of mail: one folder each, with its facts as a struct, and its two layouts.
//!
//! Wording is in the catalogue (`mail.ftl`), arrangement in `body.txt` and `body.html`; both layouts say the same. The
//! HTML is a page for phones first: no remote parts, readable without its styles, in the dark, and by screen readers.

pub mod offer;

/// A mail in the reader's language, before it is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// A single line.
    pub subject: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part, a whole document.
    pub html: String,
}
