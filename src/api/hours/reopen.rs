//! `POST /hours/{id}/reopen`: the project takes its confirmation back.

use super::reject::Rejection;
use super::view::HoursView;
use crate::api::body::Json;
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
pub struct Reopen;

impl Endpoint for Reopen {
    type Path = Id<HoursEntryId>;
    type Query = NoQuery;
    type Body = Json<Rejection>;
    type Answer = HoursView;

    const OPERATION: Operation = Operation {
        id: "hours.reopen",
        path: "/hours/{id}/reopen",
        need: Need::Permission(Permission::HoursConfirm),
        summary: "Take the confirmation of hours back",
        description: "For a correction, with a reason: they are as if sent back, and count no longer. Until the end of March for work of \
            the year before. Name the version that was read.",
        problems: &[ProblemCode::State],
        versioned: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<HoursView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let reason = Reason::parse(call.body.0.reason()).map_err(|error| ApiError::field("/reason", error));
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::hours::hold(tx, &grant, id)?;
            if_match.is(&HoursView::of(&current))?;
            let reason = reason.as_ref().map_err(Clone::clone)?.clone();
            let entry = app::hours::reopen(tx, &grant, &current, reason, moment)?;
            Ok(Reply::ok(HoursView::of(&entry)))
        })
    }
}
