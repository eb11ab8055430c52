//! `DELETE /sessions/{id}`: ending one of the own sessions.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::domain::id::SessionId;
use crate::http::credentials::no_cookie;

/// The operation.
pub struct End;

impl Endpoint for End {
    type Path = Id<SessionId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "sessions.end",
        path: "/sessions/{id}",
        need: Need::Session,
        summary: "End one of your sessions",
        description: "Ending the one that asks is logging out.",
        ..Operation::END
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let (who, id) = (call.caller()?, call.path.0);
        identity::end_session(call.context, who, id, call.moment)?;
        let reply = Reply::nothing();
        let is_own = who.session()? == id;
        Ok(if is_own { reply.with_cookie(no_cookie(call.context.sender.is_secure())) } else { reply })
    }
}
