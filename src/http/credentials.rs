//! What a request shows to prove who sends it: a token in a header, or a session in a cookie.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::web::Data;
use sha2::{Digest, Sha256};

use super::Service;
use crate::app::identity::{self, Identified, IdentityError};
use crate::app::{AppError, Context, Moment};

/// The cookie that holds a session. The prefix makes browsers take it only over HTTPS, for this host and all paths.
pub const COOKIE: &str = "__Host-lotsenwerk";

/// The same where the service runs without TLS on the own machine, where the prefix is refused.
pub const PLAIN_COOKIE: &str = "lotsenwerk";

/// What a request shows.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Nothing.
    None,
    /// A token, or a session's secret, that a program has put into the header `Authorization`.
    Bearer(String),
    /// A session's secret, that a browser sends by itself.
    Cookie(String),
}

impl Credentials {
    /// What this request shows. A header goes before a cookie.
    pub fn of(request: &HttpRequest) -> Self {
        let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some((scheme, secret)) = bearer.and_then(|value| value.split_once(' '))
            && scheme.eq_ignore_ascii_case("bearer")
        {
            return Self::Bearer(secret.trim().to_owned());
        }
        // A cookie without the prefix may come from a neighbour's host or from over HTTP, so it counts only where there is no other.
        let is_secure = request.app_data::<Data<Service>>().is_some_and(|service| service.is_secure());
        match request.cookie(if is_secure { COOKIE } else { PLAIN_COOKIE }) {
            Some(cookie) => Self::Cookie(cookie.value().to_owned()),
            None => Self::None,
        }
    }

    /// Whether a browser sends them with every request, whoever's page made it.
    pub const fn come_by_themselves(&self) -> bool {
        matches!(self, Self::Cookie(_))
    }

    /// Whom they prove; `None` where they are worth nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn identify(&self, context: &Context, moment: &Moment) -> Result<Option<Identified>, AppError> {
        let Some(secret) = self.secret() else { return Ok(None) };
        match identity::identify(context, secret, moment.now) {
            Ok(identified) => Ok(Some(identified)),
            Err(AppError::Identity(IdentityError::NotLoggedIn)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// By what it is told apart from others: a hash of it.
    pub fn digest(&self) -> Option<[u8; 16]> {
        let hash = Sha256::digest(self.secret()?);
        let mut digest = [0; 16];
        digest.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Some(digest)
    }

    /// What was shown.
    pub fn secret(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Bearer(secret) | Self::Cookie(secret) => Some(secret),
        }
    }
}

/// The cookie for a session's secret, for as long as the browser runs.
pub fn cookie(secret: String, secure: bool) -> Cookie<'static> {
    let name = if secure { COOKIE } else { PLAIN_COOKIE };
    Cookie::build(name, secret).path("/").http_only(true).same_site(SameSite::Lax).secure(secure).finish()
}

/// The cookie that makes a browser throw the session away.
pub fn no_cookie(secure: bool) -> Cookie<'static> {
    let mut cookie = cookie(String::new(), secure);
    cookie.make_removal();
    cookie
}

/// Whether a browser says that the request comes from a page of this service. Programs say nothing, and then nothing is asked.
pub fn is_own_page(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("Sec-Fetch-Site") {
        return matches!(site, "same-origin" | "none");
    }
    match (header("Origin"), header("Host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, rest)| rest == host),
        _ => true,
    }
}
