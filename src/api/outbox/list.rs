//! `GET /outbox`: mails, narrowed and in an order.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Deserialize;

use super::view::MailView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::paging::{Items, paging};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::contact::Email;
use crate::domain::filter::{Between, MailFilter, MailSort};
use crate::domain::outbox::MailStatus;
use crate::http::problem::FieldKind;

/// The operation.
pub struct List;

/// Which mails.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OutboxQuery")]
pub struct Query {
    /// That stand like one of these.
    #[serde(default)]
    state: Vec<MailStatus>,
    /// Of this kind.
    #[schemars(length(min = 1, max = 60))]
    kind: Option<String>,
    /// To this mail address, whatever its capital letters. Addresses are masked in what is shown, so this finds and does not tell.
    #[schemars(length(min = 3, max = 254))]
    recipient: Option<String>,
    /// Decided on at this instant or later.
    from: Option<DateTime<Utc>>,
    /// Decided on before this instant.
    before: Option<DateTime<Utc>>,
    /// The order; the newest first where nothing is said.
    sort: Option<MailSort>,
    /// So many at once.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u16>,
    /// Where the page begins: `next` of the page before.
    #[schemars(length(min = 1, max = 2000))]
    cursor: Option<String>,
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = Items<MailView>;

    const OPERATION: Operation = Operation {
        id: "outbox.list",
        path: "/outbox",
        need: Need::Permission(Permission::OutboxRead),
        summary: "Mails that go out or could not",
        description: "With addresses masked. What they say is not shown.",
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer> {
        let query = &call.query;
        let recipient = query.recipient.as_deref().map(Email::parse).transpose();
        let filter = MailFilter {
            states: query.state.iter().copied().collect(),
            kind: query.kind.clone(),
            recipient: recipient.map_err(|error| ApiError::parameter("recipient", FieldKind::from(error)))?,
            decided: Between { from: query.from, before: query.before },
        };
        let paging = paging(query.sort.unwrap_or(MailSort::Newest), query.limit, query.cursor.as_deref())?;
        let page = app::outbox::page(call.context, call.grant()?, &filter, &paging)?;
        Ok(Reply::ok(Items::of(page, MailView::of)))
    }
}
