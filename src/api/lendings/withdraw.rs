//! `POST /lendings/withdraw`: a carrier no longer agrees.

use super::pair::Pair;
use super::view::LendingView;
use crate::api::body::Json;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;

/// The operation.
pub struct Withdraw;

impl Endpoint for Withdraw {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = Json<Pair>;
    type Answer = LendingView;

    const OPERATION: Operation = Operation {
        id: "lendings.withdraw",
        path: "/lendings/withdraw",
        need: Need::Permission(Permission::LendingsAgree),
        summary: "No longer agree to lend or borrow Lotsen",
        description: "For the side that is yours. What was proposed and not released is dropped; what Lotsen have agreed to stays.",
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<LendingView> {
        let (grant, pair) = (call.grant()?.clone(), call.body.0.ids());
        call.commit(|tx, moment| {
            let lending = app::lendings::set(tx, &grant, pair, false, moment)?;
            Ok(Reply::ok(LendingView::of(&lending)))
        })
    }
}
