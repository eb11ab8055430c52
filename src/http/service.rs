//! From an asynchronous handler to a use case and back.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use tokio::sync::Semaphore;

use crate::app::{AppError, Context, Moment, Moments};
use crate::domain::link::PublicUrl;
use crate::storage::StorageError;

/// So long a request waits for its turn before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(30);

/// What handlers work with. Clones share the line.
#[derive(Clone)]
pub struct Service {
    context: Context,
    moments: Moments,
    line: Arc<Semaphore>,
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
    /// A service that runs `at_once` use cases side by side.
    pub fn new(context: Context, moments: Moments, at_once: usize) -> Self {
        Self { context, moments, line: Arc::new(Semaphore::new(at_once.max(1))) }
    }

    /// In which language to speak to those who name none.
    pub fn locale(&self) -> crate::i18n::Locale {
        self.context.sender.locale
    }

    /// The path under which a proxy shows all pages: empty, or such as `/hessen`.
    pub fn path(&self) -> &str {
        self.context.sender.public_url.as_ref().map_or("", PublicUrl::path)
    }

    /// Runs a use case when its turn has come.
    ///
    /// # Errors
    /// [`Refusal`], by what the use case says.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Context, &mut Moment) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let waiting = Arc::clone(&self.line).acquire_owned();
        // The semaphore is never closed, so what can fail is the waiting alone.
        let Ok(Ok(turn)) = tokio::time::timeout(PATIENCE, waiting).await else { return Err(Refusal::Busy) };
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
