//! Answers that go on: server-sent events.
//!
//! A [`Feed`] is asked once a second what there is to tell, on a thread where waiting is allowed and in the line of all others; what
//! is the same as before is not told again. A stream ends with the event `end`, or without it after a while, when the service closes
//! or something fails: who follows comes back then, as browsers do by themselves. Nothing is asked for somebody who has left.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use actix_web::body::{BodySize, MessageBody};
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, rt};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::fault::ApiError;
use crate::app::{AppError, Context};
use crate::http::Service;
use crate::http::problem::ProblemCode;

/// What the answer is.
pub const MEDIA_TYPE: &str = "text/event-stream";

/// How often a feed is asked.
const EVERY: Duration = Duration::from_secs(1);

/// After so long without news a sign of life goes out, so that proxies keep the connection.
const SILENCE: Duration = Duration::from_secs(15);

/// No stream lasts longer: by then somebody may have lost the permission.
const LONGEST: Duration = Duration::from_secs(300);

/// What a feed tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A document.
    pub json: String,
    /// Whether nothing more comes.
    pub is_last: bool,
}

type Ask = dyn Fn(&Context) -> Result<Told, AppError> + Send + Sync;

/// What there is to tell, whenever it is asked.
#[derive(Clone)]
pub struct Feed(Arc<Ask>);

impl std::fmt::Debug for Feed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Feed")
    }
}

impl Feed {
    /// Asks this.
    pub fn new(ask: impl Fn(&Context) -> Result<Told, AppError> + Send + Sync + 'static) -> Self {
        Self(Arc::new(ask))
    }
}

/// Begins a stream.
///
/// # Errors
/// When there are too many already.
pub fn open(service: &Service, feed: Feed) -> Result<HttpResponse, ApiError> {
    let place = service.stream().ok_or(ApiError::Problem(ProblemCode::Busy))?;
    let (sender, receiver) = channel(4);
    let service = service.clone();
    rt::spawn(async move {
        tell(&service, &feed, &sender).await;
        drop(place);
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, MEDIA_TYPE))
        // A proxy that gathers answers would keep the news to itself.
        .insert_header(("X-Accel-Buffering", "no"))
        .body(Lines(receiver)))
}

/// Tells until there is nothing more to tell or nobody to hear it.
async fn tell(service: &Service, feed: &Feed, sender: &Sender<Bytes>) {
    let begun = Instant::now();
    let (mut last, mut spoken) = (None, begun);
    while begun.elapsed() < LONGEST && !service.is_closing() {
        let ask = feed.clone();
        // What went wrong has been logged; who follows comes back.
        let Ok(told) = service.run(move |context, _| (ask.0)(context)).await else { return };
        let is_last = told.is_last;
        let news = if last.as_ref() == Some(&told) { None } else { Some(event(&told)) };
        let sign = news.or_else(|| (spoken.elapsed() >= SILENCE).then(|| ":\n\n".to_owned()));
        if let Some(text) = sign {
            if sender.send(Bytes::from(text)).await.is_err() {
                return;
            }
            spoken = Instant::now();
        }
        if is_last || timeout(EVERY, sender.closed()).await.is_ok() {
            return;
        }
        last = Some(told);
    }
}

/// A document is one line, since JSON has no line breaks of its own.
fn event(told: &Told) -> String {
    let name = if told.is_last { "end" } else { "progress" };
    format!("event: {name}\ndata: {}\n\n", told.json)
}

/// The body: what comes through a channel.
struct Lines(Receiver<Bytes>);

impl MessageBody for Lines {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.get_mut().0.poll_recv(context).map(|bytes| bytes.map(Ok))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_event_has_another_name() {
        let told = |is_last| Told { json: "{}".to_owned(), is_last };
        assert_eq!(event(&told(false)), "event: progress\ndata: {}\n\n");
        assert_eq!(event(&told(true)), "event: end\ndata: {}\n\n");
    }
}
