//! `DELETE /sessions`: ending all own sessions but the one that asks.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;

/// The operation.
pub struct EndOthers;

impl Endpoint for EndOthers {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "sessions.end_others",
        path: "/sessions",
        need: Need::Session,
        summary: "End all your other sessions",
        description: "The one that asks goes on.",
        ..Operation::END
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        identity::end_other_sessions(call.context, call.caller()?, call.moment)?;
        Ok(Reply::nothing())
    }
}
