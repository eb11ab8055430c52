//! Leases between workers whose clocks are apart: nobody takes a living worker's job, and no dead one keeps its.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration as Pause, Instant};

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::app::tasks::Task;
use lotsenwerk::app::{Moments, jobs};
use lotsenwerk::domain::backoff::Backoff;
use lotsenwerk::domain::job::{Job, JobStatus};
use lotsenwerk::jobs::runner::{Rules, Runner, Tally, Until, Work};
use serde_json::json;

use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    a_living_worker_keeps_its_job_however_far_its_clock_is_behind,
    a_living_worker_keeps_its_job_however_far_its_clock_ran_ahead,
    a_dead_worker_keeps_nothing_however_far_its_clock_ran_ahead,
    whoever_ends_when_idle_looks_first_whether_leases_are_over,
);

const BEGIN: &str = "2026-11-27T12:00:00Z";
const LEASE: Duration = Duration::seconds(3);

/// A clock that goes as all do, and so far from the right time.
fn clock(apart: Duration) -> Moments {
    let (begin, begun): (DateTime<Utc>, _) = (BEGIN.parse().unwrap(), Instant::now());
    Moments::new(Arc::new(move || begin + apart + begun.elapsed()), [5; 32])
}

type Handle = Box<dyn Fn(&Job, &Work) -> Result<serde_json::Value, jobs::Failure> + Send + Sync>;

fn runner(db: &TestDatabase, moments: Moments, handle: Handle) -> Arc<Runner<Handle>> {
    let mut context = context(db);
    context.database = db.open_again();
    Arc::new(Runner {
        context,
        moments,
        rules: Rules {
            threads: 1,
            lease: LEASE,
            poll: Pause::from_millis(20),
            patience: Pause::from_secs(10),
            backoff: Backoff { first: Duration::seconds(60), longest: Duration::hours(1) },
            keep: Duration::days(30),
        },
        kinds: Task::KINDS.to_vec(),
        schedules: Vec::new(),
        handle,
        tell: |_| {},
    })
}

/// A job that outlasts two leases, in the hands of a worker whose clock is `apart`; another one, whose clock is right, looks on.
fn keeps(db: &TestDatabase, apart: Duration) {
    let (begun, begins) = mpsc::sync_channel(10);
    let (count, lost) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
    let work = |who: &'static str| -> Handle {
        let (begun, count, lost) = (begun.clone(), Arc::clone(&count), Arc::clone(&lost));
        Box::new(move |_, work| {
            count.fetch_add(1, Ordering::SeqCst);
            begun.send(who).unwrap();
            let until = Instant::now() + Pause::from_secs(7);
            while Instant::now() < until {
                std::thread::sleep(Pause::from_millis(50));
                lost.fetch_or(work.is_over(), Ordering::SeqCst);
            }
            Ok(json!({}))
        })
    };
    let first = runner(db, clock(apart), work("first"));
    let other = runner(db, clock(Duration::zero()), work("other"));
    jobs::queue(&first.context, &Task::SendMails {}, &mut moment("2020-01-01T00:00:00Z", 1)).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let working = std::thread::spawn(move || first.run(&Arc::new(AtomicBool::new(false)), Until::Idle));
    assert_eq!(begins.recv(), Ok("first"));
    let looking = std::thread::spawn({
        let stop = Arc::clone(&stop);
        move || other.run(&stop, Until::Stopped)
    });
    assert_eq!(working.join().unwrap(), Tally { done: 1, ..Tally::default() });
    stop.store(true, Ordering::SeqCst);
    assert_eq!(looking.join().unwrap(), Tally::default());
    assert_eq!((count.load(Ordering::SeqCst), lost.load(Ordering::SeqCst)), (1, false));
}

fn a_living_worker_keeps_its_job_however_far_its_clock_is_behind(db: &TestDatabase) {
    keeps(db, -Duration::days(1));
}

fn a_living_worker_keeps_its_job_however_far_its_clock_ran_ahead(db: &TestDatabase) {
    keeps(db, Duration::days(1));
}

/// A worker takes a job with a clock that is `apart`, and dies.
fn taken(db: &TestDatabase, apart: Duration) {
    let context = context(db);
    jobs::queue(&context, &Task::SendMails {}, &mut moment("2020-01-01T00:00:00Z", 1)).unwrap();
    let mut moment = clock(apart).now();
    assert_eq!(jobs::claim(&context, &Task::KINDS, LEASE, 1, &mut moment).unwrap().len(), 1);
}

fn a_dead_worker_keeps_nothing_however_far_its_clock_ran_ahead(db: &TestDatabase) {
    taken(db, Duration::days(4));
    let (done, ends) = mpsc::sync_channel(10);
    let handle: Handle = Box::new(move |job, _| {
        done.send(job.attempts).unwrap();
        Ok(json!({}))
    });
    let worker = runner(db, clock(Duration::zero()), handle);
    let stop = Arc::new(AtomicBool::new(false));
    let working = std::thread::spawn({
        let stop = Arc::clone(&stop);
        move || worker.run(&stop, Until::Stopped)
    });
    assert_eq!(ends.recv_timeout(Pause::from_secs(60)), Ok(2), "the attempt of the dead counts");
    stop.store(true, Ordering::SeqCst);
    assert_eq!(working.join().unwrap(), Tally { done: 1, ..Tally::default() });
}

fn whoever_ends_when_idle_looks_first_whether_leases_are_over(db: &TestDatabase) {
    taken(db, -Duration::minutes(1));
    let worker = runner(db, clock(Duration::zero()), Box::new(|_, _| Ok(json!({}))));
    let tally = worker.run(&Arc::new(AtomicBool::new(false)), Until::Idle);
    assert_eq!(tally, Tally { done: 1, ..Tally::default() });
    let left = jobs::list(&context(db), Some(JobStatus::Running), 10).unwrap();
    assert_eq!(left, []);
}
