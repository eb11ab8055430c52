//! From an asynchronous handler to a use case and back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actix_web::web;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use super::RequestId;
use super::line::{Line, Lines};
use super::metrics::{Metrics, UnderWay};
use super::share::{Asker, Shares};
use crate::app::{AppError, Context, Moment, Moments};
use crate::domain::link::PublicUrl;
use crate::storage::StorageError;

/// So many answers go on side by side; each looks at the database once a second.
const STREAMS: usize = 256;

/// So long a page waits that can be shown without what takes thinking.
const SOON: Duration = Duration::from_secs(1);

/// A turn in a line, with the caller's shares of it. It lasts until it is dropped.
pub struct Turn {
    // Given back in this order, so that whoever waits in line comes before the caller's next.
    _in_line: OwnedSemaphorePermit,
    _shares: Vec<OwnedSemaphorePermit>,
    _under_way: UnderWay,
}

/// What handlers work with. Clones share the lines.
#[derive(Clone)]
pub struct Service {
    context: Context,
    moments: Moments,
    lines: Lines,
    shares: Arc<Shares>,
    metrics: Arc<Metrics>,
    /// Answers that go on for a while.
    streams: Arc<Semaphore>,
    is_closing: Arc<AtomicBool>,
}

/// Why there is no answer. What went wrong has been logged; whoever asked learns no more than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing there, or it is none of their business.
    NotFound,
    /// Too many ask at once; nothing was changed.
    Busy,
    /// The service failed. Nothing was changed, or nothing is known of it.
    Failed,
}

impl Service {
    /// A service that runs `at_once` usual use cases side by side: as many as the database has connections.
    pub fn new(context: Context, moments: Moments, at_once: usize) -> Self {
        let lines = Lines::new(at_once, context.accounts.passwords.at_once());
        let metrics = Metrics::new(|line| lines.room(line));
        Self {
            context,
            moments,
            lines,
            shares: Arc::default(),
            metrics: Arc::new(metrics),
            streams: Arc::new(Semaphore::new(STREAMS)),
            is_closing: Arc::new(AtomicBool::new(false)),
        }
    }

    /// What is counted of the requests to this service.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// In which language to speak to those who name none.
    pub fn locale(&self) -> crate::i18n::Locale {
        self.context.sender.locale
    }

    /// A number for a request that comes now.
    pub fn request_id(&self) -> RequestId {
        RequestId::new(&mut self.moments.now())
    }

    /// Whether browsers reach the service over HTTPS, so that cookies may go no other way.
    pub fn is_secure(&self) -> bool {
        self.context.sender.is_secure()
    }

    /// The path under which a proxy shows all pages: empty, or such as `/hessen`.
    pub fn path(&self) -> &str {
        self.context.sender.public_url.as_ref().map_or("", PublicUrl::path)
    }

    /// A place for an answer that goes on, given back when it is dropped; `None` where there are too many.
    pub fn stream(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.streams).try_acquire_owned().ok()
    }

    /// Whether answers that go on should come to an end.
    pub fn is_closing(&self) -> bool {
        self.is_closing.load(Ordering::Relaxed)
    }

    /// Brings answers that go on to an end.
    pub(super) fn close(&self) {
        self.is_closing.store(true, Ordering::Relaxed);
    }

    /// Runs a usual use case when its turn has come.
    ///
    /// # Errors
    /// [`Refusal`], by what the use case says.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Context, &mut Moment) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.run_in(Line::Usual, work).await
    }

    /// Runs a use case that hashes a password. Those do not wait for long.
    ///
    /// # Errors
    /// [`Refusal`], by what the use case says.
    pub async fn run_hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Context, &mut Moment) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.run_in(Line::Hashing, work).await
    }

    /// Runs a use case when its turn has come in this line.
    ///
    /// # Errors
    /// [`Refusal`], by what the use case says.
    pub async fn run_in<T: Send + 'static>(
        &self,
        line: Line,
        work: impl FnOnce(&Context, &mut Moment) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.run_for(&Asker::default(), line, work).await
    }

    /// The same for somebody who may not take all of a line in which work takes long.
    ///
    /// # Errors
    /// [`Refusal`], by what the use case says.
    pub async fn run_for<T: Send + 'static>(
        &self,
        asker: &Asker,
        line: Line,
        work: impl FnOnce(&Context, &mut Moment) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let turn = self.turn(asker, line, line.patience()).await.ok_or(Refusal::Busy)?;
        let (context, moments) = (self.context.clone(), self.moments.clone());
        let done = web::block(move || {
            let done = work(&context, &mut moments.now());
            // Held by the thread that works, so that a visitor who leaves does not let one more in.
            drop(turn);
            done
        });
        match done.await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(refusal(&error)),
            Err(error) => {
                tracing::error!(%error, "a use case was cut off");
                Err(Refusal::Failed)
            }
        }
    }

    /// A turn to think, if it comes soon.
    pub async fn turn_soon(&self, asker: &Asker) -> Option<Turn> {
        self.turn(asker, Line::Thinking, SOON).await
    }

    async fn turn(&self, asker: &Asker, line: Line, patience: Duration) -> Option<Turn> {
        let shares = if line.is_shared() { self.shares.of(asker, self.lines.room(line)) } else { Vec::new() };
        let waiting = async {
            let mut held = Vec::with_capacity(shares.len());
            for share in shares {
                held.push(share.acquire_owned().await?);
            }
            Ok::<_, AcquireError>((self.lines.turns(line).acquire_owned().await?, held))
        };
        // The semaphores are never closed, so what can fail is the waiting alone.
        let since = Instant::now();
        let Ok(Ok((in_line, shares))) = tokio::time::timeout(patience, waiting).await else {
            self.metrics.turned_away(line);
            return None;
        };
        let under_way = self.metrics.begun(line, since.elapsed());
        Some(Turn { _in_line: in_line, _shares: shares, _under_way: under_way })
    }
}

fn refusal(error: &AppError) -> Refusal {
    match error {
        AppError::Link(_) | AppError::Storage(StorageError::NotFound { .. }) => Refusal::NotFound,
        // A database that is away comes back.
        AppError::Storage(StorageError::Busy | StorageError::Conflict | StorageError::Unavailable(_)) => {
            tracing::warn!(%error, "a request was turned away");
            Refusal::Busy
        }
        _ => {
            tracing::error!(%error, "a request failed");
            Refusal::Failed
        }
    }
}
