//! The runner: retries, panics, schedules, and a stop that loses nothing.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration as Pause;

use chrono::{DateTime, Duration, NaiveTime, Utc};
use lotsenwerk::app::jobs::{Failure, queue};
use lotsenwerk::app::tasks::{MatchTask, Task};
use lotsenwerk::app::{Moments, jobs};
use lotsenwerk::domain::backoff::Backoff;
use lotsenwerk::domain::job::{Job, JobState, JobStatus};
use lotsenwerk::jobs::runner::{Rules, Runner, Tally, Until, Work};
use lotsenwerk::jobs::schedule::{Rhythm, Schedule};
use serde_json::{Value, json};

use crate::support::context::{context, moment};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    a_failing_job_waits_longer_each_time_and_ends_as_a_dead_letter,
    a_panic_ends_a_job_and_not_the_worker,
    a_schedule_queues_one_job_a_slot,
    a_clock_that_ran_ahead_stops_no_schedule,
    an_idle_worker_asks_once_a_slot,
    a_stop_finishes_what_runs_and_hands_back_the_rest,
    a_job_that_stops_with_its_worker_was_no_attempt,
    a_job_that_outlasts_its_lease_is_renewed,
);

const BEGIN: &str = "2026-11-27T12:00:00Z";

/// A clock that goes when it is told to.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn forward(&self, by: Duration) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }

    fn moments(&self) -> Moments {
        let clock = self.clone();
        let begin: DateTime<Utc> = BEGIN.parse().unwrap();
        Moments::new(Arc::new(move || begin + Duration::milliseconds(clock.0.load(Ordering::Relaxed))), [3; 32])
    }
}

fn runner<H>(db: &TestDatabase, moments: Moments, handle: H) -> Runner<H>
where
    H: Fn(&Job, &Work) -> Result<Value, Failure> + Send + Sync + 'static,
{
    Runner {
        context: context(db),
        moments,
        rules: Rules {
            threads: 1,
            lease: Duration::seconds(60),
            poll: Pause::from_millis(20),
            patience: Pause::from_secs(10),
            backoff: Backoff { first: Duration::seconds(60), longest: Duration::hours(1) },
            keep: Duration::days(2),
        },
        kinds: Task::KINDS.to_vec(),
        schedules: Vec::new(),
        handle,
        tell: |_| {},
    }
}

fn every(db: &TestDatabase) -> Vec<Job> {
    jobs::list(&context(db), None, 100).unwrap()
}

fn a_failing_job_waits_longer_each_time_and_ends_as_a_dead_letter(db: &TestDatabase) {
    let clock = Clock::default();
    let runner = runner(db, clock.moments(), |_, _| Err(Failure::Again("not today".to_owned())));
    let task = Task::Match(MatchTask::new(None, false));
    let id = queue(&runner.context, &task, &mut moment(BEGIN, 1)).unwrap();
    let mut pauses = Vec::new();
    for _ in 0..19 {
        assert_eq!(runner.run_due().unwrap(), Tally { failed: 1, ..Tally::default() });
        assert_eq!(runner.run_due().unwrap(), Tally::default(), "it waits");
        let JobState::Queued { run_at } = every(db)[0].state else { panic!("it waits") };
        pauses.push((run_at - runner.moments.time()).num_seconds());
        clock.forward(run_at - runner.moments.time());
    }
    for (pause, whole) in pauses.iter().zip([60, 120, 240, 480]) {
        assert!((whole / 2 - 1..=whole).contains(pause), "{pauses:?}");
    }
    assert_eq!(runner.run_due().unwrap(), Tally { failed: 1, dead: 1, ..Tally::default() });
    let dead = &every(db)[0];
    assert_eq!(
        (dead.attempts, dead.state.status(), dead.last_error.as_deref()),
        (20, JobStatus::Dead, Some("not today"))
    );
    jobs::retry(&runner.context, id, runner.moments.time()).unwrap();
    assert_eq!(runner.run_due().unwrap(), Tally { failed: 1, ..Tally::default() });
}

fn a_panic_ends_a_job_and_not_the_worker(db: &TestDatabase) {
    let runner = Arc::new(runner(db, Clock::default().moments(), |job: &Job, _: &Work| match job.kind.as_str() {
        "match" => panic!("as a defect would"),
        _ => Ok(json!({})),
    }));
    let task = Task::Match(MatchTask::new(None, false));
    queue(&runner.context, &task, &mut moment(BEGIN, 1)).unwrap();
    queue(&runner.context, &Task::SendMails {}, &mut moment(BEGIN, 2)).unwrap();
    let tally = runner.run(&Arc::new(AtomicBool::new(false)), Until::Idle);
    assert_eq!(tally, Tally { done: 1, failed: 1, ..Tally::default() });
    let words: Vec<Option<String>> = every(db).into_iter().map(|job| job.last_error).collect();
    assert!(words.contains(&Some("panicked: as a defect would".to_owned())), "{words:?}");
}

fn a_schedule_queues_one_job_a_slot(db: &TestDatabase) {
    let clock = Clock::default();
    let mut runner = runner(db, clock.moments(), |_: &Job, _: &Work| Ok(json!({})));
    let night = Rhythm::Daily(NaiveTime::from_hms_opt(2, 30, 0).unwrap());
    runner.schedules = vec![
        Schedule { name: "night", rhythm: night, task: Task::Match(MatchTask::new(None, false)) },
        Schedule { name: "often", rhythm: Rhythm::Every(Duration::minutes(5)), task: Task::SendMails {} },
    ];
    let mut done = Vec::new();
    for _ in 0..24 * 2 {
        done.push(runner.run_due().unwrap().done);
        assert_eq!(runner.run_due().unwrap().done, 0, "once a slot");
        clock.forward(Duration::hours(1));
    }
    // The first look only notes where the schedules stand; then one round an hour, and two nights.
    assert_eq!((done[0], done.iter().sum::<u64>()), (0, 47 + 2), "{done:?}");
}

fn a_stop_finishes_what_runs_and_hands_back_the_rest(db: &TestDatabase) {
    let (begun, begins) = mpsc::sync_channel(10);
    let (go, gate) = mpsc::channel::<()>();
    let gate = std::sync::Mutex::new(gate);
    let runner = Arc::new(runner(db, Clock::default().moments(), move |_: &Job, _: &Work| {
        begun.send(()).unwrap();
        gate.lock().unwrap().recv().unwrap();
        Ok(json!({}))
    }));
    let task = Task::Match(MatchTask::new(None, false));
    queue(&runner.context, &task, &mut moment(BEGIN, 1)).unwrap();
    queue(&runner.context, &Task::SendMails {}, &mut moment(BEGIN, 2)).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let working = std::thread::spawn({
        let (runner, stop) = (Arc::clone(&runner), Arc::clone(&stop));
        move || runner.run(&stop, Until::Stopped)
    });
    begins.recv().unwrap();
    stop.store(true, Ordering::Relaxed);
    std::thread::sleep(Pause::from_millis(300));
    go.send(()).unwrap();
    assert_eq!(working.join().unwrap(), Tally { done: 1, handed_back: 1, ..Tally::default() });
    let mut states: Vec<_> = every(db).into_iter().map(|job| (job.state.status(), job.attempts)).collect();
    states.sort();
    assert_eq!(states, [(JobStatus::Queued, 0), (JobStatus::Done, 1)]);
}

fn a_job_that_stops_with_its_worker_was_no_attempt(db: &TestDatabase) {
    let (begun, begins) = mpsc::sync_channel(10);
    let runner = Arc::new(runner(db, Clock::default().moments(), move |_: &Job, work: &Work| {
        begun.send(()).unwrap();
        while !work.is_over() {
            std::thread::sleep(Pause::from_millis(10));
        }
        Err(Failure::Stopped)
    }));
    queue(&runner.context, &Task::Advise {}, &mut moment(BEGIN, 1)).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let working = std::thread::spawn({
        let (runner, stop) = (Arc::clone(&runner), Arc::clone(&stop));
        move || runner.run(&stop, Until::Stopped)
    });
    begins.recv().unwrap();
    stop.store(true, Ordering::Relaxed);
    assert_eq!(working.join().unwrap(), Tally { handed_back: 1, ..Tally::default() });
    let job = &every(db)[0];
    assert_eq!((job.state.status(), job.attempts, &job.last_error), (JobStatus::Queued, 0, &None));
}

fn a_job_that_outlasts_its_lease_is_renewed(db: &TestDatabase) {
    let count = Arc::new(AtomicU32::new(0));
    let counting = Arc::clone(&count);
    let begun = std::time::Instant::now();
    let begin: DateTime<Utc> = BEGIN.parse().unwrap();
    let moments = Moments::new(Arc::new(move || begin + begun.elapsed()), [4; 32]);
    let mut runner = runner(db, moments, move |_: &Job, work: &Work| {
        counting.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(Pause::from_millis(2500));
        assert!(!work.is_over());
        Ok(json!({}))
    });
    runner.rules.lease = Duration::seconds(1);
    let runner = Arc::new(runner);
    queue(&runner.context, &Task::SendMails {}, &mut moment(BEGIN, 1)).unwrap();
    let tally = runner.run(&Arc::new(AtomicBool::new(false)), Until::Idle);
    assert_eq!((tally, count.load(Ordering::Relaxed)), (Tally { done: 1, ..Tally::default() }, 1));
}

fn a_clock_that_ran_ahead_stops_no_schedule(db: &TestDatabase) {
    let clock = Clock::default();
    let mut runner = runner(db, clock.moments(), |_, _| Ok(json!({})));
    let name = "expire_offers";
    let (rhythm, task) = (Rhythm::Every(Duration::minutes(5)), Task::ExpireOffers {});
    runner.schedules = vec![Schedule { name, rhythm, task }];
    assert_eq!(runner.run_due().unwrap(), Tally::default(), "a new schedule has nothing to make up for");
    clock.forward(Duration::days(4));
    assert_eq!(runner.run_due().unwrap().done, 1);
    // A job that it put off waits for days too.
    let late = Task::SendMails {};
    queue(&runner.context, &late, &mut moment("2026-12-01T12:00:00Z", 9)).unwrap();
    clock.forward(-Duration::days(4));
    assert_eq!(runner.run_due().unwrap().done, 2, "the schedule is set back, and the job is due");
    assert_eq!(runner.run_due().unwrap().done, 0, "once a slot");
    clock.forward(Duration::minutes(5));
    assert_eq!(runner.run_due().unwrap().done, 1);
}

fn an_idle_worker_asks_once_a_slot(db: &TestDatabase) {
    let clock = Clock::default();
    let mut runner = runner(db, clock.moments(), |_, _| Ok(json!({})));
    let (rhythm, task) = (Rhythm::Every(Duration::minutes(5)), Task::ExpireOffers {});
    runner.schedules = vec![Schedule { name: "expire_offers", rhythm, task }];
    let (runner, stop) = (Arc::new(runner), Arc::new(AtomicBool::new(false)));
    let (working, stopping) = (Arc::clone(&runner), Arc::clone(&stop));
    let worker = std::thread::spawn(move || working.run(&stopping, Until::Stopped));
    // Whether the worker writes the slot within so many looks; it is taken away again.
    let mut raw = db.raw();
    let mut written = |looks: u32| {
        for _ in 0..looks {
            std::thread::sleep(Pause::from_millis(25));
            if !raw.lines("SELECT name AS line FROM schedules").is_empty() {
                raw.batch("DELETE FROM schedules");
                return true;
            }
        }
        false
    };
    let (patient, some) = (1200, 40);
    assert!(written(patient));
    assert!(!written(some), "it remembers the slot");
    clock.forward(Duration::minutes(5));
    assert!(written(patient));
    stop.store(true, Ordering::Relaxed);
    worker.join().unwrap();
}
