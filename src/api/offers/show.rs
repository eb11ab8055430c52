//! `GET /offers/{id}`: one offer.

use super::view::OfferView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::OfferId;

/// The operation.
pub struct Show;

impl Endpoint for Show {
    type Path = Id<OfferId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = OfferView;

    const OPERATION: Operation = Operation {
        id: "offers.show",
        path: "/offers/{id}",
        need: Need::Permission(Permission::OffersRead),
        summary: "One offer",
        description: "With no more of the request than the Lotse has been told.",
        versioned: true,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<OfferView> {
        Ok(Reply::ok(OfferView::of(&app::offers::find(call.context, call.grant()?, call.path.0)?)))
    }
}
