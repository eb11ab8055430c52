//! Passwords: changed by whoever knows the old one, or chosen by a link that came by mail.
//!
//! A link's secret is sent in bodies alone. Paths are written into logs by whoever stands between, bodies are not.

mod change;
mod choose;
mod look_up;
mod request_reset;

use crate::api::fault::ApiError;
use crate::api::mounted::Mounted;
use crate::app::AppError;
use crate::app::identity::{IdentityError, Password, PasswordFault};
use crate::http::problem::FieldKind;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<change::Change>(),
        Mounted::of::<request_reset::RequestReset>(),
        Mounted::of::<look_up::LookUp>(),
        Mounted::of::<choose::Choose>(),
    ]);
}

/// Why a password was not set: at the field of the new one, where it is the new one that is not taken.
fn refused(pointer: &str, error: AppError) -> ApiError {
    let AppError::Identity(IdentityError::Password(fault)) = error else { return error.into() };
    let count = |characters| u64::try_from(characters).unwrap_or(u64::MAX);
    let kind = match fault {
        PasswordFault::TooShort => FieldKind::TooShort { min: count(Password::SHORTEST) },
        PasswordFault::TooLong => FieldKind::TooLong { max: count(Password::LONGEST) },
        PasswordFault::Guessable => FieldKind::WeakPassword,
    };
    ApiError::field(pointer, kind)
}
