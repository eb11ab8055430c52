//! A body has to be there in time. (For the head of a request, and for a connection on which nothing is asked, the server itself has
//! a clock.)

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::ConnectionType;
use actix_web::middleware::Next;
use actix_web::rt::time::{Sleep, sleep};
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpMessage};
use futures_core::Stream;

use super::edge::{self, Edge};
use super::problem::ProblemCode;

/// A body with a deadline.
struct Paced {
    body: Payload,
    deadline: Pin<Box<Sleep>>,
    is_late: Rc<Cell<bool>>,
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_late.get() || self.deadline.as_mut().poll(context).is_ready() {
            self.is_late.set(true);
            let error = io::Error::new(io::ErrorKind::TimedOut, "the body took too long");
            return Poll::Ready(Some(Err(PayloadError::Io(error))));
        }
        Pin::new(&mut self.body).poll_next(context)
    }
}

/// Gives the body a deadline. Who misses it is told so, whatever the handler makes of the half of it, and has to connect anew.
///
/// # Errors
/// Those of what is behind.
pub async fn paced<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let within = request.app_data::<Data<Edge>>().map(|edge| edge.rules.body_within);
    let body = request.take_payload();
    let (Some(within), false) = (within, matches!(body, Payload::None)) else {
        request.set_payload(body);
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    };
    let is_late = Rc::new(Cell::new(false));
    let paced = Paced { body, deadline: Box::pin(sleep(within)), is_late: Rc::clone(&is_late) };
    request.set_payload(Payload::Stream { payload: Box::pin(paced) });
    let answer = next.call(request).await?;
    if !is_late.get() {
        return Ok(answer.map_into_left_body());
    }
    let mut late = edge::refusal(answer.request(), ProblemCode::TooSlow);
    late.head_mut().set_connection_type(ConnectionType::Close);
    Ok(answer.into_response(late).map_into_right_body())
}
