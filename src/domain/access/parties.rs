//! Whose an offer or an assignment is, and which of them may do what with it: to see it is not to decide about it.

use super::grant::Scope;
use crate::domain::assignment::CancelledBy;
use crate::domain::id::{LotseId, OrganisationId};

/// Whose an offer or an assignment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties {
    /// The carrier that cares for the request.
    pub carrier: OrganisationId,
    /// Whoever posted the request.
    pub poster: OrganisationId,
    /// The Lotse's own carrier: the request's, or one that lends them.
    pub lender: OrganisationId,
    /// The Lotse.
    pub lotse: LotseId,
}

/// What somebody does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Looks at it.
    See,
    /// Answers an offer.
    Answer,
    /// Moves the appointment to another time, with all who go.
    Change,
    /// Calls the assignment off in somebody's name.
    CallOff(CancelledBy),
    /// Notes that it took place, or who did not come.
    Close,
}

impl Parties {
    /// Whether a scope reaches far enough for a deed.
    ///
    /// Everybody concerned sees it. A request is its carrier's: whoever only lends a Lotse to it speaks for this Lotse and for nobody
    /// else, and whoever only posted it can have it called off, in their own name. A carrier borrows Lotsen, but not their answers.
    pub fn allow(&self, scope: &Scope, deed: Deed) -> bool {
        let cares = scope.has_organisation(self.carrier);
        let posted = scope.has_organisation(self.poster);
        let speaks = scope.has_lotse(self.lotse, self.lender);
        match deed {
            Deed::See => cares || posted || speaks,
            Deed::Answer => speaks,
            Deed::Change | Deed::Close | Deed::CallOff(CancelledBy::Project) => cares,
            Deed::CallOff(CancelledBy::Requester | CancelledBy::Newcomer) => cares || posted,
            Deed::CallOff(CancelledBy::Lotse) => cares || speaks,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::DateTime;

    use super::*;

    #[test]
    fn who_lends_speaks_for_their_lotse_and_who_posted_for_themselves() {
        let at = DateTime::UNIX_EPOCH;
        let organisation = |byte| OrganisationId::new(at, [byte; 10]);
        let [carrier, poster, lender, stranger] = [1, 2, 3, 4].map(organisation);
        let lotse = LotseId::new(at, [5; 10]);
        let parties = Parties { carrier, poster, lender, lotse };
        let of = |organisation| Scope::Of { organisations: BTreeSet::from([organisation]), lotsen: BTreeSet::new() };
        let own = Scope::Of { organisations: BTreeSet::new(), lotsen: BTreeSet::from([lotse]) };
        let scopes = [of(carrier), of(poster), of(lender), own, of(stranger), Scope::All];
        for (deed, allowed) in [
            (Deed::See, [true, true, true, true, false, true]),
            (Deed::Answer, [false, false, true, true, false, true]),
            (Deed::Change, [true, false, false, false, false, true]),
            (Deed::Close, [true, false, false, false, false, true]),
            (Deed::CallOff(CancelledBy::Project), [true, false, false, false, false, true]),
            (Deed::CallOff(CancelledBy::Requester), [true, true, false, false, false, true]),
            (Deed::CallOff(CancelledBy::Newcomer), [true, true, false, false, false, true]),
            (Deed::CallOff(CancelledBy::Lotse), [true, false, true, true, false, true]),
        ] {
            assert_eq!(scopes.each_ref().map(|scope| parties.allow(scope, deed)), allowed, "{deed:?}");
        }
    }
}
