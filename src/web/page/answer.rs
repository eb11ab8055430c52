//! What a visit gets.

use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION, REFERRER_POLICY, RETRY_AFTER, VARY,
};

use super::Audience;
use crate::i18n::Locale;

/// What a visit gets: a page, a file, or the way to another page.
pub struct Answer {
    status: StatusCode,
    content: Content,
    cookie: Option<Cookie<'static>>,
    retry_after: Option<u64>,
}

enum Content {
    Page(String),
    File { media_type: &'static str, name: Option<String>, bytes: Vec<u8> },
    To(String),
}

impl Answer {
    /// A page that is made.
    pub const fn page(status: StatusCode, html: String) -> Self {
        Self { status, content: Content::Page(html), cookie: None, retry_after: None }
    }

    /// A file, to be kept under a name where it has one.
    pub const fn file(media_type: &'static str, name: Option<String>, bytes: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            content: Content::File { media_type, name, bytes },
            cookie: None,
            retry_after: None,
        }
    }

    /// The way to another page, so that loading it again sends nothing twice. From `/` on it is an address of the service; else it is
    /// seen from where the form went.
    pub fn to(address: impl Into<String>) -> Self {
        Self { status: StatusCode::SEE_OTHER, content: Content::To(address.into()), cookie: None, retry_after: None }
    }

    /// The same with a cookie for the browser.
    #[must_use]
    pub fn with_cookie(self, cookie: Cookie<'static>) -> Self {
        Self { cookie: Some(cookie), ..self }
    }

    /// The same with the seconds after which it is worth to come again.
    #[must_use]
    pub const fn again_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// As HTTP, from a service whose addresses are all below a path.
    pub(super) fn send(self, locale: Locale, below: &str, audience: Audience) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if audience == Audience::Desk {
            // Older browsers say by the origin alone that a form is this service's, and say nothing where no page may be told.
            response.insert_header((REFERRER_POLICY, "same-origin"));
        }
        if let Some(cookie) = self.cookie {
            response.cookie(cookie);
        }
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        match self.content {
            Content::Page(html) => response
                .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
                .insert_header((CONTENT_LANGUAGE, locale.code()))
                .insert_header((VARY, "Accept-Language, Cookie"))
                .body(html),
            Content::File { media_type, name, bytes } => {
                if let Some(name) = name {
                    response.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
                }
                response.insert_header((CONTENT_TYPE, media_type)).body(bytes)
            }
            Content::To(address) if address.starts_with('/') => {
                response.insert_header((LOCATION, format!("{below}{address}"))).finish()
            }
            Content::To(address) => response.insert_header((LOCATION, address)).finish(),
        }
    }
}
