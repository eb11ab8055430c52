//! In which language to answer.

use actix_web::HttpRequest;
use actix_web::http::header::ACCEPT_LANGUAGE;

use crate::i18n::Locale;

/// The language that a request asks for; `usual` where it asks for none.
pub fn locale_of(request: &HttpRequest, usual: Locale) -> Locale {
    let wish = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    wish.map_or(usual, |wish| Locale::negotiate(wish, usual))
}
