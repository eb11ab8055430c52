//! The outbox: each mail is kept once, claimed by one worker at a time, and ends sent or given up.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use lotsenwerk::domain::id::{LeaseToken, MailId};
use lotsenwerk::domain::outbox::{MailState, MailStatus, OutboxMail};
use lotsenwerk::storage::outbox::{Claim, Limits, Unsent};
use lotsenwerk::storage::{StorageError, outbox};

use super::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    a_mail_decided_on_twice_is_kept_once,
    from_the_queue_to_sent_or_given_up,
    what_no_longer_holds_stands_apart,
    workers_never_get_the_same_mail,
    limits_hold_over_all_workers,
    who_has_to_know_now_comes_first,
    what_a_clock_ahead_put_off_is_due,
    what_a_clock_ahead_sent_counts_against_no_limit,
);

fn a_mail_decided_on_twice_is_kept_once(db: &TestDatabase) {
    let added = |mails: &[_]| db.must_write(|tx| outbox::add_all(tx, mails));
    assert_eq!(added(&[mail(1), mail(2)]), 2);
    let mut again = mail(1);
    again.id = mail_id(9);
    assert_eq!(added(&[again, mail(3)]), 1);
    db.must_read(|tx| {
        assert_eq!(outbox::counts(tx)?, outbox::Counts { queued: 3, ..outbox::Counts::default() });
        assert_eq!(outbox::about(tx, &mail(1).cause)?, [mail(1)]);
        Ok(())
    });
}

fn from_the_queue_to_sent_or_given_up(db: &TestDatabase) {
    let now = at("2026-11-20T12:00:00Z");
    let later = now + Duration::minutes(5);
    let mut not_yet = mail(3);
    not_yet.state = MailState::Queued { next_attempt_at: later, last_error: None };
    let claim = |now| claimed(db, &wish(now, 10));
    let ids =
        |mails: Vec<lotsenwerk::domain::outbox::OutboxMail>| mails.into_iter().map(|mail| mail.id).collect::<Vec<_>>();
    db.must_write(|tx| outbox::add_all(tx, &[mail(1), mail(2), not_yet.clone()]));

    assert_eq!(ids(claim(now - Duration::seconds(1))), []);
    let claimed = claim(now);
    assert!(claimed.iter().all(|mail| mail.attempts == 1));
    assert_eq!(ids(claimed), [mail_id(1), mail_id(2)]);
    assert_eq!(ids(claim(now)), [], "hidden while a worker is at it");
    assert_eq!(ids(claim(now + Duration::minutes(2))), [mail_id(1), mail_id(2)], "the worker died");

    db.must_write(|tx| {
        assert_eq!(outbox::mark_sent(tx, &[mail_id(1)], now)?, 1);
        outbox::mark_unsent(tx, mail_id(2), token(), "450 mailbox busy", Unsent::Again { at: later, since: now })
    });
    let retried = claim(later);
    assert_eq!(
        retried[0].state,
        MailState::Queued {
            next_attempt_at: later + Duration::minutes(2),
            last_error: Some("450 mailbox busy".to_owned()),
        }
    );
    assert_eq!(ids(retried), [mail_id(2), mail_id(3)]);
    db.must_write(|tx| outbox::mark_unsent(tx, mail_id(2), token(), "550 no such user", Unsent::GivenUp));
    db.must_read(|tx| {
        assert_eq!(outbox::find(tx, mail_id(1))?.state, MailState::Sent { at: now });
        assert_eq!(outbox::find(tx, mail_id(2))?.state, MailState::Dead { last_error: "550 no such user".to_owned() });
        assert_eq!(outbox::counts(tx)?, outbox::Counts { queued: 1, sent: 1, dead: 1, outdated: 0 });
        Ok(())
    });
    assert_eq!(db.must_write(|tx| outbox::mark_sent(tx, &[mail_id(1)], now)), 0);
    db.must_write(|tx| outbox::retry(tx, mail_id(2), later));
    assert_eq!(ids(claim(later)), [mail_id(2)]);
}

/// However many there are, they hide no dead letter, and nobody tries them again.
fn what_no_longer_holds_stands_apart(db: &TestDatabase) {
    let now = at("2026-11-20T12:00:00Z");
    db.must_write(|tx| outbox::add_all(tx, &(1..=6).map(mail).collect::<Vec<_>>()));
    assert_eq!(claimed(db, &wish(now, 10)).len(), 6);
    db.must_write(|tx| {
        outbox::mark_unsent(tx, mail_id(1), token(), "550 no such user", Unsent::GivenUp)?;
        (2..=6).try_for_each(|n| outbox::mark_unsent(tx, mail_id(n), token(), "the offer is settled", Unsent::Outdated))
    });
    db.must_read(|tx| {
        let ids = |mails: Vec<OutboxMail>| mails.into_iter().map(|mail| mail.id).collect::<Vec<_>>();
        assert_eq!(ids(outbox::list(tx, Some(MailStatus::Dead), 1)?), [mail_id(1)]);
        assert_eq!(outbox::list(tx, Some(MailStatus::Outdated), 10)?.len(), 5);
        assert_eq!(outbox::find(tx, mail_id(2))?.state, MailState::Outdated { why: "the offer is settled".to_owned() });
        assert_eq!(outbox::counts(tx)?, outbox::Counts { queued: 0, sent: 0, dead: 1, outdated: 5 });
        Ok(())
    });
    let alone: Result<(), StorageError> = db.write(|tx| outbox::retry(tx, mail_id(2), now));
    assert!(matches!(alone, Err(StorageError::Changed { .. })), "{alone:?}");
    assert_eq!(db.must_write(|tx| outbox::retry_all(tx, now)), 1);
    assert!(claimed(db, &wish(now + Duration::hours(1), 10)).iter().all(|mail| mail.id == mail_id(1)));
}

fn workers_never_get_the_same_mail(db: &TestDatabase) {
    let all: Vec<_> = (0..120).map(mail).collect();
    db.must_write(|tx| outbox::add_all(tx, &all));
    let now = at("2026-11-20T12:00:00Z");
    let workers = [db.open_again(), db.open_again()];
    let claimed: Vec<MailId> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .zip(workers.iter().cycle())
            .map(|(_, worker)| {
                scope.spawn(move || {
                    let mut mine = Vec::new();
                    loop {
                        let some = worker
                            .write_guarded(|tx| outbox::claim_due(tx, &wish(now, 7)))
                            .unwrap_or_else(|error: StorageError| panic!("{error}"));
                        if some.is_empty() {
                            return mine;
                        }
                        mine.extend(some.into_iter().map(|claimed| claimed.mail.id));
                    }
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(claimed.len(), all.len());
    assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>().len(), all.len());
}

fn token() -> LeaseToken {
    LeaseToken::new(at("2026-11-20T12:00:00Z"), [1; 10])
}

fn wish(now: DateTime<Utc>, limit: u32) -> Claim {
    Claim { now, lease: Duration::minutes(2), token: token(), limit, limits: Limits::default(), may_wait: &["offer"] }
}

fn claimed(db: &TestDatabase, claim: &Claim) -> Vec<OutboxMail> {
    let claimed = db.write_guarded(|tx| outbox::claim_due(tx, claim));
    claimed.unwrap_or_else(|error: StorageError| panic!("{error}")).into_iter().map(|claimed| claimed.mail).collect()
}

fn limits_hold_over_all_workers(db: &TestDatabase) {
    let now = at("2026-11-20T12:00:00Z");
    db.must_write(|tx| outbox::add_all(tx, &(0..6).map(mail).collect::<Vec<_>>()));
    let limited = |now, limits| claimed(db, &Claim { limits, ..wish(now, 10) }).len();
    let rate = Limits { per_minute: Some(2), per_recipient_per_day: None };
    assert_eq!(limited(now, rate), 2);
    assert_eq!(limited(now + Duration::seconds(59), rate), 0);
    assert_eq!(limited(now + Duration::seconds(60), rate), 2);
    // What was claimed before there was a limit, or under a wider one, is no debt.
    let narrow = Limits { per_minute: Some(1), per_recipient_per_day: None };
    assert_eq!(limited(now + Duration::seconds(60), narrow), 0);
    // All samples go to one recipient: three a day, four are under way.
    let daily = Limits { per_minute: None, per_recipient_per_day: Some(3) };
    assert_eq!(limited(now + Duration::seconds(61), daily), 0);
    let sent: Vec<MailId> = (0..3).map(mail_id).collect();
    db.must_write(|tx| outbox::mark_sent(tx, &sent, now));
    assert_eq!(limited(now + Duration::minutes(5), daily), 0);
    assert_eq!(limited(now + Duration::hours(23), daily), 0);
    assert_eq!(limited(now + Duration::hours(24), daily), 3);
}

fn who_has_to_know_now_comes_first(db: &TestDatabase) {
    let now = at("2026-11-20T12:00:00Z");
    let late = MailState::Queued { next_attempt_at: now, last_error: None };
    let alarm = OutboxMail { kind: "alarm".to_owned(), state: late, ..mail(9) };
    db.must_write(|tx| outbox::add_all(tx, &[mail(1), mail(2), mail(3), alarm.clone()]));
    let ids = |limit| claimed(db, &wish(now, limit)).into_iter().map(|mail| mail.id).collect::<Vec<_>>();
    assert_eq!(ids(2), [mail_id(9), mail_id(1)]);
    assert_eq!(ids(10), [mail_id(2), mail_id(3)]);
}

fn what_a_clock_ahead_put_off_is_due(db: &TestDatabase) {
    let now = at("2026-11-20T12:00:00Z");
    let until = |hours, why: Option<&str>| MailState::Queued {
        next_attempt_at: now + Duration::hours(hours),
        last_error: why.map(str::to_owned),
    };
    let daily = Some("the recipient has got as many mails as a day allows");
    let states =
        [until(0, None), until(1, None), until(5, None), until(96, Some("451")), until(5, daily), until(96, daily)];
    let all: Vec<OutboxMail> = (0..).zip(states).map(|(n, state)| OutboxMail { state, ..mail(n) }).collect();
    db.must_write(|tx| outbox::add_all(tx, &all));
    assert_eq!(db.must_write(|tx| outbox::wake(tx, now, now + Duration::hours(1))), 3);
    let ids: BTreeSet<MailId> = claimed(db, &wish(now, 10)).into_iter().map(|mail| mail.id).collect();
    assert_eq!(ids, [0, 2, 3, 5].map(mail_id).into_iter().collect());
}

fn what_a_clock_ahead_sent_counts_against_no_limit(db: &TestDatabase) {
    let now = at("2026-11-20T12:00:00Z");
    db.must_write(|tx| outbox::add_all(tx, &(0..6).map(mail).collect::<Vec<_>>()));
    let ahead = now + Duration::days(4);
    assert_eq!(claimed(db, &wish(ahead, 3)).len(), 3);
    db.must_write(|tx| outbox::mark_sent(tx, &[0, 1, 2].map(mail_id), ahead));
    let limited = |limits| claimed(db, &Claim { limits, ..wish(now, 10) }).len();
    assert_eq!(limited(Limits { per_minute: Some(2), per_recipient_per_day: None }), 2);
    let left =
        claimed(db, &Claim { limits: Limits { per_minute: None, per_recipient_per_day: Some(3) }, ..wish(now, 10) });
    assert_eq!(left.len(), 1, "two are under way, and three may be sent in a day");
}
