//! `DELETE /organisations/{id}`: an organisation that nothing hangs on.

use super::view::OrganisationView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Remove;

impl Endpoint for Remove {
    type Path = Id<OrganisationId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "organisations.remove",
        path: "/organisations/{id}",
        need: Need::Permission(Permission::OrganisationsWrite),
        summary: "Remove an organisation",
        description: "Only one to which no Lotse, request, matching run or account belongs. Its agreements to lend go with it.",
        problems: &[ProblemCode::StillReferenced],
        ..Operation::REMOVE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<()> {
        let (grant, id) = (call.grant()?.clone(), call.path.0);
        let if_match = call.version();
        call.commit(|tx, moment| {
            if_match.is(&OrganisationView::of(&app::organisations::hold(tx, &grant, id)?))?;
            app::organisations::remove(tx, &grant, id, moment)?;
            Ok(Reply::nothing())
        })
    }
}
