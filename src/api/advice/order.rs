//! `POST /advice`: have advice computed anew.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::advice;
use crate::domain::access::Permission;

/// The operation.
pub struct Order;

/// What becomes of the order.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AdviceOrdered")]
pub struct Ordered {
    /// True: newer advice is waited for.
    ordered: bool,
}

impl Endpoint for Order {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = Ordered;

    const OPERATION: Operation = Operation {
        id: "advice.order",
        path: "/advice",
        need: Need::Permission(Permission::AdviceOrder),
        summary: "Have advice computed anew",
        description: "A worker computes it as soon as it can, which takes seconds to minutes. Where that waits already, nothing is added.",
        success: 202,
        ..Operation::CREATE
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<Ordered> {
        let grant = call.grant()?.clone();
        call.commit(|tx, moment| {
            advice::order(tx, &grant, moment)?;
            Ok(Reply::accepted("/advice", Ordered { ordered: true }))
        })
    }
}
