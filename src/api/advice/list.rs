//! `GET /advice`: where one more Lotse, a course or an agreement would serve most.

use super::view::AdviceView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, NoQuery, Nothing, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app::advice;
use crate::domain::access::Permission;

/// The operation.
pub struct List;

impl Endpoint for List {
    type Path = Nothing;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = AdviceView;

    const OPERATION: Operation = Operation {
        id: "advice.list",
        path: "/advice",
        need: Need::Permission(Permission::CoverageRead),
        summary: "Where one more Lotse would serve most",
        description: "The newest advice, computed each week and on demand: from what was asked for since a Monday four weeks before that of \
            the week and what is open, decided as if the Lotsen of today had been there already. `expected` is an estimate by prices, `confirmed` the number of \
            places that the best plan fills more once everything is solved again with the change. Figures from one up to below the threshold of coverage are null, because they could be \
            somebody; one more Lotse is left out then, and town, days and qualifications where fewer clients than that stand behind them.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<AdviceView> {
        let newest = advice::newest(call.context, call.grant()?)?;
        Ok(Reply::ok(AdviceView::of(newest.is_ordered, newest.report)))
    }
}
