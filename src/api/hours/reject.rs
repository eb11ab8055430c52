//! `POST /hours/{id}/reject`: the project asks for a correction.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::HoursView;
use crate::api::body::{Document, Json};
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::HoursEntryId;
use crate::domain::text::Reason;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Reject;

/// Why hours are sent back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "HoursRejection")]
pub struct Rejection {
    /// What is to be corrected.
    #[schemars(length(min = 1, max = 500))]
    reason: String,
}

impl Rejection {
    /// The reason, as it was sent.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl Document for Rejection {
    fn example() -> Value {
        json!({"reason": "The appointment was over after an hour."})
    }
}

impl Endpoint for Reject {
    type Path = Id<HoursEntryId>;
    type Query = NoQuery;
    type Body = Json<Rejection>;
    type Answer = HoursView;

    const OPERATION: Operation = Operation {
        id: "hours.reject",
        path: "/hours/{id}/reject",
        need: Need::Permission(Permission::HoursConfirm),
        summary: "Send hours back for a correction",
        description: "Those that were read: name their version. The Lotse sees the reason.",
        problems: &[ProblemCode::State],
        versioned: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<HoursView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let reason = Reason::parse(&call.body.0.reason).map_err(|error| ApiError::field("/reason", error));
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::hours::hold(tx, &grant, id)?;
            if_match.is(&HoursView::of(&current))?;
            let reason = reason.as_ref().map_err(Clone::clone)?.clone();
            let entry = app::hours::reject(tx, &grant, &current, reason, moment)?;
            Ok(Reply::ok(HoursView::of(&entry)))
        })
    }
}
