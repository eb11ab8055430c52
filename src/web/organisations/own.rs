//! `GET /organisation`: the way to the own one, or to the list for whoever has several or all.

use crate::domain::access::Scope;
use crate::web::page::{Answer, Outcome, Visit};

/// Leads there.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let only = match visit.grant()?.scope() {
        Scope::All => None,
        Scope::Of { organisations, .. } if organisations.len() == 1 => organisations.first(),
        Scope::Of { .. } => None,
    };
    Ok(Answer::to(only.map_or_else(|| "/organisations".to_owned(), |id| format!("/organisations/{id}"))))
}
