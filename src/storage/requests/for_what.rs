//! What is narrowed by the request that it is for: offers, assignments and proposals.

use crate::domain::access::Scope;
use crate::domain::filter::ForWhat;
use crate::storage::page::{Condition, Value};

/// That the request is like this; `sql` is as `1 = (SELECT 1 FROM requests AS q WHERE q.id = o.request_id AND `.
///
/// The request is looked up row by row, by its identity, as a subquery of which no engine makes a join: so the list is read in its own
/// order, and ends where the page is full. Words are looked for where somebody sees the request itself: who lends a Lotse learns neither
/// number nor pseudonym, not by guessing either.
pub fn for_what(sql: &'static str, scope: &Scope, wanted: &ForWhat) -> Condition {
    let language = wanted.language.map(|language| {
        Condition::with(
            "EXISTS (SELECT 1 FROM request_languages AS n WHERE n.request_id = q.id AND n.language = ",
            Value::Text(language.to_string()),
        )
        .then(Condition::sql(")"))
    });
    let seen = match scope {
        Scope::Of { organisations, .. } if wanted.text.is_some() => {
            let theirs = |column| Condition::one_of(column, organisations.iter().map(|id| id.as_uuid()));
            Some(Condition::any(["q.carrier_id", "q.organisation_id"].map(theirs)))
        }
        Scope::All | Scope::Of { .. } => None,
    };
    let asked = [
        wanted.service.map(|service| Condition::with("q.service = ", service.code())),
        language,
        wanted.places.as_ref().map(|places| Condition::at("q.postcode", "q.postcode LIKE ", places)),
        seen,
        wanted.text.as_ref().map(|text| Condition::words("q.search_words LIKE ", text)),
    ];
    if *wanted == ForWhat::default() {
        return Condition::default();
    }
    Condition::sql(sql).then(Condition::all(asked.into_iter().flatten())).then(Condition::sql(")"))
}
