//! Chooses a password by a link.

use actix_web::http::StatusCode;
use askama::Template;

use crate::app::AppError;
use crate::app::identity::{self, IdentityError, LinkFacts, Password, PasswordFault};
use crate::domain::account::LinkPurpose;
use crate::domain::time::ZONE;
use crate::i18n::{dates, text};
use crate::web::page::{Answer, Frame, Outcome, Visit, notice};

/// Shows whose account it is and asks for a password.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, None)
}

/// Takes a password, or says why it will not do.
pub fn choose(visit: &mut Visit<'_>) -> Outcome {
    // A form without a password is one with an empty password: too short.
    let password = visit.said.exact("password");
    match identity::choose_password(visit.context, visit.named("link"), password, visit.moment) {
        // Relative, as the form's own address is.
        Ok(_) => Ok(Answer::to("ready")),
        Err(AppError::Identity(IdentityError::Password(fault))) => shown(visit, Some(fault)),
        Err(AppError::Identity(IdentityError::LinkOver)) => over(visit),
        Err(error) => Err(error.into()),
    }
}

/// The form. A link that is over is nothing to worry about in the log.
fn shown(visit: &Visit<'_>, fault: Option<PasswordFault>) -> Outcome {
    let link = visit.named("link");
    let facts = match identity::look_up_link(visit.context, link, visit.moment.now) {
        Ok(facts) => facts,
        Err(AppError::Identity(IdentityError::LinkOver)) => return over(visit),
        Err(error) => return Err(error.into()),
    };
    let title = match facts.purpose {
        LinkPurpose::Invitation => "web-account-invited-title",
        // A link to log in by is not looked up here.
        LinkPurpose::PasswordReset | LinkPurpose::LogIn => "web-account-reset-title",
    };
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    visit.show_as(status, &Page { frame: visit.frame(title), link, facts, fault })
}

fn over(visit: &Visit<'_>) -> Outcome {
    let frame = visit.frame("web-account-over-title");
    Ok(notice(StatusCode::NOT_FOUND, frame, visit.text("web-account-over")))
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
            LinkPurpose::PasswordReset | LinkPurpose::LogIn => "web-account-reset",
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
