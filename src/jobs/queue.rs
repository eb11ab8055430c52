//! Between the one who claims jobs and the threads that do them: a queue in memory that can be closed.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A queue that many threads take from.
pub struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    /// An open, empty queue.
    pub fn new() -> Self {
        Self { state: Mutex::new(State { waiting: VecDeque::new(), closed: false }), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing in here panics, so a poisoned lock would still be good.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds something at the end.
    pub fn push(&self, item: T) {
        self.state().waiting.push_back(item);
        self.changed.notify_one();
    }

    /// Takes what has waited longest; waits for it if need be. `None` once the queue is closed.
    pub fn take(&self) -> Option<T> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(item) = state.waiting.pop_front() {
                return Some(item);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Closes the queue and gives what nobody has taken.
    pub fn close(&self) -> Vec<T> {
        let mut state = self.state();
        state.closed = true;
        self.changed.notify_all();
        state.waiting.drain(..).collect()
    }
}
