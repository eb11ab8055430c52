//! How far a run has come, for whoever follows it from another process, and whether it is to stop.
//!
//! The solver tells of every step, from several threads; what is worth knowing elsewhere is the part of the work and roughly how
//! much of it is done. So a thread beside the solver writes that now and then, in short commits, and looks whether somebody has
//! called the run off. A database that is away for a moment costs a note, and not the run.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::app::Context;
use crate::domain::id::RunId;
use crate::domain::run::{Reached, RunPhase};
use crate::matching::{Progress, Step};
use crate::storage::{self, StorageError};

/// How often something is written, and looked up.
const EVERY: Duration = Duration::from_millis(500);

/// The course of one run.
pub(super) struct Course<'a> {
    context: &'a Context,
    run: RunId,
    /// Hears what the solver tells as well.
    also: &'a dyn Progress,
    reached: Mutex<Option<Reached>>,
    stop: AtomicBool,
}

impl<'a> Course<'a> {
    pub(super) fn new(context: &'a Context, run: RunId, also: &'a dyn Progress) -> Self {
        Self { context, run, also, reached: Mutex::new(None), stop: AtomicBool::new(false) }
    }

    fn reached(&self) -> MutexGuard<'_, Option<Reached>> {
        // Nothing in here panics, so a poisoned lock would still be good.
        self.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn reach(&self, phase: RunPhase, percent: Option<u8>) {
        *self.reached() = Some(Reached { phase, percent });
    }

    /// Does the work while what it reaches is noted.
    pub(super) fn follow<T>(&self, work: impl FnOnce() -> T) -> T {
        let (done, is_done) = channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || self.note_until(&is_done));
            let result = work();
            drop(done);
            result
        })
    }

    fn note_until(&self, is_done: &Receiver<()>) {
        let mut noted = None;
        while is_done.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
            let reached = *self.reached();
            if let Some(news) = reached.filter(|_| reached != noted) {
                let written =
                    self.context.database.write_guarded(|tx| storage::runs::course::reach(tx, self.run, news));
                self.heed(written.map(|()| false));
                noted = reached;
            }
            self.heed(self.context.database.read(|tx| storage::runs::course::is_to_stop(tx, self.run)));
        }
    }

    fn heed(&self, is_to_stop: Result<bool, StorageError>) {
        match is_to_stop {
            Ok(true) => self.stop.store(true, Ordering::Relaxed),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, run = %self.run, "how far a run has come was not noted"),
        }
    }
}

impl Progress for Course<'_> {
    fn step(&self, step: Step) {
        match step {
            Step::Candidates { .. } => self.reach(RunPhase::Candidates, None),
            Step::Components { .. } => self.reach(RunPhase::Solving, None),
            Step::Decided { components: done, of, .. } | Step::Bounded { rounds: done, of, .. } => {
                let percent = done.saturating_mul(100).checked_div(of).unwrap_or(100);
                self.reach(RunPhase::Solving, u8::try_from(percent.min(100)).ok());
            }
            Step::Explaining { .. } => self.reach(RunPhase::Explaining, None),
        }
        self.also.step(step);
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.also.is_over()
    }
}
