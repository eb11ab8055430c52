//! Reminders: the day before, once a sitting, whatever changes and however many workers look.

use chrono::Duration;
use lotsenwerk::app::assignments::{self, NewTime};
use lotsenwerk::app::reminders;
use lotsenwerk::app::tasks::Task;
use lotsenwerk::domain::audit::Actor;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::id::AssignmentId;
use lotsenwerk::domain::outbox::MailStatus;
use lotsenwerk::domain::request::{Appointment, Sitting, SupportRequest};
use lotsenwerk::storage;

use crate::storage::samples::{local, request_id};
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::office::{Office, lotse, request};

on_each_database!(
    each_sitting_is_reminded_of_once_over_three_workers_and_four_days,
    what_was_moved_is_reminded_of_anew_and_what_was_called_off_is_not,
    no_reminder_goes_out_when_it_no_longer_holds,
    without_an_hour_nobody_is_reminded,
    many_who_look_at_once_remind_once,
    what_was_just_agreed_or_moved_is_not_reminded_of,
);

const NEWCOMER: &str = "newcomer@example.org";

fn once(start: &str) -> Appointment {
    Appointment::single(local(start), 60).unwrap()
}

/// Moves the only sitting of an assignment, past the use cases.
fn move_to(db: &TestDatabase, id: AssignmentId, begins: &str) {
    let from = db.must_read(|tx| storage::assignments::load(tx, storage::assignments::Selection::One(id)));
    let from = from[0].appointment.sittings()[0].start();
    let sql = format!("UPDATE assignment_sittings SET begins = '{begins}:00' WHERE begins = '{from}'");
    db.raw().batch(&sql);
}

fn cancel(db: &TestDatabase, id: AssignmentId) {
    let confirmed = db.must_read(|tx| storage::assignments::find(tx, id));
    db.must_write(|tx| storage::assignments::replace(tx, &confirmed, &confirmed.cancelled().unwrap()));
}

fn each_sitting_is_reminded_of_once_over_three_workers_and_four_days(db: &TestDatabase) {
    let office = Office::new(db, &[1, 2, 3, 4].map(lotse));
    let series = [local("2026-12-09 14:00"), local("2026-12-10 14:00")].map(|start| Sitting::new(start, 90).unwrap());
    office.post(&[
        request(1, vec![once("2026-12-08 09:00")]),
        request(2, vec![Appointment::new(series.to_vec()).unwrap()]),
        request(3, vec![once("2026-12-20 09:00")]),
    ]);
    assert_eq!(office.agree().len(), 3);
    office.work_until("2026-12-07 15:55", Duration::minutes(60));
    assert!(office.told("Erinnerung").is_empty(), "it is not four o'clock yet");
    office.work_until("2026-12-07 16:15", Duration::minutes(10));
    let told = office.told("Erinnerung");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.contains("8. Dez.") && told[0].1.contains("A-1"), "{told:?}");

    // Agreed in the evening before: the confirmation was the reminder.
    office.until("2026-12-08 15:00");
    office.post(&[request(4, vec![once("2026-12-09 10:00")])]);
    let matched = office.decide();
    let released = lotsenwerk::app::offers::release(&office.context, matched.run, Actor::Operator, &mut office.now())
        .unwrap()
        .offers;
    office.work();
    office.until("2026-12-08 16:30");
    for offer in released {
        use lotsenwerk::app::answers::{Answer, answer};
        answer(&office.context, offer, Answer::Accept, Actor::Operator, &mut office.now()).unwrap();
    }
    office.work_until("2026-12-11 20:00", Duration::minutes(90));
    let told: Vec<String> = office.told("Erinnerung").into_iter().map(|(_, subject)| subject).collect();
    let of = |words: &str| told.iter().filter(|subject| subject.contains(words)).count();
    assert_eq!((told.len(), of("A-1)"), of("A-2)"), of("A-4)")), (3, 1, 2, 0), "{told:?}");
    assert_eq!((of("9. Dez."), of("10. Dez.")), (1, 1), "{told:?}");
    assert!(db.must_read(|tx| storage::outbox::list(tx, Some(MailStatus::Dead), 10)).is_empty());
    let reminder = office.mails().into_iter().find(|mail| mail.subject().contains("Erinnerung")).unwrap();
    assert!(
        reminder.text().contains("9:00–10:00") && reminder.text().contains("37269 Eschwege"),
        "{}",
        reminder.text()
    );
    assert!(!reminder.everything().contains("BEGIN:VCALENDAR"), "the calendar knows already");
}

fn what_was_moved_is_reminded_of_anew_and_what_was_called_off_is_not(db: &TestDatabase) {
    let office = Office::new(db, &[1, 2].map(lotse));
    office.post(&[request(1, vec![once("2026-12-10 11:00")])]);
    let moved = office.agree()[0];
    office.post(&[request(2, vec![once("2026-12-10 09:00")])]);
    let called_off = office.agree()[0];
    office.until("2026-12-09 12:00");
    office.work();
    cancel(db, called_off);
    office.work_until("2026-12-09 17:00", Duration::minutes(30));
    let told = |words| office.told("Erinnerung").iter().filter(|(_, subject)| subject.contains(words)).count();
    assert_eq!((told("A-1)"), told("A-2)")), (1, 0));
    move_to(db, moved, "2026-12-10 15:00");
    office.work_until("2026-12-10 14:00", Duration::minutes(30));
    assert_eq!((told("A-1)"), told("A-2)")), (2, 0));
    let last = office.mails().pop().unwrap();
    assert!(last.text().contains("15:00–16:00"), "{}", last.text());
    // Moved on by days: once more, the day before that.
    move_to(db, moved, "2026-12-14 15:00");
    office.work_until("2026-12-13 15:00", Duration::hours(5));
    assert_eq!(told("A-1)"), 2);
    office.work_until("2026-12-14 16:00", Duration::hours(5));
    assert_eq!((told("A-1)"), told("A-2)")), (3, 0));
}

fn no_reminder_goes_out_when_it_no_longer_holds(db: &TestDatabase) {
    let office = Office::new(db, &[1, 2, 3].map(lotse));
    office.post(&[1, 2, 3].map(|n| request(n, vec![once(&format!("2026-12-08 {:02}:00", 9 + n))])));
    let agreed = office.agree();
    office.work_until_idle();
    let before = office.mails().len();
    office.until("2026-12-07 16:00");
    assert_eq!(reminders::queue(&office.context, &mut office.now()).unwrap(), 3);
    assert_eq!(reminders::queue(&office.context, &mut office.now()).unwrap(), 0);
    cancel(db, agreed[0]);
    move_to(db, agreed[1], "2026-12-09 11:00");
    office.queue(&Task::SendMails {});
    office.work_until_idle();
    assert_eq!(office.mails().len() - before, 1);
    let dead = db.must_read(|tx| storage::outbox::list(tx, Some(MailStatus::Outdated), 10));
    let why: Vec<String> = dead.iter().map(|mail| format!("{:?}", mail.state)).collect();
    assert_eq!(why.len(), 2, "{why:?}");
    for words in ["no longer confirmed", "was moved"] {
        assert!(why.iter().any(|why| why.contains(words)), "{words}: {why:?}");
    }
}

fn without_an_hour_nobody_is_reminded(db: &TestDatabase) {
    let mut office = Office::new(db, &[lotse(1)]);
    office.post(&[request(1, vec![once("2026-12-08 09:00")])]);
    office.agree();
    office.context.sender.remind_at = None;
    office.until("2026-12-07 20:00");
    assert_eq!(reminders::queue(&office.context, &mut office.now()).unwrap(), 0);
    // Nobody worked in the evening: the morning of the day is not too late.
    office.context.sender.remind_at = chrono::NaiveTime::from_hms_opt(16, 0, 0);
    office.until("2026-12-08 07:00");
    assert_eq!(reminders::queue(&office.context, &mut office.now()).unwrap(), 1);
    // Its begin is.
    office.post(&[request(2, vec![once("2026-12-09 09:00")])]);
    office.agree();
    office.until("2026-12-09 09:00");
    assert_eq!(reminders::queue(&office.context, &mut office.now()).unwrap(), 0);
}

/// Past the schedule, which would let only one of them look.
fn many_who_look_at_once_remind_once(db: &TestDatabase) {
    let office = Office::new(db, &[1, 2, 3, 4, 5, 6].map(lotse));
    office.post(&[1, 2, 3, 4, 5, 6].map(|n| request(n, vec![once(&format!("2026-12-08 {:02}:00", 8 + n))])));
    assert_eq!(office.agree().len(), 6);
    office.until("2026-12-07 16:00");
    for round in 0..3 {
        let written = office.at_once(|context| reminders::queue(context, &mut office.now()).unwrap());
        assert_eq!(written.iter().sum::<usize>(), if round == 0 { 6 } else { 0 }, "{written:?}");
    }
    office.work_until_idle();
    assert_eq!(office.told("Erinnerung").len(), 6);
}

/// Two mails about the same within hours would be one too many; the next sittings of a series are reminded of as always.
fn what_was_just_agreed_or_moved_is_not_reminded_of(db: &TestDatabase) {
    let office = Office::new(db, &[1, 2, 3, 4].map(lotse));
    let series = [local("2026-12-08 11:00"), local("2026-12-10 11:00")].map(|start| Sitting::new(start, 60).unwrap());
    let with_newcomer = SupportRequest {
        newcomer_email: Some(Email::parse(NEWCOMER).unwrap()),
        ..request(1, vec![once("2026-12-08 09:00")])
    };
    office.post(&[with_newcomer, request(2, vec![Appointment::new(series.to_vec()).unwrap()])]);
    let agreed = office.agree();
    let of = |number: u32| {
        let found =
            |id: &&AssignmentId| db.must_read(|tx| storage::assignments::find(tx, **id)).request == request_id(number);
        *agreed.iter().find(found).unwrap()
    };
    let (single, series) = (of(1), of(2));
    let moved = |id, start| {
        let to = NewTime { start: local(start), minutes: None };
        assignments::change(&office.context, id, to, Actor::Operator, &mut office.now()).unwrap();
    };
    // In good time before the hour of reminding, which is four in the afternoon.
    office.until("2026-12-07 12:50");
    moved(single, "2026-12-08 10:00");
    office.until("2026-12-07 15:50");
    moved(series, "2026-12-08 13:00");
    office.post(&[request(3, vec![once("2026-12-08 15:00")])]);
    assert_eq!(office.agree().len(), 1);
    let reminded = || -> Vec<String> {
        let told = office.told("Erinnerung").into_iter();
        told.map(|(to, subject)| if to == NEWCOMER { to } else { subject }).collect()
    };
    office.work_until("2026-12-08 20:00", Duration::minutes(30));
    let told = reminded();
    let of_first = |told: &str| told.contains("A-1)") && told.contains("8. Dez.");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|told| of_first(told)) && told.iter().any(|told| told == NEWCOMER), "{told:?}");
    office.work_until("2026-12-09 20:00", Duration::minutes(30));
    let told = reminded();
    assert!(told.len() == 3 && told[2].contains("A-2)") && told[2].contains("10. Dez."), "{told:?}");
}
