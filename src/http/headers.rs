//! What every answer tells browsers to be strict about, refusals too.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderValue, STRICT_TRANSPORT_SECURITY};
use actix_web::middleware::{DefaultHeaders, Next};
use actix_web::web::Data;

use super::{Service, address};

/// A year: browsers that have been here come by HTTPS alone. Names below this one are others' business.
const HTTPS_ALONE: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// What browsers must not do: run what is not of this service, load anything from elsewhere, show a page in another's frame, tell others the address
/// (it may be a signed link), or keep what only one person may see.
pub fn strict() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("X-Robots-Tag", "noindex, nofollow"))
        .add(("Cache-Control", "no-store"))
}

/// Where the service is found under HTTPS, browsers are to come no other way. The header means nothing over an unprotected
/// connection, and is not sent where one is known to be.
///
/// # Errors
/// Those of what is behind.
pub async fn https_alone<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let is_secure = request.app_data::<Data<Service>>().is_some_and(|service| service.is_secure());
    let is_told = is_secure && address::is_https(request.request()) != Some(false);
    let mut answer = next.call(request).await?;
    if is_told {
        answer.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HTTPS_ALONE);
    }
    Ok(answer)
}
