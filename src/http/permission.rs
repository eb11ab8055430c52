//! Whether somebody may do what a request asks for: the one place where it is decided, for programs and for pages.

use super::problem::ProblemCode;
use crate::app::identity::Identified;
use crate::domain::access::{Grant, Permission};

/// What somebody must have shown to use an operation or a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Who they are: it is about their own account. Tokens do not do.
    Session,
    /// Who they are, by session or token.
    LoggedIn,
    /// That they have a permission.
    Permission(Permission),
}

/// What the caller may do, where a permission is asked for.
///
/// # Errors
/// [`ProblemCode::Unauthenticated`] where nobody has logged in, [`ProblemCode::Forbidden`] where the permission is missing, or
/// [`ProblemCode::SecondFactorNeeded`] where they may have it with a second factor.
pub fn allowed(need: Need, caller: Option<&Identified>) -> Result<Option<Grant>, ProblemCode> {
    if need == Need::Nothing {
        return Ok(None);
    }
    let caller = caller.ok_or(ProblemCode::Unauthenticated)?;
    match need {
        Need::Nothing | Need::LoggedIn => Ok(None),
        Need::Session if caller.session().is_ok() => Ok(None),
        Need::Session => Err(ProblemCode::Forbidden),
        Need::Permission(permission) => match caller.access.grant(permission) {
            Ok(grant) => Ok(Some(grant)),
            Err(_) if caller.needs_second_factor => Err(ProblemCode::SecondFactorNeeded),
            Err(_) => Err(ProblemCode::Forbidden),
        },
    }
}
