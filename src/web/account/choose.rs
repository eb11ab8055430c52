//! Chooses a password by a link.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::AppError;
use crate::app::identity::{self, IdentityError, LinkFacts, Password, PasswordFault};
use crate::domain::account::LinkPurpose;
use crate::domain::time::ZONE;
use crate::http::Service;
use crate::i18n::{Locale, dates, text};
use crate::web::form;
use crate::web::page::{self, Frame};

/// What came of the password that was sent.
enum Chosen {
    Taken,
    /// Not taken, and the link is as good as before.
    Refused(PasswordFault, LinkFacts),
}

/// Shows whose account it is and asks for a password.
pub async fn show(request: HttpRequest, link: web::Path<String>, service: web::Data<Service>) -> HttpResponse {
    let locale = page::locale(&request, &service);
    let said = link.clone();
    match service.run(move |context, moment| known(identity::look_up_link(context, &said, moment.now))).await {
        Ok(Some(facts)) => respond(&service, locale, &link, facts, None),
        Ok(None) => over(&service, locale),
        Err(refusal) => page::refused(refusal, &service, locale),
    }
}

/// A password as it is typed. Neither shown again nor logged.
#[derive(Deserialize)]
struct PasswordForm {
    password: String,
}

/// Takes a password, or says why it will not do.
pub async fn choose(
    request: HttpRequest,
    link: web::Path<String>,
    service: web::Data<Service>,
    body: web::Payload,
) -> HttpResponse {
    let locale = page::locale(&request, &service);
    // A form without a password is one with an empty password: too short.
    let password = form::read::<PasswordForm>(&request, body).await.map(|form| form.password).unwrap_or_default();
    let said = link.clone();
    let chosen = service.run_hashing(move |context, moment| {
        let fault = match identity::choose_password(context, &said, &password, moment) {
            Ok(_) => return Ok(Some(Chosen::Taken)),
            Err(AppError::Identity(IdentityError::Password(fault))) => fault,
            Err(error) => return known(Err(error)),
        };
        let facts = known(identity::look_up_link(context, &said, moment.now))?;
        Ok(facts.map(|facts| Chosen::Refused(fault, facts)))
    });
    match chosen.await {
        // Relative, so that it leads through whatever proxy the form came by.
        Ok(Some(Chosen::Taken)) => HttpResponse::SeeOther().insert_header((LOCATION, "ready")).finish(),
        Ok(Some(Chosen::Refused(fault, facts))) => respond(&service, locale, &link, facts, Some(fault)),
        Ok(None) => over(&service, locale),
        Err(refusal) => page::refused(refusal, &service, locale),
    }
}

/// A link that is over is nothing to worry about in the log.
fn known<T>(found: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(AppError::Identity(IdentityError::LinkOver)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn over(service: &Service, locale: Locale) -> HttpResponse {
    page::notice(StatusCode::NOT_FOUND, service, locale, "web-account-over-title", "web-account-over")
}

fn respond(
    service: &Service,
    locale: Locale,
    link: &str,
    facts: LinkFacts,
    fault: Option<PasswordFault>,
) -> HttpResponse {
    let title = match facts.purpose {
        LinkPurpose::Invitation => "web-account-invited-title",
        LinkPurpose::PasswordReset => "web-account-reset-title",
    };
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = Frame::new(service, locale, text(locale, title, &[]));
    page::respond(status, locale, &Page { frame, link, facts, fault })
}

#[derive(Template)]
#[template(path = "web/account/page.html")]
struct Page<'a> {
    frame: Frame,
    link: &'a str,
    facts: LinkFacts,
    fault: Option<PasswordFault>,
}

impl Page<'_> {
    fn introduction(&self) -> String {
        let key = match self.facts.purpose {
            LinkPurpose::Invitation => "web-account-invited",
            LinkPurpose::PasswordReset => "web-account-reset",
        };
        text(self.frame.locale, key, &[("name", self.facts.name.as_str().into())])
    }

    fn until(&self) -> String {
        let moment = dates::moment(self.frame.locale, self.facts.expires_at.with_timezone(&ZONE).naive_local());
        text(self.frame.locale, "web-account-until", &[("moment", moment.into())])
    }

    fn hint(&self) -> String {
        text(self.frame.locale, "web-account-hint", &[("shortest", self.shortest().into())])
    }

    fn wrong(&self) -> Option<String> {
        let (key, count) = match self.fault? {
            PasswordFault::TooShort => ("web-account-too-short", Password::SHORTEST),
            PasswordFault::TooLong => ("web-account-too-long", Password::LONGEST),
            PasswordFault::Guessable => ("web-account-guessable", Password::SHORTEST),
        };
        Some(text(self.frame.locale, key, &[("count", count.into())]))
    }

    const fn shortest(&self) -> usize {
        Password::SHORTEST
    }

    const fn longest(&self) -> usize {
        Password::LONGEST
    }
}
