//! `GET /hours/{id}`: one entry.

use super::view::HoursView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::HoursEntryId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<HoursEntryId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = HoursView;

    const OPERATION: Operation = Operation {
        id: "hours.show",
        path: "/hours/{id}",
        need: Need::Permission(Permission::HoursRead),
        summary: "The hours of one assignment",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<HoursView> {
        let entry = app::hours::find(call.context, call.grant()?, call.path.0)?;
        Ok(Reply::ok(HoursView::of(&entry)))
    }
}
