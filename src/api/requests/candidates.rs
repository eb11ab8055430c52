//! `GET /requests/{id}/candidates`: who could be asked now, the best first.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::form::AppointmentForm;
use super::view::appointment;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::app::candidates::{self, Candidate, Effort, HardConstraint, Objective, Removed};
use crate::domain::access::Permission;
use crate::domain::code::Mode;
use crate::domain::id::RequestId;
use crate::i18n::{Locale, explain};

/// So many where nothing is said.
const USUAL: u16 = 20;

/// The operation.
pub struct Candidates;

/// How many.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// So many at most; 20 where nothing is said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u16>,
}

/// Who could be asked for a request.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Candidates")]
pub struct CandidatesView {
    /// The best, best first.
    items: Vec<CandidateView>,
    /// How many there are in all.
    found: usize,
    /// How many Lotsen each hard constraint keeps out: each counts once, under the first that does.
    removed: Vec<RemovedView>,
}

/// Somebody who could be asked, with the cheapest appointment and mode.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Candidate")]
pub struct CandidateView {
    /// Who.
    lotse: Uuid,
    /// The name; of Lotsen whom another carrier lends the given name and the carrier.
    name: String,
    /// Whose Lotse it is.
    carrier: Uuid,
    /// When.
    appointment: AppointmentForm,
    /// How they would meet.
    mode: Mode,
    /// The way from home, in person.
    travel: Option<TravelView>,
    /// What it would cost.
    effort: EffortView,
}

/// A way, estimated from the straight line.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Travel")]
pub struct TravelView {
    /// Minutes in one direction.
    minutes: u32,
    /// Metres along roads in one direction.
    metres: u32,
}

/// Minutes of volunteer effort by what they are for; what is negative speaks for the Lotse.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Effort")]
pub struct EffortView {
    /// Both ways.
    travel: i64,
    /// Level and variety of the language.
    language: i64,
    /// A mode that is not the dearest.
    mode: i64,
    /// An appointment that is not the dearest.
    appointment: i64,
    /// A wished gender that is not met.
    gender: i64,
    /// The newcomer knows the Lotse.
    known: i64,
    /// The Lotse likes the topic.
    topic: i64,
    /// The Lotse was asked not long ago.
    asked: i64,
    /// The Lotse is busy in that week already.
    load: i64,
    /// All together.
    sum: i64,
}

/// Lotsen whom one hard constraint keeps out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Removed")]
pub struct RemovedView {
    /// The first constraint that does not hold.
    constraint: HardConstraint,
    /// How many.
    lotsen: u32,
    /// The constraint in words.
    words: String,
}

impl Endpoint for Candidates {
    type Path = Id<RequestId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = CandidatesView;

    const OPERATION: Operation = Operation {
        id: "requests.candidates",
        path: "/requests/{id}/candidates",
        need: Need::Permission(Permission::CandidatesRead),
        summary: "Who could be asked for a request",
        description: "As it is now, in the order in which the matching would have them, by minutes of volunteer effort. What Lotsen have \
            agreed to, are being asked for or are proposed for elsewhere stays. A plan looks at all requests together and may choose \
            otherwise. Nobody for a request that is over. For the request's carrier: to others who posted it this is not there.",
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<CandidatesView> {
        let limit = usize::from(call.query.limit.unwrap_or(USUAL));
        let found = candidates::of_request(call.context, call.grant()?, call.path.0, limit, call.moment.now)?;
        Ok(Reply::ok(CandidatesView {
            items: found.best.iter().map(CandidateView::of).collect(),
            found: found.found,
            removed: found.removed.iter().map(|removed| RemovedView::of(removed, call.locale)).collect(),
        }))
    }
}

impl CandidateView {
    /// A candidate as it is shown.
    fn of(candidate: &Candidate) -> Self {
        Self {
            lotse: candidate.lotse.as_uuid(),
            name: candidate.name.clone(),
            carrier: candidate.carrier.as_uuid(),
            appointment: appointment(&candidate.appointment),
            mode: candidate.mode,
            travel: candidate.way.map(|(metres, minutes)| TravelView { minutes, metres }),
            effort: EffortView::of(&candidate.effort),
        }
    }
}

impl EffortView {
    fn of(effort: &Effort) -> Self {
        Self {
            travel: effort.of(Objective::Travel),
            language: effort.of(Objective::Language),
            mode: effort.of(Objective::Mode),
            appointment: effort.of(Objective::Appointment),
            gender: effort.of(Objective::Gender),
            known: effort.of(Objective::Known),
            topic: effort.of(Objective::Topic),
            asked: effort.of(Objective::Asked),
            load: effort.load,
            sum: effort.sum(),
        }
    }
}

impl RemovedView {
    /// As it is shown.
    pub fn of(removed: &Removed, locale: Locale) -> Self {
        Self {
            constraint: removed.constraint,
            lotsen: removed.lotsen,
            words: explain::hurdle_of_one(locale, removed.constraint.code()),
        }
    }
}
