//! The queue of jobs: one waiting job a key, one worker a job, and no end without the token.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::domain::id::{JobId, LeaseToken};
use lotsenwerk::domain::job::{Job, JobState, JobStatus, Lease, NewJob};
use lotsenwerk::storage::jobs::{self, Enqueued, JobCounts, Recovered};
use lotsenwerk::storage::{StorageError, schedules};

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    one_job_of_a_key_waits_and_the_earlier_time_counts,
    workers_never_get_the_same_job,
    who_lost_the_lease_changes_nothing,
    dead_letters_are_seen_and_tried_again,
    each_slot_of_a_schedule_is_taken_once,
);

const NOON: &str = "2026-11-27T12:00:00Z";

fn job(number: u32, key: Option<&str>, run_at: DateTime<Utc>) -> NewJob {
    NewJob {
        id: job_id(number),
        kind: "test".to_owned(),
        key: key.map(str::to_owned),
        payload: serde_json::json!({"number": number}),
        run_at,
        max_attempts: 2,
        created_at: at(NOON),
    }
}

fn job_id(number: u32) -> JobId {
    JobId::from_uuid(mail_id(number).as_uuid())
}

fn lease(number: u8, until: DateTime<Utc>) -> Lease {
    Lease { token: LeaseToken::new(at(NOON), [number; 10]), until }
}

fn claim(db: &TestDatabase, now: DateTime<Utc>, lease: Lease, limit: u32) -> Vec<Job> {
    db.write_guarded(|tx| jobs::claim(tx, &["test"], now, lease, limit))
        .unwrap_or_else(|error: StorageError| panic!("{error}"))
}

fn one_job_of_a_key_waits_and_the_earlier_time_counts(db: &TestDatabase) {
    let now = at(NOON);
    let queue = |job: NewJob| db.must_write(|tx| jobs::enqueue(tx, &job));
    assert_eq!(queue(job(1, Some("a"), now + Duration::hours(1))), Enqueued::New);
    assert_eq!(queue(job(2, Some("a"), now)), Enqueued::Merged(job_id(1)));
    assert_eq!(queue(job(3, Some("a"), now + Duration::hours(2))), Enqueued::Merged(job_id(1)));
    assert_eq!(queue(job(4, Some("b"), now)), Enqueued::New);
    assert_eq!(queue(job(5, None, now)), Enqueued::New);
    assert_eq!(queue(job(6, None, now)), Enqueued::New);
    assert_eq!(db.must_read(|tx| jobs::oldest_due(tx, now)), Some(now));
    let claimed = claim(db, now, lease(1, now + Duration::minutes(1)), 1);
    assert_eq!((claimed[0].id, claimed[0].attempts), (job_id(1), 1));
    // The one that has begun may not have seen the cause of this one.
    assert_eq!(queue(job(7, Some("a"), now)), Enqueued::New);
    assert_eq!(db.must_read(jobs::counts), JobCounts { queued: 4, running: 1, done: 0, dead: 0 });
    assert_eq!(claim(db, now - Duration::seconds(1), lease(2, now), 10), []);
    let strangers = db.write_guarded(|tx| jobs::claim(tx, &["other"], now, lease(2, now), 10));
    assert_eq!(strangers.unwrap_or_else(|error: StorageError| panic!("{error}")), []);
}

/// Takes back what is in doubt, without watching it.
fn recover(db: &TestDatabase, now: DateTime<Utc>, why: &str) -> Recovered {
    db.must_write(|tx| {
        let mut over = jobs::leases(tx)?;
        over.retain(|(_, lease)| lease.until <= now);
        jobs::recover(tx, &over, now, why)
    })
}

fn workers_never_get_the_same_job(db: &TestDatabase) {
    let now = at(NOON);
    let all: Vec<NewJob> = (0..200).map(|number| job(number, None, now)).collect();
    db.must_write(|tx| jobs::enqueue_all(tx, &all));
    let workers = [db.open_again(), db.open_again()];
    let done: Vec<JobId> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4_u8)
            .zip(workers.iter().cycle())
            .map(|(number, worker)| {
                scope.spawn(move || {
                    let mut mine = Vec::new();
                    loop {
                        let held = lease(number, now + Duration::minutes(1));
                        let some: Vec<Job> = worker
                            .write_guarded(|tx| jobs::claim(tx, &["test"], now, held, 7))
                            .unwrap_or_else(|error: StorageError| panic!("{error}"));
                        if some.is_empty() {
                            return mine;
                        }
                        for job in some {
                            worker
                                .write_guarded(|tx| jobs::finish(tx, job.id, held.token, now))
                                .unwrap_or_else(|error: StorageError| panic!("{error}"));
                            mine.push(job.id);
                        }
                    }
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(done.len(), all.len());
    assert_eq!(done.into_iter().collect::<BTreeSet<_>>().len(), all.len());
    assert_eq!(db.must_read(jobs::counts), JobCounts { done: 200, ..JobCounts::default() });
    assert_eq!(db.must_write(|tx| jobs::remove_done(tx, now)), 0);
    assert_eq!(db.must_write(|tx| jobs::remove_done(tx, now + Duration::seconds(1))), 200);
}

fn who_lost_the_lease_changes_nothing(db: &TestDatabase) {
    let now = at(NOON);
    let minute = now + Duration::minutes(1);
    db.must_write(|tx| jobs::enqueue(tx, &job(1, Some("a"), now)));
    let (first, second) = (lease(1, minute), lease(2, minute + Duration::minutes(1)));
    assert_eq!(claim(db, now, first, 10).len(), 1);
    assert_eq!(recover(db, now, "lost"), Recovered::default());
    let longer = Lease { until: minute + Duration::seconds(1), ..first };
    let stale = [(job_id(1), first)];
    db.must_write(|tx| jobs::renew(tx, job_id(1), longer));
    let renewed = db.must_write(|tx| jobs::recover(tx, &stale, minute, "lost"));
    assert_eq!(renewed, Recovered::default(), "it was renewed since it was looked at");
    assert_eq!(db.must_read(jobs::leases), [(job_id(1), longer)]);
    assert_eq!(recover(db, minute, "lost"), Recovered::default());
    let over = minute + Duration::seconds(1);
    assert_eq!(recover(db, over, "lost"), Recovered { queued: 1, dead: 0 });
    assert_eq!(claim(db, over, second, 10)[0].attempts, 2);

    let lost = |result: Result<(), StorageError>| assert!(matches!(result, Err(StorageError::Changed { what: "job" })));
    lost(db.write(|tx| jobs::finish(tx, job_id(1), first.token, over)));
    lost(db.write(|tx| jobs::fail(tx, job_id(1), first.token, "late", over, None)));
    lost(db.write(|tx| jobs::renew(tx, job_id(1), first)));
    lost(db.write(|tx| jobs::hand_back(tx, job_id(1), first.token)));
    assert_eq!(db.must_read(|tx| jobs::find(tx, job_id(1))).state, JobState::Running(second));

    db.must_write(|tx| jobs::hand_back(tx, job_id(1), second.token));
    let back = db.must_read(|tx| jobs::find(tx, job_id(1)));
    assert_eq!((back.attempts, back.state.status()), (1, JobStatus::Queued));
    let third = lease(3, over);
    assert_eq!(claim(db, over, third, 1).len(), 1);
    assert_eq!(recover(db, over, "killed its worker"), Recovered { queued: 0, dead: 1 });
    assert_eq!(db.must_read(|tx| jobs::find(tx, job_id(1))).last_error.as_deref(), Some("killed its worker"));
}

fn dead_letters_are_seen_and_tried_again(db: &TestDatabase) {
    let now = at(NOON);
    db.must_write(|tx| jobs::enqueue_all(tx, &[job(1, None, now), job(2, None, now), job(3, None, now)]));
    let held = lease(1, now + Duration::minutes(1));
    assert_eq!(claim(db, now, held, 10).len(), 3);
    let later = now + Duration::minutes(5);
    db.must_write(|tx| {
        jobs::fail(tx, job_id(1), held.token, "no", now, None)?;
        jobs::fail(tx, job_id(2), held.token, "never", now, None)?;
        jobs::fail(tx, job_id(3), held.token, "not yet", now, Some(later))
    });
    let dead = db.must_read(|tx| jobs::list(tx, Some(JobStatus::Dead), 10));
    assert_eq!(dead.iter().map(|job| job.id).collect::<Vec<_>>(), [job_id(2), job_id(1)]);
    assert_eq!(dead[1].last_error.as_deref(), Some("no"));
    db.must_write(|tx| jobs::retry(tx, job_id(1), later));
    let twice: Result<(), StorageError> = db.write(|tx| jobs::retry(tx, job_id(1), later));
    assert!(matches!(twice, Err(StorageError::Changed { .. })));
    assert_eq!(db.must_write(|tx| jobs::retry_all(tx, later)), 1);
    assert_eq!(claim(db, later - Duration::seconds(1), held, 10), []);
    let attempts: Vec<u32> = claim(db, later, lease(2, later), 10).into_iter().map(|job| job.attempts).collect();
    assert_eq!(attempts, [1, 1, 2]);
}

fn each_slot_of_a_schedule_is_taken_once(db: &TestDatabase) {
    let slot = |hours| at(NOON) + Duration::hours(hours);
    let advance = |hours| db.must_write(|tx| schedules::advance(tx, "nightly", slot(hours), slot(hours + 48)));
    assert!(!advance(0), "a new schedule has nothing to make up for");
    assert!(!advance(0));
    let instances = [db.open_again(), db.open_again(), db.open_again()];
    let taken: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = instances
            .iter()
            .map(|instance| {
                scope.spawn(move || {
                    instance
                        .write(|tx| schedules::advance(tx, "nightly", slot(24), slot(48)))
                        .unwrap_or_else(|error: StorageError| panic!("{error}"))
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(taken.iter().filter(|taken| **taken).count(), 1, "{taken:?}");
    assert!(!advance(0), "time does not go back");
    assert!(advance(240), "many missed slots are one");
    assert!(!advance(240 - 48), "a clock that ran a little ahead is caught up");
    assert!(advance(240 - 72), "one that ran far ahead takes nothing away");
    assert!(!advance(240 - 72));
    assert!(advance(240 - 48));
}
