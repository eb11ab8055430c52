//! Every kind of job from the queue to what it does, as the program's own worker does it.

use std::collections::BTreeMap;

use lotsenwerk::app::tasks::{MatchTask, ResetTask, Task};
use lotsenwerk::app::{jobs, offers};
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::job::JobStatus;
use lotsenwerk::domain::request::{Appointment, RequestState};
use lotsenwerk::jobs::runner::Tally;
use lotsenwerk::storage;

use crate::storage::samples::local;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Office, lotse, request};

on_each_database!(
    a_match_asks_and_its_mails_go_out_in_the_same_breath,
    a_match_without_release_waits_for_somebody,
    mails_that_wait_are_sent,
    offers_whose_time_is_over_are_settled_and_looked_for_anew,
    reminders_and_digests_are_written_and_sent,
    every_kind_is_done_by_a_worker,
);

fn posted<'a>(db: &'a TestDatabase, numbers: &[u32]) -> Office<'a> {
    let office = Office::new(db, &[lotse(1), lotse(2)]);
    let appointment =
        |number: u32| vec![Appointment::single(local(&format!("2026-12-{} 09:00", 20 + number)), 60).unwrap()];
    office.post(&numbers.iter().map(|number| request(*number, appointment(*number))).collect::<Vec<_>>());
    office
}

/// How many jobs of each kind are done; none is anything else.
fn done(office: &Office<'_>) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for job in jobs::list(&office.context, None, 100).unwrap() {
        assert_eq!(job.state.status(), JobStatus::Done, "{job:?}");
        *kinds.entry(job.kind).or_insert(0) += 1;
    }
    kinds
}

fn a_match_asks_and_its_mails_go_out_in_the_same_breath(db: &TestDatabase) {
    let office = posted(db, &[1, 2]);
    office.queue(&Task::Match(MatchTask::new(None, true)));
    let tally = office.work_until_idle();
    assert_eq!(tally, Tally { done: 2, ..Tally::default() });
    assert_eq!(done(&office), [("match".to_owned(), 1), ("send_mails".to_owned(), 1)].into());
    assert_eq!([1, 2].map(|n| office.state(n)), [RequestState::Offered, RequestState::Offered]);
    let to: Vec<String> = office.mails().iter().map(|mail| mail.to()).collect();
    assert!(to.len() == 2 && to.iter().all(|to| to.starts_with("lotse")), "{to:?}");
}

fn a_match_without_release_waits_for_somebody(db: &TestDatabase) {
    let office = posted(db, &[1]);
    let carrier = Some(lotse(1).organisation);
    office.queue(&Task::Match(MatchTask::new(carrier, false)));
    office.work_until_idle();
    assert_eq!((office.state(1), office.mails().len()), (RequestState::Proposed, 0));
    let run = &db.must_read(|tx| storage::runs::latest(tx, 1))[0];
    assert_eq!(run.carrier, carrier);
}

fn mails_that_wait_are_sent(db: &TestDatabase) {
    let office = posted(db, &[1, 2]);
    let matched = office.decide();
    offers::release(&office.context, matched.run, Actor::Operator, &mut office.now()).unwrap();
    assert_eq!(db.must_read(storage::outbox::counts).queued, 2);
    // The release has queued the job; asking for it again is the same job.
    office.queue(&Task::SendMails {});
    assert_eq!(office.work_until_idle(), Tally { done: 1, ..Tally::default() });
    let counts = db.must_read(storage::outbox::counts);
    assert_eq!((counts.queued, counts.sent, office.mails().len()), (0, 2, 2));
}

fn offers_whose_time_is_over_are_settled_and_looked_for_anew(db: &TestDatabase) {
    let office = posted(db, &[1]);
    let matched = office.decide();
    offers::release(&office.context, matched.run, Actor::Operator, &mut office.now()).unwrap();
    let first = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open)).remove(0);
    office.work_until_idle();
    office.until("2026-12-09 08:05");
    office.queue(&Task::ExpireOffers {});
    office.work_until_idle();
    assert!(db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open)).is_empty());
    let kinds = done(&office);
    assert_eq!((kinds.get("expire_offers"), kinds.get("match")), (Some(&1), Some(&1)), "{kinds:?}");
    let proposed = storage::runs::Proposed::In(lotsenwerk::domain::offer::ProposalState::Proposed);
    let next = db.must_read(|tx| storage::runs::proposals(tx, proposed));
    assert!(next.len() == 1 && next[0].lotse != first.lotse, "the next best is proposed");
}

fn reminders_and_digests_are_written_and_sent(db: &TestDatabase) {
    let office = posted(db, &[1, 2]);
    let first = office.decide();
    offers::release(&office.context, first.run, Actor::Operator, &mut office.now()).unwrap();
    office.work_until_idle();
    let open = db.must_read(|tx| storage::offers::load(tx, storage::offers::Selection::Open));
    use lotsenwerk::app::answers::{Answer, answer};
    for offer in &open {
        answer(&office.context, offer.id, Answer::Accept, Actor::Operator, &mut office.now()).unwrap();
    }
    office.work_until_idle();
    let before = office.mails().len();
    office.until("2026-12-20 16:00");
    office.queue(&Task::Remind {});
    office.queue(&Task::Digest {});
    office.work_until_idle();
    // One of the two appointments is tomorrow, and nothing waits for the carrier.
    assert_eq!(office.told("Erinnerung").len(), 1);
    assert_eq!(office.mails().len() - before, 1);
    assert_eq!(done(&office).get("remind"), Some(&1));
}

fn every_kind_is_done_by_a_worker(db: &TestDatabase) {
    let office = posted(db, &[]);
    let tasks = [
        Task::SendMails {},
        Task::ExpireOffers {},
        Task::RenewLinkKeys {},
        Task::Remind {},
        Task::Digest {},
        Task::PruneAccounts {},
        Task::SealAudit {},
        Task::CountCoverage {},
        Task::Advise {},
        Task::ResetPassword(ResetTask::default()),
        Task::Match(MatchTask::new(None, true)),
    ];
    tasks.iter().for_each(|task| office.queue(task));
    office.work_until_idle();
    let kinds: Vec<String> = done(&office).into_keys().collect();
    let mut known = Task::KINDS.to_vec();
    known.sort_unstable();
    assert_eq!(kinds, known);
}
