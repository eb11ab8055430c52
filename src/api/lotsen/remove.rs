//! `DELETE /lotsen/{id}`: a profile that was entered by mistake.

use super::view::LotseView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;
use crate::http::problem::{ProblemCode, Why};

/// The operation.
pub struct Remove;

/// What to do instead.
impl Endpoint for Remove {
    type Path = Id<LotseId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "lotsen.remove",
        path: "/lotsen/{id}",
        need: Need::Permission(Permission::LotsenWrite),
        summary: "Remove a Lotse",
        description: "Only one whom no request, proposal, offer, assignment or account names. Whoever goes gets the status `left`.",
        problems: &[ProblemCode::StillReferenced],
        ..Operation::REMOVE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        let done = call.commit(|tx, moment| {
            if_match.is(&LotseView::of(&app::lotsen::hold(tx, &grant, id)?))?;
            app::lotsen::remove(tx, &grant, id, moment)?;
            Ok(Reply::nothing())
        });
        done.map_err(|error| match error {
            ApiError::Problem(code @ ProblemCode::StillReferenced) => ApiError::Because(code, Why::LeavesInstead),
            other => other,
        })
    }
}
