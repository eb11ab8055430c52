//! The worker: claims jobs, has them done by a few threads, renews their leases meanwhile, and notes how they ended.
//!
//! One thread claims, a little more than the others can do, so that none waits for the database. What is claimed but
//! not begun when the worker stops is handed back; what is being done is finished, for as long as the worker may wait,
//! and handed back then. A panic ends a job, not the worker. A database that is away ends neither: the worker logs it and
//! tries again, and what it held comes back when its leases run out.

use std::any::Any;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration as Pause, Instant};

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;

use super::queue::Queue;
use super::schedule::Schedule;
use super::watch::Watch;
use crate::app::jobs::{self, Claimed, Ended, Failure};
use crate::app::{Context, Moments};
use crate::domain::backoff::Backoff;
use crate::domain::id::JobId;
use crate::domain::job::Job;
use crate::storage::StorageError;

/// How often a stopping or idle worker looks up.
const GLANCE: Pause = Pause::from_millis(50);

/// How a worker works.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Jobs done at the same time.
    pub threads: usize,
    /// How long a claim holds without being renewed; it is renewed three times in it.
    pub lease: Duration,
    /// How often the queue is looked at when it was empty.
    pub poll: Pause,
    /// How long a stopping worker waits for the jobs being done.
    pub patience: Pause,
    /// How long a failed job waits.
    pub backoff: Backoff,
    /// How long done jobs are remembered.
    pub keep: Duration,
}

/// Does jobs with `handle`, which tells what it did or why it did not.
pub struct Runner<H> {
    /// Where the queue is.
    pub context: Context,
    /// Time and chance.
    pub moments: Moments,
    /// How it works.
    pub rules: Rules,
    /// The kinds it takes.
    pub kinds: Vec<&'static str>,
    /// What it queues by the clock.
    pub schedules: Vec<Schedule>,
    /// Does one job.
    pub handle: H,
    /// Hears what happens, on any thread.
    pub tell: fn(&Event<'_>),
}

/// What happens.
#[derive(Debug)]
pub enum Event<'a> {
    /// A schedule's job was queued.
    Queued {
        /// The schedule.
        schedule: &'static str,
    },
    /// A job ended.
    Ended {
        /// Which.
        job: &'a Job,
        /// How.
        ended: Ended,
        /// What it said, or why it failed.
        said: Result<&'a Value, &'a Failure>,
        /// How long it took.
        taken: Pause,
    },
    /// Jobs of workers that died were taken back.
    Recovered {
        /// How many will be done again.
        queued: usize,
        /// How many were given up.
        dead: usize,
    },
}

/// What a handler knows of its surroundings. A long job asks now and then whether it is over.
#[derive(Debug, Clone)]
pub struct Work {
    stopping: Arc<AtomicBool>,
    lost: Arc<AtomicBool>,
}

impl Work {
    /// Whether the worker is to stop, or somebody else has the job by now.
    pub fn is_over(&self) -> bool {
        self.stopping.load(Ordering::Relaxed) || self.lost.load(Ordering::Relaxed)
    }
}

/// When a worker ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Never.
    Stopped,
    /// As soon as nothing is due and nothing is being done.
    Idle,
}

/// What a worker did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Jobs done.
    pub done: u64,
    /// Attempts that failed, the last ones too.
    pub failed: u64,
    /// Jobs given up.
    pub dead: u64,
    /// Jobs that somebody else had by the time they were done.
    pub lost: u64,
    /// Jobs handed back when the worker stopped.
    pub handed_back: u64,
}

impl Tally {
    fn count(&mut self, ended: Ended) {
        match ended {
            Ended::Done => self.done += 1,
            Ended::Again(_) => self.failed += 1,
            Ended::Dead => {
                self.failed += 1;
                self.dead += 1;
            }
            Ended::Back => self.handed_back += 1,
            Ended::Lost => self.lost += 1,
        }
    }
}

/// A job on its way through the worker.
struct Task {
    claimed: Claimed,
    lost: Arc<AtomicBool>,
}

/// What a thread reports.
struct Report {
    id: JobId,
    /// `None` where the end could not be noted: the lease will run out.
    ended: Option<Ended>,
}

/// What the claiming thread holds.
struct Held {
    claimed: Claimed,
    lost: Arc<AtomicBool>,
}

impl<H> Runner<H>
where
    H: Fn(&Job, &Work) -> Result<Value, Failure> + Send + Sync + 'static,
{
    /// Works until `stop` is set, or until idle. Returns what was done; jobs that outlasted the worker's patience are still on
    /// their threads then, but no longer the worker's.
    pub fn run(self: &Arc<Self>, stop: &Arc<AtomicBool>, until: Until) -> Tally {
        let queue = Arc::new(Queue::new());
        let (report, reports) = mpsc::channel();
        for _ in 0..self.rules.threads.max(1) {
            let (runner, queue, stop, report) =
                (Arc::clone(self), Arc::clone(&queue), Arc::clone(stop), report.clone());
            thread::spawn(move || {
                while let Some(task) = queue.take() {
                    let ended = runner.work(&task, &stop);
                    if report.send(Report { id: task.claimed.job.id, ended }).is_err() {
                        return;
                    }
                }
            });
        }
        drop(report);
        let watch = Watch::new(2 * self.third());
        let mut hands = Hands { runner: self, queue, reports, watch, held: HashMap::new(), tally: Tally::default() };
        hands.work(stop, until);
        hands.put_down();
        hands.tally
    }

    /// Does what is due, one after the other on this thread, until nothing is. Leases are neither renewed nor watched: for tests
    /// and tools that have their own clock.
    pub fn run_due(&self) -> Result<Tally, StorageError> {
        let mut tally = Tally::default();
        let stop = Arc::new(AtomicBool::new(false));
        self.tick(&mut HashMap::new());
        self.recover(&mut Watch::new(Pause::ZERO), Instant::now());
        loop {
            let mut moment = self.moments.now();
            let claimed = jobs::claim(&self.context, &self.kinds, self.rules.lease, 1, &mut moment)?;
            let Some(claimed) = claimed.into_iter().next() else { return Ok(tally) };
            let task = Task { claimed, lost: Arc::default() };
            if let Some(ended) = self.work(&task, &stop) {
                tally.count(ended);
            }
        }
    }

    /// Does one job and notes how it ended.
    fn work(&self, task: &Task, stop: &Arc<AtomicBool>) -> Option<Ended> {
        let Task { claimed, lost } = task;
        let work = Work { stopping: Arc::clone(stop), lost: Arc::clone(lost) };
        let begun = Instant::now();
        let said = catch_unwind(AssertUnwindSafe(|| (self.handle)(&claimed.job, &work)))
            .unwrap_or_else(|panic| Err(Failure::Again(format!("panicked: {}", panic_words(&*panic)))));
        let mut moment = self.moments.now();
        let noted = match &said {
            Ok(_) => jobs::finish(&self.context, claimed, moment.now),
            Err(failure) => jobs::fail(&self.context, claimed, failure, self.rules.backoff, &mut moment),
        };
        let (id, kind) = (claimed.job.id, claimed.job.kind.as_str());
        match noted {
            Ok(ended) => {
                match ended {
                    Ended::Done => tracing::info!(job = %id, kind, "a job is done"),
                    Ended::Again(at) => tracing::warn!(job = %id, kind, %at, "a job failed and is tried again"),
                    Ended::Dead => tracing::error!(job = %id, kind, "a job was given up"),
                    Ended::Back => tracing::info!(job = %id, kind, "a job is handed back"),
                    Ended::Lost => tracing::warn!(job = %id, kind, "somebody else has the job by now"),
                }
                (self.tell)(&Event::Ended { job: &claimed.job, ended, said: said.as_ref(), taken: begun.elapsed() });
                Some(ended)
            }
            Err(error) => {
                tracing::error!(job = %id, kind, %error, "how a job ended could not be noted; its lease will run out");
                None
            }
        }
    }

    /// Queues what is due by the clock. The database is asked once a slot, so that an idle worker does not write all the time.
    fn tick(&self, seen: &mut HashMap<&'static str, DateTime<Utc>>) {
        for schedule in &self.schedules {
            let mut moment = self.moments.now();
            let slot = schedule.rhythm.slot(moment.now);
            if seen.get(schedule.name) == Some(&slot) {
                continue;
            }
            let length = schedule.rhythm.length();
            match jobs::advance(&self.context, schedule.name, (slot, length), &schedule.task, &mut moment) {
                Ok(is_ours) => {
                    seen.insert(schedule.name, slot);
                    if is_ours {
                        (self.tell)(&Event::Queued { schedule: schedule.name });
                    }
                }
                Err(error) => tracing::error!(schedule = schedule.name, %error, "a schedule's job was not queued"),
            }
        }
    }

    /// How long a worker waits before it renews its leases.
    fn third(&self) -> Pause {
        (self.rules.lease / 3).to_std().unwrap_or(self.rules.poll)
    }

    /// Takes back the jobs of workers that died.
    fn recover(&self, watch: &mut Watch, at: Instant) {
        let now = self.moments.time();
        let recovered = jobs::leases(&self.context).and_then(|leases| {
            let over = watch.look(leases, at, |lease| jobs::is_in_doubt(lease, self.rules.lease, now));
            jobs::recover(&self.context, &over, self.rules.backoff.longest, now)
        });
        match recovered {
            Ok(jobs::Recovered { queued: 0, dead: 0 }) => {}
            Ok(jobs::Recovered { queued, dead }) => {
                tracing::warn!(queued, dead, "workers died with jobs in their hands");
                (self.tell)(&Event::Recovered { queued, dead });
            }
            Err(error) => tracing::error!(%error, "the jobs of dead workers could not be taken back"),
        }
    }
}

/// The claiming thread at work.
struct Hands<'a, H> {
    runner: &'a Arc<Runner<H>>,
    queue: Arc<Queue<Task>>,
    reports: mpsc::Receiver<Report>,
    watch: Watch,
    held: HashMap<JobId, Held>,
    tally: Tally,
}

impl<H> Hands<'_, H>
where
    H: Fn(&Job, &Work) -> Result<Value, Failure> + Send + Sync + 'static,
{
    fn work(&mut self, stop: &AtomicBool, until: Until) {
        let rules = &self.runner.rules;
        let third = self.runner.third();
        // Whoever ends when idle looks for so long whether others' leases are over.
        let watched = Instant::now() + 3 * third;
        let threads = rules.threads.max(1);
        let (mut next_tick, mut next_renewal, mut next_look) = (Instant::now(), Instant::now(), Instant::now());
        let mut next_sweep = Instant::now();
        let mut seen = HashMap::new();
        while !stop.load(Ordering::Relaxed) {
            let now = Instant::now();
            if now >= next_tick {
                self.runner.tick(&mut seen);
                next_tick = now + rules.poll;
            }
            if now >= next_renewal {
                self.renew();
                self.runner.recover(&mut self.watch, now);
                next_renewal = now + third;
            }
            if now >= next_sweep {
                self.sweep();
                next_sweep = now + Pause::from_secs(3600);
            }
            // As soon as a thread might run dry, or when it is time to look again.
            if self.held.len() <= threads && now >= next_look {
                let wanted = 2 * threads - self.held.len();
                match self.claim(wanted) {
                    Some(claimed) if claimed == wanted => {}
                    Some(0)
                        if until == Until::Idle && self.held.is_empty() && (self.watch.is_sure() || now >= watched) =>
                    {
                        return;
                    }
                    Some(_) => next_look = now + if until == Until::Idle { GLANCE } else { rules.poll },
                    None => next_look = now + rules.poll,
                }
            }
            let wait = GLANCE.min(rules.poll);
            if let Ok(report) = self.reports.recv_timeout(wait) {
                self.take(report);
                while let Ok(report) = self.reports.try_recv() {
                    self.take(report);
                }
            }
        }
    }

    fn take(&mut self, report: Report) {
        self.held.remove(&report.id);
        if let Some(ended) = report.ended {
            self.tally.count(ended);
        }
    }

    /// How many were claimed; `None` if the database did not let us.
    fn claim(&mut self, wanted: usize) -> Option<usize> {
        let Runner { context, kinds, rules, moments, .. } = &**self.runner;
        let limit = u32::try_from(wanted).unwrap_or(u32::MAX);
        match jobs::claim(context, kinds, rules.lease, limit, &mut moments.now()) {
            Ok(claimed) => {
                let count = claimed.len();
                for claimed in claimed {
                    let lost = Arc::<AtomicBool>::default();
                    self.held.insert(claimed.job.id, Held { claimed: claimed.clone(), lost: Arc::clone(&lost) });
                    self.queue.push(Task { claimed, lost });
                }
                Some(count)
            }
            Err(error) => {
                tracing::error!(%error, "no jobs could be claimed");
                None
            }
        }
    }

    /// Lengthens the leases of all that is held.
    fn renew(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let Runner { context, rules, moments, .. } = &**self.runner;
        let held: Vec<_> = self.held.values().map(|held| (held.claimed.job.id, held.claimed.token)).collect();
        match jobs::renew(context, &held, moments.time() + rules.lease) {
            Ok(lost) => {
                for id in lost {
                    // A job whose end is being noted just now is no longer held either; its thread knows better.
                    if let Some(held) = self.held.get(&id) {
                        held.lost.store(true, Ordering::Relaxed);
                    }
                }
            }
            Err(error) => tracing::error!(%error, "leases could not be renewed"),
        }
    }

    fn sweep(&self) {
        let Runner { context, rules, moments, .. } = &**self.runner;
        match jobs::sweep(context, moments.time() - rules.keep) {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "jobs done long ago were forgotten"),
            Err(error) => tracing::error!(%error, "jobs done long ago could not be forgotten"),
        }
    }

    /// Hands back what was not begun, waits for the rest, and hands that back when it takes too long.
    fn put_down(&mut self) {
        let unbegun: Vec<Task> = self.queue.close();
        let back: Vec<_> = unbegun.iter().map(|task| (task.claimed.job.id, task.claimed.token)).collect();
        for (id, _) in &back {
            self.held.remove(id);
        }
        self.hand_back(&back);
        let deadline = Instant::now() + self.runner.rules.patience;
        let third = self.runner.third();
        let mut next_renewal = Instant::now() + third;
        while !self.held.is_empty() && Instant::now() < deadline {
            if let Ok(report) = self.reports.recv_timeout(GLANCE) {
                self.take(report);
            }
            if Instant::now() >= next_renewal {
                self.renew();
                next_renewal = Instant::now() + third;
            }
        }
        let back: Vec<_> = self.held.values().map(|held| (held.claimed.job.id, held.claimed.token)).collect();
        self.hand_back(&back);
    }

    fn hand_back(&mut self, held: &[(JobId, crate::domain::id::LeaseToken)]) {
        if held.is_empty() {
            return;
        }
        match jobs::hand_back(&self.runner.context, held) {
            Ok(()) => self.tally.handed_back += held.len() as u64,
            Err(error) => tracing::error!(%error, "jobs could not be handed back; their leases will run out"),
        }
    }
}

fn panic_words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without words")
}
