//! An entry of the plan for an open request as [`crate::i18n::explain`] says it.
//!
//! `known` finds the names, `look` the entry of one request.

mod known;
mod look;

pub(super) use self::known::Known;
pub use self::look::{Explained, NotExplained, of_request};
use crate::i18n::explain::{Change, Cure, Explanation, Forced};
pub use crate::matching::plan::{CureChange, CureEntry, UnservedEntry};

/// How a reader knows what the plan names by identifiers.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// A request.
    pub request: &'a dyn Fn(&str) -> String,
    /// A Lotse.
    pub lotse: &'a dyn Fn(&str) -> String,
    /// A carrier.
    pub carrier: &'a dyn Fn(&str) -> String,
    /// A qualification.
    pub qualification: &'a dyn Fn(&str) -> String,
}

impl Names<'_> {
    /// The identifiers themselves, for files that come without names.
    pub const AS_THEY_ARE: Names<'static> = Names {
        request: &str::to_owned,
        lotse: &str::to_owned,
        carrier: &str::to_owned,
        qualification: &str::to_owned,
    };

    fn requests(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| (self.request)(id)).collect()
    }
}

/// The facts behind the sentences.
pub fn of(entry: &UnservedEntry, names: Names<'_>) -> Explanation {
    Explanation {
        request: (names.request)(&entry.request),
        open_places: entry.open_places.into(),
        removed: entry.removed.iter().map(|removed| (removed.constraint.code(), removed.lotsen)).collect(),
        required: Vec::new(),
        candidates: entry.candidates,
        lost_to: names.requests(&entry.lost_to),
        forced: entry
            .forced
            .as_ref()
            .map(|forced| Forced { lotse: (names.lotse)(&forced.lotse), displaces: names.requests(&forced.displaces) }),
        cures: entry.cures.iter().map(|entry| cure(entry, names)).collect(),
    }
}

fn cure(entry: &CureEntry, names: Names<'_>) -> Cure {
    let change = match &entry.change {
        CureChange::OtherTime { instead_of } => Change::Time { start: entry.start, instead_of: *instead_of },
        CureChange::OtherMode => Change::Mode(entry.mode),
        CureChange::Radius { from_km, to_km } => Change::Radius { from_km: *from_km, to_km: *to_km },
        CureChange::Level { from, to } => Change::Level { from: *from, to: *to },
        CureChange::GenderWish => Change::GenderWish,
        CureChange::Lending { carrier } => Change::Lending { carrier: (names.carrier)(carrier) },
        CureChange::Qualification { code } => Change::Qualification { name: (names.qualification)(code) },
    };
    Cure { change, lotse: (names.lotse)(&entry.lotse), moves: entry.moves, displaces: names.requests(&entry.displaces) }
}

#[cfg(test)]
mod tests {
    use crate::i18n::{Locale, explain};
    use crate::matching::constraints::HardConstraint;

    #[test]
    fn every_constraint_has_its_words() {
        for locale in Locale::ALL {
            for constraint in HardConstraint::ALL {
                let words = explain::hurdle(locale, constraint.code());
                assert!(words != constraint.code() && !words.contains('⟦'), "{constraint} in {locale}: {words}");
            }
        }
    }
}
