//! `GET /requests/{id}/explanation`: why nobody was found, and what would help.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::candidates::RemovedView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::api::values::LocalTime;
use crate::app::explanation::{self, CureChange, CureEntry, Explained, NotExplained, UnservedEntry};
use crate::domain::access::Permission;
use crate::domain::code::Mode;
use crate::domain::id::RequestId;
use crate::domain::qualification::QualificationCode;
use crate::http::problem::{ProblemCode, Why};
use crate::i18n::{Locale, explain};

/// The operation.
pub struct Explanation;

/// Which one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Look at it anew, whatever the last run said.
    #[serde(default)]
    anew: bool,
}

/// Why a request is not served.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Explanation")]
pub struct ExplanationView {
    /// The matching run that says so; absent where it was looked at now.
    run: Option<Uuid>,
    /// When that was.
    at: DateTime<Utc>,
    /// The reasons.
    #[serde(flatten)]
    reasons: ReasonsView,
    /// Qualifications that it asks for on a day of its appointments: its own, and those that the programme requires then.
    required: Vec<QualificationCode>,
    /// All of it in sentences.
    sentences: Vec<String>,
}

/// Why a request is not served, and what would help.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reasons")]
pub struct ReasonsView {
    /// The request.
    request: Option<Uuid>,
    /// Places that are open.
    open_places: u16,
    /// How many Lotsen each hard constraint keeps out: each counts once, under the first that does.
    removed: Vec<RemovedView>,
    /// Lotsen who could go if they were free of what else is proposed to them.
    candidates: u32,
    /// Requests for which these Lotsen are proposed.
    lost_to: Vec<Uuid>,
    /// What it would take to serve the request as it is.
    forced: Option<ForcedView>,
    /// The smallest changes that would serve it, each tried out.
    cures: Vec<CureView>,
}

/// What serving a request as it is would mean.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Forced")]
pub struct ForcedView {
    /// Who would go.
    lotse: Option<Uuid>,
    /// Requests that would lose a place.
    displaces: Vec<Uuid>,
}

/// One change that would serve a request.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Cure")]
pub struct CureView {
    /// What changes.
    change: CureChange,
    /// Who would go; not told of a Lotse whose carrier does not lend yet.
    lotse: Option<Uuid>,
    /// Local begin.
    start: LocalTime,
    /// How they would meet.
    mode: Mode,
    /// Proposals for other requests that would change.
    moves: u32,
    /// Requests that would lose a place; all weigh less.
    displaces: Vec<Uuid>,
}

impl Endpoint for Explanation {
    type Path = Id<RequestId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = ExplanationView;

    const OPERATION: Operation = Operation {
        id: "requests.explanation",
        path: "/requests/{id}/explanation",
        need: Need::Permission(Permission::CandidatesRead),
        summary: "Why nobody was found for a request",
        description: "Of one that is open or unserved. As the last run said that left it unserved; otherwise as it is now, with everything else that stands taken for \
            granted. Sentences are in the language of Accept-Language. For the request's carrier: to others who posted it \
            this is not there.",
        problems: &[ProblemCode::State],
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<ExplanationView> {
        let now = call.moment.now;
        let found = explanation::of_request(call.context, call.grant()?, call.path.0, call.query.anew, now);
        let Explained { run, at, entry, facts } = found.map_err(refused)?;
        let mut sentences = vec![explain::open(call.locale, &facts)];
        sentences.extend(explain::reasons(call.locale, &facts));
        sentences.extend(explain::cures(call.locale, &facts));
        let reasons = ReasonsView::of(&entry, call.locale);
        Ok(Reply::ok(ExplanationView {
            run: run.map(|run| run.as_uuid()),
            at,
            reasons,
            required: facts.required,
            sentences,
        }))
    }
}

fn refused(error: NotExplained) -> ApiError {
    match error {
        NotExplained::NotOpen(state) => ApiError::Because(ProblemCode::State, Why::Stands(state.code())),
        NotExplained::TimeOver => ApiError::Because(ProblemCode::State, Why::TimeOver),
        NotExplained::App(error) => error.into(),
    }
}

impl ReasonsView {
    /// As it is shown.
    pub fn of(entry: &UnservedEntry, locale: Locale) -> Self {
        Self {
            request: entry.request.parse().ok(),
            open_places: entry.open_places,
            removed: entry.removed.iter().map(|removed| RemovedView::of(removed, locale)).collect(),
            candidates: entry.candidates,
            lost_to: ids(&entry.lost_to),
            forced: entry
                .forced
                .as_ref()
                .map(|forced| ForcedView { lotse: forced.lotse.parse().ok(), displaces: ids(&forced.displaces) }),
            cures: entry.cures.iter().map(CureView::of).collect(),
        }
    }
}

impl CureView {
    fn of(cure: &CureEntry) -> Self {
        Self {
            change: cure.change.clone(),
            lotse: match cure.change {
                CureChange::Lending { .. } => None,
                _ => cure.lotse.parse().ok(),
            },
            start: cure.start.into(),
            mode: cure.mode,
            moves: cure.moves,
            displaces: ids(&cure.displaces),
        }
    }
}

/// Identities as the plan names them.
fn ids(all: &[String]) -> Vec<Uuid> {
    all.iter().filter_map(|id| id.parse().ok()).collect()
}
