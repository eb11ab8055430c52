//! `POST /outbox/{id}/retry`: a mail that was given up is tried again.

use super::view::MailView;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, NoQuery, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Need, Operation};
use crate::api::reply::Reply;
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::MailId;
use crate::domain::outbox::MailStatus;
use crate::http::problem::{ProblemCode, Why};

/// The operation.
pub struct Retry;

impl Endpoint for Retry {
    type Path = Id<MailId>;
    type Query = NoQuery;
    type Body = NoBody;
    type Answer = MailView;

    const OPERATION: Operation = Operation {
        id: "outbox.retry",
        path: "/outbox/{id}/retry",
        need: Need::Permission(Permission::OutboxRetry),
        summary: "Send a mail again that was given up",
        description: "It keeps its Message-ID.",
        problems: &[ProblemCode::State, ProblemCode::Changed],
        ..Operation::ACT
    };

    fn run(mut call: Call<'_, Self>) -> Outcome<MailView> {
        let id = call.path.0;
        let grant = call.grant()?.clone();
        call.commit(|tx, moment| {
            let mail = app::outbox::find_in(tx, &grant, id)?;
            if mail.state.status() != MailStatus::Dead {
                return Err(ApiError::Because(ProblemCode::State, Why::Stands(mail.state.status().code())));
            }
            app::outbox::retry_in(tx, &grant, id, moment)?;
            Ok(Reply::ok(MailView::of(app::outbox::find_in(tx, &grant, id)?)))
        })
    }
}
