//! Says that a password was taken. An address of its own, so that loading it again sends nothing.

use actix_web::http::StatusCode;

use crate::web::page::{Outcome, Visit, notice};

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    Ok(notice(StatusCode::OK, visit.frame("web-account-ready-title"), visit.text("web-account-ready")))
}
