//! `GET /organisations/{id}/proof`: what a year of a project came to.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::sight;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::api::statements::SumsView;
use crate::app::proofs::{self, Counts, Narrative, PersonRow, Proof};
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;
use crate::domain::proof::Position;
use crate::domain::time::ZONE;

/// The operation.
pub struct Show;

/// Which year.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProofQuery")]
pub struct Query {
    /// The year; the current one where nothing is said.
    #[schemars(range(min = 2000, max = 2999))]
    year: Option<i32>,
}

/// What a year of a project came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Proof")]
pub struct ProofView {
    /// Whose.
    organisation: Uuid,
    /// The year.
    year: i32,
    /// Last day on which it may be handed in.
    due: NaiveDate,
    /// What is paid for.
    positions: Vec<PositionView>,
    /// All of it, euro cents.
    cents: u64,
    /// The most that is paid in allowances in the year; absent where nobody has said.
    budget_cents: Option<u64>,
    /// Sums of accompaniment.
    accompaniment: SumsView,
    /// Sums of interpreting.
    interpreting: SumsView,
    /// Lotse by Lotse; absent for whoever may not see them.
    people: Option<People>,
    /// Entries of the year that do not count, because they were not confirmed yet.
    undecided: Option<u64>,
    /// What a report tells.
    report: Report,
}

/// What is paid for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProofPosition")]
pub struct PositionView {
    /// What.
    position: Position,
    /// Minutes of accompaniment, sittings of interpreting, or Lotsen who are coordinated.
    count: u64,
    /// Euro cents.
    cents: u64,
}

/// Lotse by Lotse.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProofPeople")]
pub struct People {
    /// For accompaniment.
    accompaniment: Vec<PersonView>,
    /// For interpreting.
    interpreting: Vec<PersonView>,
}

/// A Lotse's year for one service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProofPerson")]
pub struct PersonView {
    /// Who.
    lotse: Uuid,
    /// Whether they coordinate in the year.
    coordinates: bool,
    /// What it came to.
    sums: SumsView,
    /// Different clients, as far as they have a pseudonym.
    clients: u64,
    /// Kilometres that were written down.
    kilometres: u64,
    /// The first day of work.
    first_day: NaiveDate,
    /// The last one.
    last_day: NaiveDate,
}

/// What a report tells.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProofReport")]
pub struct Report {
    /// Different clients, as far as they have a pseudonym; like all that may be absent here, not told where it is little.
    clients: Option<u64>,
    /// Entries without one.
    without_client: Option<u64>,
    /// Entries.
    assignments: u64,
    /// Sittings.
    sittings: u64,
    /// Lotsen with confirmed work.
    lotsen: u64,
    /// Requests that were to begin in the year.
    requests: Option<u64>,
    /// Nobody was found for them, or nobody in time.
    unserved: Option<u64>,
    /// Kilometres that were written down.
    kilometres: u64,
    /// Entries by topic.
    topics: Vec<CountView>,
    /// Entries by the language that was asked for first.
    languages: Vec<CountView>,
    /// Lotsen who got a qualification in the year.
    qualified: Vec<CountView>,
}

/// How many of a kind.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProofCount")]
pub struct CountView {
    /// The kind's code; absent for small figures that were put together, because they could be somebody.
    kind: Option<String>,
    /// How many.
    count: u64,
}

impl From<&PersonRow> for PersonView {
    fn from(row: &PersonRow) -> Self {
        Self {
            lotse: row.lotse.as_uuid(),
            coordinates: row.coordinates,
            sums: row.sums.into(),
            clients: row.clients,
            kilometres: row.kilometres,
            first_day: row.days.0,
            last_day: row.days.1,
        }
    }
}

fn counts<K: ToString>(counts: &Counts<K>) -> Vec<CountView> {
    let view = |(kind, count): &(Option<K>, u64)| CountView { kind: kind.as_ref().map(K::to_string), count: *count };
    counts.iter().map(view).collect()
}

impl From<&Narrative> for Report {
    fn from(told: &Narrative) -> Self {
        Self {
            clients: told.clients,
            without_client: told.without_client,
            assignments: told.assignments,
            sittings: told.sittings,
            lotsen: told.lotsen,
            requests: told.requests,
            unserved: told.unserved,
            kilometres: told.kilometres,
            topics: counts(&told.topics),
            languages: counts(&told.languages),
            qualified: counts(&told.qualified),
        }
    }
}

impl From<&Proof> for ProofView {
    fn from(proof: &Proof) -> Self {
        let position = |(position, count, cents): &(Position, u64, u64)| PositionView {
            position: *position,
            count: *count,
            cents: *cents,
        };
        let people = proof.people.as_ref().map(|[accompaniment, interpreting]| People {
            accompaniment: accompaniment.iter().map(PersonView::from).collect(),
            interpreting: interpreting.iter().map(PersonView::from).collect(),
        });
        Self {
            organisation: proof.organisation.as_uuid(),
            year: proof.year,
            due: proof.due,
            positions: proof.positions.iter().map(position).collect(),
            cents: proof.cents,
            budget_cents: proof.budget,
            accompaniment: proof.accompaniment.into(),
            interpreting: proof.interpreting.into(),
            people,
            undecided: proof.undecided,
            report: Report::from(&proof.narrative),
        }
    }
}

impl Endpoint for Show {
    type Path = Id<OrganisationId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = ProofView;

    const OPERATION: Operation = Operation {
        id: "proofs.show",
        path: "/organisations/{id}/proof",
        need: Need::Permission(Permission::ProofsRead),
        summary: "What a year of a project came to",
        description: "The figures of the proof of use, from confirmed hours by the rules of each day; its amounts are the sums of the \
            monthly statements. Whoever may not see the project's people gets no Lotsen, small figures put together or not at all, and \
            nothing of a year in which fewer people worked than coverage tells of.",
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<ProofView> {
        let (id, this_year) = (call.path.0, call.moment.now.with_timezone(&ZONE).year());
        let year = call.query.year.unwrap_or(this_year);
        let proof = proofs::proof(call.context, call.grant()?, sight(&call, id), id, year)?;
        Ok(Reply::ok(ProofView::from(&proof)))
    }
}
