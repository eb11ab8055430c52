//! What an endpoint answers.

use actix_web::cookie::Cookie;
use serde::Serialize;

use super::fault::ApiError;
use super::stream::Feed;
use crate::app::receipts::Kept;

/// An answer that is no problem.
#[derive(Debug, Clone)]
pub struct Reply<T> {
    /// Its status.
    pub status: u16,
    /// Where what was made is found.
    pub location: Option<String>,
    /// What it says.
    pub content: Content<T>,
    /// A cookie to keep, or to throw away.
    pub cookie: Option<Cookie<'static>>,
}

/// What an answer says.
#[derive(Debug, Clone)]
pub enum Content<T> {
    /// Nothing: 204.
    Nothing,
    /// A document.
    Document(T),
    /// A document that was answered before, to the letter.
    Kept(String),
    /// Documents as they come, until the last one.
    Stream(Feed),
    /// A file to be kept.
    File(Download),
}

/// A file to be kept under a name.
#[derive(Debug, Clone)]
pub struct Download {
    /// What it is.
    pub media_type: &'static str,
    /// Its name: letters, figures, hyphens and a point.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl<T> Reply<T> {
    /// 200 with a file.
    pub const fn file(file: Download) -> Self {
        Self { status: 200, location: None, content: Content::File(file), cookie: None }
    }

    /// 200 with a document.
    pub const fn ok(document: T) -> Self {
        Self { status: 200, location: None, content: Content::Document(document), cookie: None }
    }

    /// 200 with events as they come.
    pub const fn stream(feed: Feed) -> Self {
        Self { status: 200, location: None, content: Content::Stream(feed), cookie: None }
    }

    /// 201 with the record that was made; `path` is where it is below `/api/v1`.
    pub fn created(path: impl std::fmt::Display, document: T) -> Self {
        Self { status: 201, location: Some(format!("/api/v1{path}")), ..Self::ok(document) }
    }

    /// 202: it will be done; `path` is where to look for it.
    pub fn accepted(path: impl std::fmt::Display, document: T) -> Self {
        Self { status: 202, ..Self::created(path, document) }
    }

    /// 204.
    pub const fn nothing() -> Self {
        Self { status: 204, location: None, content: Content::Nothing, cookie: None }
    }

    /// The same with a cookie.
    #[must_use]
    pub fn with_cookie(self, cookie: Cookie<'static>) -> Self {
        Self { cookie: Some(cookie), ..self }
    }
}

impl<T> From<Kept> for Reply<T> {
    fn from(kept: Kept) -> Self {
        let content = kept.body.map_or(Content::Nothing, Content::Kept);
        Self { status: kept.status, location: kept.location, content, cookie: None }
    }
}

impl<T: Serialize> Reply<T> {
    /// The document as JSON; `None` where the answer says nothing.
    ///
    /// # Errors
    /// When it cannot be written, which is a mistake of this program.
    pub fn json(&self) -> Result<Option<String>, ApiError> {
        match &self.content {
            Content::Nothing | Content::Stream(_) | Content::File(_) => Ok(None),
            Content::Document(document) => {
                serde_json::to_string(document).map(Some).map_err(|error| ApiError::defect(&error))
            }
            Content::Kept(text) => Ok(Some(text.clone())),
        }
    }

    /// What is kept of it for whoever asks again.
    pub(super) fn kept(&self) -> Result<Kept, ApiError> {
        Ok(Kept { status: self.status, location: self.location.clone(), body: self.json()? })
    }
}
