//! `POST /proposals/{id}/swap`: somebody else.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::view::ProposalView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::form::Faults;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::api::requests::AppointmentForm;
use crate::app::proposals::{self, SwapError, Wanted};
use crate::domain::access::Permission;
use crate::domain::code::Mode;
use crate::domain::id::{LotseId, ProposalId};
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::i18n::{Locale, explain};

/// The operation.
pub struct Swap;

/// Whom to propose instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProposalSwap")]
pub struct Form {
    /// Who; one of the request's candidates.
    lotse: Uuid,
    /// When; one of the appointments that the request offers. Absent is whatever costs least.
    #[serde(default)]
    appointment: Option<AppointmentForm>,
    /// How they would meet. Absent is whatever costs least.
    #[serde(default)]
    mode: Option<Mode>,
}

impl Document for Form {
    fn example() -> Value {
        json!({
            "lotse": "0197a3c0-0000-7000-8000-000000000002",
            "appointment": {"sittings": [{"start": "2026-12-15T10:00", "minutes": 60}]},
            "mode": "in_person",
        })
    }
}

impl Endpoint for Swap {
    type Path = Id<ProposalId>;
    type Query = NoQuery;
    type Body = Json<Form>;
    type Answer = ProposalView;

    const OPERATION: Operation = Operation {
        id: "proposals.swap",
        path: "/proposals/{id}/swap",
        need: Need::Permission(Permission::ProposalsDecide),
        summary: "Propose somebody else",
        description: "Another candidate, or another appointment or mode of the same one, under the same hard constraints as in a run, beside \
            everything else that stands; those that do not hold are named. It counts as reviewed.",
        problems: &[ProblemCode::State, ProblemCode::Changed, ProblemCode::Duplicate],
        line: Line::Thinking,
        versioned: true,
        heeds_version: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<ProposalView> {
        let (context, grant, id, locale) = (call.context, call.grant()?.clone(), call.path.0, call.locale);
        let wanted = call.body.0.read(call.moment.now)?;
        let thought = proposals::think_of_swap(context, &grant, id, &wanted, call.moment.now);
        let thought = thought.map_err(|error| refused(error, locale));
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is_if_named(&ProposalView::of(&proposals::hold(tx, &grant, id)?))?;
            let swap = thought.as_ref().map_err(Clone::clone)?;
            Ok(Reply::ok(ProposalView::of(&proposals::swap(tx, &grant, swap, moment)?)))
        })
    }
}

impl Form {
    fn read(&self, now: chrono::DateTime<chrono::Utc>) -> Result<Wanted, ApiError> {
        let mut faults = Faults::default();
        let appointment = self.appointment.as_ref().map(|form| form.read("/appointment", now, &mut faults));
        let wanted =
            Wanted { lotse: LotseId::from_uuid(self.lotse), appointment: appointment.flatten(), mode: self.mode };
        faults.finish(Some(wanted))
    }
}

fn refused(error: SwapError, locale: Locale) -> ApiError {
    match error {
        SwapError::Lotse => ApiError::field("/lotse", FieldKind::UnknownReference),
        SwapError::Appointment => ApiError::field("/appointment", FieldKind::UnknownReference),
        SwapError::Broken(broken) => {
            let named = |code: &'static str| format!("{code}: {}", explain::hurdle_of_one(locale, code));
            let broken: Vec<String> = broken.iter().map(|constraint| named(constraint.code())).collect();
            ApiError::Because(ProblemCode::State, Why::Said(format!("({})", broken.join("; "))))
        }
        SwapError::Together(code) => ApiError::Because(ProblemCode::State, Why::NotTogether(code)),
        SwapError::App(error) => error.into(),
    }
}
