//! `POST /hours/{id}/confirm`: the project confirms what it has read.

use super::view::HoursView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::HoursEntryId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Confirm;

impl Endpoint for Confirm {
    type Path = Id<HoursEntryId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = HoursView;

    const OPERATION: Operation = Operation {
        id: "hours.confirm",
        path: "/hours/{id}/confirm",
        need: Need::Permission(Permission::HoursConfirm),
        summary: "Confirm hours",
        description: "Those that were read: name their version. From then on they count and stay as they are. Not where somebody did not come.",
        problems: &[ProblemCode::State],
        versioned: true,
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<HoursView> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            let current = app::hours::hold(tx, &grant, id)?;
            if_match.is(&HoursView::of(&current))?;
            let entry = app::hours::confirm(tx, &grant, &current, moment)?;
            Ok(Reply::ok(HoursView::of(&entry)))
        })
    }
}
