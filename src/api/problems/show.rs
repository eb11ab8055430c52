//! `GET /problems/{code}`: what one cause means. Problem documents name this address.

use super::list::Cause;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Named, NoQuery, Outcome};
use crate::api::operation::Operation;
use crate::api::reply::Reply;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Named<ProblemCode>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Cause;

    const OPERATION: Operation = Operation {
        id: "problems.show",
        path: "/problems/{code}",
        summary: "What one cause means",
        description: "Problem documents name this address as their type.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Cause> {
        Ok(Reply::ok(Cause::of(call.path.0, call.locale)))
    }
}
