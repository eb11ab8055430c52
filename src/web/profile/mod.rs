//! The own account: who one is here, the password, where one is logged in, the second factor, and keys for programs.
//!
//! What is told once (a secret, recovery codes, a key) is the answer to the form that asked for it and stands at no address, so no
//! browser shows it again by going back to one. A password that was typed is never shown again.
//!
//! Deliberately absent: another mail address. It proves who one is, so another one is another account.

mod edit;
mod password;
mod qr;
mod recovery;
mod scopes;
mod second_factor;
mod sessions;
mod show;
mod tokens;

use super::components::{Field, Form, Kind};
use super::page::{Page, PageError, Visit};
use crate::app::AppError;
use crate::app::identity::{IdentityError, Password, PasswordFault};
use crate::http::Line;
use crate::http::permission::Need;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, text};

const OWN: Need = Need::Session;

/// The pages.
pub const PAGES: [Page; 20] = [
    Page::desk("profile.show", "/profile", OWN, show::show),
    Page::desk("profile.edit", "/profile/edit", OWN, edit::show),
    Page::desk("profile.change", "/profile/edit", OWN, edit::change).sent(),
    Page::desk("profile.password", "/profile/password", OWN, password::show),
    Page::desk("profile.password_change", "/profile/password", OWN, password::change).sent().line(Line::Hashing),
    Page::desk("profile.sessions", "/profile/sessions", OWN, sessions::show),
    Page::desk("profile.sessions_end", "/profile/sessions/{id}/end", OWN, sessions::end).sent(),
    Page::desk("profile.sessions_end_others", "/profile/sessions/end-others", OWN, sessions::end_others).sent(),
    Page::desk("profile.factor", FACTOR, OWN, second_factor::show),
    Page::desk("profile.factor_begin", FACTOR, OWN, second_factor::begin).sent().line(Line::Hashing),
    Page::desk("profile.factor_confirm", "/profile/second-factor/confirm", OWN, second_factor::confirm).sent(),
    Page::desk("profile.factor_off", "/profile/second-factor/off", OWN, recovery::ask_off),
    Page::desk("profile.factor_disable", "/profile/second-factor/off", OWN, recovery::off).sent().line(Line::Hashing),
    Page::desk("profile.codes", "/profile/second-factor/codes", OWN, recovery::ask_codes),
    Page::desk("profile.codes_renew", "/profile/second-factor/codes", OWN, recovery::codes).sent().line(Line::Hashing),
    Page::desk("profile.tokens", "/profile/tokens", OWN, tokens::list),
    Page::desk("profile.tokens_new", "/profile/tokens/new", OWN, tokens::new),
    Page::desk("profile.tokens_make", "/profile/tokens/new", OWN, tokens::make).sent(),
    Page::desk("profile.tokens_ask", "/profile/tokens/{id}/revoke", OWN, tokens::ask),
    Page::desk("profile.tokens_revoke", "/profile/tokens/{id}/revoke", OWN, tokens::revoke).sent(),
];

const FACTOR: &str = "/profile/second-factor";

/// The field of the password that one has.
fn current_password(form: &Form<'_>) -> Field {
    form.field("password", Kind::Password, "self-password-current").required().filled_in("current-password")
}

/// What is wrong with the password that was shown, or with the code.
///
/// # Errors
/// What has to do with neither.
fn not_shown(locale: Locale, error: AppError) -> Result<FieldKind, PageError> {
    let said = |code, detail| FieldKind::Cell { code, detail };
    Ok(match &error {
        AppError::Identity(IdentityError::WrongCredentials) => {
            said("wrong_credentials", text(locale, "self-password-wrong", &[]))
        }
        AppError::Identity(IdentityError::WrongCode) => said("wrong_code", text(locale, "self-factor-wrong", &[])),
        AppError::Identity(IdentityError::Throttled { retry_after }) => {
            let seconds = [("seconds", retry_after.num_seconds().max(1).into())];
            said("too_many_attempts", text(locale, "web-log-in-wait", &seconds))
        }
        _ => return Err(error.into()),
    })
}

/// Why a new password is not taken.
fn not_taken(locale: Locale, fault: PasswordFault) -> FieldKind {
    let (key, count) = match fault {
        PasswordFault::TooShort => ("web-account-too-short", Password::SHORTEST),
        PasswordFault::TooLong => ("web-account-too-long", Password::LONGEST),
        PasswordFault::Guessable => ("web-account-guessable", Password::SHORTEST),
    };
    FieldKind::Cell { code: fault.code(), detail: text(locale, key, &[("count", count.into())]) }
}

/// An instant as people here say it.
fn local(locale: Locale, at: chrono::DateTime<chrono::Utc>) -> String {
    crate::i18n::dates::moment(locale, at.with_timezone(&crate::domain::time::ZONE).naive_local())
}

/// The way to the second factor as the frame names it.
fn factor(visit: &Visit<'_>) -> String {
    visit.frame_named(String::new()).at(FACTOR)
}
