//! Whose offers and assignments are: the carrier and the organisation of the request and the organisation of the Lotse, copied to
//! each of them so that one index serves the list of whoever may see it.
//!
//! The copies follow what they are copied from: whoever writes requests, Lotsen, offers or assignments calls this in the same commit,
//! and rows that are right already stay untouched.

use diesel::QueryResult;

use super::connection::AnyConn;
use super::dialect::BATCH;
use super::page::{Branches, Condition, Value, execute};
use super::types::Id;
use crate::domain::access::{self, Scope};
use crate::domain::id::{LotseId, OrganisationId, RequestId};

/// Copies carrier and organisation of these requests.
pub fn follow_requests(conn: &mut AnyConn, requests: &[Id]) -> QueryResult<()> {
    for (update, which) in [
        (
            "UPDATE assignments SET carrier_id = r.carrier_id, organisation_id = r.organisation_id FROM requests AS r \
             WHERE r.id = assignments.request_id AND (assignments.carrier_id <> r.carrier_id \
             OR assignments.organisation_id <> r.organisation_id) AND ",
            "assignments.request_id",
        ),
        (
            "UPDATE offers SET carrier_id = r.carrier_id, organisation_id = r.organisation_id FROM requests AS r \
             WHERE r.id = offers.request_id AND (offers.carrier_id <> r.carrier_id \
             OR offers.organisation_id <> r.organisation_id) AND ",
            "offers.request_id",
        ),
    ] {
        follow(conn, update, which, requests)?;
    }
    Ok(())
}

/// Copies the organisation of these Lotsen.
pub fn follow_lotsen(conn: &mut AnyConn, lotsen: &[Id]) -> QueryResult<()> {
    for (update, which) in [
        (
            "UPDATE assignments SET lender_id = l.organisation_id FROM lotsen AS l \
             WHERE l.id = assignments.lotse_id AND assignments.lender_id <> l.organisation_id AND ",
            "assignments.lotse_id",
        ),
        (
            "UPDATE offers SET lender_id = l.organisation_id FROM lotsen AS l \
             WHERE l.id = offers.lotse_id AND offers.lender_id <> l.organisation_id AND ",
            "offers.lotse_id",
        ),
    ] {
        follow(conn, update, which, lotsen)?;
    }
    Ok(())
}

fn follow(conn: &mut AnyConn, update: &'static str, which: &'static str, ids: &[Id]) -> QueryResult<()> {
    for some in ids.chunks(BATCH) {
        let these = Condition::one_of(which, some.iter().map(|id| Value::Id(*id)));
        execute(conn, &Condition::sql(update).then(these))?;
    }
    Ok(())
}

/// The parties of a row with this carrier, organisation and lender and this Lotse.
pub fn of_row([carrier, organisation, lender]: [Id; 3], lotse: LotseId) -> access::Parties {
    let [carrier, poster, lender] = [carrier, organisation, lender].map(|id| OrganisationId::from_uuid(id.0));
    access::Parties { carrier, poster, lender, lotse }
}

/// The columns of a table with such copies: by itself, and followed by an equals sign.
pub struct Parties {
    pub state: [&'static str; 2],
    pub carrier: [&'static str; 2],
    pub organisation: [&'static str; 2],
    pub lender: [&'static str; 2],
    pub lotse: [&'static str; 2],
    pub request: &'static str,
}

/// What of it is wanted.
pub struct Wanted {
    /// All states that will do.
    pub states: Vec<&'static str>,
    pub lotse: Option<LotseId>,
    pub request: Option<RequestId>,
    pub carrier: Option<OrganisationId>,
}

impl Parties {
    /// A branch for each way in which a row may be seen. One Lotse and one request have few rows, so there the way is looked at row by
    /// row.
    pub fn visible(&self, scope: &Scope, wanted: &Wanted) -> Branches {
        let lotse = wanted.lotse.map(|id| Condition::with(self.lotse[1], id.as_uuid()));
        let request = wanted.request.map(|id| Condition::with(self.request, id.as_uuid()));
        let carrier = wanted.carrier.map(|id| Condition::with(self.carrier[1], id.as_uuid()));
        let states = || Condition::one_of(self.state[0], wanted.states.iter().copied());
        if wanted.lotse.is_some() || wanted.request.is_some() {
            let asked = Condition::all(lotse.into_iter().chain(request).chain(carrier));
            return Branches::of(vec![Condition::all([asked, states(), self.any_way(scope)])]);
        }
        let by_state = |branches: Branches| branches.by(self.state[0], self.state[1], wanted.states.iter().copied());
        match scope {
            Scope::All => by_state(carrier.map_or_else(Branches::everything, |carrier| Branches::of(vec![carrier]))),
            Scope::Of { organisations, lotsen } => {
                let mut seen = Branches::of(Vec::new());
                let mut elsewhere = Condition::default();
                for [column, equals] in [self.carrier, self.organisation, self.lender] {
                    let theirs = organisations.iter().map(|id| Condition::with(equals, id.as_uuid())).collect();
                    seen = seen.or(by_state(Branches::of(theirs)).and(elsewhere.clone()));
                    elsewhere = elsewhere.and(Condition::none_of(column, organisations.iter().map(|id| id.as_uuid())));
                }
                let own = lotsen.iter().map(|id| Condition::with(self.lotse[1], id.as_uuid())).collect();
                let all = seen.or(Branches::of(own).and(states()).and(elsewhere));
                all.and(carrier.unwrap_or_default())
            }
        }
    }

    /// Whether a row may be seen in some way.
    fn any_way(&self, scope: &Scope) -> Condition {
        let Scope::Of { organisations, lotsen } = scope else { return Condition::default() };
        let theirs = |column| Condition::one_of(column, organisations.iter().map(|id| id.as_uuid()));
        let own = Condition::one_of(self.lotse[0], lotsen.iter().map(|id| id.as_uuid()));
        Condition::any(
            [self.carrier, self.organisation, self.lender].map(|[column, _]| theirs(column)).into_iter().chain([own]),
        )
    }
}
