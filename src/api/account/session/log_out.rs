//! `DELETE /session`: logging out.

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::identity;
use crate::http::credentials::no_cookie;

/// The operation.
pub struct LogOut;

impl Endpoint for LogOut {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "session.log_out",
        path: "/session",
        need: Need::Session,
        summary: "Log out",
        description: "The session ends, and the browser is told to throw its cookie away.",
        ..Operation::END
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        identity::log_out(call.context, call.caller()?, call.moment)?;
        Ok(Reply::nothing().with_cookie(no_cookie(call.context.sender.is_secure())))
    }
}
