//! `GET /session`: who somebody is, and what they may do.

use super::view::Myself;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Myself;

    const OPERATION: Operation = Operation {
        id: "session.show",
        path: "/session",
        need: Need::LoggedIn,
        summary: "Who am I, and what may I do?",
        description: "By session or token.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Myself> {
        let who = call.caller()?;
        Ok(Reply::ok(Myself::of(&who.user, &who.access, who.needs_second_factor, who.session().ok())))
    }
}
